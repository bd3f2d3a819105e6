import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Exports } from '../ui/exports.tsx';
import { comma, Line } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Empty } from '../ui/states.tsx';
import { Day, Due, Moment } from '../ui/times.tsx';

type Consultation = Things['consultations'];
const colours = { commented: 'green', agreed: 'green', silent: '', overdue: 'red' } as const;
const decisions = { adopted: 'green', partly: 'yellow', notAdopted: 'red' } as const;

/** A consultation: who was asked about which tasks, each comment with what became of it, who is still silent. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="consultations"
      name={t('consultations.one')}
      title={({ title }) => title}
      above={() => <Link to="/consultations">{t('consultations.list')}</Link>}
      lead={({ stageName, stage, round, asked, answered, dueOn, dueAt }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {t('consultations.round', { n: round })} {t('consultations.answeredOf', { answered, asked })}{' '}
          <Due dueOn={dueOn} dueAt={dueAt} settled={stage !== 'asked'} />
        </>
      )}
      actions={({ id, allowed }) => allowed.some(({ type }) => type === 'answerComment') && <Exports address={`/api/v1/consultations/${id}/summary`} />}
      offer={({ tasks, comments }) => ({
        taskNumber: tasks.map(({ number, content }) => [number, `${number} ${content}`]),
        comment: comments.map(({ comment, unit, text }) => [String(comment), `${comment}. ${unit.name ?? ''}：${text}`]),
      })}
      file={({ office, message, planVersion, askedAt, closedAt, formerDues, cancelReason }) => (
        <>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('consultations.message')}>{message}</Line>
          <Line name={t('consultations.planVersion')}>{planVersion}</Line>
          <Line name={t('consultations.askedAt')}>
            <Moment at={askedAt} />
          </Line>
          <Line name={t('consultations.closedAt')}>{closedAt && <Moment at={closedAt} />}</Line>
          <Line name={t('consultations.formerDues')}>
            {formerDues.length > 0 &&
              formerDues.map(({ dueOn, dueAt, replacedAt, reason }) => (
                <p key={replacedAt}>
                  {dueOn ? <Day on={dueOn} /> : <Moment at={dueAt} />}（{reason}）
                </p>
              ))}
          </Line>
          <Line name={t('thing.cancelled')}>{cancelReason}</Line>
        </>
      )}
    >
      {(consultation) => (
        <>
          <Comments consultation={consultation} />
          <Units consultation={consultation} />
          <Tasks consultation={consultation} />
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly consultation: Consultation;
}

function Comments({ consultation: { comments } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card list-card" aria-labelledby="comments">
      <h2 id="comments">{t('consultations.comments', { n: comments.length })}</h2>
      {comments.length === 0 ? (
        <Empty>{t('consultations.noComments')}</Empty>
      ) : (
        <ol className="list">
          {comments.map(({ comment, unit, at, by, text, taskNumber, proposal, late, answer }) => (
            <li key={comment}>
              <div>
                <p className="title">
                  {comment}. {unit.name} {taskNumber && <span className="tag">{t('thing.task', { number: taskNumber })}</span>}{' '}
                  {late && <span className="tag yellow">{t('consultations.late')}</span>}
                </p>
                <p>{text}</p>
                <p className="more">
                  <Moment at={at} /> {by?.name}
                </p>
                <dl className="facts-of">
                  <Line name={t('consultations.proposal')}>{proposal}</Line>
                  <Line name={t('consultations.answer')}>
                    {answer ? (
                      <>
                        <span className={`tag ${decisions[answer.decision]}`}>{t(`consultations.${answer.decision}`)}</span> {answer.reason}
                      </>
                    ) : (
                      t('consultations.unanswered')
                    )}
                  </Line>
                </dl>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Units({ consultation: { units } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="units">
      <h2 id="units">{t('consultations.units')}</h2>
      <ul className="chips">
        {units.map(({ unit, answer }) => (
          <li key={unit.id}>
            {unit.name} <span className={`tag ${colours[answer]}`}>{t(`consultations.${answer}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tasks({ consultation: { tasks } }: PartProps) {
  const { t } = useTranslation();
  const columns: readonly Column<Consultation['tasks'][number]>[] = [
    { head: t('tasks.number'), kind: 'number', cell: ({ number }) => number },
    { head: t('tasks.content'), kind: 'text', cell: ({ content }) => content },
    { head: t('tasks.lead'), kind: 'text', cell: ({ lead, supporting }) => [...(lead ? [lead] : []), ...supporting].map(({ name }) => name).join(comma()) },
    { head: t('tasks.due'), kind: 'number', cell: ({ dueOn }) => dueOn && <Day on={dueOn} /> },
  ];
  return (
    <section className="card" aria-labelledby="asked">
      <h2 id="asked">{t('consultations.tasks')}</h2>
      <TableOf name={t('consultations.tasks')} columns={columns} keyOf={({ number }) => number} rows={tasks} />
    </section>
  );
}
