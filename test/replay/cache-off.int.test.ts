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
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

/** How many workflow tasks of a run were completed and how many failed. */
async function workflowTasks(workflowId: string, runId: string): Promise<{ readonly completed: number; readonly failed: number }> {
  const { events } = await environment.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const count = (attributes: 'workflowTaskCompletedEventAttributes' | 'workflowTaskFailedEventAttributes'): number => (events ?? []).filter((event) => event[attributes]).length;
  return { completed: count('workflowTaskCompletedEventAttributes'), failed: count('workflowTaskFailedEventAttributes') };
}

describe('a worker that keeps one workflow in memory', () => {
  test('replays a campaign, its tasks and a case from their start whenever they push each other out, and no workflow task fails', async () => {
    const { ids, acting, officers } = district;
    const file = await acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: ids.party('clinic'), title: '不留缓存', source: 'complaint' });
    const step = (command: CasePersonCommand): Promise<void> => acting.step('inspector-a', 'case', file, command);
    await step({ type: 'recordInspection', officers: [...officers], result: 'violation', findings: [] });
    await step({ type: 'issueOrder', requirements: '整改', period: { value: 30, unit: 'workingDay' } });
    const [run] = await play(stack, district, [
      {
        launchedAt: '2026-03-02 10:00',
        launch: plan(ids, [planned(ids, 5, '2026-03-20'), eachUnit(ids, '2026-04-20', ['streetEast'])]),
        steps: [
          lead('2026-03-02 11:00', '5', { type: 'sign' }),
          ...confirm('2026-03-18 10:00', 'publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'),
          office('2026-04-21 11:00', { type: 'suspend', reason: '演示' }),
        ],
        until: '2026-04-22 10:00',
      },
    ]);
    // Named before the end: a nudge that comes after the close starts a run that looks once and returns.
    const working = await Promise.all(
      [`case:${file}`, `campaign:${run?.id}`].map(async (workflowId) => ({ workflowId, runId: (await environment.client.workflow.getHandle(workflowId).describe()).runId })),
    );
    await step({ type: 'recordFollowUp', officers: [...officers], result: 'rectified', findings: [] });
    await passTo(stack, at('2026-04-23 10:00'));
    expect((await run?.rungs('5'))?.map((line) => line.split(' ')[2])).toEqual([
      'reminder',
      'overdueNotice',
      'escalation',
      'urgingNotice',
      'urgingNotice',
      'draftUnsigned',
      'draftUnsigned',
      'draftStillUnsigned',
      'leadingGroup',
    ]);
    const { rows } = await stack.pool.query('SELECT closed FROM process WHERE id = $1', [file]);
    expect(rows).toEqual([{ closed: true }]);
    for (const { workflowId, runId } of working) {
      const tasks = await workflowTasks(workflowId, runId);
      expect([workflowId, tasks.failed]).toEqual([workflowId, 0]);
      expect(tasks.completed).toBeGreaterThanOrEqual(6);
    }
  });
});
