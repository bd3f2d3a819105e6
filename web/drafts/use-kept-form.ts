import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { Fields } from '../steps/values.ts';
import { keyOf, type Place } from './place.ts';
import { type Draft, dropDraft, keepDraft, keepsDrafts } from './store.ts';
import { useDraft } from './use-draft.ts';

/** The form of a new thing, whose content is kept until the thing is there. */
interface KeptForm {
  /** What was typed before: undefined while it is read, null where there is nothing. */
  readonly given: Draft | null | undefined;
  /** By which React knows the form: another once it was emptied. */
  readonly formKey: string;
  /** Keeps what is typed with the key under which it goes out. */
  readonly keep: (fields: Fields, sentAs: string) => void;
  /** Empties the form. */
  readonly empty: () => void;
  /** The same, and forgets what was kept. */
  readonly startOver: () => void;
  /** Once the thing is there: forgets what was kept and shows the thing's page. */
  readonly arrive: (id: string) => Promise<void>;
}

/** Keeps the form of a new thing at its place. */
export function useKeptForm(place: Place): KeptForm {
  const client = useQueryClient();
  const navigate = useNavigate();
  const kept = useDraft(place);
  const key = keyOf(place);
  // Where the form was emptied, which what was read of it before does not know.
  const [emptied, setEmptied] = useState({ key: '', round: 0 });
  const formKey = `${key} ${emptied.round}`;
  const given = emptied.key === key ? null : kept;
  const here = useRef({ place, formKey, given });
  here.current = { place, formKey, given };
  const last = useRef<{ readonly formKey: string; readonly fields: Fields }>(undefined);
  const keep = useCallback((fields: Fields, sentAs: string): void => {
    // A form that was emptied has left its files to what waits.
    const former = last.current?.formKey === here.current.formKey ? last.current.fields : here.current.given?.fields;
    last.current = { formKey: here.current.formKey, fields };
    if (keepsDrafts) void keepDraft(here.current.place, { fields, way: 0, version: null, sentAs }, former).catch(() => undefined);
  }, []);
  const empty = (): void => setEmptied(({ round }) => ({ key, round: round + 1 }));
  return {
    given,
    formKey,
    keep,
    empty,
    startOver: () => {
      empty();
      void dropDraft(place);
    },
    arrive: async (id) => {
      if (keepsDrafts) await dropDraft(place);
      // First the new page: what the former one showed need not be read again before it is left.
      await navigate({ to: `/${place.things}/$id`, params: { id } });
      void client.invalidateQueries();
    },
  };
}
