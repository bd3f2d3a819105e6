import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { Ledger } from '../../ledger/ledger.ts';

/** A launch takes at most so many tasks. */
const mostTasks = 2_000;

export interface BulkOptions {
  readonly count: number;
  /** The moment at which every task is due; without it they are due by the end of a day in three weeks. */
  readonly dueAt?: number;
  readonly onLaunched?: (open: number) => void;
}

/** Puts many open tasks into a ledger with the demo district, through the ledger's own door: chains, folds and read tables are as in real work. Nobody is nudged. Answers how many. */
export async function openTasks(pool: pg.Pool, { count, dueAt, onLaunched }: BulkOptions): Promise<number> {
  const ledger = new Ledger(pool);
  const unit = async (name: string): Promise<string> => one((await pool.query<{ id: string }>('SELECT id FROM unit_record WHERE short_name = $1', [name])).rows, name).id;
  const [office, group, education, health] = [await unit('健康办'), await unit('领导小组'), await unit('教育局'), await unit('卫健委')];
  const actor = await officeActor(pool, office);
  let open = 0;
  while (open < count) {
    const { now } = await ledger.moment();
    const today = beijingDateOf(now);
    const due = dueAt === undefined ? { dueOn: addDays(today, 21) } : { duePeriod: { value: Math.max(1, Math.round((dueAt - now) / 1_000)), unit: 'second' as const } };
    const tasks = Array.from(
      { length: Math.min(mostTasks, count - open) },
      (_, index): PlannedTask => ({
        number: String(index + 1),
        section: '演练',
        content: `演练任务${open + index + 1}`,
        standard: '按期完成',
        kind: 'once',
        phase: 'commitment',
        leadUnitId: education,
        supportingUnitIds: [health],
        evidenceRequired: [],
        ...due,
      }),
    );
    const command: LaunchCampaign = {
      type: 'launch',
      title: `演练行动${randomUUID().slice(0, 8)}`,
      level: 'district',
      officeUnitId: office,
      groupUnitId: group,
      memberUnitIds: [education, health],
      sections: [{ name: '演练' }],
      indicators: [],
      phases: [
        { kind: 'commitment', name: '启动', startsOn: today, endsOn: addDays(today, 40) },
        { kind: 'intervention', name: '干预', startsOn: addDays(today, 41), endsOn: addDays(today, 120) },
        { kind: 'evaluation', name: '评估', startsOn: addDays(today, 121), endsOn: addDays(today, 160) },
      ],
      tasks,
      // Rungs of the task alone: the limits for signing and meetings lie days ahead.
      ladders: { task: [{ rung: 'overdueNotice', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' }] },
    };
    const outcome = await ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command, actor });
    if (!outcome.ok) throw new Error(`a launch was refused: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
    open += tasks.length;
    onLaunched?.(open);
  }
  return open;
}

async function officeActor(pool: pg.Pool, unitId: string): Promise<Actor> {
  const { rows } = await pool.query<{ personId: string; postId: string }>(
    `SELECT p.person_id AS "personId", p.id AS "postId" FROM post_record p JOIN person_record r ON r.id = p.person_id WHERE r.username = 'office' AND p.unit_id = $1`,
    [unitId],
  );
  const { personId, postId } = one(rows, 'office');
  return { ref: { by: 'person', personId, postId, unitId }, role: 'office', unitId };
}

function one<T>(rows: readonly T[], name: string): T {
  const [row] = rows;
  if (row === undefined) throw new Error(`the demo district has no ${name}`);
  return row;
}
