import { successorOf } from '../../org/org.ts';
import { type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { type CorrectableField, correctableFields } from '../../task/commands.ts';
import { dateFixed, leadFixed, leadOutside, overForGood } from '../../task/rules.ts';
import { isOver, type TaskState } from '../../task/state.ts';
import type { PlannedTask } from '../commands.ts';
import { issueFollows } from '../issue.ts';
import type { LeftOut, TaskAmendment, VersionChange } from '../revision.ts';
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
const leftOut = ({ number }: TaskState, { code, params }: Refusal): LeftOut => ({ number, code, ...(params ? { params } : {}) });

/** Fields that the shares of an each-unit task have from the whole. */
const sharedFields: readonly CorrectableField[] = ['content', 'standard', 'section', 'phase', 'dueOn', 'evidenceRequired'];

/** Of a whole, work under review is its own or that of a share. */
const underReview = (task: TaskState, world: World): Refusal | undefined =>
  [task, ...tasksOf(world).filter((one) => one.parentTaskId === task.id)].some((one) => one.stage === 'submitted') ? refuse('task.under_review') : undefined;

/** Makes the changes of one revision into commands to tasks; `reason` goes with each. What only a plan's version asks for (`isOfVersion`) takes no work away that is under review. */
export class Reviser {
  readonly state: CampaignState;
  readonly reason: string;
  readonly world: World;
  readonly isOfVersion: boolean;
  #issued = 0;

  constructor(state: CampaignState, reason: string, world: World, isOfVersion = false) {
    this.isOfVersion = isOfVersion;
    this.state = state;
    this.reason = reason;
    this.world = world;
  }

  /** What a change asks of its task, and of the task's shares. */
  work(change: VersionChange): Work {
    if (change.change === 'add') return this.#add(change.task);
    const task = tasksOf(this.world).find((one) => one.id === change.taskId);
    if (!task) return noWork;
    if (change.change === 'amend') return this.#amend(task, change.amendment);
    const gone = this.#cancel(task);
    return change.change === 'cancel' || gone.left.length > 0 ? gone : both(gone, this.#add(change.task));
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
    const fixed = overForGood(task) ?? this.#undecided(task);
    if (fixed) return { ...noWork, left: [leftOut(task, fixed)] };
    return { ...noWork, cancelled: [task.number], touched: [task], follows: [follow(task, { type: 'cancel', reason: this.reason })] };
  }

  #undecided(task: TaskState): Refusal | undefined {
    return this.isOfVersion ? underReview(task, this.world) : undefined;
  }

  #amend(task: TaskState, amendment: TaskAmendment): Work {
    const over = overForGood(task);
    if (over) return { ...noWork, left: [leftOut(task, over)] };
    const own = task.kind === 'eachUnit' ? { ...amendment, evidenceRequired: undefined } : amendment;
    // The lead first: of a new date hears who has the task from now on.
    const whole = both(this.#assign(task, amendment), this.correct(task, own));
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

  /** Units that are not named stay, or those do that do their work now. */
  #assign(task: TaskState, { leadUnitId: asked = task.leadUnitId, supportingUnitIds }: TaskAmendment): Work {
    const { org, now } = this.world;
    const named = supportingUnitIds?.filter((unitId) => unitId !== asked);
    const isSupportedAsBefore = named === undefined || [...named].sort().join() === [...task.supportingUnitIds].sort().join();
    if (asked === task.leadUnitId && isSupportedAsBefore) return noWork;
    const leadUnitId = successorOf(asked, org, now);
    const supporting = named?.filter((unitId) => unitId !== leadUnitId);
    const fixed = leadFixed(task) ?? leadOutside(task, leadUnitId, this.world);
    if (fixed) return { ...noWork, left: [leftOut(task, fixed)] };
    return {
      ...noWork,
      amended: [task.number],
      touched: [task],
      follows: [follow(task, { type: 'reassign', leadUnitId, ...(supporting ? { supporting } : {}), reason: this.reason })],
    };
  }

  /** Units that are newly asked get a share, as the others' now is; those no longer asked lose theirs. */
  #units(task: TaskState, shares: readonly TaskState[], amendment: TaskAmendment): Work {
    const { unitIds } = amendment;
    if (!unitIds) return noWork;
    const all = tasksOf(this.world).filter((one) => one.parentTaskId === task.id);
    const having = all.filter((share) => share.stage !== 'cancelled').map((share) => share.leadUnitId);
    const dropped = shares.filter((share) => !unitIds.includes(share.leadUnitId));
    const gone = dropped.filter((share) => !this.#undecided(share));
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
      left: dropped.flatMap((share) => {
        const undecided = this.#undecided(share);
        return undecided ? [leftOut(share, undecided)] : [];
      }),
      follows: [
        ...follows,
        ...(follows.length > 0 ? [follow(task, { type: 'addShares', taskIds: follows.map(({ id }) => id) })] : []),
        ...gone.map((share) => follow(share, { type: 'cancel', reason: this.reason })),
      ],
    };
  }
}
