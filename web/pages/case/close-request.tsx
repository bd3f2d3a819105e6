import { useTranslation } from 'react-i18next';
import { valueName } from '../../steps/words.ts';
import type { Things } from '../../things/things.ts';
import { alone } from '../../ui/alone.ts';
import { Line, namesOf } from '../../ui/line.tsx';
import { Moment } from '../../ui/times.tsx';

/** 结案申请: on what ground and why the officers ask to close the case, while it waits for a decision. */
export function CloseRequest({ request }: { readonly request: NonNullable<Things['cases']['closeRequest']> }) {
  const { t } = useTranslation();
  const { ground, reason, duplicateOf, askedBy, askedAt } = request;
  return (
    <section className="card waiting" aria-labelledby="close-request">
      <h2 id="close-request">
        {t('cases.closeRequest')} <span className="tag yellow">{t('cases.undecided')}</span>
      </h2>
      <dl className="facts-of">
        <Line name={t('cases.ground')}>{alone(valueName(ground))}</Line>
        <Line name={t('cases.duplicateOf')}>{duplicateOf}</Line>
        <Line name={t('cases.reason')}>{reason}</Line>
        <Line name={t('cases.askedBy')}>
          <Moment at={askedAt} /> {namesOf(askedBy)}
        </Line>
      </dl>
    </section>
  );
}
