import type { Decision, Refusal } from './decision.ts';
import { refuse } from './decision.ts';
import type { ProcessState, World } from './definition.ts';
import type { ActorRef, FactBase, Recorded, StepWithdrawn } from './fact.ts';

/** The step that may still be withdrawn by whoever took it: nobody, not even time, has acted since. */
export interface LastStep {
  /** Number of its fact. */
  readonly seq: number;
  /** Type of its fact. */
  readonly type: string;
  readonly by: ActorRef;
  /** The fields of the state that it changed or took away, as they were before it. */
  readonly before: Readonly<Record<string, unknown>>;
  /** The fields that the state did not have before it. */
  readonly added: readonly string[];
}

type Decide<S, C, F extends FactBase> = (state: S, command: C, world: World) => Decision<F>;

/** The decider with a mark on what people decide by one of these steps: its fact may be withdrawn. Only for steps of one fact that move nothing else and take no number. */
export const markingWithdrawable =
  <S, C extends { readonly type: string }, F extends FactBase>(decide: Decide<S, C, F>, steps: readonly C['type'][]): Decide<S, C, F> =>
  (state, command, world) => {
    const decided = decide(state, command, world);
    if (!decided.ok || world.actor.ref.by !== 'person' || !steps.includes(command.type)) return decided;
    return { ...decided, facts: decided.facts.map((fact) => ({ ...fact, mayBeWithdrawn: true as const })) };
  };

/** Whoever acts now in the stead of the person, and in the post, in whose stead the step was taken: another delegate of the same. What a person did without a delegate is no delegate's to withdraw. */
const isInSameStead = (ref: ActorRef, by: ActorRef): boolean => by.forPersonId !== undefined && ref.forPersonId === by.forPersonId && ref.postId === by.postId;

/**
 * Whoever took the last step may withdraw it until another has acted: who was at the keyboard, the person in whose stead it was taken, and whoever acts in that person's stead now;
 * `process.nothing_to_withdraw`, `process.step_of_another` else.
 */
export function cannotWithdraw({ lastStep }: ProcessState, { actor }: Pick<World, 'actor'>): Refusal | undefined {
  if (!lastStep) return refuse('process.nothing_to_withdraw');
  const { ref } = actor;
  const { by } = lastStep;
  const isOwn = ref.personId !== undefined && (ref.personId === by.personId || ref.personId === by.forPersonId);
  return isOwn || isInSameStead(ref, by) ? undefined : refuse('process.step_of_another');
}

/** The fact that withdraws the last step. */
export const withdrawalOf = ({ seq, type }: LastStep, reason: string | undefined): StepWithdrawn => ({
  type: 'stepWithdrawn',
  withdrawn: seq,
  step: type,
  ...(reason === undefined ? {} : { reason }),
});

// What the kernel keeps by itself goes on whatever is withdrawn.
const kept: readonly string[] = ['version', 'since', 'lastStep'];

/** What a step that may be withdrawn leaves beside the state that it made. */
export function lastStepOf(before: ProcessState, after: ProcessState, { seq, fact, actor }: Recorded): LastStep {
  const [old, fresh] = [before, after].map((state) => state as unknown as Readonly<Record<string, unknown>>) as [
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ];
  const changed = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((field) => !kept.includes(field) && !isSame(old[field], fresh[field])).sort();
  return {
    seq,
    type: fact.type,
    by: actor,
    before: Object.fromEntries(changed.filter((field) => old[field] !== undefined).map((field) => [field, old[field]])),
    added: changed.filter((field) => old[field] === undefined),
  };
}

/** The state as it was before its last step; its version and the mark of its stage go on. Throws RangeError when the fact withdraws any other step. */
export function beforeLastStep<S extends ProcessState>({ lastStep, ...state }: S, { seq, fact }: Recorded): Omit<S, 'lastStep'> {
  if (lastStep?.seq !== (fact as StepWithdrawn).withdrawn) throw new RangeError(`fact ${seq} withdraws a step that is not the last`);
  const restored: Record<string, unknown> = { ...state, ...lastStep.before };
  for (const field of lastStep.added) delete restored[field];
  return restored as Omit<S, 'lastStep'>;
}

/** True for values of the same content, in whatever order their fields stand: a state read back from the database has them in another. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((field) => isSame(left[field], right[field]));
}
