import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';
import type { Activities } from './case.ts';
import { fromEnvironment } from './environment.ts';

const pool = new pg.Pool({ connectionString: fromEnvironment('DATABASE_URL'), max: 16, application_name: 'baseline-worker', keepAlive: true });

const activities: Activities = {
  async insert({ caseId, seq, type, data, dueAt }) {
    await pool.query({
      name: 'insert',
      text: 'INSERT INTO step (case_id, seq, type, data, due_at, at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), clock_timestamp()) ON CONFLICT DO NOTHING',
      values: [caseId, seq, type, JSON.stringify(data), dueAt ?? null],
    });
  },
};

const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: fromEnvironment('TEMPORAL_ADDRESS') }),
  namespace: 'default',
  taskQueue: fromEnvironment('TASK_QUEUE'),
  workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  activities: { ...activities },
  // The same room as the product's worker has.
  maxCachedWorkflows: 1_500,
  shutdownGraceTime: '5s',
});
await worker.run();
await pool.end();
