import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../harness/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Longest a start may take while other tests use the same cores. */
const readyLimitMs = 150_000;
/** A service may take its 30 s of grace for what is in hand. */
const stopLimitMs = 45_000;
export const password = 'e2e-demo-password';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Environment of a user's shell: nothing of the harness, of jest or of an npm around us. */
function shell(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS|NODE_ENV|JEST|TEMPORAL_ADDRESS|TEMPORAL_NAMESPACE|DUBAN_|DATABASE_URL|PORT$|HOST$)/.test(name) || name === 'DUBAN_CACHE_DIR',
  );
  return { ...Object.fromEntries(kept), ...more };
}

function npm(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn('npm', [...args], { cwd: root, env: shell(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

function heard(child: ChildProcess): { output: string } {
  const said = { output: '' };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (said.output += data.toString('utf8')));
  return said;
}

/** Runs an npm script to its end. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = npm(args, env);
  const said = heard(child);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: said.output };
}

/** A shell script, as a reader of the documentation would paste it. */
export async function paste(script: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { cwd: root, env: shell(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const said = heard(child);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: said.output };
}

/** An instance of `npm start` in a data folder of its own. */
export class Instance {
  // Made by the start itself, so that its database's user may pass through.
  readonly folder = join(tmpdir(), `duban-e2e-${randomUUID()}`);
  readonly port: number;
  #child: ChildProcess | undefined;
  #said = { output: '' };

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get environment(): Readonly<Record<string, string>> {
    return { DUBAN_DATA_DIR: this.folder, PORT: String(this.port), DUBAN_DEMO_PASSWORD: password };
  }

  get output(): string {
    return this.#said.output;
  }

  /** Answers the seconds until /readyz said 200. */
  async start(): Promise<number> {
    const began = performance.now();
    const child = npm(['start'], this.environment);
    this.#child = child;
    this.#said = heard(child);
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${this.output}`);
      return this.output.includes(' is ready in ');
    }, readyLimitMs);
    const answer = await fetch(`${this.url}/readyz`);
    if (answer.status !== 200) throw new Error(`/readyz: ${answer.status}`);
    return (performance.now() - began) / 1_000;
  }

  /** SIGTERM, as a service manager sends it to npm; resolves when no process of the instance is left. npm itself may end before the servers that it started. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await until(async () => (child.exitCode ?? child.signalCode) !== null && this.processes().length === 0, stopLimitMs);
  }

  /** Ends a service as a crash does; its supervisor must start another. */
  kill(name: 'api' | 'worker'): number {
    const noted = JSON.parse(readFileSync(join(this.folder, 'run', 'children.json'), 'utf8')) as readonly { readonly name: string; readonly pid: number }[];
    const pid = noted.find((child) => child.name === name)?.pid;
    if (pid === undefined) throw new Error(`no ${name} is noted`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Numbers of living processes that name this data folder, in arguments or environment (Linux). */
  processes(): readonly number[] {
    if (!existsSync('/proc/self/environ')) return [];
    const read = (path: string): string => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    };
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid && [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`].some((path) => read(path).includes(this.folder)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
