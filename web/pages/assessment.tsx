import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { FileLinks } from '../things/files.tsx';
import { indicatorsOf, tasksOf } from '../things/offers.ts';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { comma, Line } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Due, Moment } from '../ui/times.tsx';

type Assessment = Things['assessments'];
type Item = Assessment['lines'][number];

/** A unit's assessment: item by item what it claims, with its evidence, what the review gave and what was objected to. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="assessments"
      name={t('assessments.one')}
      title={({ title, unit }) => `${title}：${unit.name ?? ''}`}
      above={(assessment) => (
        <>
          <CampaignCrumbs campaignId={assessment?.campaignId} />
          {assessment && (
            <Link to="/evaluations/$id" params={{ id: assessment.evaluationId }}>
              {t('tabs.evaluations')}
            </Link>
          )}
        </>
      )}
      lead={({ stageName, className, stage, dueOn, dueAt, late }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {className} {dueAt !== null && <Due dueOn={dueOn} dueAt={dueAt} settled={stage !== 'issued'} />}{' '}
          {late && <span className="tag red">{t('light.overdue')}</span>}
        </>
      )}
      offer={({ campaignId, lines }) => ({
        item: lines.map(({ number, content }) => [number, `${number} ${content}`]),
        'answerItem.evidence.item': ({ item }) => (lines.find(({ number }) => number === item)?.evidenceRequired ?? []).map((required) => [required, required]),
        taskIds: tasksOf(campaignId),
        indicatorIds: indicatorsOf(campaignId),
      })}
      file={({ unit, className, office, answered, reviewed, items, submission, returnReason, reviewedAt, reviewNote }) => (
        <>
          <Line name={t('chasing.unit')}>{unit.name}</Line>
          <Line name={t('evaluations.class')}>{className}</Line>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('assessments.answered')}>{`${answered}/${items}`}</Line>
          <Line name={t('assessments.reviewed')}>{`${reviewed}/${items}`}</Line>
          <Line name={t('assessments.submitted')}>
            {submission && (
              <>
                <Moment at={submission.at} /> {submission.by?.name} {submission.summary}
              </>
            )}
          </Line>
          <Line name={t('assessments.returned')}>{returnReason}</Line>
          <Line name={t('assessments.reviewDone')}>
            {reviewedAt && (
              <>
                <Moment at={reviewedAt} /> {reviewNote}
              </>
            )}
          </Line>
        </>
      )}
    >
      {(assessment) => <Items assessment={assessment} />}
    </ThingPage>
  );
}

function Items({ assessment: { lines } }: { readonly assessment: Assessment }) {
  const { t } = useTranslation();
  const groups = new Map<string, Item[]>();
  for (const line of lines) groups.set(line.group ?? '', [...(groups.get(line.group ?? '') ?? []), line]);
  const columns: readonly Column<Item>[] = [
    { head: t('evaluations.item'), kind: 'number', cell: ({ number }) => number },
    { head: t('tasks.content'), kind: 'text', cell: (item) => <Content item={item} /> },
    { head: t('evaluations.points'), kind: 'amount', cell: ({ points }) => points },
    { head: t('assessments.claim'), kind: 'amount', cell: ({ answer }) => answer?.claim ?? '–' },
    { head: t('assessments.given'), kind: 'amount', cell: ({ review }) => (review ? <strong>{review.points}</strong> : '–') },
    { head: t('assessments.remarks'), kind: 'text', cell: (item) => <Remarks item={item} /> },
  ];
  return (
    <section className="card" aria-labelledby="items">
      <h2 id="items">{t('assessments.items')}</h2>
      {[...groups].map(([group, items]) => (
        <div key={group}>
          {group && <h3 className="group">{group}</h3>}
          <TableOf name={`${t('assessments.items')} ${group}`} columns={columns} keyOf={({ number }) => number} rows={items} />
        </div>
      ))}
    </section>
  );
}

function Content({ item: { content, method, evidenceRequired, answer } }: { readonly item: Item }) {
  const { t } = useTranslation();
  return (
    <>
      {content}
      {method && <p className="hint">{method}</p>}
      {evidenceRequired.length > 0 && <p className="hint">{t('assessments.required', { what: evidenceRequired.join(comma()) })}</p>}
      {answer && answer.evidence.length > 0 && <FileLinks files={answer.evidence} />}
    </>
  );
}

function Remarks({ item: { answer, review, objection } }: { readonly item: Item }) {
  const { t } = useTranslation();
  return (
    <>
      {answer?.note && <p>{t('assessments.unitSays', { note: answer.note })}</p>}
      {answer && answer.taskIds.length + answer.indicatorIds.length > 0 && (
        <p className="hint">{t('assessments.basis', { tasks: answer.taskIds.length, indicators: answer.indicatorIds.length })}</p>
      )}
      {review?.note && <p>{t('assessments.reviewSays', { note: review.note })}</p>}
      {objection && (
        <p>
          <span className="tag yellow">{t('assessments.objection')}</span> {objection.reason}{' '}
          {objection.answer && t('assessments.objectionAnswer', { former: objection.answer.former, points: objection.answer.points, note: objection.answer.note })}
        </p>
      )}
    </>
  );
}
