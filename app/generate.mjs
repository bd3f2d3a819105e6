// Generates the database client of prisma/schema.prisma into prisma/client. Plain JavaScript: it runs before anything else can.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schemaFile = join(root, 'prisma', 'schema.prisma');
const client = join(root, 'prisma', 'client');
const stampFile = join(client, '.stamp');

/** What the client depends on: the schema's text and the generator's version. */
function stamp() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'prisma', 'package.json'), 'utf8'));
  return createHash('sha256').update(version).update('\0').update(readFileSync(schemaFile)).digest('hex');
}

/** Whether prisma/client belongs to the schema as it is. Costs a hash of one file. */
export function isFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
}

/**
 * Generates without network, into a folder of its own that then takes the place of the old one by a rename: instances that start at once do not
 * disturb each other, and nothing is ever half written. Does nothing when the client is fresh, unless forced.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<boolean>} whether it generated
 */
export async function generate({ force = false } = {}) {
  if (!force && isFresh()) return false;
  const draft = join(root, 'prisma', `.client-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(draft, { recursive: true });
    const wanted = stamp();
    await writeFile(join(draft, 'schema.prisma'), readFileSync(schemaFile));
    await promisify(execFile)(process.execPath, [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', join(draft, 'schema.prisma')], {
      cwd: draft,
      // The schema engine is not used for generating, but Prisma downloads it unless an existing program is named.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NODE_OPTIONS: '' },
    });
    await writeFile(join(draft, 'client', '.stamp'), wanted);
    await place(join(draft, 'client'), join(draft, 'old'), force);
    return true;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Of several that generate the same at once the first wins; the others find the client fresh. */
async function place(made, old, force) {
  for (let attempt = 0; ; attempt++) {
    if (!force && isFresh()) return;
    try {
      if (existsSync(client)) await rename(client, `${old}-${attempt}`);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    try {
      await rename(made, client);
      return;
    } catch (error) {
      if ((error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') || attempt > 20) throw error;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  try {
    const done = await generate({ force: process.argv.includes('--force') });
    console.log(done ? `prisma/client generated in ${((performance.now() - started) / 1000).toFixed(1)} s` : 'prisma/client is fresh');
  } catch (error) {
    console.error(
      `prisma/client could not be generated.\n  why:  ${String(error.stderr || error.message).trim()}\n  next: correct prisma/schema.prisma, or npm ci when node_modules is incomplete`,
    );
    process.exitCode = 1;
  }
}
