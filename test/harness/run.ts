/** A value that the global setup of the integration tests left for test processes. Throws where a file of unit tests asks for it. */
export function ofThisRun(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: tests that need servers are named *.int.test.ts (jest.config.js)`);
  return value;
}
