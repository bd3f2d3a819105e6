import { schemas } from 'duban:schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActing } from '../api/session.ts';
import { queueQuery } from '../drafts/queue.ts';
import { settlingQuery } from '../things/dues.ts';
import { alone } from '../ui/alone.ts';
import { colon } from '../ui/line.tsx';
import { Moment } from '../ui/times.tsx';
import { type AllowedStep, isWithdrawal } from './allowed.ts';
import { useOfficers } from './officers.tsx';
import { OpenedStep } from './opened.tsx';
import { stepSchemas } from './schema.ts';

interface PanelProps {
  /** `cases`: the thing's place in the API's addresses; `CaseCommand`: the schema of its steps. */
  readonly things: string;
  readonly command: string;
  readonly id: string;
  /** What the thing is called. */
  readonly title: string;
  readonly version: number;
  readonly allowed: readonly AllowedStep[];
  /** False for registers, which have no preview. */
  readonly preview?: boolean;
}

/** 下一步: what may be done, each a button that opens its form, what is due first; what may not, greyed, with the reason and until when. The opened form stands in the address. */
export function StepsPanel({ things, command, id, title, version, allowed, preview = true }: PanelProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { asked, open: choose, close, stay } = useOpened();
  const [said, setSaid] = useState('');
  const [sentOn, setSentOn] = useState<number>();
  // What a step has just made of the thing is still being read: the buttons are those of before it.
  const isSettling = sentOn === version;
  const { personId } = useActing().place;
  const waiting = useQuery(queueQuery(personId)).data?.filter(({ place }) => place.things === things && place.id === id) ?? [];
  const due = useQuery(settlingQuery(things, id)).data;
  // Rights that are no step of this door (a hand-over) have their own place on the page.
  const steps = allowed.filter(({ type }) => stepSchemas(command, type, schemas).length > 0);
  // What is due comes first; what may be withdrawn for a moment only does not stand behind the others.
  const place = (step: AllowedStep): number => (step.type === due ? 0 : isWithdrawal(step) ? 1 : 2);
  const open = steps.filter(({ ok }) => ok).sort((one, other) => place(one) - place(other));
  const closed = steps.filter((step) => !step.ok && !isWithdrawal(step));
  useOfficers(open.some(({ type }) => stepSchemas(command, type, schemas).some(({ properties = {} }) => 'officers' in properties)));
  const waits = ({ type }: AllowedStep): boolean => waiting.some(({ place, refused }) => place.step === type && !refused);
  // A link may name a step that waits to be sent: it is not filled in twice.
  const opened = steps.find((step) => step.type === asked && !waits(step));
  const button = (step: AllowedStep) => <StepButton key={step.type} step={step} primary={step.type === due} waits={waits(step)} settling={isSettling} choose={choose} />;
  return (
    <section className="card steps-side" aria-labelledby="steps-title">
      <h2 id="steps-title">{t('steps.title')}</h2>
      <p role="status" className="hint">
        {said}
      </p>
      {waiting.map(({ place, name, refused }) => (
        <p key={place.step} className={refused ? 'tag red' : 'tag yellow'}>
          {t(refused ? 'drafts.refusedStep' : 'drafts.waitingStep', { step: name })}
        </p>
      ))}
      {open.length === 0 && <p className="empty">{t('steps.none')}</p>}
      <div className="form">{open.slice(0, shownAtOnce).map(button)}</div>
      {open.length > shownAtOnce && (
        <details>
          <summary>{t('steps.others', { count: open.length - shownAtOnce })}</summary>
          <div className="form">{open.slice(shownAtOnce).map(button)}</div>
        </details>
      )}
      {closed.length > 0 && (
        <details>
          <summary>{t('steps.notNow')}</summary>
          <ul>
            {closed.map((step) => (
              <li key={step.type}>
                <strong>{alone(step.name)}</strong> <span className="hint">{step.reasonText}</span>
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
      {opened && (
        <OpenedStep
          key={opened.type}
          things={things}
          command={command}
          id={id}
          title={title}
          version={version}
          step={opened}
          isDue={opened.type === due}
          preview={preview}
          close={close}
          done={(outcome) => {
            const left = outcome === 'waiting' ? [] : (outcome.left ?? []);
            const untouched = left.map(({ number, detail }) => `${number}${colon()}${detail}`);
            setSaid([t(outcome === 'waiting' ? 'drafts.queued' : 'state.saved', { step: opened.name }), ...(left.length > 0 ? [t('urging.left'), ...untouched] : [])].join(' '));
            if (outcome !== 'waiting') setSentOn(version);
            stay();
            void client.invalidateQueries().finally(() => setSentOn(undefined));
          }}
        />
      )}
    </section>
  );
}

/** The form that the address names. Opened here or on another page, closing it leads back to where one was; what was done leads to the thing. */
function useOpened() {
  const { history } = useRouter();
  const navigate = useNavigate();
  const asked = useSearch({ strict: false, select: ({ step }: { readonly step?: string | undefined }) => step });
  const openedHere = useRef(false);
  const former = useRef(asked);
  useEffect(() => {
    const closed = former.current;
    former.current = asked;
    if (closed === undefined || asked !== undefined) return;
    openedHere.current = false;
    // The button by which the form is opened; where a dialog has given the focus back already, it stays.
    const frame = requestAnimationFrame(() => document.activeElement === document.body && document.querySelector<HTMLElement>(`[data-step="${closed}"]`)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [asked]);
  const leave = (): void => void navigate({ to: '.', search: (now: object) => ({ ...now, step: undefined }), replace: true, resetScroll: false });
  return {
    asked,
    open: ({ type }: AllowedStep): void => {
      openedHere.current = true;
      void navigate({ to: '.', search: (now: object) => ({ ...now, step: type }), resetScroll: false });
    },
    close: (): void => (openedHere.current || history.canGoBack() ? history.back() : leave()),
    stay: (): void => (openedHere.current ? history.back() : leave()),
  };
}

/** Steps shown as buttons at once; with more nobody finds the next one. */
const shownAtOnce = 4;

interface ButtonProps {
  readonly step: AllowedStep;
  readonly primary: boolean;
  /** True while this step was submitted and waits to be sent: it is not taken twice. */
  readonly waits: boolean;
  /** True until what the last step made of the thing is read: nothing is begun on what was before it. */
  readonly settling: boolean;
  readonly choose: (step: AllowedStep) => void;
}

function StepButton({ step, primary, waits, settling, choose }: ButtonProps) {
  const className = ['button', primary ? 'primary' : step.consequence !== undefined && 'danger'].filter(Boolean).join(' ');
  return (
    <button type="button" className={className} data-step={step.type} disabled={waits} aria-disabled={settling || undefined} onClick={() => settling || choose(step)}>
      {alone(step.name)}
    </button>
  );
}
