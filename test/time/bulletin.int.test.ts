import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { BulletinCommand } from '../../domain/bulletin/commands.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { plan, planned } from './plan.ts';

const dayMs = 86_400_000;
let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let campaignId = '';
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 10:00') });
  district = await loadTestDistrict(stack.ledger);
  campaignId = await district.acting.begin('office', 'campaign', plan(district.ids, [planned(district.ids, 3, '2026-09-15')]));
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const office = (id: string, command: BulletinCommand) => district.acting.step('office', 'bulletin', id, command);
const onCampaign = (command: CampaignPersonCommand) => district.acting.step('office', 'campaign', campaignId, command);
async function drafted(title: string): Promise<string> {
  const { now } = await stack.ledger.moment();
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return district.acting.begin<BulletinCommand>('office', 'bulletin', { type: 'draft', campaignId, kind: 'progress', title, from: '2026-03-02', until: today });
}
/** Rungs told of a process, as `day time rung`, each once. */
async function rungs(id: string): Promise<readonly string[]> {
  const { rows } = await stack.pool.query<{ line: string }>(
    "SELECT DISTINCT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || rung AS line FROM notice WHERE process_id = $1 AND is_rung ORDER BY 1",
    [id],
  );
  return rows.map((row) => row.line);
}
const stateOf = async (id: string): Promise<BulletinState> =>
  (await stack.pool.query<{ state: BulletinState }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as BulletinState;

describe('bulletins on the real engine', () => {
  test('an unsigned one chases the office and then the deputy chair on their mornings; signed, issued, its workflow is over and the campaign’s rhythm counts on', async () => {
    await onCampaign({ type: 'setBulletinRhythm', every: { months: 1 } });
    const id = await drafted('三月通报');
    await stack.pass(16 * dayMs);
    expect(await rungs(id)).toEqual(['2026-03-10 09:00 bulletinUnsigned', '2026-03-13 09:00 bulletinStillUnsigned']);
    await office(id, { type: 'sign' });
    await office(id, { type: 'issue' });
    await stack.pass(28 * dayMs);
    expect([await rungs(id), (await stateOf(id)).stage]).toEqual([['2026-03-10 09:00 bulletinUnsigned', '2026-03-13 09:00 bulletinStillUnsigned'], 'issued']);
    expect((await environment.client.workflow.getHandle(`bulletin:${id}`).describe()).status.name).toBe('COMPLETED');
    await stack.pass(14 * dayMs);
    expect((await rungs(campaignId)).filter((line) => line.includes('bulletin'))).toEqual(['2026-04-20 09:00 bulletinDue', '2026-04-27 09:00 bulletinEscalation']);
  });

  test('one that stands still with its campaign is chased by nothing, goes on with it, and ends with it', async () => {
    const id = await drafted('中止期间');
    await onCampaign({ type: 'suspend', reason: '防汛' });
    await stack.pass(30 * dayMs);
    expect([await rungs(id), (await stateOf(id)).stage]).toEqual([[], 'suspended']);
    await onCampaign({ type: 'resume', mode: 'shift' });
    await stack.pass(14 * dayMs);
    expect((await rungs(id)).map((line) => line.slice(17))).toEqual(['bulletinUnsigned']);
    await onCampaign({ type: 'cancel', reason: '方案调整' });
    await stack.pass(10 * dayMs);
    expect([(await stateOf(id)).stage, (await environment.client.workflow.getHandle(`bulletin:${id}`).describe()).status.name]).toEqual(['withdrawn', 'COMPLETED']);
    expect(await verify(stack.pool)).toMatchObject({ faults: [] });
  });
});
