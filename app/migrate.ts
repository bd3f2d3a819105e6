import { MigrationRefused, migrate } from '../prisma/migrate.ts';
import { loadConfig } from './config.ts';
import { describeFailure, StartFailure } from './failure.ts';

/** Migrates as `migrate` does; what it refuses becomes a failure with why and next. */
export async function migrateOrFail(databaseUrl: string): Promise<readonly string[]> {
  try {
    return (await migrate(databaseUrl)).applied;
  } catch (error) {
    if (error instanceof MigrationRefused) throw new StartFailure(error.message, error.why, error.next, { cause: error });
    throw error;
  }
}

/** `npm run migrate`: brings DATABASE_URL to the level of this code, fills what a new column needs of old records, and announces the calendar years it knows. Run it before new code starts. */
export async function runMigrations(): Promise<void> {
  try {
    const { url } = loadConfig().database;
    const applied = await migrateOrFail(url);
    const { completeLedger } = await import('./prepare.ts');
    console.log(applied.length === 0 ? 'the database is up to date' : `applied: ${applied.join(', ')}`);
    const { years, filled } = await completeLedger(url);
    if (filled > 0) console.log(`initials filled: ${filled} records`);
    if (years.length > 0) console.log(`calendar years announced: ${years.join(', ')}`);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
