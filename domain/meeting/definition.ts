import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { MeetingCommand, MeetingPersonCommand, MeetingPersonCommandType } from './commands.ts';
import { changeMeeting, convene } from './decide/convene.ts';
import { conclude, recompute, resume, strike, suspend } from './decide/inward.ts';
import { cancel, correctMinutes, recordAttendance, recordMinutes } from './decide/record.ts';
import { reply } from './decide/reply.ts';
import { evolve, initial } from './evolve.ts';
import type { MeetingFact } from './facts.ts';
import { rules } from './rules.ts';
import { isOver, type MeetingState, meetingStages } from './state.ts';

/** The steps people take, in the order in which a meeting meets them. */
const meetingSteps = Object.keys(rules) as readonly MeetingPersonCommandType[];
const isPersonCommand = (command: MeetingCommand): command is MeetingPersonCommand => command.type in rules;

function decidePerson(state: MeetingState, command: MeetingPersonCommand, world: World): Decision<MeetingFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'changeMeeting':
      return changeMeeting(state, command, world);
    case 'reply':
      return reply(state, command, world);
    case 'recordAttendance':
      return recordAttendance(state, command, world);
    case 'recordMinutes':
      return recordMinutes(state, command, world);
    case 'correctMinutes':
      return correctMinutes(state, command, world);
    case 'cancel':
      return cancel(state, command, world);
  }
}

function decide(state: MeetingState, command: MeetingCommand, world: World): Decision<MeetingFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'convene') return convene(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
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

/** Minutes move the campaign, whose tasks their decisions become; what they became is shown with the meeting. */
function needs(command: MeetingCommand, state: MeetingState): Needs {
  const evidence = 'evidence' in command && command.evidence ? { attachments: command.evidence } : {};
  const tasks = isPersonCommand(command) && state.decisions.length > 0 ? { processes: state.decisions.map((decision) => decision.taskId) } : {};
  switch (command.type) {
    case 'convene':
      return { parent: 'share' };
    case 'recordMinutes':
      return { ...evidence, parent: 'update' };
    default:
      return { ...evidence, ...tasks };
  }
}

function participants(state: MeetingState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.unitIds.map((unitId): Participant => ({ unitId, as: 'addressee' })),
  ];
}

function allowed(state: MeetingState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return meetingSteps
    .filter((type) => mayCommand(world.actor, 'meeting', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** A meeting: convened, replied to, held, recorded; what it decides becomes tasks of its campaign. */
export const meeting: Definition<MeetingState, MeetingCommand, MeetingFact> = {
  type: 'meeting',
  stages: meetingStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
