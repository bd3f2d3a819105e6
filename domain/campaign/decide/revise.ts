import type { Follow, Refusal } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { type CorrectableField, correctableFields } from '../../task/commands.ts';
import { dateFixed, leadFixed, overForGood } from '../../task/rules.ts';
import { isOver, type TaskState } from '../../task/state.ts';
import type { PlannedTask } from '../commands.ts';
import { issueFollows } from '../issue.ts';
import type { LeftOut, PlanChange, TaskAmendment } from '../revision.ts';
import type { CampaignState } from '../state.ts';

/** What a revision asks of the tasks, and what it had to leave as it is. */
export interface Work {
  readonly follows: readonly Follow[];
  readonly added: readonly string[];
  readonly amended: readonly string[];
  readonly cancelled: readonly string[];
  readonly left: readonly LeftOut[];
  readonly touched: readonly TaskState[];
}
/** Nothing to do. */
export const noWork: Work = { follows: [], added: [], amended: [], cancelled: [], left: [], touched: [] };
/** One work after another. */
export const both = (a: Work, b: Work): Work => ({
  follows: [...a.follows, ...b.follows],
  added: [...a.added, ...b.added],
  amended: [...a.amended, ...b.amended],
  cancelled: [...a.cancelled, ...b.cancelled],
  left: [...a.left, ...b.left],
  touched: [...a.touched, ...b.touched],
});

/** The campaign's tasks. */
export const tasksOf = (world: World): readonly TaskState[] => world.children as readonly TaskState[];
const follow = (task: TaskState, command: { readonly type: string; readonly [field: string]: unknown }): Follow => ({ type: 'task', id: task.id, command });
const leftOut = (task: TaskState, why: Refusal): LeftOut => ({ number: task.number, code: why.code });

/** Fields that the shares of an each-unit task have from the whole. */
const sharedFields: readonly CorrectableField[] = ['content', 'standard', 'section', 'phase', 'dueOn', 'evidenceRequired'];

/** Makes the changes of one revision into commands to tasks; `reason` goes with each. */
export class Reviser {
  readonly state: CampaignState;
  readonly reason: string;
  readonly world: World;
  #issued = 0;

  constructor(state: CampaignState, reason: string, world: World) {
    this.state = state;
    this.reason = reason;
    this.world = world;
  }

  /** What a change asks of its task, and of the task's shares. */
  work(change: PlanChange): Work {
    if (change.change === 'add') return this.#add(change.task);
    const task = tasksOf(this.world).find((one) => one.id === change.taskId);
    if (!task) return noWork;
    return change.change === 'cancel' ? this.#cancel(task) : this.#amend(task, change.amendment);
  }

  #issue(task: PlannedTask): readonly Follow[] {
    const { state, world } = this;
    const order = state.taskCount + 1 + this.#issued;
    const follows = issueFollows(task, order, undefined, { campaignId: state.id, plan: state, ladders: state.ladders, newId: world.newId });
    this.#issued += follows.length;
    return follows;
  }

  /** How many tasks, shares included, were issued so far. */
  get issued(): number {
    return this.#issued;
  }

  #add(task: PlannedTask): Work {
    return { ...noWork, added: [task.number], follows: this.#issue({ ...task, phase: task.phase ?? this.state.phases[this.state.current]?.kind ?? 'intervention' }) };
  }

  #cancel(task: TaskState): Work {
    const over = overForGood(task);
    if (over) return { ...noWork, left: [leftOut(task, over)] };
    return { ...noWork, cancelled: [task.number], touched: [task], follows: [follow(task, { type: 'cancel', reason: this.reason })] };
  }

  #amend(task: TaskState, amendment: TaskAmendment): Work {
    const over = overForGood(task);
    if (over) return { ...noWork, left: [leftOut(task, over)] };
    const own = task.kind === 'eachUnit' ? { ...amendment, evidenceRequired: undefined } : amendment;
    const whole = both(this.correct(task, own), this.#assign(task, amendment));
    if (task.kind !== 'eachUnit') return whole;
    const shares = tasksOf(this.world).filter((one) => one.parentTaskId === task.id && !isOver(one));
    const shared: TaskAmendment = Object.fromEntries(sharedFields.flatMap((field) => (amendment[field] === undefined ? [] : [[field, amendment[field]]])));
    const staying = shares.filter((share) => amendment.unitIds?.includes(share.leadUnitId) ?? true);
    return [...staying.map((share) => this.correct(share, shared)), this.#units(task, shares, amendment)].reduce(both, whole);
  }

  /** Fields put right, those that differ; a date that cannot be moved is left out. */
  correct(task: TaskState, amendment: TaskAmendment): Work {
    const changed = correctableFields.filter((field) => {
      const old = field === 'dueOn' ? task.due?.dueOn : task[field];
      return amendment[field] !== undefined && JSON.stringify(amendment[field]) !== JSON.stringify(old);
    });
    const fixed = changed.includes('dueOn') ? dateFixed(task) : undefined;
    const fields = changed.filter((field) => field !== 'dueOn' || !fixed);
    return {
      ...noWork,
      ...(fields.length === 0 ? {} : { amended: [task.number], touched: [task] }),
      ...(fixed ? { left: [leftOut(task, fixed)] } : {}),
      follows: fields.map((field) => follow(task, { type: 'correctField', field, value: amendment[field], reason: this.reason })),
    };
  }

  #assign(task: TaskState, { leadUnitId = task.leadUnitId, supportingUnitIds }: TaskAmendment): Work {
    const supporting = (supportingUnitIds ?? task.supportingUnitIds).filter((unitId) => unitId !== leadUnitId);
    if (leadUnitId === task.leadUnitId && [...supporting].sort().join() === [...task.supportingUnitIds].sort().join()) return noWork;
    const fixed = leadFixed(task);
    if (fixed) return { ...noWork, left: [leftOut(task, fixed)] };
    return { ...noWork, amended: [task.number], touched: [task], follows: [follow(task, { type: 'reassign', leadUnitId, supporting, reason: this.reason })] };
  }

  /** Units that are newly asked get a share, as the others' now is; those no longer asked lose theirs. */
  #units(task: TaskState, shares: readonly TaskState[], amendment: TaskAmendment): Work {
    const { unitIds } = amendment;
    if (!unitIds) return noWork;
    const all = tasksOf(this.world).filter((one) => one.parentTaskId === task.id);
    const having = all.filter((share) => share.stage !== 'cancelled').map((share) => share.leadUnitId);
    const gone = shares.filter((share) => !unitIds.includes(share.leadUnitId));
    const [sample] = all;
    const section = amendment.section ?? task.section;
    const standard = amendment.standard ?? task.standard;
    const dueOn = amendment.dueOn ?? task.due?.dueOn;
    const follows = unitIds
      .filter((unitId) => !having.includes(unitId))
      .flatMap((leadUnitId, index) =>
        this.#issue({
          number: `${amendment.number ?? task.number}-${all.length + 1 + index}`,
          content: amendment.content ?? task.content,
          kind: sample?.kind === 'recurring' ? 'recurring' : 'once',
          phase: amendment.phase ?? task.phase,
          leadUnitId,
          supportingUnitIds: [],
          evidenceRequired: amendment.evidenceRequired ?? sample?.evidenceRequired ?? [],
          ...(section === undefined ? {} : { section }),
          ...(standard === undefined ? {} : { standard }),
          ...(sample?.rhythm ? { rhythm: sample.rhythm } : dueOn === undefined ? {} : { dueOn }),
        }).map(({ type, id, command }): Follow => ({ type, id, command: { ...command, parentTaskId: task.id } as Follow['command'] })),
      );
    return {
      ...noWork,
      ...(follows.length + gone.length > 0 ? { amended: [task.number], touched: gone } : {}),
      follows: [
        ...follows,
        ...(follows.length > 0 ? [follow(task, { type: 'addShares', taskIds: follows.map(({ id }) => id) })] : []),
        ...gone.map((share) => follow(share, { type: 'cancel', reason: this.reason })),
      ],
    };
  }
}
