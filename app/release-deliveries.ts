import { releaseDeliveries } from '../ledger/beacon.ts';
import { runCommand } from './command/ledger-at-hand.ts';

/** `npm run release-deliveries`: after a restore, an administrator has looked and lets notices leave the building again. */
await runCommand('release-deliveries', async ({ pool }) => {
  console.log((await releaseDeliveries(pool)) ? 'deliveries go out again' : 'no deliveries were held');
  return true;
});
