import { useTranslation } from 'react-i18next';
import { FileLinks, Scans } from '../../things/files.tsx';
import type { Things } from '../../things/things.ts';
import { CardHead } from '../../ui/card-head.tsx';
import { comma, Line } from '../../ui/line.tsx';
import { Moment } from '../../ui/times.tsx';

interface UrgingNoticeProps {
  readonly task: Things['tasks'];
  readonly notice: NonNullable<Things['tasks']['urgingNotice']>;
}

const colours = { drafted: 'yellow', signed: 'green', declined: '', lapsed: '' } as const;

/** 督办通知书: how far it is, its document, the scan of the sealed paper, and what the unit answered. */
export function UrgingNotice({ task, notice }: UrgingNoticeProps) {
  const { t } = useTranslation();
  const { state, unit, number, draftedAt, decidedAt, reason, answerDueAt, answer, sealed, formerScans } = notice;
  // The draft is the office's alone; whether the person is of the office is said by its steps.
  const mayRead = state === 'signed' || (state === 'drafted' && task.allowed.some(({ type }) => type === 'signUrgingNotice'));
  return (
    <section className="card" aria-labelledby="urging-notice">
      <CardHead
        id="urging-notice"
        title={
          <>
            {t('urgingNotice.title')} <span className={`tag ${colours[state]}`}>{t(`urgingNotice.${state}`)}</span>
          </>
        }
      >
        {mayRead && (
          <a className="button" href={`/api/v1/tasks/${task.id}/urging-notice?version=${state === 'signed' ? 'signed' : 'draft'}`}>
            {t(state === 'signed' ? 'urgingNotice.document' : 'urgingNotice.draft')}
          </a>
        )}
      </CardHead>
      <dl className="facts-of">
        <Line name={t('urgingNotice.number')}>{number}</Line>
        <Line name={t('urgingNotice.to')}>{unit.name}</Line>
        <Line name={t('urgingNotice.draftedAt')}>
          <Moment at={draftedAt} />
        </Line>
        <Line name={t('urgingNotice.decidedAt')}>
          {decidedAt && (
            <>
              <Moment at={decidedAt} /> {reason}
            </>
          )}
        </Line>
        <Line name={t('urgingNotice.answerBy')}>{answerDueAt && <Moment at={answerDueAt} />}</Line>
        <Line name={t('urgingNotice.answer')}>
          {answer ? (
            <>
              {answer.text} {answer.late && <span className="tag red">{t('urgingNotice.late')}</span>}
              <p className="hint">
                <Moment at={answer.at} /> {answer.by?.name}
              </p>
              <FileLinks files={answer.evidence.map((id) => ({ id }))} />
            </>
          ) : (
            state === 'signed' && t('urgingNotice.unanswered')
          )}
        </Line>
        <Line name={t('thing.sealed')}>{sealed ? <Scans sealed={sealed} former={formerScans} /> : state === 'signed' && t('urgingNotice.notSealed')}</Line>
        <Line name={t('urgingNotice.all')}>{task.urgingNumbers.length > 1 && task.urgingNumbers.join(comma())}</Line>
      </dl>
    </section>
  );
}
