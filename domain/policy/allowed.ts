import type { Rules } from '../process/deciding.ts';
import { stepBy } from '../process/decision.ts';
import type { AllowedStep, Participant, ProcessState, ProcessType, World } from '../process/definition.ts';
import { mayCommand } from './policy.ts';
import { takingPart } from './relation.ts';

/** The steps that policy lets the asker take on a process, in the order of its rules, each with the refusal that it would meet now. */
export const allowedBy =
  <S extends ProcessState, T extends string>(type: ProcessType, rules: Rules<S, T>, participants: (state: S) => readonly Participant[]) =>
  (state: S, world: World): readonly AllowedStep[] => {
    const involved = takingPart(participants(state), world.now);
    return Object.entries<Rules<S, T>[T]>(rules)
      .filter(([step]) => mayCommand(world.actor, type, step, involved, world.org) === true)
      .map(([step, rule]) => stepBy(step, rule(state, world)));
  };
