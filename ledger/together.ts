/** PostgreSQL's code for a statement sent after one that failed in the same transaction: it tells nothing of its own. */
const afterFailure = '25P02';

const isConsequence = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === afterFailure;

/**
 * Waits for statements that were sent together. When one fails, those behind it in the transaction fail as its consequence, and may be heard of first: thrown is the
 * cause, not the consequence, and only when all have been answered.
 */
export async function together<T extends readonly unknown[] | []>(statements: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(statements);
  const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one] : []));
  const cause = failed.find((one) => !isConsequence(one.reason)) ?? failed[0];
  if (cause) throw cause.reason;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
