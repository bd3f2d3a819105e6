import { strike as strikeNext } from '../../chase/deadline.ts';
import { recounted } from '../../chase/recount.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension, shiftedDue } from '../../task/deadlines.ts';
import type { SurveyCommandOf } from '../commands.ts';
import type { SurveyFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import { isOver, type SurveyState } from '../state.ts';

type Decided = Decision<SurveyFact>;
const nothing: Decided = accept([]);

/** Time climbs the next rung that is due: tells the unit whose points are short. */
export function strike(state: SurveyState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

/** With its campaign the survey stands still. */
export const suspend = (state: SurveyState, command: SurveyCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended' ? nothing : accept([{ type: 'surveySuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the survey goes on, its date kept or moved by the time suspended. */
export function resume(state: SurveyState, command: SurveyCommandOf<'resume'>, world: World): Decided {
  const { suspendedAt, due } = state;
  if (state.stage !== 'suspended' || suspendedAt === undefined) return nothing;
  const moved = command.mode === 'shift' && due && due.dueAt > suspendedAt ? { due: shiftedDue(due, suspendedAt, world.now) } : {};
  return accept([{ type: 'surveyResumed', mode: command.mode, resumes: resumeAfterSuspension(state.deadlines, command.mode, suspendedAt, world), ...moved }]);
}

/** Its campaign is over: what is not completed ends with it. */
export const conclude = (state: SurveyState, command: SurveyCommandOf<'conclude'>): Decided =>
  isOver(state) ? nothing : accept([{ type: 'surveyConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);

/** Who takes part in the campaign has changed. */
export const setMembers = (state: SurveyState, command: SurveyCommandOf<'setMembers'>): Decided =>
  isOver(state) || (state.memberUnitIds.join() === command.memberUnitIds.join() && state.groupLeadUnitIds.join() === command.groupLeadUnitIds.join())
    ? nothing
    : accept([{ type: 'membersSet', memberUnitIds: command.memberUnitIds, groupLeadUnitIds: command.groupLeadUnitIds }]);

/** The calendar of a year has changed: open deadlines counted anew, with a fact that says so. */
export function recompute(state: SurveyState, command: SurveyCommandOf<'recompute'>, world: World): Decided {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  const [first] = recounts;
  if (!first) return nothing;
  // All units have one date: each deadline moves alike.
  const due = { dueAt: first.dueAt, ...(first.dueOn === undefined ? {} : { dueOn: first.dueOn }) };
  return accept([{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, recounts, due }]);
}
