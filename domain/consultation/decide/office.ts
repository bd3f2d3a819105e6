import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { ConsultationCommandOf } from '../commands.ts';
import { answersDeadline, dueAsked, opinionsDeadline, opinionsDue } from '../deadlines.ts';
import type { ConsultationFact } from '../facts.ts';
import { eventNotice, outcomeNotices, toOffice, toUnits } from '../notices.ts';
import type { ConsultationState } from '../state.ts';
import { silentUnits, tallyOf } from '../units.ts';

type Decided = Decision<ConsultationFact>;

/** 采纳、部分采纳、未采纳, the last two with a reason. Answering again corrects it; the former decision stays in the fact. */
export function answerComment(state: ConsultationState, command: ConsultationCommandOf<'answerComment'>): Decided {
  const { comment: number, decision, reason } = command;
  const found = state.comments.find((one) => one.number === number);
  if (!found) return refuse('consultation.comment_unknown', { comment: number });
  if (decision !== 'adopted' && reason === undefined) return refuse('consultation.reason_needed');
  const former = found.answer;
  if (former && former.decision === decision && former.reason === reason) return refuse('consultation.answer_unchanged');
  return accept([{ type: 'commentAnswered', number, unitId: found.unitId, decision, ...(reason === undefined ? {} : { reason }), ...(former ? { former: former.decision } : {}) }]);
}

/** More time for the units: the ladder starts anew, and who is still silent hears of it. */
export function extend(state: ConsultationState, command: ConsultationCommandOf<'extend'>, world: World): Decided {
  const asked = dueAsked(command, Math.max(state.due.dueAt, world.now), state, world);
  if (!asked.ok) return asked;
  const { due } = asked;
  if (due.dueAt <= state.due.dueAt || due.dueAt <= world.now) return refuse('consultation.not_later');
  return accept([{ type: 'opinionsExtended', due: opinionsDue(due), reason: command.reason, sets: [opinionsDeadline(state, due, world)] }], {
    notices: eventNotice('opinionsExtended', state, toUnits(silentUnits(state), world), { dueAt: due.dueAt, reason: command.reason }),
  });
}

/** The office waits no more: units that have not answered are recorded as 逾期未反馈. */
export const endCollecting = (state: ConsultationState, world: World): Decided =>
  accept([{ type: 'collectingEnded', by: 'office', silentUnitIds: silentUnits(state), clears: ['opinions'], sets: [answersDeadline(state, world)] }], {
    notices: eventNotice('collectingEnded', state, toOffice(state, world)),
  });

/** The round ends: every comment has its answer, and each unit is told what became of its own. */
export function close(state: ConsultationState, world: World): Decided {
  const { comments: _comments, unanswered: _unanswered, ...counts } = tallyOf(state.comments);
  const silentUnitIds = state.stage === 'asked' ? silentUnits(state) : state.silentUnitIds;
  return accept([{ type: 'consultationClosed', silentUnitIds, ...counts, clears: state.deadlines.map(({ kind }) => kind) }], { notices: outcomeNotices(state, world) });
}

/** The round is dropped; who was asked is told. */
export const cancel = (state: ConsultationState, command: ConsultationCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'consultationCancelled', reason: command.reason, clears: state.deadlines.map(({ kind }) => kind) }], {
    notices: eventNotice('consultationCancelled', state, toUnits(state.unitIds, world), { reason: command.reason }),
  });
