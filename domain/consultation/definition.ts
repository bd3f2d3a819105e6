import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import type { ConsultationCommand } from './commands.ts';
import { answerComment, cancel, close, endCollecting, extend } from './decide/office.ts';
import { open } from './decide/open.ts';
import { recompute, strike } from './decide/time.ts';
import { agree, comment } from './decide/units.ts';
import { evolve, initial } from './evolve.ts';
import type { ConsultationFact } from './facts.ts';
import { rules } from './rules.ts';
import { type ConsultationState, consultationStages, isOver } from './state.ts';

const steps: Steps<ConsultationState, ConsultationCommand, ConsultationFact> = {
  open,
  comment,
  agree: (state, _, world) => agree(state, world),
  answerComment,
  extend,
  endCollecting: (state, _, world) => endCollecting(state, world),
  close: (state, _, world) => close(state, world),
  cancel,
  strike: (state, _, world) => strike(state, world),
  recompute,
};

/** Beginning a round looks at the plan's other rounds and at its campaign; it holds the office, so that no launch is under way meanwhile. Every other step looks at nothing but the round. */
const needs = (command: ConsultationCommand): Needs =>
  command.type === 'open' ? { holds: { id: command.officeUnitId, lock: 'update' }, processes: [...command.roundIds, command.launchedAs] } : {};

function participants(state: ConsultationState): readonly Participant[] {
  if (state.version === 0) return [];
  return [{ unitId: state.officeUnitId, as: 'office' }, ...state.unitIds.map((unitId): Participant => ({ unitId, as: 'addressee' }))];
}

/** 征求意见: units are asked about a draft plan, answer, and hear what became of what they said; chased while they, and then the office, are late. */
export const consultation: Definition<ConsultationState, ConsultationCommand, ConsultationFact> = {
  type: 'consultation',
  stages: consultationStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['open']),
  needs,
  allowed: allowedBy('consultation', rules, participants),
  participants,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
