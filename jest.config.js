const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }] },
  testEnvironment: 'node',
};

/** `*.test.ts` is pure and needs nothing; `*.int.test.ts` gets one PostgreSQL and one Temporal for the whole run (test/harness). */
export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', '\\.int\\.test\\.ts$'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/**/*.int.test.ts'],
      globalSetup: '<rootDir>/test/harness/global-setup.mjs',
      globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
    },
  ],
  testSequencer: '<rootDir>/test/harness/longest-first.mjs',
  // Three on two cores: much of an integration test is waiting, for a timer, a browser, a service that starts.
  maxWorkers: 3,
  // Ends a test that hangs and tells nothing of speed: a busy machine is many times slower than a quiet one. Times are measured in bench/.
  testTimeout: 600_000,
};
