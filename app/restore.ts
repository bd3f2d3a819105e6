import { readBeacon } from '../engine/beacon.ts';
import { restore, SnapshotRefused } from '../ledger/backup.ts';
import { catchUpWithBeacon, markRestored, readMark } from '../ledger/beacon.ts';
import { eraseWithin } from '../ledger/erase.ts';
import { raiseEra } from '../ledger/sweep.ts';
import { runCommand } from './command/ledger-at-hand.ts';
import { erasuresSince } from './erasure-log.ts';
import { StartFailure } from './failure.ts';

/**
 * `npm run restore -- FILE [--erasures LOG] [--without-beacon]`: loads a snapshot into a fresh, migrated database. Numbers given out after the snapshot are read from the beacon in
 * Temporal and jumped over; deliveries are held until `npm run release-deliveries`. What erase noted in LOG since the snapshot is erased again, before
 * anybody can read it.
 */
await runCommand('restore', async ({ pool, client }) => {
  const [file, ...flags] = process.argv.slice(2);
  const isWithoutBeacon = flags.includes('--without-beacon');
  const log = flags.includes('--erasures') ? (flags[flags.indexOf('--erasures') + 1] ?? '') : undefined;
  if (!file) throw new StartFailure('No snapshot was named.', 'restore needs the file that backup wrote.', 'npm run restore -- FILE');
  try {
    let erased = 0;
    const summary = await restore(pool, file, async (transaction, { takenAt }) => {
      const mark = await readMark(transaction);
      const beacon = isWithoutBeacon ? undefined : await readBeacon(client, mark.ledgerId);
      await markRestored(transaction, `restored from a snapshot of ${new Date().toISOString()}`, beacon?.series ?? {});
      // What Temporal knows may be of after the snapshot: workflows that have ended, or that wait for what is no longer to come.
      await raiseEra(transaction);
      await catchUpWithBeacon(transaction, beacon?.counter ?? mark.counter);
      for (const erasure of log === undefined ? [] : await erasuresSince(log, takenAt)) erased += await eraseWithin(transaction, erasure);
    });
    console.log(
      `${summary.rows} rows as of ${summary.takenAt} are restored; deliveries are held until: npm run release-deliveries\nnow start the worker: every open process is taken up again`,
    );
    console.log(
      log === undefined
        ? `what was erased after the snapshot is back: repeat each erasure since ${summary.takenAt}, or restore with --erasures LOG`
        : `${erased} values that were erased after the snapshot are erased again`,
    );
    return true;
  } catch (error) {
    if (error instanceof SnapshotRefused)
      throw new StartFailure(error.message, 'A restore is whole or not at all; nothing was written.', 'see docs/operations.md, Restore', { cause: error });
    if (!isWithoutBeacon && error instanceof Error && error.name === 'ServiceError')
      throw new StartFailure(
        'Temporal does not answer.',
        'Its beacon knows which numbers were given out after the snapshot.',
        `start Temporal and repeat, or give up those numbers: npm run restore -- ${file} --without-beacon`,
        { cause: error },
      );
    throw error;
  }
});
