import { foldDeadlines } from '../chase/deadline.ts';
import type { Definition, ProcessState } from './definition.ts';
import type { FactBase, Recorded } from './fact.ts';
import { beforeLastStep, lastStepOf } from './withdrawing.ts';

/**
 * The state after one more fact: the decider's own content, and what the kernel keeps for all (version, since, deadlines, and the last step while it may be withdrawn).
 * Throws RangeError when the fact is not the next one.
 */
export function fold<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(definition: Definition<S, C, F>, state: S, recorded: Recorded<F>): S {
  if (recorded.seq !== state.version + 1) throw new RangeError(`fact ${recorded.seq} does not follow version ${state.version}`);
  const before = recorded.fact.type === 'stepWithdrawn' ? (beforeLastStep(state, recorded) as S) : withoutLastStep(state);
  const next = definition.evolve(before, recorded);
  const entered = next.stage !== state.stage || 'entersStage' in recorded.fact;
  const after = {
    ...next,
    version: recorded.seq,
    since: entered ? recorded.seq : state.since,
    deadlines: foldDeadlines(before.deadlines, recorded),
  };
  return recorded.fact.mayBeWithdrawn ? { ...after, lastStep: lastStepOf(before, after, recorded) } : after;
}

/** Whoever acts ends the time in which the step before may be withdrawn. */
function withoutLastStep<S extends ProcessState>(state: S): S {
  if (!state.lastStep) return state;
  const { lastStep: _, ...rest } = state;
  return rest as S;
}

/** The state after all facts, from nothing. */
export const replay = <S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
  definition: Definition<S, C, F>,
  id: string,
  facts: readonly Recorded<F>[],
): S => facts.reduce((state, recorded) => fold(definition, state, recorded), definition.initial(id));
