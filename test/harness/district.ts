import { Acting } from '../../app/demo/acting.ts';
import { type DemoIds, loadDistrict } from '../../app/demo/load.ts';
import { seedCalendar } from '../../app/seed.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** With which everybody of the district signs in. */
export const password = 'a-password-for-tests';

export interface TestDistrict {
  readonly ids: DemoIds;
  readonly acting: Acting;
  /** Two inspectors of the health inspection. */
  readonly officers: readonly [string, string];
}

/** The demo's units, posts and parties, without its campaign and cases; drills allowed. */
export async function loadTestDistrict(ledger: Ledger): Promise<TestDistrict> {
  await seedCalendar(ledger);
  await ledger.pool.query("UPDATE ledger_state SET drill = true, demo = 'lianyun' WHERE id = 1");
  const { now } = await ledger.moment();
  const ids = await loadDistrict(ledger, password, now, () => undefined);
  return { ids, acting: new Acting(ledger, ids), officers: [ids.person('inspector-a'), ids.person('inspector-b')] };
}
