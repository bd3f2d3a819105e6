import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChildSpec, startChildren, stopOrphans } from '../../app/embedded/children.ts';
import { identify } from '../../app/embedded/process.ts';
import { until } from '../harness/until.ts';
import { removeScratch, scratch, script } from './failing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
afterAll(removeScratch);

const spec = (folder: string, more: Partial<ChildSpec> = {}): ChildSpec => ({
  name: 'sleeper',
  command: '/bin/sh',
  args: ['-c', 'exec sleep 300'],
  log: join(folder, 'sleeper.log'),
  stopSignal: 'SIGTERM',
  killSignal: 'SIGKILL',
  graceMs: 5_000,
  ...more,
});
const notes = (folder: string): { name: string; pid: number }[] => JSON.parse(readFileSync(join(folder, 'children.json'), 'utf8'));
/** A process of nobody's, as a killed instance leaves it. */
function orphan(command = 'exec sleep 300'): { readonly pid: number; readonly started: string } {
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: 'ignore' });
  child.unref();
  const pid = child.pid ?? 0;
  return { pid, started: identify(pid)?.started ?? '' };
}
const note = (folder: string, ...found: readonly object[]): void => writeFileSync(join(folder, 'children.json'), JSON.stringify(found));

describe('the servers of an instance', () => {
  test('are noted while they run, and asked to end before they are forced', async () => {
    const folder = scratch();
    const children = startChildren(folder);
    const [meek, stubborn] = [
      await children.spawn(spec(folder)),
      await children.spawn(spec(folder, { name: 'stubborn', args: ['-c', "trap '' TERM; echo up; while :; do sleep 0.1; done"], graceMs: 300 })),
    ];
    expect(notes(folder).map(({ name, pid }) => [name, pid])).toEqual([
      ['sleeper', meek.pid],
      ['stubborn', stubborn.pid],
    ]);
    await until(async () => readFileSync(join(folder, 'sleeper.log'), 'utf8').includes('up'), 5_000, 10);
    await Promise.all([meek.stop(), stubborn.stop(), stubborn.stop()]);
    expect((await meek.exited).signal).toBe('SIGTERM');
    expect((await stubborn.exited).signal).toBe('SIGKILL');
    await until(async () => notes(folder).length === 0, 2_000, 10);
    children.close();
  });

  test('are ended by their guardian when the start is killed with -9', async () => {
    const folder = scratch();
    const text = `import { startChildren } from './app/embedded/children.ts';
const child = await startChildren(${JSON.stringify(folder)}).spawn(${JSON.stringify(spec(folder))});
console.log(child.pid); setInterval(() => {}, 1000);`;
    const start = spawn(process.execPath, script(text), { cwd: root, env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise<string>((resolve) => start.stdout.once('data', (data: Buffer) => resolve(data.toString('utf8')))));
    expect(identify(pid)).toBeDefined();
    start.kill('SIGKILL');
    await until(async () => identify(pid) === undefined, 15_000);
  });

  test('that a killed start left running are ended by the next one; a stranger who has the number now is left alone', async () => {
    const folder = scratch();
    const [left, stranger] = [orphan(), orphan()];
    const signals = { stopSignal: 'SIGTERM', killSignal: 'SIGKILL' };
    note(folder, { name: 'postgres', ...left, ...signals }, { name: 'temporal', pid: stranger.pid, started: 'another boot/1', ...signals });
    expect(await stopOrphans(folder)).toEqual(['postgres']);
    expect(identify(left.pid)).toBeUndefined();
    expect(identify(stranger.pid)).toBeDefined();
    process.kill(stranger.pid, 'SIGKILL');
    expect(await stopOrphans(folder)).toEqual([]);
  });

  test('leave nothing to do where nothing is noted, or the note is damaged', async () => {
    const folder = scratch();
    expect(await stopOrphans(folder)).toEqual([]);
    writeFileSync(join(folder, 'children.json'), '[{"name": ');
    expect(await stopOrphans(folder)).toEqual([]);
  });

  test('begin a new log when theirs has grown beyond 20 MB, and keep one older', async () => {
    const folder = join(scratch(), 'logs');
    mkdirSync(folder);
    const log = join(folder, 'sleeper.log');
    writeFileSync(log, '');
    truncateSync(log, 20_000_001);
    const children = startChildren(folder);
    const child = await children.spawn(spec(folder));
    expect(statSync(log).size).toBe(0);
    expect(existsSync(`${log}.1`)).toBe(true);
    await child.stop();
    children.close();
  });

  test('that cannot be run at all fail at once', async () => {
    const folder = scratch();
    const children = startChildren(folder);
    await expect(children.spawn(spec(folder, { command: join(folder, 'absent') }))).rejects.toThrow('ENOENT');
    children.close();
  });
});
