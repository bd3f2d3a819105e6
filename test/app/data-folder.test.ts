import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eraseDataFolder, openDataFolder } from '../../app/embedded/data-folder.ts';
import { identify } from '../../app/embedded/process.ts';
import { failureOf, removeScratch, scratch, script } from './failing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
afterAll(removeScratch);

/** Another process that opens the folder and holds it; answers what it says first. */
async function holder(folder: string): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const text = `import { openDataFolder } from './app/embedded/data-folder.ts';
try { openDataFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000); } catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, script(text), { cwd: root, env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await new Promise<string>((resolve) => child.stdout?.once('data', (data: Buffer) => resolve(data.toString('utf8').trim())));
  return { child, said };
}
const killed = (child: ChildProcess): Promise<unknown> => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return ended;
};

describe('the data folder', () => {
  test('is refused to a second instance, which hears who holds it, since when, and what to do', async () => {
    const folder = scratch();
    const first = openDataFolder(folder);
    const failure = await failureOf(() => openDataFolder(folder));
    expect(failure.what).toBe(`The data folder ${folder} is in use.`);
    expect(failure.why).toMatch(new RegExp(`^Process ${process.pid} has held it since \\d{4}-`));
    expect(failure.next).toMatch(new RegExp(`kill ${process.pid}.*DUBAN_DATA_DIR=`));
    first.release();
    const second = openDataFolder(folder);
    expect(second.uncleanStart).toBe(false);
    second.release();
  });

  test('is free again after kill -9 of its holder, and the next start knows that it was unclean', async () => {
    const folder = scratch();
    const { child, said } = await holder(folder);
    expect(said).toBe('held');
    expect((await failureOf(() => openDataFolder(folder))).why).toContain(`Process ${child.pid} `);
    await killed(child);
    const next = openDataFolder(folder);
    expect(next.uncleanStart).toBe(true);
    next.release();
  });

  test('is not held by a stranger that was given the number of a killed holder', () => {
    const folder = scratch();
    openDataFolder(folder).release();
    const [lock] = readdirSync(join(folder, 'run')).filter((name) => name.endsWith('.lock'));
    writeFileSync(join(folder, 'run', lock ?? ''), JSON.stringify({ pid: process.pid, started: 'another boot/1', since: '2026-01-01T00:00:00Z', released: false }));
    expect(identify(process.pid)).toBeDefined();
    const next = openDataFolder(folder);
    expect(next.uncleanStart).toBe(true);
    next.release();
  });

  test('goes to exactly one of several starts that find a stale lock at once', async () => {
    const folder = scratch();
    await killed((await holder(folder)).child);
    const starts = await Promise.all([holder(folder), holder(folder), holder(folder)]);
    try {
      expect(starts.map(({ said }) => said).sort()).toEqual([`The data folder ${folder} is in use.`, `The data folder ${folder} is in use.`, 'held']);
    } finally {
      await Promise.all(starts.filter(({ said }) => said === 'held').map(({ child }) => killed(child)));
    }
  });

  test.each([
    [2, /newer version/, /git pull/],
    [0, /older version/, /backup/],
  ])('of layout %d is refused and left as it is', async (layout, why, next) => {
    const folder = scratch();
    writeFileSync(join(folder, 'layout.json'), JSON.stringify({ product: 'duban', layout }));
    const failure = await failureOf(() => openDataFolder(folder));
    expect(failure.what).toBe(`The data folder ${folder} has layout ${layout}; this version reads layout 1.`);
    expect(failure.why).toMatch(why);
    expect(failure.next).toMatch(next);
    expect(readdirSync(folder)).toEqual(['layout.json']);
  });

  test('is refused where other things stand: a folder with other files, a file, another product', async () => {
    const [other, place] = [scratch(), scratch()];
    writeFileSync(join(other, 'thesis.txt'), 'mine');
    expect(await failureOf(() => openDataFolder(other))).toEqual({
      what: `${other} is not a data folder of Duban.`,
      why: 'It holds other files, and none that says it is one.',
      next: 'DUBAN_DATA_DIR=<an empty or new folder> npm start',
    });
    expect((await failureOf(() => openDataFolder(join(other, 'thesis.txt')))).why).toBe('A file stands where the folder should be.');
    writeFileSync(join(place, 'layout.json'), JSON.stringify({ product: 'another', layout: 1 }));
    expect((await failureOf(() => openDataFolder(place))).why).toContain('another product');
  });

  test('is erased only when it is one and nobody holds it', async () => {
    const [used, foreign, absent] = [scratch(), scratch(), join(scratch(), 'absent')];
    writeFileSync(join(foreign, 'thesis.txt'), 'mine');
    expect((await failureOf(() => eraseDataFolder(foreign))).what).toContain('is not a data folder');
    expect(readFileSync(join(foreign, 'thesis.txt'), 'utf8')).toBe('mine');
    const held = openDataFolder(used);
    expect((await failureOf(() => eraseDataFolder(used))).what).toContain('is in use');
    held.release();
    eraseDataFolder(used);
    expect(() => statSync(used)).toThrow('ENOENT');
    expect(() => eraseDataFolder(absent)).not.toThrow();
  });

  test('keeps a secret of its own for each name, readable by its owner alone, and says so when the file is damaged', async () => {
    const folder = scratch();
    const open = openDataFolder(folder);
    const [one, other] = [open.secret('postgres'), open.secret('demo')];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[\w-]{32}$/);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    open.release();
    const again = openDataFolder(folder);
    expect([again.secret('postgres'), again.secret('demo')]).toEqual([one, other]);
    writeFileSync(join(folder, 'secrets.json'), '{"postgres": ');
    const failure = await failureOf(() => again.secret('postgres'));
    expect(failure.next).toMatch(/restore .*secrets\.json.*--reset/);
    again.release();
  });
});
