import { foldDeadlines } from '../chase/deadline.ts';
import type { Definition, ProcessState } from './definition.ts';
import type { FactBase, Recorded } from './fact.ts';

/**
 * The state after one more fact: the decider's own content, and what the kernel keeps for all (version, since, deadlines).
 * Throws RangeError when the fact is not the next one.
 */
export function fold<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(definition: Definition<S, C, F>, state: S, recorded: Recorded<F>): S {
  if (recorded.seq !== state.version + 1) throw new RangeError(`fact ${recorded.seq} does not follow version ${state.version}`);
  const next = definition.evolve(state, recorded);
  const entered = next.stage !== state.stage || 'entersStage' in recorded.fact;
  return {
    ...next,
    version: recorded.seq,
    since: entered ? recorded.seq : state.since,
    deadlines: foldDeadlines(state.deadlines, recorded),
  };
}

/** The state after all facts, from nothing. */
export const replay = <S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
  definition: Definition<S, C, F>,
  id: string,
  facts: readonly Recorded<F>[],
): S => facts.reduce((state, recorded) => fold(definition, state, recorded), definition.initial(id));
