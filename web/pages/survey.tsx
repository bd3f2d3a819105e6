import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Line } from '../ui/line.tsx';
import { Meter } from '../ui/meter.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Due, Moment } from '../ui/times.tsx';

type Survey = Things['surveys'];

/** A survey: its points with their samples, quality checks, and what fell short. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="surveys"
      name={t('surveys.one')}
      title={({ number, name }) => `${number} ${name}`}
      above={(survey) => <CampaignCrumbs campaignId={survey?.campaignId} tab="surveys" name={t('tabs.surveys')} />}
      lead={({ stageName, stage, dueOn, dueAt, late, progress }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {progress} <Due dueOn={dueOn} dueAt={dueAt} settled={stage !== 'running'} />{' '}
          {late && <span className="tag red">{t('light.overdue')}</span>}
        </>
      )}
      offer={({ points }) => ({ point: points.map(({ point, name, unit }) => [String(point), `${point}. ${unit.name ?? ''} ${name}`]) })}
      file={({ lead, office, method, sample, begunAt, completedAt, note, cancelReason }) => (
        <>
          <Line name={t('surveys.lead')}>{lead.name}</Line>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('surveys.method')}>{method}</Line>
          <Line name={t('surveys.points')}>{`${sample.done}/${sample.points}`}</Line>
          <Line name={t('surveys.sample')}>{`${sample.reached}/${sample.planned}`}</Line>
          <Line name={t('surveys.valid')}>{sample.valid}</Line>
          <Line name={t('surveys.agreement')}>{sample.agreement && t('surveys.agreementOf', { share: sample.agreement, agreed: sample.agreed, rechecked: sample.rechecked })}</Line>
          <Line name={t('surveys.begun')}>
            <Moment at={begunAt} />
          </Line>
          <Line name={t('surveys.completed')}>{completedAt && <Moment at={completedAt} />}</Line>
          <Line name={t('surveys.note')}>{note}</Line>
          <Line name={t('thing.cancelled')}>{cancelReason}</Line>
        </>
      )}
    >
      {(survey) => <Points survey={survey} />}
    </ThingPage>
  );
}

function Points({ survey: { points } }: { readonly survey: Survey }) {
  const { t } = useTranslation();
  const columns: readonly Column<Survey['points'][number]>[] = [
    {
      head: t('surveys.point'),
      kind: 'text',
      cell: ({ point, name, unit }) => (
        <>
          {point}. {name} <span className="hint">{unit.name}</span>
        </>
      ),
    },
    {
      head: t('surveys.sample'),
      kind: 'number',
      cell: ({ reached, planned, name }) => (
        <>
          <Meter name={name} value={reached} max={planned} /> {reached}/{planned}
        </>
      ),
    },
    { head: t('surveys.valid'), kind: 'amount', cell: ({ valid }) => valid },
    { head: t('surveys.agreement'), kind: 'amount', cell: ({ agreement }) => agreement && `${agreement}%` },
    {
      head: t('tasks.stage'),
      cell: ({ done, shortfall }) => (
        <>
          <span className={`tag ${done ? 'green' : 'yellow'}`}>{t(done ? 'surveys.done' : 'surveys.open')}</span> {shortfall}
        </>
      ),
    },
  ];
  return (
    <section className="card" aria-labelledby="points">
      <h2 id="points">{t('surveys.points')}</h2>
      <TableOf name={t('surveys.points')} columns={columns} keyOf={({ point }) => String(point)} rows={points} />
    </section>
  );
}
