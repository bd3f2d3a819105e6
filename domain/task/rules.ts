import { isLiving, successorOf } from '../org/org.ts';
import { isSamePerson } from '../process/actor.ts';
import type { Refusal } from '../process/decision.ts';
import { refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import { cannotWithdraw } from '../process/withdrawing.ts';
import type { TaskPersonCommandType } from './commands.ts';
import { isOver, type TaskStage, type TaskState } from './state.ts';

type Verdict = Refusal | undefined;
type Rule = (state: TaskState, world: World) => Verdict;

/** Why a task in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<TaskStage, Refusal>> = {
  issued: refuse('task.not_signed'),
  signed: refuse('task.already_signed'),
  submitted: refuse('task.under_review'),
  returned: refuse('task.returned'),
  suspended: refuse('task.suspended'),
  accepted: refuse('task.closed'),
  cancelled: refuse('task.cancelled'),
};

const mustBeIn = (state: TaskState, ...stages: readonly TaskStage[]): Verdict => (stages.includes(state.stage as TaskStage) ? undefined : wrongStage[state.stage as TaskStage]);

/** Stages in which a task's lead is at work on it. */
export const leadStages = ['issued', 'signed'] as const satisfies readonly TaskStage[];

/** Why a task's date cannot be moved by the office; undefined when it can. Under review and after a return the lead's ladder stands still: the decision comes first. */
export const dateFixed = (state: TaskState): Verdict => (state.kind === 'recurring' ? refuse('task.dates_by_rhythm') : mustBeIn(state, ...leadStages));

/** Why nothing can be changed of a task that is over; undefined while it is open. */
export const overForGood = (state: TaskState): Verdict => (isOver(state) ? wrongStage[state.stage as TaskStage] : undefined);

/** Why a task does not wait for its lead by a date: it is with others, is over, or waits for its shares; undefined where it does. */
export const notWithLead = (state: TaskState): Verdict =>
  mustBeIn(state, ...leadStages) ?? (state.kind === 'eachUnit' ? refuse('task.waits_for_shares') : state.due === undefined ? refuse('task.undated') : undefined);

/** Why a task's lead cannot be changed; undefined when it can. */
export const leadFixed = (state: TaskState): Verdict => mustBeIn(state, ...leadStages, 'returned');

/** Why a unit cannot lead a share: only a unit below the one that broke the whole down, or that does its work now, can. */
export const leadOutside = (state: TaskState, unitId: string, world: World): Verdict =>
  state.assignerUnitId !== undefined && !world.org.below(successorOf(state.assignerUnitId, world.org, world.now)).has(unitId)
    ? refuse('task.unit_not_below', { unitId })
    : undefined;

/** Only a unit with others below it has somebody to share a task out to. */
const mustHaveUnitsBelow: Rule = (state, world) => {
  const lead = successorOf(state.leadUnitId, world.org, world.now);
  for (const id of world.org.below(lead)) if (id !== lead && isLiving(id, world.org, world.now)) return undefined;
  return refuse('task.no_unit_below');
};

/** Shares that must be accepted first and are not. A share that the ledger does not know counts as open. */
function openChildren(state: TaskState, world: World): readonly string[] {
  return state.childTaskIds.filter((id) => {
    const child = world.processes.get(id) as TaskState | undefined;
    return !child || (child.mandatory && child.stage !== 'accepted' && child.stage !== 'cancelled');
  });
}

const cannotAcceptWithOpenChildren: Rule = (state, world) => {
  const open = openChildren(state, world);
  if (open.length === 0) return undefined;
  return refuse(
    'task.children_open',
    { count: open.length },
    open.map((id) => {
      const child = world.processes.get(id) as TaskState | undefined;
      return { id, number: child?.number ?? '', leadUnitId: child?.leadUnitId ?? '', stage: child?.stage ?? '' };
    }),
  );
};

/** A task goes back to work, or gets shares, only while its campaign runs. */
const mustHaveRunningCampaign: Rule = (_state, world) => {
  const campaign: ProcessState | undefined = world.parent;
  return campaign && ['suspended', 'settled', 'closed'].includes(campaign.stage) ? refuse('task.campaign_closed') : undefined;
};

const mustBeAccepted: Rule = (state) => (state.stage === 'accepted' ? undefined : refuse(state.stage === 'cancelled' ? 'task.cancelled' : 'task.not_accepted'));

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
export const rules: Readonly<Record<TaskPersonCommandType, Rule>> = {
  sign: (state) => mustBeIn(state, 'issued'),
  return: (state) => mustBeIn(state, 'issued', 'signed'),
  report: (state) => mustBeIn(state, 'signed'),
  submit: (state) => mustBeIn(state, 'signed'),
  accept: (state, world) => {
    if (state.kind === 'eachUnit' && (state.stage === 'issued' || state.stage === 'signed')) return cannotAcceptWithOpenChildren(state, world);
    if (state.stage !== 'submitted') return state.stage === 'issued' || state.stage === 'signed' ? refuse('task.not_submitted') : wrongStage[state.stage as TaskStage];
    if (state.submission && isSamePerson(state.submission.by, world.actor.ref)) return refuse('task.same_person');
    return cannotAcceptWithOpenChildren(state, world);
  },
  sendBack: (state) =>
    state.stage === 'submitted' || state.stage === 'returned'
      ? undefined
      : state.stage === 'issued' || state.stage === 'signed'
        ? refuse('task.not_submitted')
        : wrongStage[state.stage as TaskStage],
  relapse: (state, world) => mustBeAccepted(state, world) ?? mustHaveRunningCampaign(state, world),
  withdrawAcceptance: (state, world) => mustBeAccepted(state, world) ?? mustHaveRunningCampaign(state, world),
  breakDown: (state, world) =>
    state.kind === 'once' ? (mustBeIn(state, 'signed') ?? mustHaveRunningCampaign(state, world) ?? mustHaveUnitsBelow(state, world)) : refuse('task.not_divisible'),
  planNodes: (state) => mustBeIn(state, 'issued', 'signed'),
  completeNode: (state) => mustBeIn(state, 'signed') ?? (state.nodes.some((node) => node.doneAt === undefined) ? undefined : refuse('task.no_open_node')),
  requestExtension: (state) =>
    mustBeIn(state, 'issued', 'signed') ??
    (state.extension ? refuse('task.extension_pending') : state.deadlines.some((one) => one.kind === 'task') ? undefined : refuse('task.no_deadline')),
  decideExtension: (state, world) => {
    if (isOver(state) || state.stage === 'suspended') return wrongStage[state.stage as TaskStage];
    if (!state.extension) return refuse('task.extension_absent');
    return isSamePerson(state.extension.by, world.actor.ref) ? refuse('task.same_person') : undefined;
  },
  reassign: leadFixed,
  correctField: (state) => (state.stage === 'cancelled' ? wrongStage.cancelled : undefined),
  cancel: overForGood,
  signUrgingNotice: (state) => urgingAwaits(state),
  declineUrgingNotice: (state) => urgingAwaits(state),
  attachSealedNotice: (state) => (state.urgingNotice?.state === 'signed' ? undefined : refuse('task.urging_unsigned')),
  answerUrgingNotice: (state) => {
    if (state.urgingNotice?.state !== 'signed') return refuse('task.urging_unsigned');
    if (state.urgingNotice.answer) return refuse('task.urging_answered');
    return mustBeIn(state, 'issued', 'signed');
  },
  withdrawStep: cannotWithdraw,
  urge: (state) => (state.campaignId === '' ? mustBeIn(state, 'issued', 'signed') : refuse('task.of_campaign')),
};

function urgingAwaits(state: TaskState): Verdict {
  if (isOver(state) || state.stage === 'suspended') return wrongStage[state.stage as TaskStage];
  if (state.urgingNotice?.state !== 'drafted') return refuse('task.urging_absent');
  return state.stage === 'submitted' || state.stage === 'returned' ? wrongStage[state.stage] : undefined;
}
