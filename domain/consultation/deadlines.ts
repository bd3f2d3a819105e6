import { beijingDateOf } from '../calendar/beijing.ts';
import type { Due } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import { periodsRefused } from '../chase/periods.ts';
import type { Bilingual } from '../notice/notice.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { ConsultationContent, ConsultationState, OpinionsDue } from './state.ts';

/** 《方案》征求意见（第1轮） as a source. */
export const sourceOf = ({ title, round }: Pick<ConsultationContent, 'title' | 'round'>): Bilingual => ({
  zh: `《${title}》征求意见（第${round}轮）`,
  en: `Consultation of units on “${title}” (round ${round})`,
});

/** The due moment as the round keeps it. */
export const opinionsDue = ({ dueAt, dueOn }: Due): OpinionsDue => ({ dueAt, ...(dueOn === undefined ? {} : { dueOn }) });

/**
 * When the units are to answer: a period from `from`, or a date. Refuses with `consultation.due_needed` unless exactly one is given, `period.invalid`,
 * `period.unit_refused` outside drills, `consultation.date_past`.
 */
export function dueAsked(
  asked: { readonly dueOn?: BeijingDate; readonly duePeriod?: Period },
  from: Instant,
  round: Pick<ConsultationContent, 'title' | 'round'>,
  world: World,
): { readonly ok: true; readonly due: Due } | Refusal {
  const { dueOn, duePeriod } = asked;
  const source = sourceOf(round);
  const rule = { zh: `${source.zh}规定的反馈时限`, en: `Date for answers set by the ${source.en}` };
  if (duePeriod && dueOn === undefined) {
    return periodsRefused([duePeriod], world) ?? { ok: true, due: world.calendar.due(from, duePeriod, rule) };
  }
  if (dueOn === undefined || duePeriod) return refuse('consultation.due_needed');
  if (dueOn < beijingDateOf(world.now)) return refuse('consultation.date_past', { date: dueOn });
  return { ok: true, due: world.calendar.dueOn(dueOn, world.now, rule) };
}

/** The units' own ladder: only who is silent hears of it. */
export const opinionsDeadline = (round: Pick<ConsultationState, 'ladders'>, due: Due, world: World): DeadlineSpec =>
  planDeadline('opinions', due, round.ladders.opinions, world.calendar, world.now);

/** The office's own limit to answer what the units said. */
export function answersDeadline({ ladders }: Pick<ConsultationState, 'ladders'>, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, ladders.limits.answers, {
    zh: '领导小组办公室答复意见时限（催办规则）',
    en: 'The office’s limit to answer the comments (chase rules)',
  });
  return planDeadline('answers', due, ladders.answers, world.calendar, world.now);
}
