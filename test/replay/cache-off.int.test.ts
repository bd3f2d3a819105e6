import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { eachUnit, plan, planned } from '../time/plan.ts';
import { passTo, play } from '../time/script.ts';
import { confirm, lead, office } from '../time/whole-story.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00'), maxCachedWorkflows: 1 });
  district = await loadTestDistrict(stack.ledger);
}, 90_000);
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
}, 60_000);

/** How many workflow tasks of a run were completed and how many failed. */
async function workflowTasks(workflowId: string): Promise<{ readonly completed: number; readonly failed: number }> {
  const { events } = await environment.client.workflow.getHandle(workflowId).fetchHistory();
  const count = (attributes: 'workflowTaskCompletedEventAttributes' | 'workflowTaskFailedEventAttributes'): number => (events ?? []).filter((event) => event[attributes]).length;
  return { completed: count('workflowTaskCompletedEventAttributes'), failed: count('workflowTaskFailedEventAttributes') };
}

describe('workers that keep no workflow in memory', () => {
  test('replay a case from its start at every step: it is chased, reopened and closed, and no workflow task fails', async () => {
    const begin = await district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title: '不留缓存', source: 'complaint' });
    const step = (command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', begin, command);
    await step({ type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [] });
    await step({ type: 'issueOrder', requirements: '整改', period: { value: 5, unit: 'workingDay' } });
    await passTo(stack, at('2026-03-14 10:00'));
    await step({ type: 'recordFollowUp', officers: [...district.officers], result: 'rectified', findings: [] });
    await passTo(stack, at('2026-03-15 10:00'));
    const { rows } = await stack.pool.query('SELECT p.closed, (SELECT array_agg(DISTINCT rung ORDER BY rung) FROM notice n WHERE n.process_id = p.id AND n.is_rung) AS rungs FROM process p WHERE p.id = $1', [begin]);
    expect(rows).toEqual([{ closed: true, rungs: ['overdue', 'reminder', 'stillOverdue'] }]);
    const tasks = await workflowTasks(`case:${begin}`);
    expect(tasks.failed).toBe(0);
    expect(tasks.completed).toBeGreaterThanOrEqual(6);
  }, 90_000);

  test('replay a campaign and its tasks over two months, and no workflow task fails', async () => {
    const { ids } = district;
    const [run] = await play(stack, district, [
      {
        launchedAt: '2026-03-16 10:00',
        launch: plan(ids, [planned(ids, 5, '2026-04-10'), eachUnit(ids, '2026-04-20', ['streetEast'])]),
        steps: [lead('2026-03-16 11:00', '5', { type: 'sign' }), ...confirm('2026-03-18 10:00', 'publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'), office('2026-05-06 10:00', { type: 'suspend', reason: '演示' })],
        until: '2026-05-15 10:00',
      },
    ]);
    expect((await run?.rungs('5'))?.map((line) => line.split(' ')[2])).toEqual(['reminder', 'overdueNotice', 'escalation', 'urgingNotice', 'urgingNotice', 'leadingGroup']);
    const tasks = await workflowTasks(`campaign:${run?.id}`);
    expect(tasks.failed).toBe(0);
    expect(tasks.completed).toBeGreaterThanOrEqual(6);
  }, 90_000);
});
