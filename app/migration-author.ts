import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff, migrationsFolder, readMigrations } from '../prisma/migrate.ts';
import { startChildren } from './embedded/children.ts';
import { openDataFolder } from './embedded/data-folder.ts';
import { choosePort } from './embedded/ports.ts';
import { startPostgres } from './embedded/postgres.ts';
import { describeFailure, StartFailure } from './failure.ts';
import { migrateOrFail } from './migrate.ts';

/**
 * `npm run db:diff -- name`: applies all migrations to a scratch database, compares it with prisma/schema.prisma, and writes the difference as the next
 * migration, prisma/migrations/NNNN_name/migration.sql. `npm run db:diff -- --check` writes nothing and fails when there is a difference.
 */
async function writeMigration(argument: string | undefined): Promise<void> {
  const check = argument === '--check';
  if (argument === undefined || (!check && !/^[a-z][a-z0-9_]{1,60}$/.test(argument))) {
    throw new StartFailure('A migration needs a name.', 'Small letters, digits and underscores, such as task_weight.', 'npm run db:diff -- <name> (or -- --check)');
  }
  const schema = await readFile(join(migrationsFolder, '..', 'schema.prisma'), 'utf8');
  const script = await withScratchDatabase(async (url) => {
    if (existsSync(migrationsFolder) && (await readMigrations()).length > 0) await migrateOrFail(url);
    return diff(url, schema);
  });
  if (script === '') {
    console.log('prisma/schema.prisma and prisma/migrations agree');
    return;
  }
  if (check) throw new StartFailure('prisma/schema.prisma and prisma/migrations differ.', `Missing: ${script.trim()}`, 'npm run db:diff -- <name>, and read what it writes');
  const last = existsSync(migrationsFolder) ? (await readMigrations()).at(-1)?.name : undefined;
  const number = String(Number.parseInt(last ?? '0', 10) + 1).padStart(4, '0');
  const folder = join(migrationsFolder, `${number}_${argument}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), script);
  await writeFile(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(
    `written: prisma/migrations/${number}_${argument}/migration.sql\nRead it before you commit it: data may need moving, and what Prisma cannot express (functions, triggers, partial indexes) is added by hand.`,
  );
}

async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'duban-diff-'));
  if (process.getuid?.() === 0) await chmod(root, 0o711);
  const children = startChildren(root);
  children.removeOnDeath(root);
  try {
    const folder = openDataFolder(join(root, 'data'));
    const server = await startPostgres({
      folder: folder.postgres,
      port: await choosePort({ what: 'the scratch database', variable: 'DUBAN_PG_PORT' }),
      log: join(folder.logs, 'postgres.log'),
      superuserPassword: folder.secret('postgres'),
      ownerPassword: folder.secret('duban'),
      children,
    });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    children.close();
    await rm(root, { recursive: true, force: true });
  }
}

try {
  await writeMigration(process.argv[2]);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
