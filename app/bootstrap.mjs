// The first step of `npm start`, `npm test` and whatever else a clean checkout is asked for, also one without node_modules: plain JavaScript on Node alone.
// It installs what package-lock.json names, generates the database client, and goes on with the command.
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const began = performance.now();

function fail(what, why, next) {
  console.error(`${what}\n  why:  ${why}\n  next: ${next}`);
  process.exit(1);
}

/** Node must be as new as package.json asks. */
function checkNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    .engines.node.replace('>=', '')
    .split('.')
    .map(Number);
  const have = process.versions.node.split('.').map(Number);
  const older = have[0] < wanted[0] || (have[0] === wanted[0] && have[1] < (wanted[1] ?? 0));
  if (older) fail(`Node ${process.versions.node} is too old.`, `Duban needs Node ${wanted.join('.')} or newer.`, 'install it (https://nodejs.org) and start again');
}

/** Compares what npm noted in node_modules with package-lock.json. An interrupted installation has no note. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional, peer, link }]) => {
    if (path === '' || link) return true;
    const found = have[path];
    if (found === undefined) return Boolean(optional || devOptional || peer);
    return found.version === version && (integrity === undefined || found.integrity === undefined || found.integrity === integrity);
  });
}

function holderIsAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two installations in one folder would destroy each other: the second waits for the first. */
async function install() {
  if (isInstalled()) return;
  const lock = join(root, '.cache', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; ; ) {
      try {
        linkSync(mine, lock);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        if (!holderIsAlive(lock)) {
          rmSync(lock, { force: true });
          continue;
        }
        if (!told) console.log('waiting for another installation in this folder …');
        told = true;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    try {
      if (isInstalled()) return;
      console.log('installing dependencies …');
      await installLocked();
      console.log(`dependencies installed in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function npm(...args) {
  const own = process.env.npm_execpath;
  const [command, before] = own?.endsWith('.js') || own?.endsWith('.cjs') ? [process.execPath, [own]] : ['npm', []];
  // Development packages too, whatever NODE_ENV says: tests, and one and the same node_modules for all commands.
  const all = [...before, ...args, '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve) => {
    const child = spawn(command, all, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    child.once('error', (error) => fail('npm could not be run.', error.message, 'install npm (it comes with Node), then try again'));
    child.once('exit', (code) => resolve({ code, said }));
  });
}

/**
 * `npm ci` refuses a lock file without the packages of other platforms, which a registry that lacks them cannot put there. `npm install --no-save`
 * installs the same versions from the same lock file and changes neither file.
 */
async function installLocked() {
  const strict = await npm('ci');
  if (strict.code === 0) return;
  const tolerant = strict.said.includes('EUSAGE') ? await npm('install', '--no-save') : strict;
  if (tolerant.code === 0) return;
  const words = tolerant.said
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 6);
  fail(
    'The dependencies could not be installed.',
    words.join('\n        ') || `npm ended with ${tolerant.code}.`,
    'check the way to the package registry (npm config get registry; npm ping), then try again',
  );
}

checkNode();
const [command, ...args] = process.argv.slice(2);
/** What each command runs: from its sources, but for the product itself, which is built into one file. */
const entries = { start: 'app/start.ts', test: 'app/test.ts', bench: 'bench/main.ts', chaos: 'chaos/main.ts', tour: 'test/console/tour.ts', proofs: 'test/proofs/prove.ts' };
const entry = Object.hasOwn(entries, command ?? '') ? join(root, entries[command]) : undefined;
if (!entry) fail(`Unknown command "${command ?? ''}".`, `The bootstrap knows ${Object.keys(entries).join(', ')}.`, 'npm start, or npm test');

await install();
try {
  const { generate, isFresh } = await import('./generate.mjs');
  if (!isFresh()) {
    console.log('generating the database client …');
    await generate();
  }
} catch (error) {
  fail('The database client could not be generated.', String(error.stderr || error.message).trim(), 'npm run generate (shows more); npm ci when node_modules is incomplete');
}
process.argv = [process.argv[0], entry, ...args];
if (command === 'start') {
  const { buildProgram } = await import('./build.mjs');
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(await buildProgram('start')).href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(entry).href);
}
