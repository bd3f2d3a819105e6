import { recomputed } from '../chase/recount.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import { templateId } from '../register/template.ts';
import type { MeetingCommand, MeetingCommandOf } from './commands.ts';
import { changeMeeting, convene } from './decide/convene.ts';
import { correctMinutes } from './decide/correct.ts';
import { conclude, resume, strike, suspend } from './decide/inward.ts';
import { cancel, recordAttendance, recordMinutes } from './decide/record.ts';
import { reply } from './decide/reply.ts';
import { evolve, initial } from './evolve.ts';
import type { MeetingFact } from './facts.ts';
import { rules } from './rules.ts';
import { isOver, type MeetingState, meetingStages } from './state.ts';

const steps: Steps<MeetingState, MeetingCommand, MeetingFact> = {
  convene,
  changeMeeting,
  reply,
  recordAttendance,
  recordMinutes,
  correctMinutes,
  cancel,
  suspend,
  resume,
  conclude,
  recompute: recomputed,
  strike: (state, _, world) => strike(state, world),
};

/**
 * One without a number may be a new decision, which moves the campaign; putting a task's field right holds the campaign against closing, and the campaign is locked before what is below it.
 * A task that is cancelled can falsify none of its conditions.
 */
function heldBy({ decisions = [] }: MeetingCommandOf<'correctMinutes'>): Needs {
  if (decisions.length === 0) return {};
  return { parent: decisions.some(({ number }) => number === undefined) ? 'update' : 'share' };
}

/** Minutes move the campaign, whose tasks their decisions become; what they became is shown with the meeting. */
function needs(command: MeetingCommand, state: MeetingState): Needs {
  const evidence = 'evidence' in command && command.evidence ? { attachments: command.evidence } : {};
  const tasks = command.type in rules && state.decisions.length > 0 ? { processes: state.decisions.map((decision) => decision.taskId) } : {};
  switch (command.type) {
    case 'convene':
      return { parent: 'share' };
    case 'recordMinutes':
      return { ...evidence, parent: 'update', processes: [templateId(state.officeUnitId, 'minutes')] };
    case 'correctMinutes':
      return { ...evidence, ...tasks, ...heldBy(command) };
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

/** A meeting: convened, replied to, held, recorded; what it decides becomes tasks of its campaign. */
export const meeting: Definition<MeetingState, MeetingCommand, MeetingFact> = {
  type: 'meeting',
  stages: meetingStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['convene']),
  needs,
  allowed: allowedBy('meeting', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
