import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { SupervisionCommand, SupervisionPersonCommand, SupervisionPersonCommandType } from './commands.ts';
import { close, conclude, recompute, resume, strike, suspend } from './decide/inward.ts';
import { object, reviewObjection } from './decide/objection.ts';
import { cancel, plan, postpone } from './decide/plan.ts';
import { recordVisit } from './decide/visit.ts';
import { evolve, initial } from './evolve.ts';
import type { SupervisionFact } from './facts.ts';
import { rules } from './rules.ts';
import { isKnown, isOver, type SupervisionState, supervisionStages, tasksOf } from './state.ts';

/** The steps people take, in the order in which a supervision meets them. */
const supervisionSteps = Object.keys(rules) as readonly SupervisionPersonCommandType[];
const isPersonCommand = (command: SupervisionCommand): command is SupervisionPersonCommand => command.type in rules;

function decidePerson(state: SupervisionState, command: SupervisionPersonCommand, world: World): Decision<SupervisionFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'postpone':
      return postpone(state, command, world);
    case 'recordVisit':
      return recordVisit(state, command, world);
    case 'object':
      return object(state, command, world);
    case 'reviewObjection':
      return reviewObjection(state, command, world);
    case 'close':
      return close(state, 'office', world);
    case 'cancel':
      return cancel(state, command, world);
  }
}

function decide(state: SupervisionState, command: SupervisionCommand, world: World): Decision<SupervisionFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'plan') return plan(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'suspend':
      return suspend(state, command);
    case 'resume':
      return resume(state, command, world);
    case 'conclude':
      return conclude(state, command);
    case 'recompute':
      return recompute(state, command, world);
    case 'strike':
      return strike(state, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

/** Planning, moving and dropping a visit move the campaign's note of visits, recording one moves the campaign itself. How findings stand is seen from their tasks. */
function needs(command: SupervisionCommand, state: SupervisionState): Needs {
  const tasks = tasksOf(state).length > 0 ? { processes: tasksOf(state) } : {};
  switch (command.type) {
    case 'plan': {
      const named = [...(command.taskIds ?? []), ...(command.followUpOf === undefined ? [] : [command.followUpOf])];
      return { parent: 'update', ...(named.length > 0 ? { processes: named } : {}) };
    }
    case 'postpone':
    case 'cancel':
      return { parent: 'update' };
    case 'recordVisit':
      return { parent: 'update', attachments: command.findings.flatMap((finding) => finding.evidence ?? []) };
    case 'object':
      return { ...tasks, ...(command.evidence ? { attachments: command.evidence } : {}) };
    case 'reviewObjection':
      return { ...tasks, parent: 'share' };
    case 'close':
    case 'strike':
      return tasks;
    default:
      return {};
  }
}

function participants(state: SupervisionState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.teamUnitIds.map((unitId): Participant => ({ unitId, as: 'supporting' })),
    ...(isKnown(state) ? state.unitIds.map((unitId): Participant => ({ unitId, as: 'addressee' })) : []),
  ];
}

function allowed(state: SupervisionState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return supervisionSteps
    .filter((type) => mayCommand(world.actor, 'supervision', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** A supervision: planned, visited, its findings put right as tasks of the campaign or objected to, closed when all are settled. */
export const supervision: Definition<SupervisionState, SupervisionCommand, SupervisionFact> = {
  type: 'supervision',
  stages: supervisionStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
