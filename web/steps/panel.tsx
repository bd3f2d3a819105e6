import { schemas } from 'duban:schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { language } from '../i18n/index.ts';
import { factsQuery } from '../things/facts.ts';
import { Sheet } from '../ui/dialog.tsx';
import { momentText } from '../ui/time.ts';
import { Moment } from '../ui/times.tsx';
import { Consequences, type Preview } from './consequences.tsx';
import { SchemaForm } from './form.tsx';
import { discriminator, stepSchemas } from './schema.ts';
import type { Fields } from './values.ts';
import { valueName } from './words.ts';

/** A step as a thing's `allowed` names it: open, or why not and until when. */
export interface AllowedStep {
  readonly type: string;
  readonly name: string;
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
  /** False for registers, which have no preview. */
  readonly preview?: boolean;
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
export function StepsPanel({ things, command, id, version, allowed, preview = true }: PanelProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  // A step goes out with the version on which it was opened, whatever the page has read meanwhile.
  const [chosen, setChosen] = useState<{ readonly step: AllowedStep; readonly version: number }>();
  const [said, setSaid] = useState('');
  const [stale, setStale] = useState(false);
  // Rights that are no step of this door (a hand-over) have their own place on the page.
  const steps = allowed.filter(({ type }) => stepSchemas(command, type, schemas).length > 0);
  const open = steps.filter(({ ok }) => ok);
  const closed = steps.filter(({ ok }) => !ok);
  const choose = (step: AllowedStep): void => {
    setStale(false);
    setChosen({ step, version });
  };
  // A link may name the step to be taken: `?step=submit`.
  const { step: asked }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const [followed, setFollowed] = useState<string>();
  if (asked !== followed) {
    setFollowed(asked);
    const wanted = open.find(({ type }) => type === asked);
    if (wanted) choose(wanted);
  }
  const navigate = useNavigate();
  const leave = (): void => {
    setChosen(undefined);
    if (asked !== undefined) void navigate({ to: '.', search: ({ step: _, ...rest }: Readonly<Record<string, string | undefined>>) => rest, replace: true });
  };
  const send = async (body: Fields, key: string): Promise<void> => {
    setStale(false);
    try {
      await ask('POST', `/api/v1/${things}/${id}/commands`, body, { 'Idempotency-Key': key, 'If-Match': `"${chosen?.version}"` });
    } catch (problem) {
      // Somebody was faster: the newest is read, what was filled in stays, and sent again it is sent knowingly.
      if (problem instanceof Problem && problem.code === 'process.changed_since') {
        const newest = await ask<{ readonly version: number }>('GET', `/api/v1/${things}/${id}`);
        setChosen((former) => former && { ...former, version: newest.version });
        await client.invalidateQueries();
        setStale(true);
      }
      throw problem;
    }
    setSaid(t('state.saved', { step: nameOf(chosen?.step) }));
    leave();
    await client.invalidateQueries();
  };
  const consequences = async (body: Fields): Promise<ReactNode> =>
    preview ? (
      <Consequences preview={await ask<Preview>('POST', `/api/v1/${things}/${id}/preview`, body)} />
    ) : (
      <p className="notice">{t('steps.confirm', { step: nameOf(chosen?.step) })}</p>
    );
  return (
    <section className="card steps-side" aria-labelledby="steps-title">
      <h2 id="steps-title">{t('steps.title')}</h2>
      <p role="status" className="hint">
        {said}
      </p>
      {open.length === 0 && <p className="empty">{t('steps.none')}</p>}
      <div className="form">
        {open.slice(0, shownAtOnce).map((step, index) => (
          <StepButton key={step.type} step={step} primary={index === 0 && !dangerous.has(step.type)} choose={choose} />
        ))}
      </div>
      {open.length > shownAtOnce && (
        <details>
          <summary>{t('steps.others', { count: open.length - shownAtOnce })}</summary>
          <div className="form">
            {open.slice(shownAtOnce).map((step) => (
              <StepButton key={step.type} step={step} primary={false} choose={choose} />
            ))}
          </div>
        </details>
      )}
      {closed.length > 0 && (
        <details>
          <summary>{t('steps.notNow')}</summary>
          <ul>
            {closed.map((step) => (
              <li key={step.type}>
                <strong>{nameOf(step)}</strong> <span className="hint">{step.reasonText}</span>
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
        <Sheet title={nameOf(chosen.step)} open close={leave}>
          {stale && <Changed things={things} id={id} />}
          <StepForm
            key={chosen.step.type}
            command={command}
            step={chosen.step}
            send={send}
            cancel={leave}
            {...(preview || dangerous.has(chosen.step.type) ? { consequences } : {})}
          />
        </Sheet>
      )}
    </section>
  );
}

/** Steps shown as buttons at once; with more nobody finds the next one. */
const shownAtOnce = 4;

function StepButton({ step, primary, choose }: { readonly step: AllowedStep; readonly primary: boolean; readonly choose: (step: AllowedStep) => void }) {
  return (
    <button type="button" className={`button${primary ? ' primary' : ''}${dangerous.has(step.type) ? ' danger' : ''}`} onClick={() => choose(step)}>
      {nameOf(step)}
    </button>
  );
}

/** Who did what since the form was opened. */
function Changed({ things, id }: { readonly things: string; readonly id: string }) {
  const { t } = useTranslation();
  const last = useQuery(factsQuery(things, id)).data?.at(-1);
  if (!last) return null;
  const who = [last.actor.unit?.name, last.actor.person?.name].filter(Boolean).join(' ') || t('timeline.byTime');
  return (
    <p className="notice" role="alert">
      {t('state.changed', { who, when: momentText(last.at, language()), what: last.name })}
    </p>
  );
}

const nameOf = (step: AllowedStep | undefined): string => step?.name ?? '';

interface StepFormProps {
  readonly command: string;
  readonly step: AllowedStep;
  readonly send: (body: Fields, key: string) => Promise<void>;
  readonly cancel: () => void;
  readonly consequences?: (body: Fields) => Promise<ReactNode>;
}

function StepForm({ command, step, send, cancel, consequences }: StepFormProps) {
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
            {ways.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no other name than their place
              <option key={index} value={index}>
                {valueName(discriminator(one) ?? String(index + 1))}
              </option>
            ))}
          </select>
        </div>
      )}
      <SchemaForm
        key={way}
        schema={schema}
        submitName={t('steps.submit')}
        send={send}
        cancel={cancel}
        dangerous={dangerous.has(step.type)}
        {...(consequences ? { consequences } : {})}
      />
    </>
  );
}
