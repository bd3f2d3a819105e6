import { mayCommand } from '../policy/policy.ts';
import { stepBy } from '../process/decision.ts';
import type { AllowedStep, Participant, World } from '../process/definition.ts';
import type { CasePersonCommand } from './commands.ts';
import { casePersonCommands } from './commands.ts';
import { closing } from './decide/closing.ts';
import { filing } from './decide/filing.ts';
import { measuring } from './decide/measuring.ts';
import { opening } from './decide/opening.ts';
import { rectifying } from './decide/rectifying.ts';
import type { Steps } from './decide/step.ts';
import { visiting } from './decide/visiting.ts';
import { withdrawing } from './decide/withdrawing.ts';
import type { CaseState } from './state.ts';

/** Every step that a person may ask for. */
export const personSteps: Steps<CasePersonCommand['type']> = { ...opening, ...visiting, ...measuring, ...rectifying, ...filing, ...closing, ...withdrawing };

/** The acting body, and joint bodies. The leading-group office takes no part, whatever task the case serves. */
export const participants = (state: CaseState): readonly Participant[] =>
  state.bodyUnitId === '' ? [] : [{ unitId: state.bodyUnitId, as: 'actingBody' }, ...state.jointBodies.map((unitId): Participant => ({ unitId, as: 'jointBody' }))];

/** The steps that the asker's post may take on a case, in the order of a case's life, each with the refusal that it would meet now. */
export function allowed(state: CaseState, world: World): readonly AllowedStep[] {
  const involved = participants(state);
  return casePersonCommands
    .filter((type) => type !== 'open' && mayCommand(world.actor, 'case', type, involved, world.org) === true)
    .map((type) => stepBy(type, personSteps[type].may(state, world)));
}
