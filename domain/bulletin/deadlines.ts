import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import type { World } from '../process/definition.ts';
import type { Period } from '../process/time.ts';

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** How the office is chased for a bulletin, once drafted to sign it, once signed to issue it: the office when the limit has passed, the deputy chair three working days later. */
const bulletinLadders = {
  signing: [
    { rung: 'bulletinUnsigned', offset: workingDays(0), to: 'office' },
    { rung: 'bulletinStillUnsigned', offset: workingDays(3), to: 'groupDeputy' },
  ],
  issuing: [
    { rung: 'bulletinUnissued', offset: workingDays(0), to: 'office' },
    { rung: 'bulletinStillUnissued', offset: workingDays(3), to: 'groupDeputy' },
  ],
} as const satisfies Readonly<Record<string, Ladder>>;
const limits = { signing: workingDays(5), issuing: workingDays(2) } as const;
const rules = {
  signing: { zh: '通报签发时限', en: 'Limit for signing a bulletin' },
  issuing: { zh: '通报印发时限', en: 'Limit for issuing a signed bulletin' },
} as const;

/** By when the office signs a draft, or issues what it has signed. */
export const bulletinDeadline = (kind: keyof typeof limits, world: World): DeadlineSpec =>
  planDeadline(kind, world.calendar.due(world.now, limits[kind], rules[kind]), bulletinLadders[kind], world.calendar, world.now);
