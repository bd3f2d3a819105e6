import { beijingDateOf } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { MeetingPersonCommandType } from './commands.ts';
import type { MeetingStage, MeetingState } from './state.ts';

type Verdict = Refusal | undefined;
type Rule = (state: MeetingState, world: World) => Verdict;

/** Why a meeting in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<MeetingStage, Refusal>> = {
  convened: refuse('meeting.not_recorded'),
  held: refuse('meeting.held'),
  suspended: refuse('meeting.suspended'),
  recorded: refuse('meeting.recorded'),
  cancelled: refuse('meeting.cancelled'),
};

const mustBeIn = (state: MeetingState, ...stages: readonly MeetingStage[]): Verdict =>
  stages.includes(state.stage as MeetingStage) ? undefined : wrongStage[state.stage as MeetingStage];

/** What happened at a meeting is recorded from its day on. */
const mustHaveCome: Rule = (state, world) => {
  const { dueOn } = state.day;
  return state.stage === 'convened' && dueOn !== undefined && beijingDateOf(world.now) < dueOn ? refuse('meeting.not_yet', { date: dueOn }) : undefined;
};

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
export const rules: Readonly<Record<MeetingPersonCommandType, Rule>> = {
  changeMeeting: (state) => mustBeIn(state, 'convened'),
  reply: (state) => mustBeIn(state, 'convened'),
  recordAttendance: (state, world) => mustBeIn(state, 'convened', 'held', 'recorded') ?? mustHaveCome(state, world),
  recordMinutes: (state, world) => mustBeIn(state, 'convened', 'held') ?? mustHaveCome(state, world),
  correctMinutes: (state) => (state.stage === 'held' ? refuse('meeting.not_recorded') : mustBeIn(state, 'recorded')),
  cancel: (state) => mustBeIn(state, 'convened', 'held'),
};
