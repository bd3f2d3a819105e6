import type { Instant } from '../process/time.ts';
import type { Deadline } from './deadline.ts';

/** A rung whose moment differs between two states of a process: moved, new (no `before`) or gone (no `after`). */
export interface MovedRung {
  readonly kind: string;
  readonly rung: string;
  readonly before?: Instant;
  readonly after?: Instant;
}

/** Moments of the rungs to come, by kind of deadline and rung; those of a ladder that stands still have none. */
const toCome = (deadlines: readonly Deadline[]): ReadonlyMap<string, { readonly kind: string; readonly rung: string; readonly at: Instant }> =>
  new Map(
    deadlines.filter((deadline) => deadline.pausedAt === undefined).flatMap(({ kind, rungs }) => rungs.map(({ rung, at }) => [`${kind} ${rung}`, { kind, rung, at }] as const)),
  );

/** What differs between the ladders of two states, in the order of the later one; what is gone comes last. */
export function movedRungs(before: readonly Deadline[], after: readonly Deadline[]): readonly MovedRung[] {
  const [was, is] = [toCome(before), toCome(after)];
  return [
    ...[...is].flatMap(([key, { kind, rung, at }]): readonly MovedRung[] => {
      const old = was.get(key)?.at;
      return old === at ? [] : [{ kind, rung, after: at, ...(old === undefined ? {} : { before: old }) }];
    }),
    ...[...was].filter(([key]) => !is.has(key)).map(([, { kind, rung, at }]): MovedRung => ({ kind, rung, before: at })),
  ];
}
