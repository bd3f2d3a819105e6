import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (...args: readonly string[]) => promisify(execFile)(process.execPath, ['app/bootstrap.mjs', ...args], { cwd: root });

describe('the bootstrap', () => {
  test.each([
    ['bench', '--quick'],
    ['chaos', '--short'],
    ['proofs', '--only'],
  ])('hands %s its own flags', async (command, flag) => {
    const { stdout } = await run(command, '--help');
    expect(stdout).toContain(flag);
  });

  test('names the commands it knows when asked for another', async () => {
    await expect(run('constructor')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('start, test, bench, chaos, tour, proofs') });
  });
});
