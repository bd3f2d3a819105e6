import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep, Definition, ProcessState } from '../../domain/process/definition.ts';
import { type Looked, type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';

/** Next steps over all posts that see a record: a step is open when it is in one of them, else it carries the reason of the first post that has it. */
export function stepsFor<S extends ProcessState>(
  definition: Pick<Definition<S>, 'allowed'>,
  { state, actors }: { readonly state: S; readonly actors: readonly Actor[] },
  moment: Moment,
  looked: Looked = nothingLooked,
): readonly AllowedStep[] {
  const steps = new Map<string, AllowedStep>();
  for (const actor of actors) {
    const world = worldOf(moment, moment.now, moment.now, actor, looked);
    for (const step of definition.allowed(state, world)) if (step.ok || !steps.has(step.type)) steps.set(step.type, step);
  }
  return [...steps.values()];
}
