import type { Client } from '@temporalio/client';
import type { CampaignPersonCommand, LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import type { ConditionKey } from '../../domain/campaign/state.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import type { Ladder } from '../../domain/chase/ladder.ts';
import type { Period } from '../../domain/process/time.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import type { TestDistrict } from '../harness/district.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { launchHerd } from '../ledger/herd.ts';
import { issuedBulletin } from './bulletin-story.ts';
import { consultedUnits } from './consultation-story.ts';
import { evaluationRound } from './evaluation-story.ts';
import { measuredIndicator } from './indicator-story.ts';
import { meetingsAndVisits } from './meeting-stories.ts';

export interface Recording {
  readonly stack: Stack;
  readonly district: TestDistrict;
  readonly client: Client;
  readonly keep: (name: string, workflowId: string, runId?: string) => Promise<void>;
}

const seconds = (value: number): Period => ({ value, unit: 'second' });
const patience = 60_000;

/** A day's work in seconds: what every history of this release is recorded from. */
export async function runStories(recording: Recording, which: 'ordinary' | 'pages'): Promise<void> {
  if (which === 'pages') {
    await longCase(recording);
    await longBeacon(recording);
    return;
  }
  // Beside each other: most of it is waiting for seconds to pass.
  await Promise.all([
    reopenedCase(recording),
    filedCase(recording),
    unknownStage(recording),
    wholeCampaign(recording),
    consultedUnits(recording),
    measuredIndicator(recording),
    meetingsAndVisits(recording),
    evaluationRound(recording),
    sweepAndBeacon(recording),
  ]);
  await digests(recording);
  await issuedBulletin(recording);
  await bellRings(recording);
}

const at = async ({ stack }: Recording, id: string): Promise<{ readonly stage: string; readonly seen: boolean; readonly rungs: readonly string[] }> => {
  const { rows } = await stack.pool.query(
    `SELECT p.stage, w.seen >= w.wanted AS seen, ARRAY(SELECT rung FROM notice n WHERE n.process_id = p.id AND n.is_rung) AS rungs
 FROM process p JOIN watch w ON w.process_id = p.id WHERE p.id = $1`,
    [id],
  );
  return rows[0];
};
const seen = (recording: Recording, id: string): Promise<void> => until(async () => (await at(recording, id)).seen, patience);
const reached = (recording: Recording, id: string, rung: string): Promise<void> => until(async () => (await at(recording, id)).rungs.includes(rung), patience);
const ended = ({ client }: Recording, workflowId: string): Promise<void> =>
  until(async () => (await client.workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED', patience);

async function open({ district }: Recording, title: string, limits?: Readonly<Record<string, Period>>): Promise<string> {
  return district.acting.begin<CasePersonCommand>('inspector-a', 'case', {
    type: 'open',
    partyId: district.ids.party('pharmacy'),
    title,
    source: 'complaint',
    ...(limits ? { limits } : {}),
  });
}
async function step(recording: Recording, id: string, command: CasePersonCommand): Promise<void> {
  await recording.district.acting.step('inspector-a', 'case', id, command);
  await seen(recording, id);
}
const visit = ({ district }: Recording, result: 'clean' | 'violation'): CasePersonCommand => ({ type: 'recordInspection', officers: [...district.officers], result, findings: [] });
const followUp = ({ district }: Recording, result: 'rectified' | 'not'): CasePersonCommand => ({ type: 'recordFollowUp', officers: [...district.officers], result, findings: [] });

/** An order that passes, a follow-up, the closing; then a relapse: a second run. */
async function reopenedCase(recording: Recording): Promise<void> {
  const id = await open(recording, '演示：历史记录');
  await step(recording, id, visit(recording, 'violation'));
  await step(recording, id, { type: 'issueOrder', requirements: '整改', period: seconds(2) });
  await reached(recording, id, 'overdue');
  await step(recording, id, { type: 'submitRectification', description: '已整改' });
  await step(recording, id, followUp(recording, 'rectified'));
  await ended(recording, `case:${id}`);
  await recording.keep('rectified', `case:${id}`);
  await step(recording, id, { type: 'reopen', reason: '反弹' });
  await step(recording, id, visit(recording, 'clean'));
  await ended(recording, `case:${id}`);
  await recording.keep('reopened', `case:${id}`);
}

async function filedCase(recording: Recording): Promise<void> {
  const id = await open(recording, '演示：立案', { inspect: seconds(1), measure: seconds(1) });
  await reached(recording, id, 'overdue');
  await step(recording, id, visit(recording, 'violation'));
  await step(recording, id, { type: 'issueOrder', requirements: '整改', period: seconds(60) });
  await step(recording, id, followUp(recording, 'not'));
  await step(recording, id, { type: 'fileCase', reason: '拒不改正' });
  await step(recording, id, { type: 'concludeFiled', decision: '警告' });
  await ended(recording, `case:${id}`);
  await recording.keep('filed', `case:${id}`);
}

/** A later release has moved the case to a stage that this edition does not know: it waits with growing patience. */
async function unknownStage(recording: Recording): Promise<void> {
  const id = await open(recording, '演示：未知阶段');
  await seen(recording, id);
  const { pool, nudger } = recording.stack;
  await pool.query("UPDATE process SET stage = 'negotiated' WHERE id = $1", [id]);
  await nudger.tell([{ type: 'case', id }]);
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  await pool.query("UPDATE process SET stage = 'opened' WHERE id = $1", [id]);
  await nudger.tell([{ type: 'case', id }]);
  await step(recording, id, visit(recording, 'clean'));
  await ended(recording, `case:${id}`);
  await recording.keep('unknown-stage', `case:${id}`);
}

const climbing = (names: readonly [string, number, Ladder[number]['to']][]): Ladder => names.map(([rung, offset, to]) => ({ rung, offset: seconds(offset), to }));

function drill({ district: { ids } }: Recording): LaunchCampaign {
  const planned = (number: number, lead: string, due: number): PlannedTask => ({
    number: String(number),
    content: `演示任务${number}`,
    standard: '达标',
    kind: 'once',
    phase: 'intervention',
    leadUnitId: ids.unit(lead),
    supportingUnitIds: [],
    duePeriod: seconds(due),
    evidenceRequired: [],
  });
  return {
    type: 'launch',
    title: '演示：历史记录',
    documentNumber: '演政办发〔2026〕8号',
    officeUnitId: ids.unit('office'),
    groupUnitId: ids.unit('group'),
    memberUnitIds: ['finance', 'health', 'culture'].map(ids.unit),
    sections: [],
    indicators: [],
    phases: [
      { kind: 'commitment', name: '启动', period: seconds(3) },
      { kind: 'intervention', name: '干预', period: seconds(8) },
      { kind: 'evaluation', name: '评估', period: seconds(3) },
    ],
    tasks: [planned(1, 'finance', 3), planned(2, 'health', 600), planned(3, 'culture', 600)],
    ladders: {
      task: climbing([
        ['reminder', -1, 'responsible'],
        ['overdueNotice', 0, 'liaisonOfficer'],
        ['escalation', 1, 'managerInCharge'],
        ['urgingNotice', 2, 'urgingNotice'],
        ['leadingGroup', 3, 'leadingGroup'],
      ]),
      sign: climbing([['unsigned', 0, 'liaisonOfficer']]),
      review: climbing([['reviewOverdue', 0, 'office']]),
      phase: climbing([
        ['phaseReminder', -1, 'office'],
        ['phaseOverdue', 1, 'office'],
      ]),
      meeting: climbing([
        ['meetingReminder', -1, 'office'],
        ['meetingOverdue', 0, 'office'],
      ]),
      supervision: climbing([
        ['supervisionReminder', -1, 'office'],
        ['supervisionOverdue', 0, 'office'],
      ]),
      limits: { sign: seconds(2), review: seconds(2) },
      every: { meeting: { period: seconds(4) }, supervision: { period: seconds(3) } },
    },
  };
}

/** Three phases in seconds: one unit climbs every rung, one hands in late reviewed work, one returns its task; a standstill; the result, the closing. */
async function wholeCampaign(recording: Recording): Promise<void> {
  const { acting } = recording.district;
  const id = await acting.begin('office', 'campaign', drill(recording));
  const { rows } = await recording.stack.pool.query<{ id: string; number: string }>("SELECT id, state->>'number' AS number FROM process WHERE parent_id = $1", [id]);
  const task = (number: string): string => rows.find((row) => row.number === number)?.id ?? '';
  const office = (command: CampaignPersonCommand): Promise<void> => acting.step('office', 'campaign', id, command);
  const on = (by: string, number: string, command: TaskPersonCommand): Promise<void> => acting.step(by, 'task', task(number), command);
  const confirm = async (...keys: readonly ConditionKey[]): Promise<void> => {
    for (const condition of keys) await office({ type: 'confirmCondition', condition, note: '见附件' });
  };
  const stage = (wanted: string): Promise<void> => until(async () => (await at(recording, id)).stage === wanted, patience);
  await on('liaison-health', '2', { type: 'sign' });
  await on('liaison-health', '2', { type: 'submit', summary: '已完成' });
  await on('liaison-culture', '3', { type: 'return', reason: '非本单位职责' });
  await reached(recording, task('2'), 'reviewOverdue');
  await reached(recording, task('3'), 'reviewOverdue');
  await on('office', '2', { type: 'sendBack', reason: '缺材料' });
  await on('office', '3', { type: 'reassign', leadUnitId: recording.district.ids.unit('union'), reason: '改派' });
  await reached(recording, id, 'phaseOverdue');
  await confirm('publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting');
  await stage('intervention');
  await reached(recording, task('1'), 'leadingGroup');
  await office({ type: 'suspend', reason: '演示中止' });
  await seen(recording, id);
  for (const number of ['1', '2', '3']) await seen(recording, task(number));
  await office({ type: 'resume', mode: 'shift' });
  await on('liaison-union', '3', { type: 'sign' });
  await on('liaison-finance', '1', { type: 'sign' });
  for (const [number, by] of [
    ['1', 'liaison-finance'],
    ['2', 'liaison-health'],
    ['3', 'liaison-union'],
  ] as const) {
    await on(by, number, { type: 'submit', summary: '已完成' });
    await on('office', number, { type: 'accept' });
  }
  await confirm('baselineSurvey', 'priorityAreas');
  await stage('evaluation');
  await confirm('selfCheck');
  await office({ type: 'recordResult', result: '通过', note: '演示' });
  await ended(recording, `campaign:${id}`);
  await recording.keep('whole', `campaign:${id}`);
  for (const [number, name] of [
    ['1', 'every-rung'],
    ['2', 'sent-back'],
    ['3', 'returned'],
  ] as const) {
    await ended(recording, `task:${task(number)}`);
    await recording.keep(name, `task:${task(number)}`);
  }
}

async function sweepAndBeacon({ stack, client, keep }: Recording): Promise<void> {
  await client.workflow.execute('sweep', { workflowId: 'sweep:recorded', taskQueue: stack.taskQueue });
  await keep('ordinary', 'sweep:recorded');
  await advanceBeacon(client, stack.taskQueue, 'beacon:recorded', 3);
  await keep('running', 'beacon:recorded');
}

/** A bell that slept, rang for a herd, and sleeps again. */
async function bellRings({ stack, district, client, keep }: Recording): Promise<void> {
  const workflowId = 'bell:recorded:0';
  await client.workflow.start('bell', { workflowId, taskQueue: stack.taskQueue, args: [{ shard: 0 }] });
  // Four shards: each has its herd.
  await launchHerd({ ledger: stack.ledger, pool: stack.pool, district }, 240, 20);
  const rings = async (): Promise<number> =>
    ((await client.workflow.getHandle(workflowId).fetchHistory()).events ?? []).filter((event) => event.activityTaskCompletedEventAttributes).length;
  await until(async () => (await rings()) > 0, patience);
  await keep('rang', workflowId);
}

/** The digest of somebody who was told: gathered, frozen, sent. */
async function digests({ stack, client, keep }: Recording): Promise<void> {
  const { rows } = await stack.pool.query<{ person: string }>('SELECT person_id AS person FROM delivery GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1');
  const person = rows[0]?.person;
  if (person === undefined) throw new Error('nothing was to be delivered');
  const workflowId = `digest:mail:${person}`;
  await stack.nudger.deliver(person, 'mail');
  await until(async () => (await client.workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED', patience);
  await keep('sent', workflowId);
}

async function advanceBeacon(client: Client, taskQueue: string, workflowId: string, times: number): Promise<readonly string[]> {
  const runs: string[] = [];
  for (let counter = 1; counter <= times; counter++) {
    const mark = { counter, series: { 'case/2026': counter } };
    await client.workflow.signalWithStart('beacon', { workflowId, taskQueue, args: [{ mark }], signal: 'advance', signalArgs: [mark], workflowIdReusePolicy: 'ALLOW_DUPLICATE' });
    const handle = client.workflow.getHandle(workflowId);
    await until(async () => ((await handle.describe()).memo?.mark as { counter?: number } | undefined)?.counter === counter, patience);
    const { runId } = await handle.describe();
    if (runs.at(-1) !== runId) runs.push(runId);
  }
  return runs;
}

/** The server asks for a new page: the beacon turns it and goes on. */
async function longBeacon({ stack, client, keep }: Recording): Promise<void> {
  const runs = await advanceBeacon(client, stack.taskQueue, 'beacon:long', 14);
  if (runs.length < 2) throw new Error('the beacon did not turn its page');
  await keep('page-turned', 'beacon:long', runs[0]);
  await keep('next-page', 'beacon:long', runs[1]);
}

/** A case that moves often enough to turn its page, and is closed on the next one. */
async function longCase(recording: Recording): Promise<void> {
  const { client, keep } = recording;
  const id = await open(recording, '演示：翻页');
  await seen(recording, id);
  const handle = client.workflow.getHandle(`case:${id}`);
  const { runId: first } = await handle.describe();
  for (let n = 0; (await handle.describe()).runId === first; n++) {
    if (n > 40) throw new Error('the case did not turn its page');
    await step(recording, id, { type: 'correctField', field: 'title', value: `演示：翻页${n}`, reason: '更正' });
  }
  await step(recording, id, visit(recording, 'clean'));
  await ended(recording, `case:${id}`);
  await keep('page-turned', `case:${id}`, first);
  await keep('next-page', `case:${id}`);
}
