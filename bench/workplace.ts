import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Children, startChildren } from '../app/embedded/children.ts';

/** The temporary folder of one run of the bench and the servers it started: both go with it, also when it is killed. */
export interface Workplace {
  readonly children: Children;
  /** A path that nobody has used yet. The folder is not made: whoever opens it makes it with the rights it needs. */
  path(name: string): string;
  /** Removes the folder. Call when every child has ended. */
  close(): void;
}

export function openWorkplace(): Workplace {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'duban-bench-'));
  // PostgreSQL runs as another user when this one is root: it must be able to pass through.
  if (process.getuid?.() === 0) chmodSync(root, 0o711);
  const children = startChildren(root);
  children.removeOnDeath(root);
  let count = 0;
  return {
    children,
    path: (name) => join(root, `${name}-${++count}`),
    close: () => {
      children.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
