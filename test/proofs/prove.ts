import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { copyCheckout } from '../../chaos/stack/copied-checkout.ts';
import { checkout } from '../../chaos/stack/instance.ts';
import { breakIn } from './break-in.ts';
import { page } from './page.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** A broken story may wait for ever. */
const limitMs = 300_000;

/** Jest's count of tests that ran and failed; undefined when it did not come to an end. */
async function run(root: string, rule: Rule): Promise<{ readonly passed: number; readonly failed: number } | undefined> {
  const report = join(root, 'proof.json');
  const args = [
    'app/bootstrap.mjs',
    'test',
    `--selectProjects=${rule.test.file.endsWith('.int.test.ts') ? 'integration' : 'unit'}`,
    `--testPathPatterns=${rule.test.file}`,
    `--testNamePattern=${rule.test.title.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll('%s', '.*')}`,
    '--json',
    `--outputFile=${report}`,
    '--forceExit',
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore', detached: true });
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGTERM'), limitMs);
  await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { readonly numPassedTests: number; readonly numFailedTests: number };
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return undefined;
  }
}

const { only, write } = new Command('npm run proofs --')
  .description('Breaks each rule in a copy of the checkout and runs its test, which must fail. Exit status 1 when a break went unnoticed.')
  .option('--only <words>', 'rules whose story holds the words')
  .option('--write', 'write docs/proofs.md when every test failed as it should', false)
  .parse()
  .opts<{ only?: string; write: boolean }>();

const wanted = rules.filter(({ story }) => only === undefined || story.includes(only));
const unnoticed: string[] = [];
for (const rule of wanted) {
  const { root, remove } = copyCheckout({ [rule.broken.file]: (text) => breakIn(text, rule) }, { tests: true });
  const began = performance.now();
  const result = await run(root, rule);
  remove();
  const seen = result === undefined ? 'did not come to an end' : result.failed > 0 ? 'failed, as it should' : `PASSED (${result.passed} tests)`;
  console.log(`${rule.story}: ${seen}, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  if (result?.failed === 0) unnoticed.push(rule.story);
}
if (write && only === undefined && unnoticed.length === 0) writeFileSync(join(checkout, 'docs/proofs.md'), page(rules));
const fellShort = wanted.length === 0 ? ['no rule has these words'] : unnoticed;
console.log(fellShort.length === 0 ? `every break was noticed: ${wanted.length} rules` : `fell short: ${fellShort.join('; ')}`);
process.exit(fellShort.length === 0 ? 0 : 1);
