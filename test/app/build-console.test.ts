import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from '../../app/build-console.mjs';

interface Output {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

/** 300 KB of compressed script: what a page of the console may cost at its first opening. */
const mostScriptBytes = 300 * 1024;

const folder = await buildConsole();
const { outputs } = JSON.parse(readFileSync(join(folder, 'metafile.json'), 'utf8')) as { readonly outputs: Readonly<Record<string, Output>> };
const nameOf = (path: string): string => path.split('/').at(-1) ?? '';
const entries = Object.entries(outputs).flatMap(([path, { entryPoint }]) => (entryPoint === undefined ? [] : [{ path, source: entryPoint }]));
const parts = entries.filter(({ source }) => source.startsWith('web/parts/'));

/** A file and all that it cannot run without. */
function needs(path: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const next of outputs[path]?.imports ?? []) if (next.kind === 'import-statement') needs(next.path, known);
  return known;
}

const pathOf = (source: string): string => entries.find((entry) => entry.source === source)?.path ?? '';

describe('the built console', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/modulepreload" href="\/assets\/([^"]+)"/g)].map(([, name]) => name ?? '');

  test('has a part for what is opened every day and others', () => {
    expect(parts.map(({ source }) => source).sort()).toEqual(['web/parts/campaign.ts', 'web/parts/daily.ts', 'web/parts/records.ts']);
  });

  test('names in its page all that every page needs, and nothing that only some need', () => {
    const ofMain = [...needs(pathOf('web/main.tsx'))];
    const ofAll = parts.map(({ path }) => needs(path));
    const wanted = new Set([...ofMain, ...[...(ofAll[0] ?? [])].filter((path) => ofAll.every((part) => part.has(path)))].map(nameOf));
    expect(new Set(named)).toEqual(wanted);
    expect(wanted.size).toBeGreaterThan(2);
    expect(page).toContain(`src="/assets/${nameOf(pathOf('web/first.ts'))}"`);
  });

  test('runs its first script without waiting for the rest', () => {
    const bytes = [...needs(pathOf('web/first.ts'))].reduce((sum, path) => sum + statSync(join(folder, 'assets', nameOf(path))).size, 0);
    expect(bytes).toBeLessThan(8 * 1024);
  });

  test.each(parts)('costs at most 300 KB of compressed script with $source', ({ path }) => {
    const all = [...new Set([pathOf('web/first.ts'), pathOf('web/main.tsx'), path].flatMap((entry) => [...needs(entry)]))];
    const bytes = all.reduce((sum, one) => sum + statSync(join(folder, 'assets', `${nameOf(one)}.br`)).size, 0);
    expect(bytes).toBeGreaterThan(100 * 1024);
    expect(bytes).toBeLessThanOrEqual(mostScriptBytes);
  });
});
