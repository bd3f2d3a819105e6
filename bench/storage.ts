import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startBaseline } from './baseline/start.ts';
import type { Contender } from './contender.ts';
import { drive } from './drive.ts';
import { startDuban } from './duban.ts';
import { kibibytes } from './histories.ts';
import type { Measure } from './measure.ts';

const load = { inFlight: 16, warmMs: 0 };

interface Stored {
  readonly database: number;
  readonly walWritten: number;
  readonly temporal: number;
}

async function stored({ pool, instance }: Contender): Promise<Stored> {
  const { rows } = await pool.query<{ database: string; wal: string }>("SELECT pg_database_size(current_database()) AS database, pg_current_wal_lsn() - '0/0'::pg_lsn AS wal");
  const folder = join(instance.folder, 'temporal');
  return {
    database: Number(rows[0]?.database),
    walWritten: Number(rows[0]?.wal),
    // The store and its write-ahead log, of which a few megabytes stay for reuse.
    temporal: readdirSync(folder)
      .filter((name) => name.startsWith('temporal.db'))
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  };
}

interface PerCase extends Stored {
  readonly cases: number;
}

async function perCase(contender: Contender, windowMs: number): Promise<PerCase> {
  // The first pages of every table and the store's log are there before the first figure.
  await drive(contender, { ...load, windowMs: 2_000 });
  const [before, casesBefore] = [await stored(contender), await contender.closed()];
  await drive(contender, { ...load, windowMs });
  const [after, casesAfter] = [await stored(contender), await contender.closed()];
  const cases = casesAfter - casesBefore;
  if (cases < 1) throw new Error(`${contender.name} closed no case in ${windowMs / 1_000} s`);
  const each = (of: keyof Stored): number => (after[of] - before[of]) / cases;
  return { cases, database: each('database'), walWritten: each('walWritten'), temporal: each('temporal') };
}

/** What a finished case leaves on the disk. */
export const storage: Measure = {
  name: 'storage',
  title: 'Storage of a finished case',
  inQuick: false,
  run: async (context) => {
    const { quick } = context;
    const contender = await startDuban(context);
    const duban = await perCase(contender, quick ? 5_000 : 30_000);
    await contender.stop();
    const results: (readonly [string, PerCase])[] = [['Duban', duban]];
    if (!quick) {
      const baseline = await startBaseline(context);
      results.push([baseline.name, await perCase(baseline, 30_000)]);
      await baseline.stop();
    }
    return {
      findings: [
        { what: 'PostgreSQL for a finished case', seen: kibibytes(duban.database) },
        { what: "Temporal's store for a finished case", seen: kibibytes(duban.temporal) },
      ],
      tables: [
        {
          title: 'A finished case on the disk',
          heads: ['system', 'cases', 'PostgreSQL', "Temporal's file", 'log written by PostgreSQL, reused later'],
          rows: results.map(([name, { cases, database, temporal, walWritten }]) => [name, String(cases), kibibytes(database), kibibytes(temporal), kibibytes(walWritten)]),
        },
      ],
      notes: [
        'Growth of the files while so many cases went from opening to their close, divided by their number; nothing was vacuumed or compacted, free space inside the files counts. Temporal drops closed histories after its retention, a day on this server; PostgreSQL keeps everything.',
      ],
    };
  },
};
