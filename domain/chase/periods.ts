import { isWithinLimit } from '../calendar/create-calendar.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { isExact, type Period } from '../process/time.ts';

type Asked = readonly (Period | undefined)[];

/** True of a period ahead that the calendar can count: longer than nothing, whole in days, and not beyond its limit. */
export const isUsable = (period: Period): boolean => period.value > 0 && isWithinLimit(period);

function refused(asked: Asked, isFit: (period: Period) => boolean, { drill }: Pick<World, 'drill'>): Refusal | undefined {
  for (const period of asked) {
    if (period === undefined) continue;
    if (!drill && isExact(period)) return refuse('period.unit_refused', { unit: period.unit });
    if (!isFit(period)) return refuse('period.invalid');
  }
  return undefined;
}

/** Why periods ahead cannot be had: `period.unit_refused` for exact units outside drills, `period.invalid` for one that is not usable. Undefined when all can. */
export const periodsRefused = (periods: Asked, world: Pick<World, 'drill'>): Refusal | undefined => refused(periods, isUsable, world);

/** The same of offsets from a due moment, which may be nothing or lie before it. */
export const offsetsRefused = (offsets: Asked, world: Pick<World, 'drill'>): Refusal | undefined => refused(offsets, isWithinLimit, world);
