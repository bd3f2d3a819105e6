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

/** `npm run migrate`: brings DATABASE_URL to the level of this code and announces the calendar years it knows. Run it before new code starts. */
export async function runMigrations(): Promise<void> {
  try {
    const { url } = loadConfig().database;
    const applied = await migrateOrFail(url);
    const { seedLedger } = await import('./prepare.ts');
    const years = await seedLedger(url);
    console.log(applied.length === 0 ? 'the database is up to date' : `applied: ${applied.join(', ')}`);
    if (years.length > 0) console.log(`calendar years announced: ${years.join(', ')}`);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
