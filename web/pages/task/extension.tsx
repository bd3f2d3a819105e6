import { useTranslation } from 'react-i18next';
import { valueName } from '../../steps/words.ts';
import type { Things } from '../../things/things.ts';
import { Line } from '../../ui/line.tsx';
import { Day, Moment } from '../../ui/times.tsx';

/** 延期申请: what a unit asks for and why, while it waits for a decision. */
export function Extension({ extension }: { readonly extension: NonNullable<Things['tasks']['extension']> }) {
  const { t } = useTranslation();
  const { at, by, reason, period, dueOn, afterDue } = extension;
  return (
    <section className="card waiting" aria-labelledby="extension">
      <h2 id="extension">
        {t('taskFile.extension')} <span className="tag yellow">{t('taskFile.undecided')}</span>
      </h2>
      <dl className="facts-of">
        <Line name={t('taskFile.until')}>{dueOn ? <Day on={dueOn} /> : period && `${period.value} ${valueName(period.unit)}`}</Line>
        <Line name={t('taskFile.reason')}>{reason}</Line>
        <Line name={t('taskFile.askedBy')}>
          <Moment at={at} /> {by?.name} {afterDue && <span className="tag red">{t('taskFile.afterDue')}</span>}
        </Line>
      </dl>
    </section>
  );
}
