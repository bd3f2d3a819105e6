import { useTranslation } from 'react-i18next';
import type { Told } from '../../things/measures.ts';
import { Line } from '../../ui/line.tsx';
import { Due, Moment } from '../../ui/times.tsx';

/** 现行措施: orders, suspensions and talks that stand, each with what it says and by when. */
export function Measures({ of }: { readonly of: readonly Told[] }) {
  const { t } = useTranslation();
  const standing = of.filter(({ stands }) => stands);
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
