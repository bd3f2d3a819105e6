import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Moment } from '../ui/times.tsx';
import { SchemaForm } from './form.tsx';
import { stepSchemas } from './schema.ts';
import type { Fields } from './values.ts';

/** A step as a thing's `allowed` names it: open, or why not and until when. */
export interface AllowedStep {
  readonly type: string;
  readonly name?: string;
  readonly ok: boolean;
  readonly reason?: string;
  readonly reasonText?: string;
  readonly until?: string | null;
}

interface PanelProps {
  /** `cases`: the thing's place in the API's addresses; `CaseCommand`: the schema of its steps. */
  readonly things: string;
  readonly command: string;
  readonly id: string;
  readonly version: number;
  readonly allowed: readonly AllowedStep[];
}

/** Steps that end or undo something: they say so before they are taken. */
const dangerous = new Set([
  'cancel',
  'close',
  'fileCase',
  'decideClose',
  'suspend',
  'withdraw',
  'withdrawAcceptance',
  'withdrawMeasure',
  'suspendBusiness',
  'retire',
  'end',
  'merge',
  'split',
]);

/** 下一步: what may be done, each a button that opens its form; what may not, greyed, with the reason and until when. */
export function StepsPanel({ things, command, id, version, allowed }: PanelProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<AllowedStep>();
  const [said, setSaid] = useState('');
  const open = allowed.filter(({ ok }) => ok);
  const closed = allowed.filter(({ ok }) => !ok);
  const send = async (body: Fields, key: string): Promise<void> => {
    await ask('POST', `/api/v1/${things}/${id}/commands`, body, { 'Idempotency-Key': key, 'If-Match': `"${version}"` });
    setSaid(t('state.saved', { step: nameOf(chosen) }));
    setChosen(undefined);
    await client.invalidateQueries();
  };
  return (
    <section className="card steps-side" aria-labelledby="steps-title">
      <h2 id="steps-title">{t('steps.title')}</h2>
      <p role="status" className="hint">
        {said}
      </p>
      {open.length === 0 && <p className="empty">{t('steps.none')}</p>}
      <div className="form">
        {open.map((step, index) => (
          <button key={step.type} type="button" className={`button${index === 0 ? ' primary' : ''}${dangerous.has(step.type) ? ' danger' : ''}`} onClick={() => setChosen(step)}>
            {nameOf(step)}
          </button>
        ))}
      </div>
      {closed.length > 0 && (
        <details>
          <summary>{t('steps.notNow')}</summary>
          <ul>
            {closed.map((step) => (
              <li key={step.type}>
                <strong>{nameOf(step)}</strong> <span className="hint">{step.reasonText ?? step.reason}</span>
                {step.until && (
                  <span className="hint">
                    {' '}
                    {t('steps.until')} <Moment at={step.until} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {chosen && (
        <Sheet title={nameOf(chosen)} open close={() => setChosen(undefined)}>
          <StepForm key={chosen.type} command={command} step={chosen} send={send} cancel={() => setChosen(undefined)} />
        </Sheet>
      )}
    </section>
  );
}

const nameOf = (step: AllowedStep | undefined): string => step?.name ?? step?.type ?? '';

interface StepFormProps {
  readonly command: string;
  readonly step: AllowedStep;
  readonly send: (body: Fields, key: string) => Promise<void>;
  readonly cancel: () => void;
}

function StepForm({ command, step, send, cancel }: StepFormProps) {
  const { t } = useTranslation();
  const ways = stepSchemas(command, step.type, schemas);
  const [way, setWay] = useState(0);
  const schema = ways[way];
  if (!schema) return null;
  return (
    <>
      {ways.length > 1 && (
        <div className="field">
          <label htmlFor="step-way">{t('steps.alternative')}</label>
          <select id="step-way" value={way} onChange={({ target }) => setWay(Number(target.value))}>
            {ways.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no other name than their place
              <option key={index} value={index}>
                {index + 1}
              </option>
            ))}
          </select>
        </div>
      )}
      <SchemaForm key={way} schema={schema} submitName={t('steps.submit')} send={send} cancel={cancel} dangerous={dangerous.has(step.type)} />
    </>
  );
}
