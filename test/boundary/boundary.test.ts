import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = join(root, 'test/boundary/fixture/product');
const folders = ['domain', 'ledger', 'workflows', 'activities', 'engine', 'api', 'app', 'prisma', 'test', 'bench', 'web'];

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[] };
}

/** What `npm run boundaries` sees in a folder. */
async function cruise(where: string): Promise<Cruise> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const present = folders.filter((folder) => existsSync(join(where, folder)));
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...present], {
    cwd: where,
    // The number of violations is the exit code of the plain report, never of this one.
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as Cruise;
}

/** TypeScript files of the folders, generated ones and fixtures left out. */
function sources(where: string, path = ''): readonly string[] {
  return readdirSync(join(where, path), { withFileTypes: true }).flatMap((entry) => {
    const at = path === '' ? entry.name : `${path}/${entry.name}`;
    if (path === '' && !folders.includes(entry.name)) return [];
    if (at === 'prisma/client' || at === 'test/boundary/fixture' || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return sources(where, at);
    return /\.tsx?$/.test(entry.name) ? [at] : [];
  });
}

/** Each file of the fixture with the rule that it breaks. */
const forbidden: Readonly<Record<string, string>> = {
  'domain/takes-a-package.ts': 'domain-stands-alone',
  'domain/takes-node.ts': 'domain-stands-alone',
  'domain/takes-the-ledger.ts': 'domain-stands-alone',
  'workflows/takes-a-rule.ts': 'workflows-know-only-types',
  'workflows/takes-a-package.ts': 'workflows-know-only-types',
  'workflows/takes-node.ts': 'workflows-know-only-types',
  'workflows/takes-a-type-of-the-ledger.ts': 'workflows-know-only-domain-and-activities',
  'ledger/takes-the-api.ts': 'ledger-imports',
  'ledger/takes-a-package.ts': 'ledger-packages',
  'engine/takes-the-api.ts': 'engine-imports',
  'activities/takes-the-api.ts': 'activities-imports',
  'api/takes-an-activity.ts': 'api-imports',
  'api/takes-a-workflow.ts': 'api-imports',
  'prisma/takes-a-rule.ts': 'prisma-imports',
  'web/takes-a-rule.ts': 'web-imports',
  'web/takes-node.ts': 'web-runs-in-a-browser',
  'engine/takes-the-app.ts': 'nobody-imports-the-outer-folders',
  'app/takes-a-test.ts': 'app-imports-no-tests',
  'api/takes-a-development-package.ts': 'product-without-development-packages',
  'ledger/takes-the-outside.ts': 'nothing-outside-the-project',
  'ledger/cycle-one.ts': 'no-cycles',
  'ledger/takes-the-absent.ts': 'no-missing-imports',
};

describe('import boundaries', () => {
  test('hold in the whole product, and every source file was seen', async () => {
    const { modules, summary } = await cruise(root);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    const seen = new Set(modules.map((module) => module.source));
    const there = sources(root);
    expect(there.length).toBeGreaterThan(100);
    expect(there.filter((source) => !seen.has(source))).toEqual([]);
  });

  describe('bite', () => {
    let found: Cruise;
    beforeAll(async () => {
      found = await cruise(fixture);
    });

    test.each(Object.entries(forbidden))('%s breaks %s', (file, rule) => {
      expect(found.summary.violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule);
    });

    test('on nothing that is allowed', () => {
      const innocent = found.summary.violations.map((violation) => violation.from).filter((file) => !(file in forbidden) && file !== 'ledger/cycle-two.ts');
      expect(innocent).toEqual([]);
    });

    test('each: no rule is without its proof', () => {
      const { forbidden: rules } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { readonly forbidden: readonly { readonly name: string }[] };
      expect(new Set(Object.values(forbidden))).toEqual(new Set(rules.map((rule) => rule.name)));
    });
  });
});
