import { planDeadline, strike as strikeNext } from '../../chase/deadline.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension } from '../../task/deadlines.ts';
import type { AssessmentCommandOf } from '../commands.ts';
import type { AssessmentFact } from '../facts.ts';
import { eventNotice, rungNotice, toUnit } from '../notices.ts';
import type { AssessmentState } from '../state.ts';

type Decided = Decision<AssessmentFact>;
const nothing: Decided = accept([]);

/** The unit is asked for its self-check. Repeating it is harmless. */
export function issue(state: AssessmentState, command: AssessmentCommandOf<'issue'>, world: World): Decided {
  if (state.version > 0) return nothing;
  const { type: _type, due, ...content } = command;
  return accept([{ type: 'assessmentIssued', ...content, sets: [planDeadline('selfCheck', due, content.selfCheckLadder, world.calendar, world.now)] }], {
    notices: eventNotice('selfCheckAsked', content, toUnit(content, world), world, { dueAt: due.dueAt }),
  });
}

/** Time climbs the next rung that is due. */
export function strike(state: AssessmentState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

/** The review begins without this unit's self-check: nothing is owed any more, and nothing is claimed. */
export const lapse = (state: AssessmentState): Decided => (state.stage === 'issued' ? accept([{ type: 'selfCheckLapsed', clears: ['selfCheck'] }]) : nothing);

/** Guest experts come to look at this unit. */
export const admit = (state: AssessmentState, command: AssessmentCommandOf<'admit'>): Decided =>
  state.stage === 'closed' ? nothing : accept([{ type: 'expertsAdmitted', visit: command.visit }]);

/** Visits are over: what the experts saw and might do ends with them. */
export function endVisits(state: AssessmentState, command: AssessmentCommandOf<'endVisits'>): Decided {
  const numbers = state.visits.map((visit) => visit.number).filter((number) => command.numbers.includes(number));
  return numbers.length === 0 ? nothing : accept([{ type: 'visitsEnded', numbers }]);
}

/** The evaluation is published: the assessment stands as it is. */
export const finish = (state: AssessmentState): Decided =>
  state.stage === 'closed' ? nothing : accept([{ type: 'assessmentFinished', clears: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the assessment stands still: its ladder stops. */
export const suspend = (state: AssessmentState, command: AssessmentCommandOf<'suspend'>): Decided =>
  state.stage === 'closed' || state.stage === 'suspended'
    ? nothing
    : accept([{ type: 'assessmentSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the assessment goes on, dates kept or moved by the time suspended. */
export function resume(state: AssessmentState, command: AssessmentCommandOf<'resume'>, world: World): Decided {
  if (state.stage !== 'suspended' || state.suspendedAt === undefined) return nothing;
  return accept([{ type: 'assessmentResumed', mode: command.mode, resumes: resumeAfterSuspension(state.deadlines, command.mode, state.suspendedAt, world) }]);
}

/** Its campaign or its evaluation is over before the publication. */
export const conclude = (state: AssessmentState, command: AssessmentCommandOf<'conclude'>): Decided =>
  state.stage === 'closed' ? nothing : accept([{ type: 'assessmentConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);
