// Jest loads this itself, without its transformers: tsx lets it import the harness, which is TypeScript.
import { register } from 'tsx/esm/api';

register();
const { startTestServers } = await import('./servers.ts');
const { describeFailure } = await import('../../app/failure.ts');

export default async function setup() {
  const began = performance.now();
  try {
    const servers = await startTestServers();
    Object.assign(process.env, servers.environment);
    globalThis.dubanTestServers = servers;
  } catch (error) {
    throw new Error(`The servers for the integration tests could not be started.\n${describeFailure(error)}`);
  }
  process.stderr.write(`PostgreSQL and Temporal for the integration tests: ready in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
