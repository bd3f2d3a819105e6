import type pg from 'pg';
import { lazyClient, temporalTarget } from '../../engine/connection.ts';
import { createPool } from '../../ledger/pool.ts';
import { databaseUrlOf } from '../config.ts';
import { readEndpoints } from '../embedded/endpoints.ts';
import { describeFailure, StartFailure } from '../failure.ts';

/** The ledger a command works on, and the way to its Temporal. */
export interface LedgerAtHand {
  /** Without a statement time-out: commands read and write whole tables. */
  readonly pool: pg.Pool;
  readonly client: ReturnType<typeof lazyClient>;
}

/** DATABASE_URL and TEMPORAL_* where they are set, otherwise the instance of DUBAN_DATA_DIR on this machine. Throws StartFailure when there is neither. */
function ledgerAtHand(name: string): LedgerAtHand {
  const given = databaseUrlOf(process.env);
  const folder = process.env.DUBAN_DATA_DIR || '.duban';
  const endpoints = given !== undefined ? undefined : readEndpoints(folder);
  const url = given ?? endpoints?.databaseUrl;
  if (!url)
    throw new StartFailure(
      'There is no ledger to work on.',
      `DATABASE_URL is not set, and ${folder} belongs to no instance.`,
      `npm start, then in another terminal: npm run ${name}`,
    );
  const target = endpoints?.temporalAddress === undefined ? temporalTarget() : { connectionOptions: { address: endpoints.temporalAddress }, namespace: 'default' };
  return { pool: createPool({ url, max: 3, statementTimeoutMs: 0, applicationName: `duban-${name}` }), client: lazyClient(target) };
}

/** Runs a command of the terminal: its failures are printed with why and next, and end it with exit code 1. */
export async function runCommand(name: string, work: (ledger: LedgerAtHand) => Promise<boolean>): Promise<void> {
  let ledger: LedgerAtHand | undefined;
  try {
    ledger = ledgerAtHand(name);
    process.exitCode = (await work(ledger)) ? 0 : 1;
  } catch (error) {
    const away = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNREFUSED';
    const failure = away
      ? new StartFailure('The database does not answer.', 'The instance of this data folder is not running.', `npm start, then in another terminal: npm run ${name}`)
      : error;
    process.stderr.write(`${describeFailure(failure)}\n`);
    process.exitCode = 1;
  } finally {
    await ledger?.pool.end();
    await ledger?.client.connection.close();
  }
}
