import type { Client } from '@temporalio/client';
import type { CampaignPersonCommand, LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { Ladder } from '../../domain/chase/ladder.ts';
import type { ConveneMeeting, MeetingPersonCommand } from '../../domain/meeting/commands.ts';
import type { Period } from '../../domain/process/time.ts';
import type { PlanSupervision, SupervisionPersonCommand } from '../../domain/supervision/commands.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import type { TestDistrict } from '../harness/district.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';

interface Recorded {
  readonly stack: Stack;
  readonly district: TestDistrict;
  readonly client: Client;
  readonly keep: (name: string, workflowId: string) => Promise<void>;
}

const seconds = (value: number): Period => ({ value, unit: 'second' });
const ladder = (rung: string, to: Ladder[number]['to']): Ladder => [{ rung, offset: seconds(0), to }];
const patience = 60_000;

const reached = ({ stack }: Recorded, id: string, rung: string): Promise<void> =>
  until(async () => (await stack.pool.query('SELECT 1 FROM notice WHERE process_id = $1 AND rung = $2', [id, rung])).rows.length > 0, patience);
const stands = ({ stack }: Recorded, id: string, stage: string): Promise<void> =>
  until(
    async () =>
      (await stack.pool.query('SELECT 1 FROM process p JOIN watch w ON w.process_id = p.id WHERE p.id = $1 AND p.stage = $2 AND w.seen >= w.wanted', [id, stage])).rows.length > 0,
    patience,
  );
const ended = ({ client }: Recorded, workflowId: string): Promise<void> =>
  until(async () => (await client.workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED', patience);

const launch = ({ district: { ids } }: Recorded): LaunchCampaign => ({
  type: 'launch',
  title: '演示：会议与督查',
  documentNumber: '演政办发〔2026〕9号',
  officeUnitId: ids.unit('office'),
  groupUnitId: ids.unit('group'),
  memberUnitIds: ['finance', 'culture'].map(ids.unit),
  sections: [],
  indicators: [],
  phases: [{ kind: 'intervention', name: '干预', period: seconds(3_600) }],
  tasks: [
    {
      number: '1',
      content: '演示任务',
      kind: 'once',
      phase: 'intervention',
      leadUnitId: ids.unit('finance'),
      supportingUnitIds: [],
      duePeriod: seconds(3_600),
      evidenceRequired: [],
    },
  ],
});

/** A meeting whose replies and minutes are late, standing still in between. */
async function lateMeeting(recorded: Recorded, campaignId: string): Promise<void> {
  const { acting, ids } = recorded.district;
  const id = await acting.begin<ConveneMeeting>('office', 'meeting', {
    type: 'convene',
    campaignId,
    kind: 'leadingGroup',
    title: '演示会议',
    period: seconds(4),
    agenda: [],
    unitIds: [ids.unit('finance')],
    ladders: { reply: ladder('replyOverdue', 'liaisonOfficer'), minutes: ladder('minutesOverdue', 'office'), limits: { reply: seconds(2), minutes: seconds(6) } },
  });
  await reached(recorded, id, 'replyOverdue');
  await stands(recorded, id, 'held');
  await acting.step<CampaignPersonCommand>('office', 'campaign', campaignId, { type: 'suspend', reason: '演示中止' });
  await stands(recorded, id, 'suspended');
  await acting.step<CampaignPersonCommand>('office', 'campaign', campaignId, { type: 'resume', mode: 'shift' });
  await reached(recorded, id, 'minutesOverdue');
  await acting.step<MeetingPersonCommand>('office', 'meeting', id, { type: 'recordMinutes', minutes: '纪要', decisions: [] });
  await ended(recorded, `meeting:${id}`);
  await recorded.keep('late', `meeting:${id}`);
}

/** A visit made late; a finding objected to and upheld; closed by time once its task is accepted. */
async function objectedVisit(recorded: Recorded, campaignId: string): Promise<void> {
  const { acting, ids } = recorded.district;
  const { rows } = await recorded.stack.pool.query<{ today: string }>("SELECT to_char(ledger_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today");
  const id = await acting.begin<PlanSupervision>('office', 'supervision', {
    type: 'plan',
    campaignId,
    kind: 'unannounced',
    title: '演示暗访',
    scope: '全部',
    period: seconds(1),
    unitIds: [ids.unit('culture')],
    team: [ids.person('expert')],
    ladders: {
      visit: ladder('visitOverdue', 'office'),
      objection: ladder('objectionOverdue', 'office'),
      settling: ladder('findingsOpen', 'office'),
      limits: { objection: seconds(4), review: seconds(1), rectification: seconds(3_600), settling: seconds(2) },
    },
  });
  const step = (by: string, command: SupervisionPersonCommand): Promise<void> => acting.step(by, 'supervision', id, command);
  await reached(recorded, id, 'visitOverdue');
  const findings = [{ unitId: ids.unit('culture'), kind: 'problem' as const, content: '场馆未开放', duePeriod: seconds(5) }];
  await step('office', { type: 'recordVisit', on: rows[0]?.today ?? '', note: '演示', findings });
  await step('liaison-culture', { type: 'object', finding: 1, reason: '已开放' });
  await reached(recorded, id, 'objectionOverdue');
  await step('leader-2', { type: 'reviewObjection', finding: 1, decision: 'upheld', reason: '属实' });
  await reached(recorded, id, 'findingsOpen');
  const { rows: states } = await recorded.stack.pool.query<{ state: SupervisionState }>('SELECT state FROM process WHERE id = $1', [id]);
  const taskId = states[0]?.state.findings[0]?.taskId ?? '';
  for (const [by, command] of [
    ['liaison-culture', { type: 'sign' }],
    ['liaison-culture', { type: 'submit', summary: '已开放' }],
    ['office', { type: 'accept' }],
  ] as const)
    await acting.step<TaskPersonCommand>(by, 'task', taskId, command);
  await ended(recorded, `supervision:${id}`);
  await recorded.keep('objected', `supervision:${id}`);
}

/** A meeting and a supervision, each of a campaign of its own that ends with them. */
export async function meetingsAndVisits(recorded: Recorded): Promise<void> {
  const { acting } = recorded.district;
  await Promise.all(
    [lateMeeting, objectedVisit].map(async (story) => {
      const campaignId = await acting.begin('office', 'campaign', launch(recorded));
      await story(recorded, campaignId);
      await acting.step<CampaignPersonCommand>('office', 'campaign', campaignId, { type: 'cancel', reason: '演示结束' });
    }),
  );
}
