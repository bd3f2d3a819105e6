import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';

/** Next steps over all posts that see a record: a step is open when it is in one of them, else it carries the reason of the first post that has it. */
export function stepsOver(actors: readonly Actor[], allowed: (actor: Actor) => readonly AllowedStep[]): readonly AllowedStep[] {
  const steps = new Map<string, AllowedStep>();
  for (const actor of actors) for (const step of allowed(actor)) if (step.ok || !steps.has(step.type)) steps.set(step.type, step);
  return [...steps.values()];
}
