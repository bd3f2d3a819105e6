import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, cleanEnvironment } from './instance.ts';
import { until } from './until.ts';

/** Whatever ends this program, no service outlives it. */
const started = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

/** API or worker as production runs them: the process alone, configured by its environment. */
export class Service {
  readonly #name: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #log: string;
  readonly #root: string;
  #child: ChildProcess | undefined;

  constructor(name: 'api' | 'worker', env: Readonly<Record<string, string>>, notes: string, root = checkout) {
    this.#name = name;
    this.#env = env;
    this.#log = join(notes, `${name}.log`);
    this.#root = root;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it and waits until `isReady` says so; throws when it ends or does not become so within a minute. */
  async start(isReady: () => Promise<boolean>): Promise<void> {
    const log = openSync(this.#log, 'a');
    this.#child = spawn(process.execPath, ['app/service.mjs', this.#name], {
      cwd: this.#root,
      env: cleanEnvironment({ LOG_LEVEL: 'warn', ...this.#env }),
      stdio: ['ignore', log, log],
    });
    const child = this.#child;
    started.add(child);
    child.once('exit', () => started.delete(child));
    const took = await until(async () => !this.isRunning || (await isReady()), 60_000, 50);
    if (took === undefined || !this.isRunning) throw new Error(`${this.#name} did not start; see ${this.#log}`);
  }

  /** SIGTERM; answers the exit code when it has ended. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** kill -9; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return ended;
  }
}
