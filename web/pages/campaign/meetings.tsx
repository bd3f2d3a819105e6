import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { queryOf, useList } from '../../things/lists.ts';
import { newThing } from '../../things/new-things.ts';
import { supervisionsOf, tasksOf } from '../../things/offers.ts';
import { Standing } from '../../things/standing.tsx';
import { mayBegin, Start } from '../../things/start.tsx';
import { alone } from '../../ui/alone.ts';
import { CardHead } from '../../ui/card-head.tsx';
import { Filters } from '../../ui/filters.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { Day, Due } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';

type Meeting = components['schemas']['MeetingItem'];
type Supervision = components['schemas']['SupervisionItem'];
type Finding = components['schemas']['FindingItem'];

/** 会议与督导: meetings, supervisions, and what was found at units, with the task that each problem became. */
export const Tab = ({ campaign }: TabProps) => (
  <>
    <Meetings campaign={campaign} />
    <Supervisions campaign={campaign} />
    <Findings campaign={campaign} />
  </>
);

function Meetings({ campaign }: TabProps) {
  const { t } = useTranslation();
  const address = `/api/v1/campaigns/${campaign.id}/meetings`;
  const list = useList<Meeting>(address);
  const columns: readonly Column<Meeting>[] = [
    {
      head: t('meetings.title'),
      kind: 'text',
      cell: ({ id, number, title }) => (
        <Link to="/meetings/$id" params={{ id }}>
          {number} {title}
        </Link>
      ),
    },
    { head: t('meetings.kind'), kind: 'number', cell: ({ kindName }) => kindName },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    { head: t('meetings.heldOn'), kind: 'number', cell: ({ heldOn, dueOn, dueAt }) => (heldOn ? <Day on={heldOn} /> : <Due dueOn={dueOn} dueAt={dueAt} />) },
    { head: t('meetings.place'), kind: 'text', cell: ({ place }) => place },
  ];
  return (
    <section className="card" aria-labelledby="meetings">
      <CardHead id="meetings" title={t('meetings.list')} files={{ address }}>
        {mayBegin(campaign) && <Start things="meetings" name={t('meetings.new')} schema={newThing('NewMeeting', { campaignId: campaign.id })} />}
      </CardHead>
      <Rows name={t('meetings.list')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('meetings.empty')} />
    </section>
  );
}

function Supervisions({ campaign }: TabProps) {
  const { t } = useTranslation();
  const address = `/api/v1/campaigns/${campaign.id}/supervisions`;
  const list = useList<Supervision>(address);
  const columns: readonly Column<Supervision>[] = [
    {
      head: t('supervisions.title'),
      kind: 'text',
      cell: ({ id, number, title }) => (
        <Link to="/supervisions/$id" params={{ id }}>
          {number} {title}
        </Link>
      ),
    },
    { head: t('supervisions.kind'), kind: 'number', cell: ({ kindName }) => kindName },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    { head: t('supervisions.visitedOn'), kind: 'number', cell: ({ visitedOn, dueOn, dueAt }) => (visitedOn ? <Day on={visitedOn} /> : <Due dueOn={dueOn} dueAt={dueAt} />) },
    { head: t('supervisions.findings'), kind: 'amount', cell: ({ findings }) => findings },
  ];
  return (
    <section className="card" aria-labelledby="supervisions">
      <CardHead id="supervisions" title={t('supervisions.list')} files={{ address }}>
        {mayBegin(campaign) && (
          <Start
            things="supervisions"
            name={t('supervisions.new')}
            schema={newThing('NewSupervision', { campaignId: campaign.id })}
            offer={{ taskIds: tasksOf(campaign.id), followUpOf: supervisionsOf(campaign.id) }}
          />
        )}
      </CardHead>
      <Rows name={t('supervisions.list')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('supervisions.empty')} />
    </section>
  );
}

function Findings({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { open, kind }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const query = { campaignId: campaign.id, open, kind };
  const list = useList<Finding>('/api/v1/findings', query);
  const columns: readonly Column<Finding>[] = [
    { head: t('findings.unit'), kind: 'number', cell: ({ unit }) => unit.name },
    { head: t('findings.kind'), kind: 'number', cell: (finding) => <span className={`tag ${finding.kind === 'praise' ? 'green' : 'red'}`}>{t(`findings.${finding.kind}`)}</span> },
    { head: t('findings.content'), kind: 'text', cell: ({ content }) => content },
    {
      head: t('findings.from'),
      kind: 'number',
      cell: ({ supervision }) => (
        <Link to="/supervisions/$id" params={{ id: supervision.id }}>
          {supervision.number}
        </Link>
      ),
    },
    { head: t('findings.task'), kind: 'number', cell: ({ task }) => task && <Standing task={task} /> },
  ];
  return (
    <section className="card" aria-labelledby="findings">
      <CardHead id="findings" title={t('findings.list')} files={{ address: '/api/v1/findings', query: queryOf(query) }} />
      <Filters
        filters={[
          {
            name: 'open',
            label: t('findings.state'),
            choices: [
              ['true', t('findings.open')],
              ['false', t('findings.settled')],
            ],
          },
          {
            name: 'kind',
            label: t('findings.kind'),
            choices: [
              ['problem', t('findings.problem')],
              ['praise', t('findings.praise')],
            ],
          },
        ]}
      />
      <Rows name={t('findings.list')} columns={columns} keyOf={({ supervision, number }) => `${supervision.id} ${number}`} list={list} empty={t('findings.empty')} />
    </section>
  );
}
