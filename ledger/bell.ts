import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { time } from '../domain/process/actor.ts';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import { definitionOf } from './definitions.ts';
import { herd, shardOf, struckByBells } from './herd.ts';
import type { Nudge } from './request.ts';
import type { Recipient } from './sweep.ts';
import { together } from './together.ts';
import { type InHand, record, tell } from './transaction.ts';
import { type Moment, type MomentRow, momentColumns, nothingLooked, type WorldCache, worldOf } from './world.ts';
import { nothingWritten, type WriteOptions, write } from './write.ts';

/** A process that a bell could not strike: it stays due and is its own workflow's. */
export interface Unstruck {
  readonly id: string;
  readonly reason: string;
}

/** What came of striking several processes in one transaction. Those locked by another transaction are in neither: they are moving already. */
export interface Strikes {
  readonly struck: number;
  readonly unstruck: readonly Unstruck[];
  /** Whose workflow is to be told: the strike changed its stage. */
  readonly moved: readonly Nudge[];
  readonly recipients: readonly Recipient[];
}

/** A lone deadline is its own workflow's; one that is late by so many milliseconds is not struck by it, and the bell steps in. */
const ownLateMs = 2_000;

const nextRingText = `WITH h AS (SELECT wake_at FROM process WHERE ${struckByBells} AND id <> ALL($2::uuid[]) ORDER BY wake_at OFFSET ${herd - 1} LIMIT 1),
 f AS (SELECT wake_at FROM process WHERE ${struckByBells} AND ${shardOf} = $1 AND id <> ALL($2::uuid[]) ORDER BY wake_at LIMIT 1)
 SELECT (extract(epoch FROM least(greatest(h.wake_at, f.wake_at), f.wake_at + interval '${ownLateMs} milliseconds')) * 1000)::float8 - ledger_now_ms() AS ms,
  h.wake_at IS NULL AS alone, (extract(epoch FROM f.wake_at) * 1000)::float8 + ${ownLateMs} - ledger_now_ms() AS late FROM f LEFT JOIN h ON true`;

/**
 * Milliseconds until the bell of a shard is to ring, by the ledger's clock: when a whole herd is due (in all shards) or a process of this one has been due for 2 s.
 * 0 or less: now. Undefined: nothing is to come. `except` are not counted.
 */
export async function nextRing(pool: pg.Pool, shard: number, except: readonly string[]): Promise<number | undefined> {
  const { rows } = await pool.query<{ ms: number; alone: boolean; late: number }>({ name: 'next-ring', text: nextRingText, values: [shard, except] });
  const row = rows[0];
  return row && Math.ceil(row.alone ? row.late : row.ms);
}

/** Ids of processes of a shard that are due, the longest due first, `limit` at most and without `except`. */
export async function dueOf(pool: pg.Pool, shard: number, except: readonly string[], limit: number): Promise<readonly string[]> {
  // The clock in a subquery is asked once; asked for every row it would keep the index from ending the search.
  const { rows } = await pool.query<{ id: string }>({
    name: 'due-of-shard',
    text: `SELECT id FROM process WHERE ${struckByBells} AND wake_at <= (SELECT ledger_now()) AND ${shardOf} = $1 AND id <> ALL($2::uuid[]) ORDER BY wake_at LIMIT $3`,
    values: [shard, except, limit],
  });
  return rows.map((row) => row.id);
}

interface Loaded {
  readonly id: string;
  readonly type: ProcessType;
  readonly state: ProcessState;
  readonly head: Buffer;
  readonly moved_at: Date;
}

const strike = { type: 'strike' } as const;

/**
 * Strikes those of the processes that are due, in one transaction that the caller commits: for each the command that its own workflow would give, by the same decider,
 * with the same facts and the same keys of notices. A workflow that had seen everything is held to have seen this too and keeps its timer, as second pair of eyes.
 */
export async function strikeTogether(client: pg.ClientBase, world: WorldCache, options: WriteOptions, ids: readonly string[]): Promise<Strikes> {
  // Locked without waiting: whoever holds one is moving it already. The clock is asked after the locks are held.
  const [{ rows }, clock] = await together(client, () => [
    client.query<Loaded>({
      name: 'due-locked',
      text: `SELECT id, type, state, head, moved_at FROM process WHERE id = ANY($1::uuid[]) AND ${struckByBells} AND wake_at <= (SELECT ledger_now()) ORDER BY id FOR UPDATE SKIP LOCKED`,
      values: [ids],
    }),
    client.query<MomentRow>({ name: 'moment', text: `SELECT ${momentColumns} WHERE w.id = 1` }),
  ]);
  const [at] = clock.rows;
  if (!at) throw new Error('the ledger has no world: migrations have not run');
  const moment = await world.momentOf(client, at);
  const struck: InHand[] = [];
  const unstruck: Unstruck[] = [];
  for (const row of rows) {
    const process: InHand = { type: row.type, id: row.id, before: row.state, state: row.state, head: row.head, lastAt: row.moved_at.getTime(), facts: [], notices: [] };
    const reason = decide(process, moment);
    if (reason === undefined) struck.push(process);
    else unstruck.push({ id: row.id, reason });
  }
  const commandId = randomUUID();
  const [quiet, loud] = [struck.filter(isStory), struck.filter((process) => !isStory(process))];
  const recipients: Recipient[] = [];
  if (quiet.length > 0) recipients.push(...(await write(client, quiet, moment.now, commandId, { ...options, untold: true })).recipients);
  const written = loud.length > 0 ? await write(client, loud, moment.now, commandId, options) : nothingWritten;
  recipients.push(...written.recipients);
  return { struck: struck.length, unstruck, moved: written.nudges, recipients };
}

/** Decides a strike and records it in the process in hand. Answers why it cannot be, or undefined. One that throws keeps none of the others. */
function decide(process: InHand, moment: Moment): string | undefined {
  const definition = definitionOf(process.type);
  const at = Math.max(moment.now, process.lastAt);
  try {
    const needs = definition.needs(strike, process.state);
    const decided = definition.decide(process.state, strike, worldOf(moment, at, at, time, nothingLooked));
    if (!decided.ok) return decided.code;
    if (Object.keys(needs).length > 0 || decided.numbered || decided.also?.length) return 'the strike looks at or moves more than its own process';
    if (decided.facts.length === 0) return 'due, and nothing to do';
    const recorded = record(process, decided.facts, at, at, time);
    tell(process, decided.notices ?? [], recorded[0]?.seq ?? process.state.version);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** True where the story goes on as its workflow knows it: same stage, still open. */
const isStory = ({ type, before, state }: InHand): boolean =>
  state.stage === before.stage && state.since === before.since && !definitionOf(type).settled(state) && !definitionOf(type).closed(state);
