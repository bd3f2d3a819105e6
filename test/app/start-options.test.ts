import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readStartOptions } from '../../app/start-options.ts';
import { script } from './failing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What the options answer in a process of their own: wrong ones end it. */
async function told(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const text = `import { readStartOptions } from './app/start-options.ts'; console.log(JSON.stringify(readStartOptions(${JSON.stringify(args)})));`;
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, script(text), { cwd: root, env: { PATH: process.env.PATH ?? '', ...env } });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('npm start', () => {
  test('lists in its help every flag and every variable that it reads', async () => {
    const { code, out } = await told(['--help']);
    expect(code).toBe(0);
    const options = read('app/start-options.ts');
    const flags = [...options.matchAll(/(?:Option|option)\('(--[a-z-]+)/g)].map((match) => match[1] ?? '');
    expect(flags.length).toBeGreaterThanOrEqual(8);
    const embedded = readdirSync(join(root, 'app/embedded')).map((name) => read(join('app/embedded', name)));
    const named = [options, read('app/start.ts'), ...embedded].flatMap((text) =>
      [...text.matchAll(/(?:\.env\('|process\.env\.|variable: ')([A-Z][A-Z_]+)/g)].map((match) => match[1] ?? ''),
    );
    // Of the system's own: where programs, homes and temporary files are.
    const ofTheSystem = new Set(['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME']);
    // For `npm test` alone.
    ofTheSystem.add('TEMPORAL_TEST_SERVER_PATH');
    const variables = [...new Set(named)].filter((name) => !ofTheSystem.has(name));
    expect(variables).toEqual(expect.arrayContaining(['PORT', 'DUBAN_DEMO_PASSWORD', 'TEMPORAL_ADDRESS', 'TEMPORAL_CLI_PATH', 'DUBAN_CACHE_DIR']));
    for (const name of [...flags, ...variables, 'SMTP_HOST', 'QUIET_HOURS', 'LOG_LEVEL']) expect(out).toContain(name);
  });

  test('takes an empty variable for an absent one, and a flag before a variable', async () => {
    const empty = { PORT: '', HOST: '', DUBAN_DATA_DIR: '', DUBAN_DEMO: '', DUBAN_DEMO_PASSWORD: '', DUBAN_PG_PORT: '', DUBAN_TEMPORAL_PORT: '' };
    expect(JSON.parse((await told([], empty)).out)).toEqual({ host: '127.0.0.1', dataDir: './.duban', demo: 'lianyun', reset: false });
    expect(JSON.parse((await told(['--port', '4000'], { PORT: '5000', DUBAN_DEMO: 'off' })).out)).toMatchObject({ port: 4000, demo: 'off' });
  });

  test('refuses what it does not know, and points at its help', async () => {
    for (const args of [['--port', '70000'], ['--port', 'x'], ['--demo', 'other'], ['--demo-password', 'x'.repeat(201)], ['--unknown']]) {
      const { code, err } = await told(args);
      expect([args, code]).toEqual([args, 1]);
      expect(err).toContain('--help lists flags and environment variables');
    }
  });

  test('takes the demo password as given, however short', () => {
    expect(readStartOptions(['--demo-password', 'x']).demoPassword).toBe('x');
  });
});
