import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { TemporalTarget } from '../engine/connection.ts';
import { fillInitials } from '../ledger/fill-initials.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createPool } from '../ledger/pool.ts';
import { raiseEra } from '../ledger/sweep.ts';
import { compose } from './compose.ts';
import { seedCalendar } from './seed.ts';

export interface Preparation {
  readonly databaseUrl: string;
  readonly target: TemporalTarget;
  readonly taskQueue: string;
  readonly logger: Logger;
  /** Absent: no demo. */
  readonly demoPassword?: string;
  /** The password was asked for: a demo loaded before gets it too. */
  readonly demoPasswordGiven?: boolean;
  /** Temporal may have lost what it knew: every open process is nudged again. */
  readonly raiseEra: boolean;
  readonly progress: (text: string) => void;
}

/** What a migrated ledger needs before people use it: the calendar's announced years, the initials of what a former release wrote, and the demo when one is asked for. Harmless when repeated. */
export async function prepareLedger(options: Preparation): Promise<{ demoLoaded: boolean; demoPasswordSet: boolean }> {
  const core = compose({
    databaseUrl: options.databaseUrl,
    target: options.target,
    taskQueue: options.taskQueue,
    logger: options.logger,
    channels: [],
    applicationName: 'duban-start',
    connections: 4,
  });
  try {
    await complete(core.pool, core.ledger, options.progress);
    let demoLoaded = false;
    let demoPasswordSet = false;
    if (options.demoPassword !== undefined) {
      const { loadDemo } = await import('./demo/demo.ts');
      demoLoaded = await loadDemo({ ledger: core.ledger, password: options.demoPassword, progress: options.progress });
      if (!demoLoaded && options.demoPasswordGiven === true) {
        const { setDemoPassword } = await import('./demo/password.ts');
        demoPasswordSet = (await setDemoPassword(core.ledger, options.demoPassword)) > 0;
      }
    }
    if (options.raiseEra) await raiseEra(core.pool);
    return { demoLoaded, demoPasswordSet };
  } finally {
    await core.close();
  }
}

/** What SQL alone does not give a migrated ledger. */
export interface Completed {
  /** Calendar years announced. */
  readonly years: readonly number[];
  /** Records of a former release that were given their initials. */
  readonly filled: number;
}

async function complete(pool: Pool, ledger: Ledger, progress?: (text: string) => void): Promise<Completed> {
  const filled = await fillInitials(pool, (count) => progress?.(`initials of ${count} records`));
  return { years: await seedCalendar(ledger), filled };
}

/** Gives a migrated ledger what SQL alone does not, without Temporal at hand: part of `npm run migrate`. Harmless when repeated; cut short, the next call goes on. */
export async function completeLedger(databaseUrl: string): Promise<Completed> {
  const pool = createPool({ url: databaseUrl, max: 2, applicationName: 'duban-migrate' });
  try {
    return await complete(pool, new Ledger(pool));
  } finally {
    await pool.end();
  }
}
