import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { useActing } from '../api/session.ts';
import { KeptNote } from '../drafts/kept-note.tsx';
import type { Place } from '../drafts/place.ts';
import { useKeptForm } from '../drafts/use-kept-form.ts';
import { SchemaForm } from '../steps/form.tsx';
import { type Offer, OfferedChoices } from '../steps/offered.tsx';
import type { Schema } from '../steps/schema.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Loading } from '../ui/states.tsx';
import type { Things } from './things.ts';

/** Whoever may add a task to a campaign may begin what stands below it: both are its office's, and the API says it of the first. */
export const mayBegin = ({ allowed }: Pick<Things['campaigns'], 'allowed'>): boolean => allowed.some(({ type, ok }) => type === 'addTask' && ok);

interface StartProps {
  readonly things: 'tasks' | 'meetings' | 'supervisions' | 'indicators' | 'surveys' | 'bulletins' | 'evaluations' | 'consultations';
  /** What the button says. */
  readonly name: string;
  readonly schema: Schema;
  readonly offer?: Offer;
}

/** A button that opens the form of a new thing; once it is there, its page is shown. */
export function Start({ things, name, schema, offer = {} }: StartProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        {name}
      </button>
      <Sheet title={name} open={open} close={() => setOpen(false)}>
        <OfferedChoices value={offer}>
          <StartForm things={things} schema={schema} cancel={() => setOpen(false)} />
        </OfferedChoices>
      </Sheet>
    </>
  );
}

/** The form alone. What is typed is kept, for each campaign apart, until the new thing is there. */
export function StartForm({ things, schema, cancel }: Pick<StartProps, 'things' | 'schema'> & { readonly cancel?: () => void }) {
  const { t } = useTranslation();
  const acting = useActing();
  const { id: below } = useParams({ strict: false });
  const place: Place = { ...acting.place, things, id: below === undefined ? 'new' : `new-below-${below}`, step: 'start' };
  const { given: kept, formKey, keep, startOver, arrive } = useKeptForm(place);
  if (kept === undefined) return <Loading />;
  // What the page knows it says itself: the standard of a file read just now, not of the one before.
  const given = kept && Object.fromEntries(Object.entries(kept.fields).filter(([name]) => schema.properties?.[name]?.const === undefined));
  return (
    <>
      <KeptNote restored={given !== null} startOver={startOver} />
      <SchemaForm
        key={formKey}
        schema={schema}
        of={things}
        submitName={t('steps.submit')}
        keep={keep}
        {...(given ? { given } : {})}
        sentAs={kept?.sentAs}
        {...(cancel ? { cancel } : {})}
        send={async (body, key) => {
          const { id } = await ask<{ readonly id: string }>('POST', `/api/v1/${things}`, body, { 'Idempotency-Key': key });
          await arrive(id);
        }}
      />
    </>
  );
}
