import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { SchemaForm } from '../steps/form.tsx';
import { type Offer, OfferedChoices } from '../steps/offered.tsx';
import type { Schema } from '../steps/schema.ts';
import { Sheet } from '../ui/dialog.tsx';
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

/** The form alone. */
export function StartForm({ things, schema, cancel }: Pick<StartProps, 'things' | 'schema'> & { readonly cancel?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <SchemaForm
      schema={schema}
      submitName={t('steps.submit')}
      {...(cancel ? { cancel } : {})}
      send={async (body, key) => {
        const { id } = await ask<{ readonly id: string }>('POST', `/api/v1/${things}`, body, { 'Idempotency-Key': key });
        await client.invalidateQueries();
        await navigate({ to: `/${things}/$id`, params: { id } });
      }}
    />
  );
}
