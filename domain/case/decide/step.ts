import type { Decision, Refusal } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { CaseCommand } from '../commands.ts';
import type { CaseFact } from '../facts.ts';
import type { CaseState } from '../state.ts';

/** One step: whether it may be taken at all now, asked by `decide` and by `allowed` alike, and what follows from its content. */
export interface Step<T extends CaseCommand['type']> {
  readonly may: (state: CaseState, world: World) => Refusal | undefined;
  readonly take: (state: CaseState, command: Extract<CaseCommand, { readonly type: T }>, world: World) => Decision<CaseFact>;
}

/** Steps by the name of their command. */
export type Steps<T extends CaseCommand['type']> = { readonly [K in T]: Step<K> };
