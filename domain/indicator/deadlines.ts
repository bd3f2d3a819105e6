import { addDays, beijingDateOf } from '../calendar/beijing.ts';
import type { Due } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import { periodsRefused } from '../chase/periods.ts';
import type { Bilingual } from '../notice/notice.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate } from '../process/time.ts';
import { beginningOf, nextPeriod, type Rhythm } from '../task/rhythm.ts';
import type { Schedule } from './commands.ts';
import type { IndicatorContent, IndicatorState, Owed } from './state.ts';

type Chased = Pick<IndicatorContent, 'ladder' | 'source'>;

/** 数据报送时限 as a deadline's rule. */
const valueRule = (source: Bilingual): Bilingual => ({ zh: `${source.zh}规定的数据报送时限`, en: `Date for the value set by ${source.en}` });

/** The kind of the deadline of what is owed: the owner's, or one unit's own, so that only the late one is chased. */
export const kindOf = ({ unitId }: Pick<Owed, 'unitId'>): string => (unitId === undefined ? 'value' : `value:${unitId}`);
/** Whose deadline it is; undefined for the owner's. */
export const unitOfKind = (kind: string): string | undefined => (kind.startsWith('value:') ? kind.slice('value:'.length) : undefined);

/** What is owed, with the deadlines that chase it. */
export interface Dues {
  readonly owed: readonly Owed[];
  readonly sets: readonly DeadlineSpec[];
}
const noDues: Dues = { owed: [], sets: [] };

const owedBy = (unitId: string | undefined, index: number, due: Due): Owed => ({
  ...(unitId === undefined ? {} : { unitId }),
  index,
  ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }),
  dueAt: due.dueAt,
});

const planned = (chased: Chased, owed: Owed, due: Due, world: World): DeadlineSpec => planDeadline(kindOf(owed), due, chased.ladder, world.calendar, world.now);

/** The first value that each of these owes (`undefined`: the owner). */
export function firstDues(chased: Chased, schedule: Schedule, units: readonly (string | undefined)[], world: World): Dues {
  const rule = valueRule(chased.source);
  const { dueOn, duePeriod, rhythm } = schedule;
  const due = rhythm
    ? nextPeriod(rhythm, undefined, world.now, world.calendar, rule)?.due
    : duePeriod
      ? world.calendar.due(world.now, duePeriod, rule)
      : dueOn === undefined
        ? undefined
        : world.calendar.dueOn(dueOn, world.now, rule);
  if (!due) return noDues;
  const owed = units.map((unitId) => owedBy(unitId, 1, due));
  return { owed, sets: owed.map((one) => planned(chased, one, due, world)) };
}

/**
 * The first day a value for which answers what is owed first: where its rhythm's first period begins. Without a rhythm the first of the year in which it is due, of the year before while it is due
 * in the first quarter, when year-end figures are collected; never later than the day from which the indicator is measured. What lies before is what it is compared with.
 */
export function firstAnsweringDay(
  { rhythm, establishedAt, answersFrom: set }: Pick<IndicatorState, 'rhythm' | 'establishedAt' | 'answersFrom'>,
  owed: Pick<Owed, 'dueAt'>,
): BeijingDate {
  const established = beijingDateOf(establishedAt);
  if (set !== undefined) return set;
  if (rhythm) return beginningOf(rhythm, established);
  const due = beijingDateOf(owed.dueAt);
  const year = Number(due.slice(0, 4)) - (due.slice(5, 7) <= '03' ? 1 : 0);
  const first = `${String(year).padStart(4, '0')}-01-01`;
  return first < established ? first : established;
}

/** The first day of the period that follows an answered one: its own span's, also where spans between them were left out; later where a suspension moved the answered one into that span. */
function beginningAfter({ dueOn: answered }: Owed, rhythm: Rhythm | undefined, { dueOn }: Due): BeijingDate | undefined {
  if (rhythm?.span === undefined || dueOn === undefined || answered === undefined) return undefined;
  const first = beginningOf(rhythm, dueOn);
  return first > answered ? first : addDays(answered, 1);
}

/** What is owed after this was answered: the next period's value, or nothing more. */
export function nextDue(state: Pick<IndicatorState, 'rhythm' | 'source' | 'ladder'>, answered: Owed, world: World): Dues {
  const next = state.rhythm && nextPeriod(state.rhythm, answered, world.now, world.calendar, valueRule(state.source));
  if (!next) return noDues;
  const beginsOn = beginningAfter(answered, state.rhythm, next.due);
  const owed: Owed = { ...owedBy(answered.unitId, next.period.index, next.due), ...(beginsOn === undefined ? {} : { beginsOn }) };
  return { owed: [owed], sets: [planned(state, owed, next.due, world)] };
}

/** `indicator.schedule_twice` unless at most one way of dating is given, `period.invalid`, `period.unit_refused` outside drills. */
export function scheduleRefused({ dueOn, duePeriod, rhythm }: Schedule, world: World): Refusal | undefined {
  if ([dueOn, duePeriod, rhythm].filter((one) => one !== undefined).length > 1) return refuse('indicator.schedule_twice');
  return periodsRefused([duePeriod, rhythm?.every], world);
}
