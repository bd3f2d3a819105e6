import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../time/plan.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { loadTestDistrict } from './district.ts';
import { endIfFailing } from './failing.ts';
import { createSkippingStack, type SkippingStack } from './stack.ts';
import { timeSkippingServer } from './temporal.ts';
import { until } from './until.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: Awaited<ReturnType<typeof loadTestDistrict>>;
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00'), patienceMs: 4_000 });
  district = await loadTestDistrict(stack.ledger);
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

test('a run that does not move lets no time pass: all are started anew from the ledger, and each rung comes in its moment', async () => {
  const { ids, acting } = district;
  const campaignId = await acting.begin<LaunchCampaign>('office', 'campaign', plan(ids, [planned(ids, 1, '2026-11-30')]));
  await stack.pass(60_000);
  const { rows } = await stack.pool.query<{ id: string }>('SELECT id FROM process WHERE parent_id = $1', [campaignId]);
  const workflowId = `task:${rows[0]?.id}`;
  await environment.client.workflow.getHandle(workflowId).terminate('lost');
  // Nobody works on its queue.
  await environment.client.workflow.start('task', { workflowId, taskQueue: 'nowhere', args: [{ id: rows[0]?.id }] });
  await stack.pass(at('2026-03-04 10:00') - (await stack.now()));
  const told = await stack.pool.query(
    `SELECT DISTINCT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || rung AS told FROM notice WHERE process_id = $1 AND is_rung`,
    [rows[0]?.id],
  );
  expect(told.rows).toEqual([{ told: '03-04 09:00 unsigned' }]);
});

test('a run whose code fails whenever it is tried ends the waiting with its error', async () => {
  const { ids, acting } = district;
  const campaignId = await acting.begin<LaunchCampaign>('office', 'campaign', plan(ids, [planned(ids, 1, '2026-11-30')]));
  await stack.pass(60_000);
  const handle = environment.client.workflow.getHandle(`campaign:${campaignId}`);
  const { taskQueue } = await handle.describe();
  await handle.terminate('replaced');
  await environment.client.workflow.start('noSuchStory', { workflowId: handle.workflowId, taskQueue });
  const ended = () => endIfFailing(environment, [{ type: 'campaign', id: campaignId }]);
  await until(async () => (await handle.fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes) ?? false);
  // Once is not whenever.
  await expect(ended()).resolves.toBeUndefined();
  await until(
    async () =>
      ended().then(
        () => false,
        () => true,
      ),
    30_000,
  );
  await expect(stack.pass(at('2027-01-04 10:00') - (await stack.now()))).rejects.toThrow(/campaign:.* fails whenever it is tried .*noSuchStory/);
});
