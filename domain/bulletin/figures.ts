import { beijingDateOf, daysBetween, endOfDay, startOfDay } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import { mustRun } from '../campaign/definition.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import { isOverdue, isWhole } from '../task/counted.ts';
import { type TaskStage, type TaskState, taskStages } from '../task/state.ts';
import type { BulletinState } from './state.ts';

/** What the figures are counted from. */
export const countedFields = ['id', 'number', 'order', 'content', 'kind', 'stage', 'due', 'leadUnitId', 'urgingNotice'] as const satisfies readonly (keyof TaskState)[];
export type CountedTask = Pick<TaskState, (typeof countedFields)[number]>;

/** How one unit stands with the tasks that it leads. */
export interface UnitFigures {
  readonly unitId: string;
  readonly unit: string;
  /** All that it leads, cancelled ones too. */
  readonly tasks: number;
  readonly accepted: number;
  readonly cancelled: number;
  readonly overdue: number;
  /** Accepted in a hundred of those not cancelled; absent where all are cancelled. */
  readonly percent?: number;
}

export interface OverdueTask {
  readonly taskId: string;
  readonly number: string;
  readonly content: string;
  readonly unit: string;
  readonly due: string;
  readonly daysLate: number;
}

/** What the records said of a campaign at a moment, with the names of the day. Every number can be asked for again as a list of tasks. Figures recorded before task/counted.ts have the wholes of each-unit tasks beside their shares. */
export interface BulletinFigures {
  readonly at: Instant;
  /** Cancelled ones too: readers are told of those apart. */
  readonly tasks: number;
  readonly byStage: Readonly<Partial<Record<TaskStage, number>>>;
  readonly overdue: readonly OverdueTask[];
  /** In order of rank: more accepted in a hundred first, then fewer overdue, then by name. */
  readonly units: readonly UnitFigures[];
  /** 督办通知书 signed in the days told of, the last of each task. */
  readonly urgingNotices: readonly { readonly taskId: string; readonly task: string; readonly number: string; readonly unit: string }[];
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The figures of a campaign's tasks now; urging notices of the days from `from` to `until`. */
export function bulletinFigures(all: readonly CountedTask[], { from, until }: { readonly from: BeijingDate; readonly until: BeijingDate }, world: World): BulletinFigures {
  const { now, org } = world;
  const tasks = all.filter((task) => !isWhole(task));
  const nameOf = (unitId: string): string => org.unit(unitId)?.name ?? '';
  const ordered = tasks.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const count = (stage: TaskStage): number => tasks.filter((task) => task.stage === stage).length;
  const signed = ordered.filter(
    ({ urgingNotice }) => urgingNotice?.number !== undefined && (urgingNotice.decidedAt ?? 0) >= startOfDay(from) && (urgingNotice.decidedAt ?? 0) <= endOfDay(until),
  );
  return {
    at: now,
    tasks: tasks.length,
    byStage: Object.fromEntries(taskStages.map((stage) => [stage, count(stage)] as const).filter(([, n]) => n > 0)),
    overdue: ordered
      .filter((task) => isOverdue(task, now))
      .map((task) => ({
        taskId: task.id,
        number: task.number,
        content: short(task.content),
        unit: nameOf(task.leadUnitId),
        due: task.due ? dueText(task.due) : '',
        daysLate: task.due ? Math.max(0, daysBetween(beijingDateOf(task.due.dueAt), beijingDateOf(now))) : 0,
      })),
    units: rankedUnits(tasks, now, nameOf),
    urgingNotices: signed.map(({ id, number, urgingNotice, leadUnitId }) => ({
      taskId: id,
      task: number,
      number: urgingNotice?.number ?? '',
      unit: nameOf(urgingNotice?.unitId ?? leadUnitId),
    })),
  };
}

/** A unit's place: equal standings share one. */
export const rankOf = (unit: UnitFigures, units: readonly UnitFigures[]): number =>
  1 + units.filter((other) => (other.percent ?? -1) > (unit.percent ?? -1) || (other.percent === unit.percent && other.overdue < unit.overdue)).length;

function rankedUnits(tasks: readonly CountedTask[], now: Instant, nameOf: (unitId: string) => string): readonly UnitFigures[] {
  const led = new Map<string, CountedTask[]>();
  for (const task of tasks) led.set(task.leadUnitId, [...(led.get(task.leadUnitId) ?? []), task]);
  return [...led]
    .map(([unitId, own]): UnitFigures => {
      const accepted = own.filter((task) => task.stage === 'accepted').length;
      const cancelled = own.filter((task) => task.stage === 'cancelled').length;
      const counted = own.length - cancelled;
      const percent = counted === 0 ? {} : { percent: Math.round((accepted / counted) * 1_000) / 10 };
      return { unitId, unit: nameOf(unitId), tasks: own.length, accepted, cancelled, overdue: own.filter((task) => isOverdue(task, now)).length, ...percent };
    })
    .sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1) || a.overdue - b.overdue || (a.unit < b.unit ? -1 : 1));
}

/** The campaign's tasks, as `needs` or a read has looked them up. */
export const tasksOf = ({ siblings = [] }: Pick<World, 'siblings'>): readonly CountedTask[] => siblings.map(({ state }) => state as unknown as CountedTask);

/** How things stand now beside what a bulletin says, counted alike; undefined where its campaign does not run, it was withdrawn, or the tasks were not looked up. */
export function figuresNow(state: Pick<BulletinState, 'stage' | 'from' | 'until'>, world: World): BulletinFigures | undefined {
  const { parent, siblings } = world;
  if (siblings === undefined || parent === undefined || state.stage === 'withdrawn' || mustRun(parent as CampaignState)) return undefined;
  return bulletinFigures(tasksOf(world), state, world);
}
