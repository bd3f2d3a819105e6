import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildProgram } from '../../app/build.mjs';

describe('a built program', () => {
  test.each(['start', 'api', 'worker'] as const)('of %s names each source by the place where it stands', async (name) => {
    const text = readFileSync(await buildProgram(name), 'utf8');
    expect(text).not.toMatch(/[^\\]\bimport\.meta\.url\b/);
    expect(text).toMatch(/"file:[^"]+\.ts"/);
  });

  test.each(['api', 'worker'] as const)('of %s runs without a loader: it asks for its configuration', async (name) => {
    const { status, stderr } = spawnSync(process.execPath, [await buildProgram(name)], { env: {}, encoding: 'utf8' });
    expect(stderr).toContain('DATABASE_URL');
    expect(status).toBe(1);
  });
});
