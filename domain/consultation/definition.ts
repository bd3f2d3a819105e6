import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { ConsultationCommand, ConsultationPersonCommand, ConsultationPersonCommandType } from './commands.ts';
import { answerComment, cancel, close, endCollecting, extend } from './decide/office.ts';
import { open } from './decide/open.ts';
import { recompute, strike } from './decide/time.ts';
import { agree, comment } from './decide/units.ts';
import { evolve, initial } from './evolve.ts';
import type { ConsultationFact } from './facts.ts';
import { rules } from './rules.ts';
import { type ConsultationState, consultationStages, isOver } from './state.ts';

/** The steps people take, in the order in which a round meets them. */
const consultationSteps = Object.keys(rules) as readonly ConsultationPersonCommandType[];
const isPersonCommand = (command: ConsultationCommand): command is ConsultationPersonCommand => command.type in rules;

function decidePerson(state: ConsultationState, command: ConsultationPersonCommand, world: World): Decision<ConsultationFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'comment':
      return comment(state, command, world);
    case 'agree':
      return agree(state, world);
    case 'answerComment':
      return answerComment(state, command);
    case 'extend':
      return extend(state, command, world);
    case 'endCollecting':
      return endCollecting(state, world);
    case 'close':
      return close(state, world);
    case 'cancel':
      return cancel(state, command, world);
  }
}

function decide(state: ConsultationState, command: ConsultationCommand, world: World): Decision<ConsultationFact> {
  if (command.type === 'open') return open(state, command, world);
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'strike':
      return strike(state, world);
    case 'recompute':
      return recompute(state, command, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

/** Beginning a round looks at the plan's other rounds and at its campaign; it holds the office, so that no launch is under way meanwhile. Every other step looks at nothing but the round. */
const needs = (command: ConsultationCommand): Needs =>
  command.type === 'open' ? { holds: { id: command.officeUnitId, lock: 'update' }, processes: [...command.roundIds, command.launchedAs] } : {};

function participants(state: ConsultationState): readonly Participant[] {
  if (state.version === 0) return [];
  return [{ unitId: state.officeUnitId, as: 'office' }, ...state.unitIds.map((unitId): Participant => ({ unitId, as: 'addressee' }))];
}

function allowed(state: ConsultationState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return consultationSteps
    .filter((type) => mayCommand(world.actor, 'consultation', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** 征求意见: units are asked about a draft plan, answer, and hear what became of what they said; chased while they, and then the office, are late. */
export const consultation: Definition<ConsultationState, ConsultationCommand, ConsultationFact> = {
  type: 'consultation',
  stages: consultationStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
