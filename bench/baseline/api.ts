import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import express, { type NextFunction, type Request, type Response } from 'express';
import { type Command, step } from './case.ts';
import { fromEnvironment } from './environment.ts';

const taskQueue = fromEnvironment('TASK_QUEUE');
const token = fromEnvironment('TOKEN');
const client = new Client({ connection: await Connection.connect({ address: fromEnvironment('TEMPORAL_ADDRESS') }), namespace: 'default' });

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.get('/livez', (_request, response) => {
  response.json({ ok: true });
});
app.use(express.json());
app.use((request: Request, response: Response, next: NextFunction) => {
  if (request.headers.authorization === `Bearer ${token}`) next();
  else response.status(401).json({ code: 'unauthenticated' });
});

/** The Idempotency-Key is the Update's id: Temporal itself answers a repeat with the first answer. */
const keyOf = (request: Request): string => request.get('idempotency-key') ?? randomUUID();

app.post('/api/v1/cases', async (request, response) => {
  const id = randomUUID();
  const startWorkflowOperation = new WithStartWorkflowOperation('enforcementCase', { workflowId: `case:${id}`, taskQueue, args: [{ id }], workflowIdConflictPolicy: 'FAIL' });
  const command: Command = { ...request.body, type: 'open' };
  response.status(201).json(await client.workflow.executeUpdateWithStart(step, { startWorkflowOperation, updateId: keyOf(request), args: [command] }));
});
app.post('/api/v1/cases/:id/commands', async (request, response) => {
  const command: Command = request.body;
  response.json(await client.workflow.getHandle(`case:${request.params.id}`).executeUpdate(step, { updateId: keyOf(request), args: [command] }));
});
app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
  const refused = error instanceof WorkflowUpdateFailedError;
  response.status(refused ? 409 : 503).json({ code: refused ? 'refused' : 'unavailable', detail: String(refused ? error.cause : error) });
});

const server = app.listen(Number(fromEnvironment('PORT')), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
