/**
 * Records histories of real runs of every workflow for the replay test: `npx tsx test/replay/record.ts`, once for each release before it is published.
 * They are written to test/replay/histories/<version of package.json>/; the histories of a published version are never recorded again.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalCliPath } from '../../app/embedded/binaries.ts';
import { createTestDatabase } from '../harness/database.ts';
import { loadTestDistrict } from '../harness/district.ts';
import { startTestServers } from '../harness/servers.ts';
import { createStack } from '../harness/stack.ts';
import { runStories } from './stories.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
const folder = fileURLToPath(new URL(`./histories/${version}/`, import.meta.url));

const cli = await temporalCliPath();

/** Keeps one run's history as JSON, as protobufjs writes and reads it. Process number and host of the machine that recorded it are no part of it. */
const keepFrom =
  (client: Client) =>
  async (name: string, workflowId: string, runId?: string): Promise<void> => {
    const { History } = proto.temporal.api.history.v1;
    const history = History.fromObject(await client.workflow.getHandle(workflowId, runId).fetchHistory());
    const type = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;
    const text = JSON.stringify(History.toObject(history, { longs: String, enums: String, bytes: String }));
    writeFileSync(join(folder, `${type}.${name}.json`), `${text.replaceAll(`${process.pid}@${hostname()}`, 'worker@recorder')}\n`);
    console.log(`${type}.${name}: ${history.events.length} events`);
  };

/** Stories of the ordinary server, or of one that asks for a new page after a few dozen events. */
async function record(address: string, client: Client, which: 'ordinary' | 'pages'): Promise<void> {
  const database = await createTestDatabase();
  const channel = {
    name: 'mail',
    recognisesRepeats: true,
    addressOf: () => 'liaison@example.org',
    messageIdOf: (id: string) => `<${id}@example.org>`,
    send: async () => undefined,
  };
  const stack = await createStack({ databaseUrl: database.url, address, channels: [channel] });
  try {
    // Working hours of a fixed Tuesday, whenever it is recorded: at night a digest would wait for the morning.
    await stack.pool.query('INSERT INTO ledger_clock (id, offset_ms) SELECT 1, $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint', [
      Date.parse('2026-12-01T10:00:00+08:00'),
    ]);
    const district = await loadTestDistrict(stack.ledger);
    await stack.startWorker();
    await runStories({ stack, district, client, keep: keepFrom(client) }, which);
  } finally {
    await stack.stop();
    await database.drop();
  }
}

const servers = await startTestServers();
try {
  Object.assign(process.env, servers.environment);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ordinary = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: cli } } });
  await record(ordinary.address, ordinary.client, 'ordinary').finally(() => ordinary.teardown());
  const pages = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path: cli }, extraArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'] },
  });
  await record(pages.address, pages.client, 'pages').finally(() => pages.teardown());
} finally {
  await servers.stop();
}
process.exit(0);
