import { accept, type Decision, type Refusal, refuse } from './decision.ts';
import type { ProcessState, World } from './definition.ts';
import type { FactBase } from './fact.ts';

interface Typed {
  readonly type: string;
}
type Step<S, C, F extends FactBase> = (state: S, command: C, world: World) => Decision<F>;

/** What each command of a process does, by its type. */
export type Steps<S, C extends Typed, F extends FactBase> = { readonly [T in C['type']]: Step<S, Extract<C, { readonly type: T }>, F> };

/** The conditions on the state that the steps of people must meet, apart from what their content must satisfy. */
export type Rules<S, T extends string> = Readonly<Record<T, (state: S, world: World) => Refusal | undefined>>;

/**
 * The decider of a process from its table of steps: what begins it is asked as it stands; a person's step of a process that is not there is `process.not_found`, else its rule
 * refuses it or it is taken; what time or another process tells a process that is not there does nothing; a command that is not in the table is `process.unknown_command`.
 */
export const decideBy =
  <S extends ProcessState, C extends Typed, F extends FactBase>(
    steps: Steps<S, C, F>,
    rules: Readonly<Partial<Rules<S, C['type']>>>,
    begins: readonly C['type'][],
  ): Step<S, C, F> =>
  (state, command, world) => {
    const type: C['type'] = command.type;
    if (!Object.hasOwn(steps, type)) return refuse('process.unknown_command', { command: type });
    // The table has each command's own step under its own name; TypeScript cannot follow that through an index.
    const step = steps[type] as unknown as Step<S, C, F>;
    if (begins.includes(type)) return step(state, command, world);
    const rule = rules[type];
    if (state.version === 0) return rule ? refuse('process.not_found') : accept([]);
    return rule?.(state, world) ?? step(state, command, world);
  };
