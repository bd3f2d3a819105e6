import { nextWake } from '../domain/chase/deadline.ts';
import type { Instant } from '../domain/process/time.ts';
import { definitionOf, isTimed } from './definitions.ts';
import type { Nudge } from './request.ts';
import type { InHand } from './transaction.ts';

/** A deadline this near is told at once: a nudge without haste waits a second, and its look takes a moment. */
const nearMs = 10_000;

/**
 * Who is to be told of what was written. A campaign launched with its tasks is told alone: starting them is the first thing its workflow does, a hundred at a time;
 * told twice, each would look twice.
 */
export function nudgesOf(processes: readonly InHand[], noted: ReadonlySet<string>, now: Instant): readonly Nudge[] {
  const launched = new Set(processes.filter((process) => process.type === 'campaign' && process.before.version === 0).map((process) => process.id));
  return processes
    .filter(({ type, state }) => isTimed(type) && !launched.has(definitionOf(type).parentId?.(state) ?? ''))
    .map(({ type, id, state }) => {
      const definition = definitionOf(type);
      const wake = nextWake(state.deadlines);
      const urgent = type === 'campaign' || (definition.settled(state) && !definition.closed(state)) || (wake !== undefined && wake < now + nearMs);
      return { type, id, noted: noted.has(id), urgent };
    });
}
