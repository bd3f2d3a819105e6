/**
 * Deadlines that share a second are a herd from so many on. Own workflows strike about a hundred a second beside everything else, so fewer are told within a third of a
 * second and need no bell.
 */
export const herd = 32;

/**
 * Bells among which processes are shared by a hash of their id: every herd then splits evenly, also that of one campaign or one unit, and several workers strike at once.
 * A different number moves processes between bells and nothing else.
 */
export const shards = 4;

/** A bell may sleep for so long (workflows/bell.ts): it may not have heard of a deadline that was set later than this before it is due. */
const napMs = 15_000;
/** The first of a herd's own timers comes so long after it is due: until then its bells have both cores to themselves. */
const bellAloneMs = 30_000;
/** From then on they are spread until so long after it is due: 10,000 of them are then 18 a second. */
const spreadMs = 600_000;
/** Whoever is still not struck so long after it was due has no bell: the sweep's nudge then strikes at once. */
const bellGivenUpMs = 120_000;

/** SQL: the processes that bells strike. A campaign's steps of time are its own: they end phases and call meetings. */
export const struckByBells = `timed AND NOT closed AND wake_at IS NOT NULL AND type IN ('task', 'case')`;

/** SQL: the shard of a process. */
export const shardOf = `mod(abs(uuid_hash(id)::bigint), ${shards})`;

/**
 * SQL over a process row `v` (with `wake_in`, the milliseconds until it is due): how many milliseconds later its own timer asks than it is due. 0 for a lone deadline, for
 * one the bell may not have heard of, and for one the bell has forgotten. Costs `herd` index entries at most.
 */
export const spread = `CASE WHEN v.type IN ('task', 'case') AND NOT v.closed AND v.wake_in > -${bellGivenUpMs} AND v.wake_at - v.moved_at > interval '${napMs} milliseconds'
 AND EXISTS (SELECT 1 FROM process o WHERE o.timed AND NOT o.closed AND o.type IN ('task', 'case') AND o.id <> v.id
  AND o.wake_at >= date_trunc('second', v.wake_at) AND o.wake_at < date_trunc('second', v.wake_at) + interval '1 second' OFFSET ${herd - 1} LIMIT 1)
 THEN ${bellAloneMs} + mod(abs(uuid_hash(v.id)::bigint), ${spreadMs - bellAloneMs}) ELSE 0 END`;
