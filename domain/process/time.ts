/** An instant: milliseconds since 1970-01-01T00:00Z by the ledger's clock. */
export type Instant = number;
/** A date in Beijing, `YYYY-MM-DD`. */
export type BeijingDate = string;

/** Units a period may have. Days are counted in the Chinese calendar; hour, minute and second are exact and meant for drills. */
export const periodUnits = ['workingDay', 'calendarDay', 'hour', 'minute', 'second'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** A span such as 5 working days; `value` may be negative only in a ladder's offset. */
export interface Period {
  readonly value: number;
  readonly unit: PeriodUnit;
}

/** True for hour, minute and second: such periods end at an instant instead of with a day. */
export const isExact = (period: Period): boolean => period.unit !== 'workingDay' && period.unit !== 'calendarDay';

/** True for spans of the same length in the same unit. */
export const isSamePeriod = (one: Period | undefined, other: Period | undefined): boolean => one?.value === other?.value && one?.unit === other?.unit;

const exactMs = { hour: 3_600_000, minute: 60_000, second: 1_000 } as const;

/** Milliseconds of an exact period; throws RangeError for one counted in days. */
export function exactMilliseconds(period: Period): number {
  if (period.unit === 'workingDay' || period.unit === 'calendarDay') throw new RangeError('a period in days has no exact length');
  return period.value * exactMs[period.unit];
}
