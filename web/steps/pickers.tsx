import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { useActingUnit } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { allOf, type ListPage, queryOf } from '../things/lists.ts';
import { aside } from '../ui/line.tsx';
import { usePaused } from '../ui/paused.ts';
import { type Choices, OfferedInput, OfferedManyInput } from './offered.tsx';
import type { Value } from './values.ts';

type Schemas = components['schemas'];

interface OneProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly change: (value: Value) => void;
  readonly required: boolean;
  readonly disabled?: boolean;
}

interface ManyProps {
  readonly ids: readonly string[];
  readonly change: (value: Value) => void;
}

/** Registers change seldom while a form is open. */
const staleTime = 300_000;

/** The units in being, all of them: a district has some hundreds. */
const useUnits = (): Choices =>
  useQuery({
    queryKey: ['choices', 'units'],
    queryFn: async (): Promise<Choices> => (await allOf<Schemas['UnitItem']>('/api/v1/units', { living: 'true' })).map(({ id, name }) => [id, name]),
    staleTime,
  }).data ?? [];

/** One unit of the org tree. */
export const UnitInput = (props: OneProps) => <OfferedInput {...props} choices={useUnits()} isNumber={false} />;

/** Several units: those chosen, and one more to choose. */
export const UnitsInput = ({ ids, change, label }: ManyProps & { readonly label: string }) => <OfferedManyInput label={label} choices={useUnits()} chosen={ids} change={change} />;

/** A post, with who holds it. */
export function PostInput(props: OneProps) {
  const posts = useQuery({
    queryKey: ['choices', 'posts'],
    queryFn: async (): Promise<Choices> =>
      (await allOf<Schemas['PostItem']>('/api/v1/posts', { living: 'true' })).map(({ id, title, unit, person }) => [
        id,
        [title, unit.name, person?.name].filter(Boolean).join(' · '),
      ]),
    staleTime,
  });
  return <OfferedInput {...props} choices={posts.data ?? []} isNumber={false} />;
}

/** People of the unit acted for, read once for all forms; a page whose steps ask for them reads them ahead, so that they can be named without a connection. */
export function usePeople(isAsked = true): readonly Schemas['PersonItem'][] {
  const unitId = useActingUnit();
  const people = useQuery({
    queryKey: ['choices', 'people', unitId],
    queryFn: () => allOf<Schemas['PersonItem']>('/api/v1/people', { unitId, active: 'true' }),
    enabled: isAsked && unitId !== undefined,
    staleTime,
  });
  return people.data ?? [];
}

/** People of the unit acted for: its inspectors and experts, who make visits; where it has none, all of it. */
export function PeopleInput({ ids, change }: ManyProps) {
  const all = usePeople();
  const visiting = all.filter(({ posts }) => posts.some(({ role }) => role === 'inspector' || role === 'expert'));
  return (
    <div className="choices">
      {(visiting.length > 0 ? visiting : all).map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={ids.includes(id)} onChange={({ target }) => change(target.checked ? [...ids, id] : ids.filter((other) => other !== id))} />
          {name}
        </label>
      ))}
    </div>
  );
}

interface FoundProps<T> extends OneProps {
  readonly address: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly hint: string;
  readonly nameOf: (entry: T) => string;
  /** One that is never offered. */
  readonly except?: string | undefined;
}

/** One entry of a register too long to be listed whole: typing narrows it. */
function FoundInput<T extends { readonly id: string }>({ address, query = {}, hint, nameOf, except, ...props }: FoundProps<T>) {
  const [text, setText] = useState('');
  const q = usePaused(text.trim());
  const found = useQuery({
    queryKey: ['choices', address, q],
    queryFn: async (): Promise<Choices> => (await ask<ListPage<T>>('GET', `${address}${queryOf({ ...query, q, limit: '50' })}`)).items.map((entry) => [entry.id, nameOf(entry)]),
    placeholderData: (former) => former,
    staleTime: 30_000,
  });
  return (
    <div className="files">
      <input type="search" aria-label={hint} placeholder={hint} value={text} onChange={({ target }) => setText(target.value)} />
      <OfferedInput {...props} choices={(found.data ?? []).filter(([id]) => id !== except)} isNumber={false} />
    </div>
  );
}

/** An inspected party, found by its name. */
export function PartyInput(props: OneProps) {
  const { t } = useTranslation();
  return <FoundInput<Schemas['PartyItem']> {...props} address="/api/v1/parties" hint={t('cases.partyFind')} nameOf={({ name, address }) => `${name}${aside(address)}`} />;
}

/** Somebody, found by name; never `except`. */
export function PersonInput(props: OneProps & { readonly except?: string }) {
  const { t } = useTranslation();
  const nameOf = ({ name, posts }: Schemas['PersonItem']): string => [name, posts[0]?.unitName].filter(Boolean).join(' · ');
  return <FoundInput<Schemas['PersonItem']> {...props} address="/api/v1/people" query={{ active: 'true' }} hint={t('list.q')} nameOf={nameOf} />;
}
