import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { BeginSurvey, SurveyPersonCommand } from '../../domain/survey/commands.ts';
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

test('the workflow of a survey chases the unit whose points are short, and no other, until it is completed', async () => {
  const { ids, acting } = district;
  const campaignId = await acting.begin<LaunchCampaign>('office', 'campaign', plan(ids, [planned(ids, 1, '2026-11-30')]));
  const points = ['finance', 'education'].map((key, index) => ({ unitId: ids.unit(key), name: `${index + 1}号点`, planned: 50 }));
  const id = await acting.begin<BeginSurvey>('office', 'survey', { type: 'begin', campaignId, name: '健康素养调查', points, dueOn: '2026-06-15' });
  const step = async (who: string, command: SurveyPersonCommand): Promise<void> => {
    await acting.step(who, 'survey', id, command);
    await stack.nudger.tell([{ type: 'survey', id }]);
  };
  await stack.nudger.tell([
    { type: 'campaign', id: campaignId },
    { type: 'survey', id },
  ]);
  await step('liaison-finance', { type: 'recordProgress', point: 1, reached: 50 });
  await stack.pass(at('2026-06-23 10:00') - (await stack.now()));
  const { rows } = await stack.pool.query<{ rung: string; unit: string }>('SELECT rung, unit_id AS unit FROM notice WHERE process_id = $1 AND is_rung ORDER BY created_at', [id]);
  expect(rows).toEqual(['surveyReminder', 'surveyOverdue', 'surveyEscalation'].map((rung) => ({ rung, unit: ids.unit('education') })));
  await step('office', { type: 'complete', note: '结束', shortfalls: [{ point: 2, reason: '学校放假' }] });
  await stack.pass(60_000);
  const { status } = await environment.client.workflow.getHandle(workflowId({ type: 'survey', id })).describe();
  expect(status.name).toBe('COMPLETED');
});
