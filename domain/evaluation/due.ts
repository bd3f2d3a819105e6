import { beijingDateOf } from '../calendar/beijing.ts';
import type { Due, DueBasis } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import { periodsRefused } from '../chase/periods.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { EvaluationLadders } from './ladders.ts';
import type { EvaluationContent, Visit } from './state.ts';

type Chased = Pick<EvaluationContent, 'source'> & { readonly ladders: EvaluationLadders };

/** When a self-check is due, from either a period counted from now or a date. Refuses unless exactly one is given, what lies behind, and exact units outside drills. */
export function selfCheckDue(
  asked: { readonly dueOn?: BeijingDate | undefined; readonly period?: Period | undefined },
  source: DueBasis['rule'],
  world: World,
): { readonly ok: true; readonly due: Due } | Refusal {
  const rule = { zh: `${source.zh}的自查自评时限`, en: `Limit for the self-check of ${source.en}` };
  const { dueOn, period } = asked;
  if (period !== undefined && dueOn === undefined) {
    return periodsRefused([period], world) ?? { ok: true, due: world.calendar.due(world.now, period, rule) };
  }
  if (dueOn === undefined || period !== undefined) return refuse('evaluation.date_needed');
  return dueOn < beijingDateOf(world.now) ? refuse('evaluation.date_past', { date: dueOn }) : { ok: true, due: world.calendar.dueOn(dueOn, world.now, rule) };
}

/** 评审时限: the office's own limit, from the opening of the review. */
export function reviewDeadline({ ladders }: Chased, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, ladders.limits.review, { zh: '考评评审时限（催办规则）', en: 'The office’s limit for the review (chase rules)' });
  return planDeadline('review', due, ladders.review, world.calendar, world.now);
}

/** 异议期: units may object until then, from then on the office owes the publication. */
export function objectionDeadline({ ladders }: Chased, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, ladders.limits.objection, { zh: '考评得分异议期', en: 'Time for objections to the scores' });
  return planDeadline('objection', due, ladders.objection, world.calendar, world.now);
}

/** The very end of a visit, at which the experts' right ends; nobody is told. */
const visitLadder: Ladder = [{ rung: 'visitEnd', offset: { value: 0, unit: 'second' }, to: 'office' }];

/** The end of the visit that ends first; none without a visit. */
export function visitDeadline(visits: readonly Visit[], world: World): readonly DeadlineSpec[] {
  const [until] = visits.map((visit) => visit.until).sort();
  if (until === undefined) return [];
  const due = world.calendar.dueOn(until, world.now, { zh: '专家现场考评结束', en: 'End of the experts’ visit' });
  return [planDeadline('visit', due, visitLadder, world.calendar, world.now)];
}
