import { schemas } from 'duban:schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActing } from '../api/session.ts';
import { KeptFilesOf, useFilesOf } from '../drafts/kept-files.ts';
import { KeptNote } from '../drafts/kept-note.tsx';
import { keyOf, type Place } from '../drafts/place.ts';
import { queueQuery } from '../drafts/queue.ts';
import { moveDraft } from '../drafts/store.ts';
import { submit } from '../drafts/submit.ts';
import { useKeptForm } from '../drafts/use-kept-form.ts';
import { SchemaForm } from '../steps/form.tsx';
import { BesideParty, partyName } from '../steps/pickers.tsx';
import { narrowed } from '../steps/schema.ts';
import type { Fields } from '../steps/values.ts';
import { Loading } from '../ui/states.tsx';
import { NewParty, type PartyItem } from './new-party.tsx';

/** What an inspector says at the door; limits and ladders of one case alone are for the API. */
const asked = ['partyId', 'title', 'source', 'evidence', 'complainant', 'note'];

const besideParty = (typed: string, choose: (party: PartyItem) => void): ReactNode => <NewParty typed={typed} choose={choose} />;

/** The form of a new case. What is typed is kept; submitted without a connection the case waits like a step, and several may. An address that names a draft leads to what the service refused. */
export function NewCase() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const named = useSearch({ strict: false, select: ({ draft }: { readonly draft?: string | undefined }) => draft });
  const acting = useActing();
  const personId = acting.place.personId;
  const place: Place = { ...acting.place, things: 'cases', id: named ?? 'new', step: 'open' };
  const key = keyOf(place);
  const { given, formKey, keep, empty, startOver, arrive } = useKeptForm(place);
  const files = useFilesOf(personId);
  const [queued, setQueued] = useState('');
  const queue = useQuery(queueQuery(personId)).data?.filter(({ refused }) => refused === undefined) ?? [];
  const waits = queue.some((waiting) => keyOf(waiting.place) === key);
  const said = queue.find((waiting) => waiting.key === queued)?.title;
  const saidAt = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said !== undefined) saidAt.current?.scrollIntoView({ block: 'center' });
  }, [said]);

  const send = async (body: Fields, sentAs: string): Promise<void> => {
    const title = [partyName(client, body.partyId), body.title].filter(Boolean).join(' · ');
    // Several may wait at once: each is kept at a place of its own.
    const own = named === undefined ? { ...place, id: `new-${sentAs}` } : place;
    const became = await submit({ place: own, title, name: t('drafts.newCase'), body, key: sentAs, version: null, at: new Date().toISOString() });
    if (became !== 'waiting') return arrive(became.id);
    await moveDraft(place, own);
    setQueued(sentAs);
    empty();
    void client.invalidateQueries({ queryKey: queueQuery(personId).queryKey });
    if (named !== undefined) await navigate({ to: '/cases/new', replace: true });
  };

  return (
    <>
      {said && (
        <p className="notice" role="status" ref={saidAt}>
          {t('drafts.queuedNew', { title: said })}
        </p>
      )}
      {waits ? (
        <p className="notice">{t('drafts.waitingNew')}</p>
      ) : given === undefined ? (
        <Loading />
      ) : (
        <div className="card">
          <KeptNote restored={given !== null} startOver={startOver} />
          <KeptFilesOf value={files}>
            <BesideParty value={besideParty}>
              <SchemaForm
                key={formKey}
                schema={narrowed(schemas.NewCase ?? {}, asked)}
                of="cases"
                submitName={t('steps.submit')}
                send={send}
                keep={keep}
                {...(given ? { given: given.fields } : {})}
                sentAs={given?.sentAs}
              />
            </BesideParty>
          </KeptFilesOf>
        </div>
      )}
    </>
  );
}
