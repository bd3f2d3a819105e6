import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { useList } from '../things/lists.ts';
import { choicesOf } from '../things/offers.ts';
import { Scores } from '../things/scores.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { comma, Line, namesOf } from '../ui/line.tsx';
import { Meter } from '../ui/meter.tsx';
import { type Column, Rows, TableOf } from '../ui/rows.tsx';
import { Day, Due, Moment } from '../ui/times.tsx';

type Evaluation = Things['evaluations'];
type AssessmentItem = components['schemas']['AssessmentItem'];

/** An evaluation: how far each unit's assessment is, the scores, the visits of experts, its standard. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="evaluations"
      name={t('evaluations.one')}
      title={({ title }) => title}
      above={(evaluation) => <CampaignCrumbs campaignId={evaluation?.campaignId} tab="evaluations" name={t('tabs.evaluations')} />}
      lead={({ stageName, units }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {t('evaluations.ofUnits', { n: units })}
        </>
      )}
      offer={({ standard, classes }) => {
        const items = standard.items.map(({ number, content }): readonly [string, string] => [number, `${number} ${content}`]);
        const units = choicesOf(classes.flatMap((one) => one.units.map(({ unit }) => unit)));
        return { item: items, items, unitId: units, 'inviteExperts.unitIds': units };
      }}
      file={({ office, standard, weights, passMark, startedAt, scoredAt, publishedAt, outcome, closeReason }) => (
        <>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('evaluations.standard')}>
            {standard.source} {standard.documentNumber}
          </Line>
          <Line name={t('evaluations.weights')}>
            {[
              `${t('scores.part.standard')} ${weights.standard}`,
              ...(weights.onTime === null ? [] : [`${t('scores.part.onTime')} ${weights.onTime}`]),
              ...(weights.indicators === null ? [] : [`${t('scores.part.indicators')} ${weights.indicators}`]),
            ].join(comma())}
          </Line>
          <Line name={t('evaluations.passMark')}>{passMark}</Line>
          <Line name={t('evaluations.started')}>
            <Moment at={startedAt} />
          </Line>
          <Line name={t('evaluations.scored')}>{scoredAt && <Moment at={scoredAt} />}</Line>
          <Line name={t('evaluations.published')}>{publishedAt && <Moment at={publishedAt} />}</Line>
          <Line name={t('evaluations.outcome')}>{outcome && `${outcome.result} ${outcome.score ?? ''} ${outcome.note}`}</Line>
          <Line name={t('evaluations.closeReason')}>{closeReason}</Line>
        </>
      )}
    >
      {(evaluation) => (
        <>
          <Assessments evaluation={evaluation} />
          <Scores evaluationId={evaluation.id} known={evaluation.publishedAt !== null || (evaluation.allowed.length > 0 && evaluation.stage !== 'selfCheck')} />
          {evaluation.corrections.length > 0 && <Corrections evaluation={evaluation} />}
          {evaluation.visits.length > 0 && <Visits evaluation={evaluation} />}
          <Standard evaluation={evaluation} />
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly evaluation: Evaluation;
}

function Assessments({ evaluation: { id } }: PartProps) {
  const { t } = useTranslation();
  const list = useList<AssessmentItem>('/api/v1/assessments', { evaluationId: id });
  const columns: readonly Column<AssessmentItem>[] = [
    {
      head: t('chasing.unit'),
      kind: 'text',
      cell: (item) => (
        <>
          <Link to="/assessments/$id" params={{ id: item.id }}>
            {item.unit.name}
          </Link>{' '}
          <span className="hint">{item.className}</span>
        </>
      ),
    },
    {
      head: t('tasks.stage'),
      cell: ({ stageName, dueOn, dueAt, late }) => (
        <>
          {alone(stageName)} {late && <span className="tag red">{t('light.overdue')}</span>}{' '}
          {dueAt !== null && (
            <span className="hint">
              <Due dueOn={dueOn} dueAt={dueAt} />
            </span>
          )}
        </>
      ),
    },
    {
      head: t('assessments.answered'),
      kind: 'number',
      cell: ({ answered, items, unit }) => (
        <>
          <Meter name={unit.name ?? ''} value={answered} max={items} /> {answered}/{items}
        </>
      ),
    },
    { head: t('assessments.reviewed'), kind: 'amount', cell: ({ reviewed, items }) => `${reviewed}/${items}` },
    { head: t('assessments.objections'), kind: 'amount', cell: ({ openObjections }) => openObjections || '' },
  ];
  return (
    <section className="card" aria-labelledby="assessments">
      <h2 id="assessments">{t('assessments.list')}</h2>
      <Rows name={t('assessments.list')} columns={columns} keyOf={(item) => item.id} list={list} empty={t('assessments.empty')} />
    </section>
  );
}

function Visits({ evaluation: { visits } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="visits">
      <h2 id="visits">{t('evaluations.visits')}</h2>
      <ul>
        {visits.map(({ number, experts, from, until, items, units }) => (
          <li key={number}>
            <Day on={from} /> – <Day on={until} /> {namesOf(experts)} <span className="hint">{[namesOf(units ?? []), items?.join(comma())].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Corrections({ evaluation: { corrections } }: PartProps) {
  const { t } = useTranslation();
  const columns: readonly Column<Evaluation['corrections'][number]>[] = [
    { head: t('chasing.unit'), kind: 'number', cell: ({ unit }) => unit.name },
    { head: t('evaluations.item'), kind: 'number', cell: ({ item }) => item },
    { head: t('scores.score'), kind: 'number', cell: ({ former, points }) => `${former} → ${points}` },
    { head: t('evaluations.reason'), kind: 'text', cell: ({ reason, by }) => [reason, by?.name].filter(Boolean).join(' · ') },
    { head: t('chasing.when'), kind: 'number', cell: ({ at }) => <Moment at={at} /> },
  ];
  return (
    <section className="card" aria-labelledby="corrections">
      <h2 id="corrections">{t('evaluations.corrections')}</h2>
      <TableOf name={t('evaluations.corrections')} columns={columns} keyOf={({ version }) => String(version)} rows={corrections} />
    </section>
  );
}

function Standard({ evaluation: { standard } }: PartProps) {
  const { t } = useTranslation();
  const columns: readonly Column<Evaluation['standard']['items'][number]>[] = [
    { head: t('evaluations.item'), kind: 'number', cell: ({ number }) => number },
    { head: t('evaluations.group'), kind: 'text', cell: ({ group }) => group },
    { head: t('tasks.content'), kind: 'text', cell: ({ content }) => content },
    { head: t('evaluations.points'), kind: 'amount', cell: ({ points }) => points },
  ];
  return (
    <section className="card" aria-labelledby="standard">
      <h2 id="standard">{t('evaluations.standard')}</h2>
      <details>
        <summary>{t('evaluations.read', { n: standard.items.length, points: standard.items.reduce((sum, { points }) => sum + points, 0) })}</summary>
        <TableOf name={t('evaluations.standard')} columns={columns} keyOf={({ number }) => number} rows={standard.items} />
      </details>
    </section>
  );
}
