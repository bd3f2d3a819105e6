import type { Instant } from '../process/time.ts';
import type { Deadline } from './deadline.ts';
import type { RungTarget } from './ladder.ts';

/** When a rung comes and whom it tells. */
interface Coming {
  readonly at: Instant;
  readonly to: RungTarget;
}

/** A rung that differs between two states of a process: it comes at another moment or tells somebody else, is new (no `before`) or gone (no `after`). */
export interface MovedRung {
  readonly kind: string;
  readonly rung: string;
  readonly before?: Coming;
  readonly after?: Coming;
}

/** The rungs to come, by kind of deadline and rung; a ladder that stands still has none. */
const toCome = (deadlines: readonly Deadline[]): ReadonlyMap<string, { readonly kind: string; readonly rung: string; readonly coming: Coming }> =>
  new Map(
    deadlines
      .filter((deadline) => deadline.pausedAt === undefined)
      .flatMap(({ kind, rungs }) => rungs.map(({ rung, at, to }) => [`${kind} ${rung}`, { kind, rung, coming: { at, to } }] as const)),
  );

/** What differs between the ladders of two states, in the order of the later one; what is gone comes last. */
export function movedRungs(before: readonly Deadline[], after: readonly Deadline[]): readonly MovedRung[] {
  const [was, is] = [toCome(before), toCome(after)];
  return [
    ...[...is].flatMap(([key, { kind, rung, coming }]): readonly MovedRung[] => {
      const old = was.get(key)?.coming;
      return old?.at === coming.at && old.to === coming.to ? [] : [{ kind, rung, after: coming, ...(old === undefined ? {} : { before: old }) }];
    }),
    ...[...was].filter(([key]) => !is.has(key)).map(([, { kind, rung, coming }]): MovedRung => ({ kind, rung, before: coming })),
  ];
}
