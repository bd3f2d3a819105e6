import { beijingDateOf } from '../../calendar/beijing.ts';
import { strike as strikeNext } from '../../chase/deadline.ts';
import { recounted } from '../../chase/recount.ts';
import { accept, type Decision, type Follow } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension } from '../../task/deadlines.ts';
import type { EvaluationCommandOf } from '../commands.ts';
import { visitDeadline } from '../due.ts';
import type { EvaluationFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import type { EvaluationState } from '../state.ts';
import { toAssessments } from './office.ts';

type Decided = Decision<EvaluationFact>;
const nothing: Decided = accept([]);

/** Time climbs the next rung that is due, or ends the visits whose last day has passed. */
export function strike(state: EvaluationState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  if (struck.deadline.kind === 'visit') return endVisits(state, struck.fact, world);
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

function endVisits(state: EvaluationState, reached: EvaluationFact, world: World): Decided {
  const today = beijingDateOf(world.now);
  const over = state.visits.filter((visit) => visit.until < today);
  const [numbers, rest] = [over.map((visit) => visit.number), state.visits.filter((visit) => !over.includes(visit))];
  const sets = visitDeadline(rest, world);
  return accept([reached, { type: 'visitsEnded', numbers, clears: ['visit'], ...(sets.length > 0 ? { sets } : {}) }], {
    also: toAssessments(state, { type: 'endVisits', numbers } as Follow['command']),
  });
}

/** With its campaign the evaluation stands still: every ladder stops. */
export const suspend = (state: EvaluationState, command: EvaluationCommandOf<'suspend'>): Decided =>
  state.stage === 'closed' || state.stage === 'suspended'
    ? nothing
    : accept([{ type: 'evaluationSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the evaluation goes on, dates kept or moved by the time suspended. */
export function resume(state: EvaluationState, command: EvaluationCommandOf<'resume'>, world: World): Decided {
  if (state.stage !== 'suspended' || state.suspendedAt === undefined) return nothing;
  return accept([{ type: 'evaluationResumed', mode: command.mode, resumes: resumeAfterSuspension(state.deadlines, command.mode, state.suspendedAt, world) }]);
}

/** Its campaign is over: so is the evaluation, with what it has. */
export const conclude = (state: EvaluationState, command: EvaluationCommandOf<'conclude'>): Decided =>
  state.stage === 'closed' ? nothing : accept([{ type: 'evaluationConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);

/** The calendar of a year has changed: open deadlines counted anew, with a fact that says so. */
export function recompute(state: EvaluationState, command: EvaluationCommandOf<'recompute'>, world: World): Decided {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  return accept(recounts.length === 0 ? [] : [{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, recounts }]);
}
