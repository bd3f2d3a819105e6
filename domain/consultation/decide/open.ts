import { offsetsRefused, periodsRefused } from '../../chase/periods.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { OpenConsultation } from '../commands.ts';
import { dueAsked, opinionsDeadline, opinionsDue } from '../deadlines.ts';
import type { ConsultationFact } from '../facts.ts';
import { chosenLadders, periodsIn } from '../ladders.ts';
import { eventNotice, toUnits } from '../notices.ts';
import { openRound } from '../rounds.ts';
import type { ConsultationState } from '../state.ts';

/** Rounds of the same plan come one after the other, and none once the plan is a campaign. */
function unfit(command: OpenConsultation, world: World): Refusal | undefined {
  if (world.processes.has(command.launchedAs)) return refuse('plan.already_launched');
  const round = openRound(command.roundIds, world);
  return round === undefined ? undefined : refuse('consultation.round_open', { round });
}

function invalid(command: OpenConsultation, world: World): Refusal | undefined {
  // An office asks for itself only.
  if (world.actor.unitId !== undefined && world.actor.unitId !== command.officeUnitId) return refuse('policy.forbidden', { command: command.type });
  if (command.tasks.length === 0) return refuse('consultation.no_tasks');
  if (command.unitIds.length === 0) return refuse('consultation.no_units');
  if (command.unitIds.includes(command.officeUnitId)) return refuse('consultation.office_asked');
  const unknown = command.unitIds.find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('consultation.unit_unknown', { unitId: unknown });
  const { ladders = {} } = command;
  return periodsRefused([ladders.limits?.answers], world) ?? offsetsRefused(periodsIn(ladders), world);
}

/** 征求意见: the units are asked about the draft as it stands now, and told. */
export function open(state: ConsultationState, command: OpenConsultation, world: World): Decision<ConsultationFact> {
  if (state.version > 0) return refuse('consultation.round_open', { round: state.round });
  const refused = unfit(command, world) ?? invalid(command, world);
  if (refused) return refused;
  const asked = dueAsked(command, world.now, command, world);
  if (!asked.ok) return asked;
  const { type: _type, dueOn: _dueOn, duePeriod: _duePeriod, ladders: choice, roundIds: _roundIds, launchedAs: _launchedAs, ...content } = command;
  const ladders = chosenLadders(choice);
  const unitIds = [...new Set(content.unitIds)];
  const { due } = asked;
  return accept([{ type: 'unitsAsked', ...content, unitIds, ladders, due: opinionsDue(due), sets: [opinionsDeadline({ ladders }, due, world)] }], {
    notices: eventNotice('unitsAsked', command, toUnits(unitIds, world), { dueAt: due.dueAt, ...(command.message === undefined ? {} : { reason: command.message }) }),
  });
}
