import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { TaskCommand, TaskPersonCommand, TaskPersonCommandType } from './commands.ts';
import { assign } from './decide/assign.ts';
import { breakDown } from './decide/break-down.ts';
import { decideExtension, requestExtension } from './decide/extension.ts';
import { addShares, conclude, issue, recompute, regroup, resume, strike, suspend } from './decide/inward.ts';
import { report, returnTask, sign, submit } from './decide/lead.ts';
import { completeNode, planNodes } from './decide/nodes.ts';
import { acceptTask, cancel, correctField, reassign, relapse, sendBack, withdrawAcceptance } from './decide/office.ts';
import { answerUrgingNotice, attachSealedNotice, declineUrgingNotice, signUrgingNotice } from './decide/urging.ts';
import { evolve, initial } from './evolve.ts';
import type { TaskFact } from './facts.ts';
import { rules } from './rules.ts';
import { type TaskState, taskStages } from './state.ts';

/** The steps people take, in the order in which a task meets them. */
const taskSteps = Object.keys(rules) as readonly TaskPersonCommandType[];
const isPersonCommand = (command: TaskCommand): command is TaskPersonCommand => command.type in rules;

function decidePerson(state: TaskState, command: TaskPersonCommand, world: World): Decision<TaskFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'sign':
      return sign();
    case 'return':
      return returnTask(state, command, world);
    case 'report':
      return report(state, command, world);
    case 'submit':
      return submit(state, command, world);
    case 'accept':
      return acceptTask(state, command, world);
    case 'sendBack':
      return sendBack(state, command, world);
    case 'relapse':
      return relapse(state, command, world);
    case 'withdrawAcceptance':
      return withdrawAcceptance(state, command, world);
    case 'breakDown':
      return breakDown(state, command, world);
    case 'planNodes':
      return planNodes(state, command, world);
    case 'completeNode':
      return completeNode(state, command, world);
    case 'requestExtension':
      return requestExtension(state, command, world);
    case 'decideExtension':
      return decideExtension(state, command, world);
    case 'reassign':
      return reassign(state, command, world);
    case 'correctField':
      return correctField(state, command, world);
    case 'cancel':
      return cancel(state, command, world);
    case 'signUrgingNotice':
      return signUrgingNotice(state, command, world);
    case 'declineUrgingNotice':
      return declineUrgingNotice(command);
    case 'attachSealedNotice':
      return attachSealedNotice(state, command, world);
    case 'answerUrgingNotice':
      return answerUrgingNotice(state, command, world);
  }
}

function decide(state: TaskState, command: TaskCommand, world: World): Decision<TaskFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'issue') return issue(state, command, world);
  if (command.type === 'assign') return assign(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'addShares':
      return addShares(state, command);
    case 'regroup':
      return regroup(state, command);
    case 'suspend':
      return suspend(state, command);
    case 'resume':
      return resume(state, command, world);
    case 'conclude':
      return conclude(state, command);
    case 'recompute':
      return recompute(state, command, world);
    case 'strike':
      return strike(state, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

/** What reopens a task, or moves it to another phase, can falsify the phase's exit condition: it holds the campaign against closing meanwhile. */
function needs(command: TaskCommand, state: TaskState): Needs {
  const shares = isPersonCommand(command) && state.childTaskIds.length > 0 ? { processes: state.childTaskIds } : {};
  switch (command.type) {
    case 'relapse':
    case 'withdrawAcceptance':
    case 'correctField':
      return { ...shares, parent: 'share' };
    case 'assign':
      return { attachments: command.origin.evidence };
    case 'attachSealedNotice':
      return { ...shares, attachments: [command.evidence] };
    case 'answerUrgingNotice':
      return { ...shares, attachments: command.evidence ?? [] };
    case 'submit':
      return { ...shares, attachments: (command.evidence ?? []).map((piece) => (typeof piece === 'string' ? piece : piece.id)) };
    default:
      return shares;
  }
}

function participants(state: TaskState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.leadUnitId, as: 'lead' },
    ...state.supportingUnitIds.map((unitId): Participant => ({ unitId, as: 'supporting' })),
    ...(state.sectionLeadUnitId === undefined ? [] : [{ unitId: state.sectionLeadUnitId, as: 'groupLead' } as const]),
    ...(state.groupMemberUnitIds ?? []).map((unitId): Participant => ({ unitId, as: 'groupMember' })),
    ...(state.assignerUnitId === undefined ? [] : [{ unitId: state.assignerUnitId, as: 'assigner' } as const]),
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
  ];
}

function allowed(state: TaskState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return taskSteps
    .filter((type) => mayCommand(world.actor, 'task', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** A task: signed for, worked on, submitted, accepted; chased while it is late; reopened when it relapses. */
export const task: Definition<TaskState, TaskCommand, TaskFact> = {
  type: 'task',
  stages: taskStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: (state) => state.stage === 'accepted' || state.stage === 'cancelled',
  sealed: {},
};
