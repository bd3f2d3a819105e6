import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { StartEvaluation } from '../../domain/evaluation/commands.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { plan, planned } from '../time/plan.ts';
import { minute, passTo } from '../time/script.ts';
import { item } from './round.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let campaignId = '';
let evaluationId = '';
const atVisit = { during: [] as string[], after: [] as string[] };

interface Command {
  readonly type: string;
  readonly [field: string]: unknown;
}

const stateOf = async <S>(id: string): Promise<S> => (await stack.pool.query<{ state: S }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as S;
const assessmentOf = async (unit: string): Promise<string> =>
  (await stateOf<EvaluationState>(evaluationId)).units.find((one) => one.unitId === district.ids.unit(unit))?.assessmentId ?? '';
async function step(when: string, by: string, type: TimedType, id: string, ...commands: readonly Command[]): Promise<void> {
  await passTo(stack, at(when));
  for (const command of commands) await district.acting.step(by, type, id, command);
}
const expertsOf = async (unit: string): Promise<string[]> => (await stateOf<AssessmentState>(await assessmentOf(unit))).visits.flatMap((visit) => [...visit.personIds]);
const checked = (...claims: readonly number[]) => [
  ...claims.map((claim, index) => ({ type: 'answerItem', item: String(index + 1), claim, note: '见台账' })),
  { type: 'submitSelfCheck' },
];
const reviewed = (...points: readonly number[]) => [
  ...points.map((given, index) => ({ type: 'reviewItem', item: String(index + 1), points: given, note: '现场核查' })),
  { type: 'completeReview' },
];

// From the start of November to the campaign's closing in January; each test reads what came of it.
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-11-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  const { acting, ids } = district;
  await passTo(stack, at('2026-11-02 10:10'));
  const launch = plan(ids, [planned(ids, 5, '2026-12-20', { phase: 'evaluation' })], {
    memberUnitIds: ['education', 'finance', 'town'].map(ids.unit),
    dates: { mode: 'backfill' },
  });
  campaignId = await acting.begin('office', 'campaign', launch);
  const task = (await stack.pool.query<{ id: string }>('SELECT id FROM task_record')).rows[0]?.id ?? '';
  const start: StartEvaluation = {
    type: 'start',
    campaignId,
    title: '年度考评（演示）',
    standard: { source: '考评标准（演示）', items: [item('1', 60), item('2', 40)] },
    classes: [
      { name: '部门', unitIds: ['education', 'finance'].map(ids.unit) },
      { name: '乡镇', unitIds: [ids.unit('town')] },
    ],
    selfCheckDueOn: '2026-11-20',
  };
  evaluationId = await acting.begin('office', 'evaluation', start);
  await step('2026-11-04 14:20', 'liaison', 'assessment', await assessmentOf('education'), ...checked(60, 40));
  await step('2026-11-05 15:40', 'liaison-town', 'assessment', await assessmentOf('town'), ...checked(50, 30));
  await step('2026-11-05 16:10', 'liaison-finance', 'task', task, { type: 'sign' }, { type: 'submit', summary: '已完成' });
  await step('2026-11-06 11:30', 'office', 'task', task, { type: 'accept' });
  const visit = { type: 'inviteExperts', personIds: [ids.person('expert')], from: '2026-11-24', until: '2026-11-25' };
  await step('2026-11-23 10:20', 'office', 'evaluation', evaluationId, visit);
  await step('2026-11-24 10:50', 'expert', 'assessment', await assessmentOf('education'), { type: 'reviewItem', item: '1', points: 55, note: '现场查看' });
  await passTo(stack, at('2026-11-25 22:00'));
  atVisit.during = await expertsOf('education');
  await passTo(stack, at('2026-11-26 00:10'));
  atVisit.after = await expertsOf('education');
  await step('2026-12-02 15:15', 'liaison-finance', 'assessment', await assessmentOf('finance'), ...checked(45, 40));
  await step('2026-12-08 10:05', 'office', 'assessment', await assessmentOf('education'), ...reviewed(55, 40));
  await step('2026-12-08 10:15', 'office', 'assessment', await assessmentOf('finance'), ...reviewed(45, 40));
  await step('2026-12-08 10:25', 'office', 'assessment', await assessmentOf('town'), ...reviewed(50, 30));
  await step('2026-12-08 10:35', 'office', 'evaluation', evaluationId, { type: 'showScores' });
  await step('2026-12-16 15:25', 'office', 'evaluation', evaluationId, { type: 'publish' });
  await step('2026-12-17 11:45', 'office', 'evaluation', evaluationId, { type: 'recordOutcome', result: '通过', note: '演示' });
  await passTo(stack, at('2027-01-05 10:00'));
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

async function rungsOf(id: string): Promise<readonly string[]> {
  const { rows } = await stack.pool.query<{ at: number; rung: string; to: string }>(
    `SELECT (extract(epoch FROM n.created_at) * 1000)::float8 AS at, n.rung, p.username AS "to" FROM notice n JOIN person_record p ON p.id = n.person_id
 WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
    [id],
  );
  return rows.map((row) => `${minute(row.at)} ${row.rung} → ${row.to}`);
}

describe('an evaluation in skipped time', () => {
  test('chases the unit that is silent, rung by rung, and no other', async () => {
    expect(await rungsOf(await assessmentOf('finance'))).toEqual([
      '2026-11-17 09:00 selfCheckReminder → liaison-finance',
      '2026-11-23 09:00 selfCheckOverdue → liaison-finance',
      '2026-11-25 09:00 selfCheckEscalation → manager-finance',
      '2026-11-30 09:00 selfCheckOffice → office',
      '2026-11-30 09:00 selfCheckOffice → office-2',
    ]);
    for (const unit of ['education', 'town']) expect(await rungsOf(await assessmentOf(unit))).toEqual([]);
  });

  test('ends the experts’ visit with its last day, by itself', async () => {
    expect([atVisit.during, atVisit.after]).toEqual([[district.ids.person('expert')], []]);
    const { rows } = await stack.pool.query<{ at: number; by: string }>(
      `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, actor->>'by' AS by FROM fact WHERE process_id = $1 AND type = 'visitsEnded'`,
      [evaluationId],
    );
    expect(rows.map((row) => `${minute(row.at)} ${row.by}`)).toEqual(['2026-11-26 00:00 time']);
  });

  test('calls the office once the time for objections is over, until the result is published', async () => {
    expect(await rungsOf(evaluationId)).toEqual(['2026-12-16 09:00 publicationDue → office', '2026-12-16 09:00 publicationDue → office-2']);
  });

  test('gives the campaign its self-check and its result: it closes at its end by itself', async () => {
    const campaign = await stateOf<CampaignState>(campaignId);
    expect([campaign.confirmations.map((one) => one.condition), campaign.result?.result, campaign.stage]).toEqual([['selfCheck'], '通过', 'closed']);
  });

  test('leaves nothing open: every process is closed and its workflow has returned, and the facts hold together', async () => {
    const { rows } = await stack.pool.query<{ id: string; type: TimedType; closed: boolean }>('SELECT id, type, closed FROM process WHERE timed ORDER BY type, id');
    expect(rows.filter((row) => !row.closed)).toEqual([]);
    for (const row of rows) expect([row.type, (await environment.client.workflow.getHandle(workflowId(row)).describe()).status.name]).toEqual([row.type, 'COMPLETED']);
    expect(rows.map((row) => row.type)).toEqual(['assessment', 'assessment', 'assessment', 'campaign', 'evaluation', 'task']);
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
