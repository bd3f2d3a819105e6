import type { BulletinCommand } from '../../domain/bulletin/commands.ts';
import { until } from '../harness/until.ts';
import { plan, planned } from '../time/plan.ts';
import type { Recording } from './stories.ts';

const patience = 60_000;

/** A bulletin of a running campaign: drafted, edited, signed, issued; its workflow returns. */
export async function issuedBulletin({ stack, district, client, keep }: Recording): Promise<void> {
  const { ids } = district;
  const campaignId = await district.acting.begin('office', 'campaign', plan(ids, [planned(ids, 3, '2027-09-15')]));
  const today = new Date((await stack.ledger.moment()).now + 8 * 3_600_000).toISOString().slice(0, 10);
  const id = await district.acting.begin<BulletinCommand>('office', 'bulletin', { type: 'draft', campaignId, kind: 'progress', title: '进展通报', from: today, until: today });
  const seen = (): Promise<void> => until(async () => (await stack.pool.query('SELECT 1 FROM watch WHERE process_id = $1 AND seen >= wanted', [id])).rowCount === 1, patience);
  const steps: readonly BulletinCommand[] = [{ type: 'edit', title: '第一期进展通报' }, { type: 'sign' }, { type: 'issue' }];
  await seen();
  for (const command of steps) {
    await district.acting.step('office', 'bulletin', id, command);
    await seen();
  }
  await until(async () => (await client.workflow.getHandle(`bulletin:${id}`).describe()).status.name === 'COMPLETED', patience);
  await keep('issued', `bulletin:${id}`);
}
