import type { Writable } from 'node:stream';
import type pg from 'pg';

/** PostgreSQL's code for a statement sent after one that failed in the same transaction: it tells nothing of its own. */
const afterFailure = '25P02';

const isConsequence = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === afterFailure;

/** The way to the server under a client; the types leave it out. Where it is not to be had, statements merely travel one by one. */
const streamOf = (client: pg.ClientBase): Writable | undefined => (client as pg.ClientBase & { readonly connection?: { readonly stream?: Writable } }).connection?.stream;

/**
 * Sends statements together, in one piece, and waits for all of them. When one fails, those behind it in the transaction fail as its consequence, and may be heard of first:
 * thrown is the cause, not the consequence, and only when all have been answered. What throws while they are being made sends nothing behind it.
 */
export async function together<T extends readonly unknown[] | []>(client: pg.ClientBase, send: () => T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const stream = streamOf(client);
  stream?.cork();
  let statements: T;
  try {
    statements = send();
  } finally {
    stream?.uncork();
  }
  const settled = await Promise.allSettled(statements);
  const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one] : []));
  const cause = failed.find((one) => !isConsequence(one.reason)) ?? failed[0];
  if (cause) throw cause.reason;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
