import { verify } from '../ledger/verify.ts';
import { runCommand } from './command/ledger-at-hand.ts';

/** `npm run verify`: every chain, every sealed value, every read table. Exit code 1 when anything is wrong. */
await runCommand('verify', async ({ pool }) => {
  const { processes, facts, faults, erased } = await verify(pool);
  for (const fault of faults) console.log(`✗ ${fault.type} ${fault.processId}${fault.seq === undefined ? '' : ` fact ${fault.seq}`}: ${fault.what}: ${fault.detail}`);
  for (const one of erased) console.log(`· ${one.processId} fact ${one.seq} ${one.field}: erased on ${one.on}, basis ${one.basis}`);
  if (processes === 0 && faults.length === 0) {
    console.log('the ledger is empty: nothing was verified');
    return false;
  }
  console.log(`${processes} processes, ${facts} facts: ${faults.length === 0 ? 'every chain is whole and every table equals its facts' : `${faults.length} with faults`}`);
  return faults.length === 0;
});
