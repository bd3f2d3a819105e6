import { recomputed } from '../chase/recount.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import type { SupervisionCommand } from './commands.ts';
import { close, conclude, resume, strike, suspend } from './decide/inward.ts';
import { object, reviewObjection } from './decide/objection.ts';
import { cancel, plan, postpone } from './decide/plan.ts';
import { recordVisit } from './decide/visit.ts';
import { evolve, initial } from './evolve.ts';
import type { SupervisionFact } from './facts.ts';
import { rules } from './rules.ts';
import { isKnown, isOver, type SupervisionState, supervisionStages, tasksOf } from './state.ts';

const steps: Steps<SupervisionState, SupervisionCommand, SupervisionFact> = {
  plan,
  postpone,
  recordVisit,
  object,
  reviewObjection,
  close: (state, _, world) => close(state, 'office', world),
  cancel,
  suspend,
  resume,
  conclude,
  recompute: recomputed,
  strike: (state, _, world) => strike(state, world),
};

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

/** A supervision: planned, visited, its findings put right as tasks of the campaign or objected to, closed when all are settled. */
export const supervision: Definition<SupervisionState, SupervisionCommand, SupervisionFact> = {
  type: 'supervision',
  stages: supervisionStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['plan']),
  needs,
  allowed: allowedBy('supervision', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
