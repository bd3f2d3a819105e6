import type pg from 'pg';
import { markerOf } from '../invariant/once.ts';
import type { Random } from '../random.ts';
import type { People } from './people.ts';

/** Requests at once. */
const width = 8;

/** Does the work for all, a few at a time. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Opens cases; answers the ids of those that were opened. */
export async function openCases(people: People, random: Random, count: number): Promise<readonly string[]> {
  const [body] = people.bodies;
  const ids: string[] = [];
  await inParallel([...Array(count).keys()], async () => {
    const key = random.uuid();
    const answer = await body?.inspectors[0].write(
      { method: 'POST', path: '/api/v1/cases', body: { partyId: people.parties[0], title: markerOf(key), source: 'complaint' }, key },
      { type: 'open', marker: markerOf(key) },
    );
    if (answer?.status === 201) ids.push((JSON.parse(answer.text) as { readonly id: string }).id);
  });
  return ids;
}

/** Inspects cases and finds nothing: their workflows close them. */
export async function closeCases(people: People, random: Random, ids: readonly string[]): Promise<void> {
  const [body] = people.bodies;
  if (!body) return;
  const officers = body.inspectors.map((inspector) => inspector.personId);
  await inParallel(ids, async (id) => {
    const key = random.uuid();
    await body.inspectors[0].write(
      { method: 'POST', path: `/api/v1/cases/${id}/commands`, body: { type: 'recordInspection', officers, result: 'clean', findings: [{ note: markerOf(key) }] }, key },
      { type: 'recordInspection', marker: markerOf(key) },
    );
  });
}

/** How many of these cases their workflows have closed. */
export const closedOf = async (pool: pg.Pool, ids: readonly string[]): Promise<number> =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM process WHERE closed AND id = ANY($1::uuid[])', [ids])).rows[0]?.n ?? 0;
