import type { Rhythm } from '../../domain/task/rhythm.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking, Page } from '../list/page.ts';
import { type Query, taskStates } from './list.ts';

/** What an each-unit task asks of all: the units in their order, and what the first of their shares says for them all. */
export interface Asked {
  readonly unitIds: readonly string[];
  readonly evidenceRequired: readonly string[];
  readonly rhythm?: Rhythm;
}

/** A task as a file lists it. */
export type TaskRow = TaskState & {
  readonly asked: Asked;
  /** Number of the task whose share it is. */
  readonly whole: string | undefined;
};

const nobody: Asked = { unitIds: [], evidenceRequired: [] };

/** What is asked of all, by the shares that stand, in their order. */
export function askedOf(shares: readonly Pick<TaskState, 'leadUnitId' | 'evidenceRequired' | 'rhythm'>[]): Asked {
  const [first] = shares;
  if (!first) return nobody;
  const { evidenceRequired, rhythm } = first;
  return { unitIds: shares.map(({ leadUnitId }) => leadUnitId), evidenceRequired, ...(rhythm ? { rhythm } : {}) };
}

interface Share {
  readonly whole: string;
  readonly leadUnitId: string;
  readonly evidenceRequired: readonly string[];
  readonly rhythm: Rhythm | null;
}

/** A page of the tasks that the asker sees, each with what it asks of units, as far as the asker sees their shares, and with the number of its whole. */
export async function taskRows(deps: { readonly ledger: Pick<LedgerDoor, 'pool'> }, query: Query, asking: Pick<Asking, 'asker' | 'moment'>): Promise<Page<TaskRow>> {
  const { pool } = deps.ledger;
  const { items, next } = await taskStates(deps, query, asking);
  const wholes = items.filter(({ kind }) => kind === 'eachUnit').map(({ id }) => id);
  const values: unknown[] = [wholes];
  const seen = visibleSql(sightOf(asking.asker, 'task', asking.moment), 'r.id', values);
  const text = `SELECT r.parent_task_id AS whole, r.lead_unit_id AS "leadUnitId", p.state -> 'evidenceRequired' AS "evidenceRequired", p.state -> 'rhythm' AS rhythm
 FROM task_record r JOIN process p ON p.id = r.id WHERE r.parent_task_id = ANY($1::uuid[]) AND r.stage <> 'cancelled' AND ${seen} ORDER BY r."order", r.id`;
  const shares = wholes.length === 0 ? [] : (await pool.query<Share>(text, values)).rows;
  const parents = [...new Set(items.flatMap(({ parentTaskId }) => parentTaskId ?? []))];
  const named = parents.length === 0 ? [] : (await pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record WHERE id = ANY($1::uuid[])', [parents])).rows;
  const numbers = new Map(named.map(({ id, number }) => [id, number]));
  const rows = items.map((task): TaskRow => {
    const own = shares.filter(({ whole }) => whole === task.id).map(({ rhythm, ...share }) => ({ ...share, ...(rhythm ? { rhythm } : {}) }));
    return { ...task, asked: askedOf(own), whole: numbers.get(task.parentTaskId ?? '') };
  });
  return { items: rows, next };
}
