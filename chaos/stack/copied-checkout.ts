import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './instance.ts';

/** Not copied: linked, or no part of what runs. */
const left = ['node_modules', '.git', '.duban', '.cache', 'coverage'];

export interface CopiedCheckout {
  readonly root: string;
  readonly remove: () => void;
}

/** Another release of the product: a copy of this checkout in which some files read differently. With tests only where they are asked for. Throws when a change finds nothing to change. */
export function copyCheckout(changes: Readonly<Record<string, (text: string) => string>>, { tests = false } = {}): CopiedCheckout {
  const root = join(tmpdir(), `duban-release-${randomUUID()}`);
  mkdirSync(root);
  for (const name of readdirSync(checkout))
    if (!left.includes(name) && (tests || (name !== 'test' && name !== 'docs'))) cpSync(join(checkout, name), join(root, name), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  for (const [file, change] of Object.entries(changes)) {
    const text = readFileSync(join(root, file), 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`${file} has nothing of what was to be changed`);
    writeFileSync(join(root, file), changed);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
