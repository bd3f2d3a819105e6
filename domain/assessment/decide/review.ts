import { planDeadline } from '../../chase/deadline.ts';
import { selfCheckDue } from '../../evaluation/due.ts';
import { isSamePerson } from '../../process/actor.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { AssessmentCommandOf } from '../commands.ts';
import type { AssessmentFact } from '../facts.ts';
import { eventNotice, toUnit } from '../notices.ts';
import { isRefusal, itemsAsked, visitsNow } from '../rules.ts';
import type { AssessmentState } from '../state.ts';
import { aboveItem, itemAsked } from './unit.ts';

type Decided = Decision<AssessmentFact>;

/** Points below what the unit claimed, or without any claim, say why. */
function noteLacking(state: AssessmentState, item: string, points: number, note: string | undefined): Refusal | undefined {
  const claim = state.answers.find((answer) => answer.item === item)?.claim;
  return note === undefined && (claim === undefined || points < claim) ? refuse('assessment.note_needed') : undefined;
}

/** One item is reviewed, by the office or by an expert invited to it; reviewing it again replaces the points. */
export function reviewItem(state: AssessmentState, command: AssessmentCommandOf<'reviewItem'>, world: World): Decided {
  const item = itemAsked(state, command.item, world);
  if (isRefusal(item)) return item;
  const { points, note } = command;
  const lacking = aboveItem(item, points) ?? noteLacking(state, item.number, points, note);
  if (lacking) return lacking;
  const review = { type: 'itemReviewed' as const, item: item.number, points, ...(note === undefined ? {} : { note }) };
  if (world.actor.role !== 'expert') return accept([review]);
  const visits = visitsNow(state, world);
  if (isRefusal(visits)) return visits;
  const visit = visits.find((one) => one.items?.includes(item.number) ?? true);
  return visit ? accept([{ ...review, visit: visit.number }]) : refuse('assessment.not_invited');
}

/** More time: the ladder starts anew from the new date, which is later than the old one. */
export function extendSelfCheck(state: AssessmentState, command: AssessmentCommandOf<'extendSelfCheck'>, world: World): Decided {
  const due = selfCheckDue(command, state.source, world);
  if (!due.ok) return due;
  const old = state.deadlines.find((one) => one.kind === 'selfCheck');
  if (old && due.due.dueAt <= old.dueAt) return refuse('assessment.not_later');
  return accept([{ type: 'selfCheckExtended', reason: command.reason, sets: [planDeadline('selfCheck', due.due, state.selfCheckLadder, world.calendar, world.now)] }], {
    notices: eventNotice('selfCheckExtended', state, toUnit(state, world), world, { reason: command.reason, dueAt: due.due.dueAt }),
  });
}

/** 退回补正: the self-check is owed again, by a new date. */
export function returnSelfCheck(state: AssessmentState, command: AssessmentCommandOf<'returnSelfCheck'>, world: World): Decided {
  const due = selfCheckDue(command, state.source, world);
  if (!due.ok) return due;
  return accept([{ type: 'selfCheckReturned', reason: command.reason, sets: [planDeadline('selfCheck', due.due, state.selfCheckLadder, world.calendar, world.now)] }], {
    notices: eventNotice('selfCheckReturned', state, toUnit(state, world), world, { reason: command.reason, dueAt: due.due.dueAt }),
  });
}

/** The unit's review is complete: every item has its points. */
export function completeReview(state: AssessmentState, command: AssessmentCommandOf<'completeReview'>, world: World): Decided {
  const reviewed = new Set(state.reviews.map((review) => review.item));
  const missing = itemsAsked(state, world).filter((item) => !reviewed.has(item.number));
  if (missing.length > 0)
    return refuse(
      'assessment.reviews_missing',
      { count: missing.length },
      missing.map(({ number, content }) => ({ item: number, content })),
    );
  return accept([{ type: 'reviewCompleted', ...(command.note === undefined ? {} : { note: command.note }) }]);
}

/** Another person than the reviewer and than who raised it decides on an objection, in whichever post: the points stand, or are put right. */
export function answerObjection(state: AssessmentState, command: AssessmentCommandOf<'answerObjection'>, world: World): Decided {
  const item = itemAsked(state, command.item, world);
  if (isRefusal(item)) return item;
  const objection = state.objections.find((one) => one.item === item.number && !one.answer);
  if (!objection) return refuse('assessment.objection_absent', { item: item.number });
  const review = state.reviews.find((one) => one.item === item.number);
  if (!review) return refuse('assessment.not_reviewed', { item: item.number });
  if ([review.by, objection.by].some((ref) => isSamePerson(ref, world.actor.ref))) return refuse('assessment.same_person');
  const { points = review.points, note } = command;
  const above = aboveItem(item, points);
  if (above) return above;
  return accept([{ type: 'objectionAnswered', item: item.number, points, former: review.points, note }], {
    notices: eventNotice('objectionAnswered', state, toUnit(state, world), world, { item: item.number, reason: note }),
  });
}
