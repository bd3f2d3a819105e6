import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkout } from './instance.ts';

/** Longest a command of the terminal may take. */
const limitMs = 600_000;

/** Runs one of the product's own commands, such as `app/backup.ts`, as npm does. Answers what it said; throws with its words when it fails. */
export async function runCommand(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], { cwd: checkout, env, timeout: limitMs, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
