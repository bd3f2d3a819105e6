import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const password = 'a-password-for-the-bench';

/** An embedded instance of its own, in a temporary folder, for one measurement. */
export interface Instance {
  readonly url: string;
  readonly folder: string;
  /** Milliseconds from the command to ready. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts `npm start`'s own program and waits until it is ready; at most five minutes, for the first start of a machine fetches a Temporal server. */
export async function startInstance(folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))): Promise<Instance> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['app/bootstrap.mjs', 'start'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, PORT: String(port), DUBAN_DATA_DIR: folder, DUBAN_DEMO: 'lianyun', DUBAN_DEMO_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the instance ended with code ${child.exitCode}; its logs are in ${folder}/logs`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    if (performance.now() - began > 300_000) throw new Error('the instance did not become ready in five minutes');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    folder,
    readyMs: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Removes an instance's folder. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
