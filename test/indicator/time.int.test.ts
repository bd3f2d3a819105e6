import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { IndicatorPersonCommand } from '../../domain/indicator/commands.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { workflowId } from '../../engine/nudger.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { plan, planned } from '../time/plan.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const passTo = async (moment: string): Promise<void> => stack.pass(at(moment) - (await stack.now()));

test('the value of a quarter is chased by its workflow until it is recorded, then the next quarter’s; a suspension stops it, and the campaign’s end ends it', async () => {
  const { ids, acting } = district;
  const launch: LaunchCampaign = plan(ids, [planned(ids, 1, '2026-11-30')], {
    indicators: [{ name: '居民健康素养水平', rule: { kind: 'atLeast', target: 30, unit: '%' }, dueOn: null }],
  });
  const campaignId = await acting.begin<LaunchCampaign>('office', 'campaign', launch);
  const { rows } = await stack.pool.query<{ id: string }>('SELECT id FROM indicator_record WHERE campaign_id = $1', [campaignId]);
  const id = rows[0]?.id ?? '';
  await stack.nudger.tell([
    { type: 'campaign', id: campaignId },
    { type: 'indicator', id },
  ]);
  const step = async (who: string, command: IndicatorPersonCommand): Promise<void> => {
    await acting.step(who, 'indicator', id, command);
    await stack.nudger.tell([{ type: 'indicator', id }]);
  };
  const onCampaign = async (command: { readonly type: string }): Promise<void> => {
    await acting.step('office', 'campaign', campaignId, command);
    await stack.nudger.tell([
      { type: 'campaign', id: campaignId },
      { type: 'indicator', id },
    ]);
  };
  const rungs = async (): Promise<readonly string[]> =>
    (
      await stack.pool.query<{ told: string }>(
        `SELECT to_char(n.created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || n.rung AS told FROM notice n WHERE n.process_id = $1 AND n.is_rung GROUP BY 1, n.created_at ORDER BY n.created_at`,
        [id],
      )
    ).rows.map((row) => row.told);
  const state = async (): Promise<IndicatorState> =>
    (await stack.pool.query<{ state: IndicatorState }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as IndicatorState;

  await step('office', { type: 'assignOwner', unitId: ids.unit('finance') });
  await step('office', { type: 'setSchedule', rhythm: { span: 'quarter' }, reason: '按季度监测' });
  await passTo('2026-04-20 10:00');
  expect(await rungs()).toEqual(['2026-03-24 09:00 valueReminder', '2026-04-01 09:00 valueOverdue', '2026-04-07 09:00 valueEscalation', '2026-04-09 09:00 valueOffice']);
  await step('liaison-finance', { type: 'recordValue', amount: { value: '31' }, on: '2026-03-31', source: '季度监测' });
  expect((await state()).owed).toMatchObject([{ index: 2, dueOn: '2026-06-30' }]);
  await onCampaign({ type: 'suspend', reason: '应急' } as { readonly type: string });
  await passTo('2026-07-20 10:00');
  expect(await rungs()).toHaveLength(4);
  await onCampaign({ type: 'resume', mode: 'keep' } as { readonly type: string });
  await passTo('2026-07-24 10:00');
  expect((await rungs()).slice(4)).toEqual(['2026-07-20 10:00 valueOverdue']);
  await onCampaign({ type: 'cancel', reason: '演示结束' } as { readonly type: string });
  await passTo('2026-07-25 10:00');
  expect((await state()).stage).toBe('concluded');
  const ended = await environment.client.workflow.getHandle(workflowId({ type: 'indicator', id })).describe();
  expect(ended.status.name).toBe('COMPLETED');
});
