import type pg from 'pg';
import type { Instant } from '../domain/process/time.ts';
import { instantText } from './projection/instant.ts';
import type { CommandRequest, StoredAnswer } from './request.ts';
import type { Waiting } from './write.ts';

/** Keeps a request's answer under its key, in the transaction of its command. Two writers of one key meet in the unique index: the second is repeated and finds the answer. */
export function keepAnswer(
  client: pg.ClientBase,
  { personId, key, digest }: NonNullable<CommandRequest['key']>,
  { commandId, processId, at, answer }: { readonly commandId: string; readonly processId: string; readonly at: Instant; readonly answer: StoredAnswer },
  waiting: Waiting = {},
): Promise<unknown> {
  return client.query({
    name: 'keep',
    text: 'INSERT INTO command (person_id, key, digest, id, process_id, status, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8)',
    ...waiting,
    values: [personId, key, digest, commandId, processId, answer.status, JSON.stringify(answer.body), instantText(at)],
  });
}
