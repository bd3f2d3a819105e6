import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { ConsultationCommandOf } from '../commands.ts';
import { answersDeadline } from '../deadlines.ts';
import type { ConsultationFact } from '../facts.ts';
import { eventNotice, toOffice } from '../notices.ts';
import type { ConsultationState } from '../state.ts';
import { askedUnitOf, silentUnits } from '../units.ts';

type Decided = Decision<ConsultationFact>;

/** Comments that one unit makes in a round at most. */
const mostComments = 200;

/** The unit's answer; with that of the last silent unit the collecting ends and the office's own limit begins. */
function answering(state: ConsultationState, unitId: string, answer: ConsultationFact, world: World): Decided {
  const isLast = state.stage === 'asked' && silentUnits(state).every((silent) => silent === unitId);
  if (!isLast) return accept([answer]);
  return accept([answer, { type: 'collectingEnded', by: 'units', silentUnitIds: [], clears: ['opinions'], sets: [answersDeadline(state, world)] }], {
    notices: eventNotice('collectingEnded', state, toOffice(state, world)),
  });
}

/** A comment, on one task or on the whole; it takes the place of an earlier “no comment”. */
export function comment(state: ConsultationState, command: ConsultationCommandOf<'comment'>, world: World): Decided {
  const unitId = askedUnitOf(state, world.actor, world.org);
  if (unitId === undefined) return refuse('policy.forbidden', { command: command.type });
  const { type: _type, ...said } = command;
  if (said.taskNumber !== undefined && !state.tasks.some(({ number }) => number === said.taskNumber)) return refuse('consultation.task_unknown', { number: said.taskNumber });
  if (state.comments.filter((one) => one.unitId === unitId).length >= mostComments) return refuse('consultation.too_many_comments', { limit: mostComments });
  const withdraws = state.agreed.some((one) => one.unitId === unitId);
  const number = state.comments.length + 1;
  return answering(state, unitId, { type: 'commented', number, unitId, ...said, late: world.receivedAt > state.due.dueAt, ...(withdraws ? { withdraws } : {}) }, world);
}

/** 无意见. */
export function agree(state: ConsultationState, world: World): Decided {
  const unitId = askedUnitOf(state, world.actor, world.org);
  if (unitId === undefined) return refuse('policy.forbidden', { command: 'agree' });
  return answering(state, unitId, { type: 'agreed', unitId, late: world.receivedAt > state.due.dueAt }, world);
}
