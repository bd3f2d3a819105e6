import { useTranslation } from 'react-i18next';
import { alone } from '../ui/alone.ts';
import { Moment } from '../ui/times.tsx';
import type { Fact } from './facts.ts';
import { FileLinks } from './files.tsx';
import { recordedBy, Said } from './said.tsx';

/** The part of a deadline that the time line shows. */
export interface ShownDeadline {
  readonly kind: string;
  readonly name: string;
  readonly dueAt: string;
  readonly workingDays: number;
  readonly provisional: boolean;
  readonly pausedAt?: string | null;
  readonly basis: { readonly text: string };
  readonly toCome: readonly { readonly rung: string; readonly name: string; readonly to: string; readonly toName: string; readonly at: string; readonly workingDays: number }[];
}

interface Coming {
  readonly key: string;
  readonly at: string;
  /** Working days until then; of what stands still, none. */
  readonly days: number | undefined;
  readonly text: string;
  readonly due?: ShownDeadline;
  readonly note: string;
}

/** One vertical line, oldest on top: what was done is solid, now is marked, what will come by itself is ghosted with its moment. */
export function Timeline({ facts, deadlines }: { readonly facts: readonly Fact[]; readonly deadlines: readonly ShownDeadline[] }) {
  const { t } = useTranslation();
  const withdrawn = new Set(facts.flatMap(({ type, data }) => (type === 'stepWithdrawn' ? [data.withdrawn] : [])));
  const coming: readonly Coming[] = deadlines
    .flatMap((deadline): readonly Coming[] => {
      const { name } = deadline;
      const note = deadline.pausedAt ? t('timeline.paused') : deadline.provisional ? t('timeline.provisional') : '';
      const daysTo = (days: number): number | undefined => (deadline.pausedAt ? undefined : days);
      const due =
        Date.parse(deadline.dueAt) > Date.now()
          ? [{ key: deadline.kind, at: deadline.dueAt, days: daysTo(deadline.workingDays), text: t('timeline.due', { name }), due: deadline, note }]
          : [];
      const rungs = deadline.toCome.map(({ rung, name: words, to, toName, at, workingDays }) => ({
        key: `${deadline.kind} ${rung}`,
        at,
        days: daysTo(workingDays),
        text: to === 'urgingNotice' ? t('timeline.drafts', { rung: name }) : t('timeline.rung', { rung: `${name} · ${words}`, to: toName }),
        note: [t('timeline.pending'), note].filter(Boolean).join(' · '),
      }));
      return [...due, ...rungs];
    })
    .sort((one, other) => one.at.localeCompare(other.at));
  return (
    <ol className="timeline">
      {facts.map((fact) => (
        <Done key={fact.seq} fact={fact} isWithdrawn={withdrawn.has(fact.seq)} />
      ))}
      <li className="now" aria-current="step">
        {t('timeline.now')}
      </li>
      {coming.map(({ key, at, days, text, due, note }) => (
        <li key={key} className={due ? 'future due' : 'future'}>
          <p className="what">{alone(text)}</p>
          <p className="when">
            <Moment at={at} /> {days !== undefined && days >= 0 && <span className="more">{days === 0 ? t('timeline.today') : t('timeline.inDays', { count: days })}</span>} {note}
          </p>
          {due && (
            <details>
              <summary>{t('timeline.why')}</summary>
              <p>{due.basis.text}</p>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

function Done({ fact, isWithdrawn }: { readonly fact: Fact; readonly isWithdrawn: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={['done', fact.actor.by !== 'person' && 'time', isWithdrawn && 'withdrawn'].filter(Boolean).join(' ')}>
      <p className="what">
        <span className="name">{alone(fact.name)}</span> {isWithdrawn && <span className="tag">{t('timeline.withdrawn')}</span>}
      </p>
      <p className="when">
        <Moment at={fact.at} /> · {recordedBy(fact, t)}
      </p>
      <Said fact={fact} />
      {fact.evidence.length > 0 && <FileLinks files={[...new Set(fact.evidence)].map((id) => ({ id }))} />}
    </li>
  );
}
