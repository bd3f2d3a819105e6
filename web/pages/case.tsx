import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { measuresOf } from '../things/measures.ts';
import { choicesOf, measureChoices } from '../things/offers.ts';
import { ThingPage } from '../things/thing-page.tsx';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { comma, Line, namesOf } from '../ui/line.tsx';
import { Due } from '../ui/times.tsx';
import { yuanText } from '../ui/yuan.ts';
import { CloseRequest } from './case/close-request.tsx';
import { Complainant } from './case/complainant.tsx';
import { Measures } from './case/measures.tsx';

/** A case: what it is on the left, one time line in the middle, the next steps on the right. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="cases"
      name={t('nav.cases')}
      title={({ number, title }) => `${number} ${title}`}
      above={() => <Link to="/cases">{t('nav.cases')}</Link>}
      lead={({ stageName, light, due }) => (
        <>
          <span className="tag">{alone(stageName)}</span> <Light light={light} /> {due && <Due dueOn={due.dueOn} dueAt={due.dueAt} />}
        </>
      )}
      offer={(found) => {
        const told = measuresOf(found);
        const choices = (measures: typeof told) => measureChoices(measures, (kind) => t(`case.measure.${kind}`));
        return {
          'officers.unitId': choicesOf([found.actingBody, ...found.jointBodies]),
          'withdrawMeasure.measure': choices(told.filter(({ stands }) => stands)),
          'requestExtension.measure': choices(told.filter(({ extendable }) => extendable)),
        };
      }}
      file={({ party, actingBody, jointBodies, officers, source, complainant, note, filings }) => (
        <>
          <Line name={t('cases.party')}>{party.name}</Line>
          <Line name={t('cases.address')}>{party.address}</Line>
          <Line name={t('cases.body')}>{actingBody.name}</Line>
          <Line name={t('cases.joint')}>{namesOf(jointBodies)}</Line>
          <Line name={t('cases.officers')}>{namesOf(officers)}</Line>
          <Line name={t('cases.source')}>{t(`case.source.${source}`)}</Line>
          {complainant && <Complainant of={complainant} />}
          <Line name={t('cases.note')}>{note}</Line>
          <Line name={t('cases.penalty')}>
            {filings.flatMap(({ penaltyFen }) => (penaltyFen === null ? [] : [t('money.amount', { amount: yuanText(penaltyFen) })])).join(comma())}
          </Line>
        </>
      )}
    >
      {(known) => (
        <>
          {known.closeRequest && <CloseRequest request={known.closeRequest} />}
          <Measures of={measuresOf(known)} />
        </>
      )}
    </ThingPage>
  );
}
