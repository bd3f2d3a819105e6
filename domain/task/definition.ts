import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import type { Definition, Needs } from '../process/definition.ts';
import { markingWithdrawable } from '../process/withdrawing.ts';
import { templateId } from '../register/template.ts';
import type { TaskCommand } from './commands.ts';
import { assign } from './decide/assign.ts';
import { breakDown } from './decide/break-down.ts';
import { decideExtension, requestExtension } from './decide/extension.ts';
import { addShares, conclude, issue, recompute, regroup, resume, strike, suspend } from './decide/inward.ts';
import { setLadders } from './decide/ladders.ts';
import { report, returnTask, sign, submit } from './decide/lead.ts';
import { completeNode, planNodes } from './decide/nodes.ts';
import { acceptTask, cancel, correctField, reassign, relapse, sendBack, withdrawAcceptance } from './decide/office.ts';
import { urge, urgeAlong } from './decide/urge.ts';
import { answerUrgingNotice, attachSealedNotice, declineUrgingNotice, signUrgingNotice } from './decide/urging.ts';
import { evolve, initial } from './evolve.ts';
import type { TaskFact } from './facts.ts';
import { participants } from './participants.ts';
import { rules } from './rules.ts';
import { type TaskState, taskStages } from './state.ts';
import { withdrawableSteps, withdrawStep } from './withdrawing.ts';

const steps: Steps<TaskState, TaskCommand, TaskFact> = {
  issue,
  assign,
  sign,
  return: returnTask,
  report,
  submit,
  accept: acceptTask,
  sendBack,
  relapse,
  withdrawAcceptance,
  breakDown,
  planNodes,
  completeNode,
  requestExtension,
  decideExtension,
  reassign,
  correctField,
  cancel,
  signUrgingNotice,
  declineUrgingNotice: (_, command) => declineUrgingNotice(command),
  attachSealedNotice,
  answerUrgingNotice,
  withdrawStep,
  urge,
  urgeAlong,
  addShares,
  setLadders,
  regroup,
  suspend,
  resume,
  conclude,
  recompute,
  strike: (state, _, world) => strike(state, world),
};

/**
 * What reopens a task, or moves it to another phase, can falsify the phase's exit condition, and shares begin below the campaign: these hold it, so that it is not closed or suspended meanwhile
 * without them.
 */
function needs(command: TaskCommand, state: TaskState): Needs {
  const shares = command.type in rules && state.childTaskIds.length > 0 ? { processes: state.childTaskIds } : {};
  switch (command.type) {
    case 'relapse':
    case 'withdrawAcceptance':
    case 'breakDown':
    case 'correctField':
      return { ...shares, parent: 'share' };
    case 'assign':
      return { attachments: command.origin.evidence };
    case 'signUrgingNotice':
      return { processes: [...state.childTaskIds, templateId(state.officeUnitId, 'urgingNotice')] };
    case 'urge':
      return { processes: [...state.childTaskIds, ...(command.taskIds ?? [])] };
    case 'urgeAlong':
      return { processes: command.about };
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

/** A task: signed for, worked on, submitted, accepted; chased while it is late; reopened when it relapses. */
export const task: Definition<TaskState, TaskCommand, TaskFact> = {
  type: 'task',
  stages: taskStages,
  initial,
  evolve,
  decide: markingWithdrawable(decideBy(steps, rules, ['issue', 'assign']), withdrawableSteps),
  needs,
  allowed: allowedBy('task', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: (state) => state.stage === 'accepted' || state.stage === 'cancelled',
  sealed: {},
};
