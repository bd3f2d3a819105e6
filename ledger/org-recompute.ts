import type pg from 'pg';
import type { AnnouncedDay, Calendar, FormerYear } from '../domain/calendar/calendar.ts';
import { calendarBefore } from '../domain/calendar/create-calendar.ts';
import { type Recomputed, recomputeDeadline } from '../domain/calendar/recompute.ts';
import type { Deadline } from '../domain/chase/deadline.ts';
import type { CalendarChange } from '../domain/chase/recount.ts';
import { system } from '../domain/process/actor.ts';
import type { ProcessState, TimedType } from '../domain/process/definition.ts';
import type { CommandRequest, Outcome } from './request.ts';

/** An open deadline that another calendar moves. */
export interface Move {
  readonly type: TimedType;
  readonly id: string;
  readonly number: string | null;
  readonly state: ProcessState;
  readonly deadline: Deadline;
  readonly recomputed: Recomputed;
}

/** Processes read in one go: bounds memory. */
const pageSize = 500;

/** Hears that long work goes on, with every page read and before every process; what it throws ends the work there. */
type GoesOn = () => void;
const unheard: GoesOn = () => undefined;

/** Every open day-based deadline that moves when `now` replaces `was`, in order of process id. Writes nothing. */
export async function movesUnder(pool: pg.Pool, was: Calendar, now: Calendar, goesOn = unheard): Promise<readonly Move[]> {
  const moves: Move[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await pool.query<{ id: string; type: TimedType; number: string | null; state: ProcessState }>({
      name: 'open-deadlines',
      text: `SELECT p.id, p.type, p.number, p.state FROM process p
 WHERE p.timed AND NOT p.closed AND p.id > $1 AND EXISTS (SELECT 1 FROM deadline_record d WHERE d.process_id = p.id AND d.due_on IS NOT NULL) ORDER BY p.id LIMIT ${pageSize}`,
      values: [after],
    });
    goesOn();
    for (const row of rows) {
      for (const deadline of row.state.deadlines) {
        const recomputed = recomputeDeadline(deadline, was, now);
        if (recomputed) moves.push({ ...row, deadline, recomputed });
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return moves;
    after = last.id;
  }
}

interface RecomputeDoor {
  readonly execute: (request: CommandRequest) => Promise<Outcome>;
}

/**
 * Asks each process to count its open deadlines anew, one command and one fact each; `former` are the changed years as they stood before. Asking again changes nothing, so that work cut short is simply done again.
 * Answers the ids that could not be done (a refusal, a contended record).
 */
export async function recomputeAll(
  ledger: RecomputeDoor,
  moves: readonly Pick<Move, 'type' | 'id'>[],
  former: readonly FormerYear[],
  goesOn = unheard,
): Promise<readonly string[]> {
  const command: { readonly type: 'recompute' } & CalendarChange = { type: 'recompute', former };
  const failed: string[] = [];
  for (const { type, id } of new Map(moves.map((move) => [move.id, move])).values()) {
    goesOn();
    try {
      const outcome = await ledger.execute({ type, id, command, actor: system });
      if (!outcome.ok) failed.push(id);
    } catch {
      failed.push(id);
    }
  }
  return failed;
}

/** Finds and mends open deadlines that still stand as an older calendar counted them: after an announcement was cut short by a crash. Answers how many processes were asked and which failed. */
export async function recomputeStale(
  ledger: RecomputeDoor & { readonly pool: pg.Pool; readonly moment: () => Promise<{ readonly calendar: Calendar }> },
  goesOn = unheard,
): Promise<{ readonly asked: number; readonly failed: readonly string[] }> {
  const { calendar } = await ledger.moment();
  const former = await uncountedYears(ledger.pool);
  const moves = await movesUnder(ledger.pool, calendarBefore(calendar, former), calendar, goesOn);
  return { asked: new Set(moves.map((move) => move.id)).size, failed: await recomputeAll(ledger, moves, former, goesOn) };
}

/** The years changed since every open deadline was last counted, each as it stood then. The calendar's version counts the facts of its years. */
async function uncountedYears(pool: pg.Pool): Promise<readonly FormerYear[]> {
  const { rows } = await pool.query<{ year: number; days: readonly AnnouncedDay[] | null }>(
    `WITH changed AS (
   SELECT process_id, min(seq) AS seq FROM (
     SELECT process_id, seq FROM fact WHERE process_type = 'calendarYear' ORDER BY at DESC, seq DESC LIMIT (SELECT calendar - counted FROM world_version WHERE id = 1)
   ) latest GROUP BY process_id)
 SELECT (f.data->>'year')::int AS year, before.data->'days' AS days FROM changed c
 JOIN fact f ON f.process_id = c.process_id AND f.seq = c.seq LEFT JOIN fact before ON before.process_id = c.process_id AND before.seq = c.seq - 1`,
  );
  return rows.map(({ year, days }) => (days === null ? { year } : { year, days }));
}

/**
 * Once after each change of the calendar: mends what an announcement left as it was, and notes the calendar version as counted. Costs one row when nothing has changed.
 * Answers how many processes were asked. Ended by `goesOn`, it is simply done again: what was counted is not asked twice.
 */
export async function recountAfterAnnouncement(ledger: Parameters<typeof recomputeStale>[0], goesOn = unheard): Promise<number> {
  const { rows } = await ledger.pool.query<{ calendar: number }>('SELECT calendar FROM world_version WHERE id = 1 AND counted < calendar');
  const calendar = rows[0]?.calendar;
  if (calendar === undefined) return 0;
  const { asked, failed } = await recomputeStale(ledger, goesOn);
  if (failed.length === 0) await ledger.pool.query('UPDATE world_version SET counted = greatest(counted, $1) WHERE id = 1', [calendar]);
  return asked;
}
