import { useTranslation } from 'react-i18next';
import type { Things } from '../../things/things.ts';
import { Line } from '../../ui/line.tsx';
import { Due, Moment } from '../../ui/times.tsx';

interface Standing {
  readonly number: number;
  readonly kind: 'order' | 'suspension' | 'talk';
  readonly text: string;
  readonly reason: string | null;
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly at: string | null;
}

/** What the party was told to do and no follow-up has judged yet, in the order in which it was told. */
function standingOf({ orders, measures, episode }: Things['cases']): readonly Standing[] {
  const ordered = orders.map(({ requirements, ...order }) => ({ ...order, kind: 'order' as const, text: requirements, reason: null, at: null }));
  return [...ordered, ...measures].filter((measure) => measure.outcome === null && measure.episode === episode).toSorted((one, other) => one.number - other.number);
}

/** 现行措施: orders, suspensions and talks that stand, each with what it says and by when. */
export function Measures({ of }: { readonly of: Things['cases'] }) {
  const { t } = useTranslation();
  const standing = standingOf(of);
  if (standing.length === 0) return null;
  return (
    <section className="card" aria-labelledby="measures">
      <h2 id="measures">{t('cases.measures')}</h2>
      {standing.map(({ number, kind, text, reason, dueOn, dueAt, at }) => (
        <div key={number}>
          <h3 className="group">{t('cases.measureNth', { number, kind: t(`case.measure.${kind}`) })}</h3>
          <dl className="facts-of">
            <Line name={t('cases.measureText')}>{text}</Line>
            <Line name={t('cases.reason')}>{reason}</Line>
            <Line name={t('cases.talkAt')}>{at && <Moment at={at} />}</Line>
            <Line name={t('cases.due')}>{dueAt && <Due dueOn={dueOn} dueAt={dueAt} />}</Line>
          </dl>
        </div>
      ))}
    </section>
  );
}
