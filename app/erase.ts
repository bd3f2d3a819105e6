import { erase } from '../ledger/erase.ts';
import { Ledger } from '../ledger/ledger.ts';
import { runCommand } from './command/ledger-at-hand.ts';
import { noteErasure, usualErasureLog } from './erasure-log.ts';
import { StartFailure } from './failure.ts';

/**
 * `npm run erase -- PROCESS-ID --basis "instrument and article" [--field NAME …] [--log FILE]`: a lawful erasure of personal data. Chains stay valid; it cannot be undone.
 * It is first noted in a file to keep beside the backups: a restore from an older snapshot erases again what it names.
 */
await runCommand('erase', async ({ pool }) => {
  const args = process.argv.slice(2);
  const after = (flag: string): string[] => args.flatMap((arg, at) => (arg === flag && args[at + 1] ? [args[at + 1] as string] : []));
  const [processId] = args;
  const [basis] = after('--basis');
  if (!processId || processId.startsWith('--') || !basis)
    throw new StartFailure('An erasure needs a record and its legal basis.', 'It cannot be undone.', 'npm run erase -- PROCESS-ID --basis "个人信息保护法第四十七条"');
  const fields = after('--field');
  const [log = usualErasureLog] = after('--log');
  const erasure = { processId, basis, ...(fields.length > 0 ? { fields } : {}) };
  await noteErasure(log, erasure);
  const count = await erase(new Ledger(pool), erasure);
  console.log(`${count} values erased; noted in ${log}: keep it beside the backups, for restore --erasures`);
  return count > 0;
});
