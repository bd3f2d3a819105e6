import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '../../app/failure.ts';

/** The failure that work ends with, as what, why and next; fails when it does not fail so. */
export async function failureOf(work: () => unknown): Promise<{ readonly what: string; readonly why: string; readonly next: string }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StartFailure) return { what: error.message, why: error.why, next: error.next };
    throw error;
  }
  throw new Error('it did not fail');
}

const made: string[] = [];

/** A folder of this test's own. */
export function scratch(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'duban-app-test-'));
  made.push(folder);
  return folder;
}

/** Removes the folders; for `afterAll`. */
export function removeScratch(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Node's arguments to run a TypeScript module's text. */
export const script = (text: string): string[] => ['--import', 'tsx', '--input-type=module', '-e', text];
