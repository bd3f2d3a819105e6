import { evaluation } from '../../domain/evaluation/definition.ts';
import type { UnitScore } from '../../domain/evaluation/score.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { currentInputs, publishedTable, tableOf, tableVersion } from '../../domain/evaluation/table.ts';
import { relationsTo, standsFor } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Seen } from '../http/sight.ts';

/** A table of scores as far as the asker may see it. */
export interface SeenScores {
  /** 0: not published. */
  readonly version: number;
  readonly table: readonly UnitScore[];
  readonly ranked: boolean;
}

/** True for the office and the leading group, who see every score at any time. */
const steers = (state: EvaluationState, actors: readonly Actor[], { org }: Pick<Moment, 'org'>): boolean =>
  actors.some((actor) => ['office', 'leadingGroup'].some((relation) => (relationsTo(actor, evaluation.participants(state), org) as ReadonlySet<string>).has(relation)));

/** The units whose figures the asker sees before the publication: every one for the office and the leading group, else the asker's own. */
export function figuresSeen(state: EvaluationState, actors: readonly Actor[], moment: Pick<Moment, 'org'>): (unitId: string) => boolean {
  if (state.published || steers(state, actors, moment)) return () => true;
  const own = new Set(actors.flatMap(({ unitId }) => (unitId === undefined ? [] : standsFor(unitId, moment.org))));
  return (unitId) => own.has(unitId);
}

/** The scores from the reviews and tasks as they stand now. */
async function currentTable(ledger: Pick<LedgerDoor, 'pool'>, state: EvaluationState, now: number): Promise<readonly UnitScore[]> {
  const { rows } = await ledger.pool.query<{ id: string; type: string; state: ProcessState }>({
    name: 'scored-processes',
    text: `SELECT id, type, state FROM process WHERE id = ANY($1::uuid[]) OR ($2 AND parent_id = $3 AND type = 'task')`,
    values: [state.units.map((unit) => unit.assessmentId), state.weights.onTime !== undefined, state.campaignId],
  });
  const tasks = rows.filter((row) => row.type === 'task').map((row) => row.state as TaskState);
  return tableOf(state, currentInputs(state, new Map(rows.map((row) => [row.id, row.state])), tasks, now));
}

/**
 * Scores for the asker: published ones by version for whoever sees the evaluation; before that the office and the leading group see what the reviews come to so far, and a unit
 * its own score once the scores are shown. 404 `document.absent` for what is not there, or not yet for the asker.
 */
export async function seenScores(ledger: Pick<LedgerDoor, 'pool'>, { state, actors }: Seen<EvaluationState>, moment: Moment, version: number | undefined): Promise<SeenScores> {
  const last = tableVersion(state);
  if (last > 0 || version !== undefined) {
    if (last === 0 || (version ?? last) > last) throw new HttpProblem('document.absent');
    return { version: version ?? last, table: publishedTable(state, version ?? last), ranked: true };
  }
  const steering = steers(state, actors, moment);
  if (!steering && (state.suspendedFrom ?? state.stage) !== 'scored') throw new HttpProblem('document.absent');
  const table = await currentTable(ledger, state, moment.now);
  const isSeen = figuresSeen(state, actors, moment);
  return { version: 0, table: table.filter((one) => isSeen(one.unitId)), ranked: steering };
}
