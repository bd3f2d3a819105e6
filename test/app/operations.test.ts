import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = read('docs/operations.md');
const scripts = Object.keys((JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }).scripts);
const config = [...read('app/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1] ?? '');
const compose = read('docker-compose.yml');

describe('docs/operations.md', () => {
  test('names every variable that API and worker read', () => {
    expect(config).toEqual(expect.arrayContaining(['DATABASE_URL', 'QUIET_HOURS']));
    const missing = [...config, 'DATABASE_URL_FILE'].filter((name) => !page.includes(name) && !(name === 'SMTP_PASSWORD' && page.includes('`_FILE`')));
    expect(missing).toEqual([]);
  });

  test('names no variable that nobody reads', () => {
    const sources = ['app', 'app/embedded', 'engine'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /\.(ts|mjs)$/.test(name))
        .map((name) => read(join(folder, name))),
    );
    const known = [...sources, compose, read('Dockerfile')].join('\n');
    const ofTemporal = /^TEMPORAL_(ADDRESS|NAMESPACE|API_KEY|PROFILE|TLS_?|CONFIG_FILE)$/;
    const named = [...new Set([...page.matchAll(/`([A-Z][A-Z]+_[A-Z_]+)/g)].map((match) => match[1] ?? ''))];
    expect(named.filter((name) => !ofTemporal.test(name) && name !== 'SMTP_PASSWORD_FILE' && !known.includes(name))).toEqual([]);
  });

  test('names scripts that exist', () => {
    const named = [...page.matchAll(/npm run ([a-z:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test('names figures that the code gives, or Temporal’s own', () => {
    const metrics = ['api/http/metrics.ts', 'app/start-worker.ts'].map(read).join('\n');
    const named = [...page.matchAll(/`(duban_[a-z_]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !metrics.includes(name))).toEqual([]);
  });

  test('points at pages that exist', () => {
    const links = [...page.matchAll(/\]\(([^)#]+\.md)[^)]*\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([]);
  });
});
