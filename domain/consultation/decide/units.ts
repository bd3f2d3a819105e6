import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { ConsultationCommandOf } from '../commands.ts';
import { answersDeadline } from '../deadlines.ts';
import type { ConsultationFact } from '../facts.ts';
import { eventNotice, toOffice } from '../notices.ts';
import type { ConsultationState } from '../state.ts';
import { askedUnitsOf, firstCommentOf, silentUnits } from '../units.ts';

type Decided = Decision<ConsultationFact>;

/** Comments that one unit makes in a round at most. */
const mostComments = 200;

/** The answer of these units; with that of the last silent unit the collecting ends and the office's own limit begins. */
function answering(state: ConsultationState, unitIds: readonly string[], answers: readonly ConsultationFact[], world: World): Decided {
  const isLast = state.stage === 'asked' && silentUnits(state).every((silent) => unitIds.includes(silent));
  if (!isLast) return accept(answers);
  return accept([...answers, { type: 'collectingEnded', by: 'units', silentUnitIds: [], clears: ['opinions'], sets: [answersDeadline(state, world)] }], {
    notices: eventNotice('collectingEnded', state, toOffice(state, world)),
  });
}

/**
 * A comment, on one task or on the whole; it takes the place of an earlier “no comment”. It is filed for the first of the units that the commenter stands for, and speaks for
 * every other of them that has not commented.
 */
export function comment(state: ConsultationState, command: ConsultationCommandOf<'comment'>, world: World): Decided {
  const unitIds = askedUnitsOf(state, world.actor, world.org);
  const [unitId, ...others] = unitIds;
  if (unitId === undefined) return refuse('policy.forbidden', { command: command.type });
  const { type: _type, ...said } = command;
  if (said.taskNumber !== undefined && !state.tasks.some(({ number }) => number === said.taskNumber)) return refuse('consultation.task_unknown', { number: said.taskNumber });
  if (state.comments.filter((one) => one.unitId === unitId).length >= mostComments) return refuse('consultation.too_many_comments', { limit: mostComments });
  const alsoFor = others.filter((other) => firstCommentOf(state, other) === undefined);
  const withdraws = state.agreed.some((one) => one.unitId === unitId || alsoFor.includes(one.unitId));
  const commented: ConsultationFact = {
    type: 'commented',
    number: state.comments.length + 1,
    unitId,
    ...(alsoFor.length > 0 ? { alsoFor } : {}),
    ...said,
    late: world.receivedAt > state.due.dueAt,
    ...(withdraws ? { withdraws } : {}),
  };
  return answering(state, unitIds, [commented], world);
}

/** 无意见, for every unit that the actor stands for and that has not answered. */
export function agree(state: ConsultationState, world: World): Decided {
  const silent = silentUnits(state);
  const unitIds = askedUnitsOf(state, world.actor, world.org).filter((unitId) => silent.includes(unitId));
  if (unitIds.length === 0) return refuse('policy.forbidden', { command: 'agree' });
  const late = world.receivedAt > state.due.dueAt;
  return answering(
    state,
    unitIds,
    unitIds.map((unitId) => ({ type: 'agreed', unitId, late })),
    world,
  );
}
