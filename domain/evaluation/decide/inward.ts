import { strike as strikeNext } from '../../chase/deadline.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension } from '../../task/deadlines.ts';
import type { EvaluationCommandOf } from '../commands.ts';
import { visitDeadline } from '../due.ts';
import type { EvaluationFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import type { EvaluationState } from '../state.ts';
import { visitsOver } from './office.ts';

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
  const over = visitsOver(state, world);
  return over ? accept([reached, over.fact], { also: over.also }) : accept([reached]);
}

/** With its campaign the evaluation stands still: every ladder stops. */
export const suspend = (state: EvaluationState, command: EvaluationCommandOf<'suspend'>): Decided =>
  state.stage === 'closed' || state.stage === 'suspended'
    ? nothing
    : accept([{ type: 'evaluationSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the evaluation goes on, dates kept or moved by the time suspended. Experts were invited for certain days, which stay: visits that ended meanwhile are over. */
export function resume(state: EvaluationState, command: EvaluationCommandOf<'resume'>, world: World): Decided {
  if (state.stage !== 'suspended' || state.suspendedAt === undefined) return nothing;
  const over = visitsOver(state, world);
  const chased = state.deadlines.filter((deadline) => deadline.kind !== 'visit');
  const sets = visitDeadline(over?.visits ?? state.visits, world);
  const resumes = resumeAfterSuspension(chased, command.mode, state.suspendedAt, world);
  return accept([...(over ? [over.fact] : []), { type: 'evaluationResumed', mode: command.mode, resumes, ...(sets.length > 0 ? { sets } : {}) }], { also: over?.also ?? [] });
}

/** Its campaign is over: so is the evaluation, with what it has. */
export const conclude = (state: EvaluationState, command: EvaluationCommandOf<'conclude'>): Decided =>
  state.stage === 'closed' ? nothing : accept([{ type: 'evaluationConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);
