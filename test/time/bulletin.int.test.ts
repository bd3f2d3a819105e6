import type { BulletinCommand } from '../../domain/bulletin/commands.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { inSkippedTime } from './in-skipped-time.ts';
import { plan, planned } from './plan.ts';

const dayMs = 86_400_000;
let campaignId = '';
const skipped = inSkippedTime(at('2026-03-02 10:00'), async () => {
  campaignId = await skipped.district.acting.begin('office', 'campaign', plan(skipped.district.ids, [planned(skipped.district.ids, 3, '2026-09-15')]));
});

const office = (id: string, command: BulletinCommand) => skipped.district.acting.step('office', 'bulletin', id, command);
const onCampaign = (command: CampaignPersonCommand) => skipped.district.acting.step('office', 'campaign', campaignId, command);
async function drafted(title: string): Promise<string> {
  const { now } = await skipped.stack.ledger.moment();
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return skipped.district.acting.begin<BulletinCommand>('office', 'bulletin', { type: 'draft', campaignId, kind: 'progress', title, from: '2026-03-02', until: today });
}
/** Rungs told of a process, as `day time rung`, each once. */
async function rungs(id: string): Promise<readonly string[]> {
  const { rows } = await skipped.stack.pool.query<{ line: string }>(
    "SELECT DISTINCT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || rung AS line FROM notice WHERE process_id = $1 AND is_rung ORDER BY 1",
    [id],
  );
  return rows.map((row) => row.line);
}
const stateOf = async (id: string): Promise<BulletinState> =>
  (await skipped.stack.pool.query<{ state: BulletinState }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as BulletinState;

describe('bulletins on the real engine', () => {
  test('an unsigned one chases the office and then the deputy chair on their mornings; signed, issued, its workflow is over and the campaign’s rhythm counts on', async () => {
    await onCampaign({ type: 'setBulletinRhythm', every: { months: 1 } });
    const id = await drafted('三月通报');
    await skipped.stack.pass(16 * dayMs);
    expect(await rungs(id)).toEqual(['2026-03-10 09:00 bulletinUnsigned', '2026-03-13 09:00 bulletinStillUnsigned']);
    await office(id, { type: 'sign' });
    await office(id, { type: 'issue' });
    await skipped.stack.pass(28 * dayMs);
    expect([await rungs(id), (await stateOf(id)).stage]).toEqual([['2026-03-10 09:00 bulletinUnsigned', '2026-03-13 09:00 bulletinStillUnsigned'], 'issued']);
    expect(await skipped.endOf(`bulletin:${id}`)).toBe('COMPLETED');
    await skipped.stack.pass(14 * dayMs);
    expect((await rungs(campaignId)).filter((line) => line.includes('bulletin'))).toEqual(['2026-04-20 09:00 bulletinDue', '2026-04-27 09:00 bulletinEscalation']);
  });

  test('one that stands still with its campaign is chased by nothing, goes on with it, and ends with it', async () => {
    const id = await drafted('中止期间');
    await onCampaign({ type: 'suspend', reason: '防汛' });
    await skipped.stack.pass(30 * dayMs);
    expect([await rungs(id), (await stateOf(id)).stage]).toEqual([[], 'suspended']);
    await onCampaign({ type: 'resume', mode: 'shift' });
    await skipped.stack.pass(14 * dayMs);
    expect((await rungs(id)).map((line) => line.slice(17))).toEqual(['bulletinUnsigned']);
    await onCampaign({ type: 'cancel', reason: '方案调整' });
    await skipped.stack.pass(10 * dayMs);
    expect([(await stateOf(id)).stage, await skipped.endOf(`bulletin:${id}`)]).toEqual(['withdrawn', 'COMPLETED']);
    expect(await verify(skipped.stack.pool)).toMatchObject({ faults: [] });
  });
});
