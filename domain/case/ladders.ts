import type { Due } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import type { Instant, Period } from '../process/time.ts';
import { baseKind, type ChaseChoice, type DeadlineKind, decideKinds } from './state.ts';

/** Whom a case's ladder may tell: the case stays inside its acting body. */
export const caseRungTargets = ['responsible', 'liaisonOfficer', 'managerInCharge', 'unitLeader'] as const;

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });
const calendarDays = (value: number): Period => ({ value, unit: 'calendarDay' });

/** Remind the inspectors, tell the manager in charge when the deadline passes, and again when nothing has happened since. */
const ladder = (reminders: readonly Period[], again: Period): Ladder => [
  ...reminders.map((offset, index) => ({ rung: index === 0 ? 'reminder' : `reminder.${index + 1}`, offset, to: 'responsible' as const })),
  { rung: 'overdue', offset: workingDays(0), to: 'managerInCharge' },
  { rung: 'stillOverdue', offset: again, to: 'managerInCharge' },
];

/** The chase ladder of each deadline of a case, as data; a case may carry its own (`chase.ladder`). */
export const caseLadders: Readonly<Record<DeadlineKind, Ladder>> = {
  inspect: ladder([workingDays(-3)], workingDays(5)),
  measure: ladder([workingDays(-1)], workingDays(3)),
  rectify: ladder([workingDays(-1)], workingDays(3)),
  suspension: ladder([workingDays(-1)], workingDays(3)),
  followUp: ladder([workingDays(-1)], workingDays(3)),
  conclude: ladder([calendarDays(-30), calendarDays(-10)], workingDays(10)),
  // Whoever lets a request lie is reminded; from the due moment on the body's leader hears of it.
  decide: [
    { rung: 'reminder', offset: workingDays(-1), to: 'managerInCharge' },
    { rung: 'overdue', offset: workingDays(0), to: 'unitLeader' },
    { rung: 'stillOverdue', offset: workingDays(3), to: 'unitLeader' },
  ],
};

/** Limits that a case's own steps do not name. Those without a rule of law are this product's defaults and say so. */
export const caseLimits: Readonly<Record<Exclude<DeadlineKind, 'rectify' | 'suspension'>, Period>> = {
  inspect: workingDays(15),
  measure: workingDays(5),
  followUp: workingDays(5),
  conclude: calendarDays(90),
  decide: workingDays(3),
};

/** The rule behind each deadline, as "why this date?" and notices quote it. */
export const caseRules: Readonly<Record<DeadlineKind, Bilingual>> = {
  inspect: {
    zh: '首次检查时限（系统默认，参照《市场监督管理行政处罚程序规定》第十八条线索核查十五个工作日，使用前请核对）',
    en: 'Limit for the first inspection (product default, after article 18 of the market supervision penalty procedure: 15 working days to verify a lead; confirm before use)',
  },
  measure: { zh: '发现违法行为后采取措施的时限（系统默认，非法定期限）', en: 'Limit for taking a measure after a violation was found (product default, not a limit of law)' },
  rectify: { zh: '责令改正通知书载明的改正期限（《行政处罚法》第二十八条）', en: 'The period set in the order to rectify (Administrative Penalty Law, article 28)' },
  suspension: { zh: '停业整改期限（依据使用前请核对）', en: 'The period of suspended business (its basis is to be confirmed before use)' },
  followUp: { zh: '复查时限（系统默认，非法定期限）', en: 'Limit for the follow-up inspection (product default, not a limit of law)' },
  decide: { zh: '决定延期或结案申请的时限（系统默认，非法定期限）', en: 'Limit for deciding a request for more time or to close (product default, not a limit of law)' },
  conclude: { zh: '自立案之日起九十日内作出处罚决定（《行政处罚法》第六十条）', en: 'A penalty decision within 90 days from filing (Administrative Penalty Law, article 60)' },
};

/** The case's own limit of a kind, or its type's. */
const limitOf = (kind: keyof typeof caseLimits, chase: ChaseChoice): Period => chase.limits?.[kind] ?? caseLimits[kind];

/** A deadline with the moments of its ladder in order of time. `kind` may carry a measure's number. */
export function chaseUntil(kind: string, due: Due, chase: ChaseChoice, world: World): DeadlineSpec {
  const base = baseKind(kind);
  // A case's own ladder tells the manager in charge, who is the one that has not decided: requests keep the table's.
  return planDeadline(kind, due, (base === 'decide' ? undefined : chase.ladder) ?? caseLadders[base], world.calendar, world.now);
}

/** The clock of a request that waits for a decision. */
export const decideFromNow = (of: keyof typeof decideKinds, chase: ChaseChoice, world: World): DeadlineSpec =>
  chaseUntil(decideKinds[of], world.calendar.due(world.now, limitOf('decide', chase), caseRules.decide), chase, world);

/** A deadline of the case's own table, counted from now. */
export const limitFromNow = (kind: keyof typeof caseLimits, chase: ChaseChoice, world: World): DeadlineSpec => limitFrom(kind, world.now, chase, world);

/** A deadline of the case's own table, counted from a moment. */
export const limitFrom = (kind: keyof typeof caseLimits, from: Instant, chase: ChaseChoice, world: World): DeadlineSpec =>
  chaseUntil(kind, world.calendar.due(from, limitOf(kind, chase), caseRules[kind]), chase, world);
