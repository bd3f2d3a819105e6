import type pg from 'pg';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { type Recomputed, recomputeDeadline } from '../domain/calendar/recompute.ts';
import type { Deadline } from '../domain/chase/deadline.ts';
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

/** Every open day-based deadline that moves when `now` replaces `was`, in order of process id. Writes nothing. */
export async function movesUnder(pool: pg.Pool, was: Calendar, now: Calendar): Promise<readonly Move[]> {
  const moves: Move[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await pool.query<{ id: string; type: TimedType; number: string | null; state: ProcessState }>({
      name: 'open-deadlines',
      text: `SELECT p.id, p.type, p.number, p.state FROM process p
 WHERE p.timed AND NOT p.closed AND p.id > $1 AND EXISTS (SELECT 1 FROM deadline_record d WHERE d.process_id = p.id AND d.due_on IS NOT NULL) ORDER BY p.id LIMIT ${pageSize}`,
      values: [after],
    });
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
 * Asks each process to count its open deadlines anew, one command and one fact each. Asking again changes nothing, so that work cut short is simply done again.
 * Answers the ids that could not be done (a refusal, a contended record).
 */
export async function recomputeAll(ledger: RecomputeDoor, moves: readonly Pick<Move, 'type' | 'id'>[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { type, id } of new Map(moves.map((move) => [move.id, move])).values()) {
    try {
      const outcome = await ledger.execute({ type, id, command: { type: 'recompute' }, actor: system });
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
): Promise<{ readonly asked: number; readonly failed: readonly string[] }> {
  const { calendar } = await ledger.moment();
  const moves = await movesUnder(ledger.pool, calendar, calendar);
  return { asked: new Set(moves.map((move) => move.id)).size, failed: await recomputeAll(ledger, moves) };
}

/**
 * Once after each change of the calendar: mends what an announcement left as it was, and notes the calendar version as counted. Costs one row when nothing has changed.
 * Answers how many processes were asked.
 */
export async function recountAfterAnnouncement(ledger: Parameters<typeof recomputeStale>[0]): Promise<number> {
  const { rows } = await ledger.pool.query<{ calendar: number }>('SELECT calendar FROM world_version WHERE id = 1 AND counted < calendar');
  const calendar = rows[0]?.calendar;
  if (calendar === undefined) return 0;
  const { asked, failed } = await recomputeStale(ledger);
  if (failed.length === 0) await ledger.pool.query('UPDATE world_version SET counted = greatest(counted, $1) WHERE id = 1', [calendar]);
  return asked;
}
