import { backup } from '../ledger/backup.ts';
import { runCommand } from './command/ledger-at-hand.ts';

/** `npm run backup -- FILE`: a snapshot of the ledger at one moment, beside the running work. */
await runCommand('backup', async ({ pool }) => {
  const file = process.argv[2] ?? `duban-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup`;
  const summary = await backup(pool, file);
  console.log(`${file}: ${summary.rows} rows as of ${summary.takenAt}\ncopy the attachments folder after it; keep both apart from this machine`);
  return true;
});
