import { isWithinLimit } from '../calendar/create-calendar.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { isExact, type Period } from '../process/time.ts';

/** Exact units are for drills alone; what is longer than the calendar counts is a slip of the keyboard. */
function oneRefused(period: Period, drill: boolean): Refusal | undefined {
  if (!drill && isExact(period)) return refuse('period.unit_refused', { unit: period.unit });
  return isWithinLimit(period) ? undefined : refuse('period.invalid');
}

type Asked = readonly (Period | undefined)[];

/** Why offsets from a due moment, which may be nothing or lie before it, cannot be had: `period.unit_refused` for exact units outside drills, `period.invalid` beyond ten years. Undefined when they can. */
export function offsetsRefused(offsets: Asked, { drill }: Pick<World, 'drill'>): Refusal | undefined {
  for (const offset of offsets) {
    const refused = offset && oneRefused(offset, drill);
    if (refused) return refused;
  }
  return undefined;
}

/** The same of periods ahead: one of no length is `period.invalid` too. */
export const periodsRefused = (periods: Asked, world: Pick<World, 'drill'>): Refusal | undefined =>
  periods.some((period) => period !== undefined && period.value <= 0) ? refuse('period.invalid') : offsetsRefused(periods, world);
