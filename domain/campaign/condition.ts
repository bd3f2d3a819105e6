import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { Json } from '../process/fact.ts';
import { hasAnsweredAll } from '../task/counted.ts';
import type { TaskGlance } from '../task/glance.ts';
import { type PhaseKind, phaseKinds } from '../task/state.ts';
import { withoutLiaisonOfficer } from './liaison.ts';
import type { CampaignState, ConditionKey, Confirmation, Override } from './state.ts';

interface ConditionRule {
  readonly by: 'computed' | 'confirmed';
  readonly label: Bilingual;
}

/** Each condition, how it comes to hold, and its name. Source: 连云区方案 一至七 (domain.md, campaign). */
export const conditionRules: Readonly<Record<ConditionKey, ConditionRule>> = {
  publicCommitment: { by: 'confirmed', label: { zh: '政府公开承诺', en: 'Public commitment published' } },
  officeSetUp: { by: 'confirmed', label: { zh: '领导小组及办公室成立', en: 'Leading group and office set up' } },
  liaisonOfficers: { by: 'computed', label: { zh: '各成员单位确定联络员', en: 'Every member unit has a liaison officer' } },
  planApproved: { by: 'confirmed', label: { zh: '实施方案印发（有文号）', en: 'Plan approved, with its number' } },
  mobilisationMeeting: { by: 'confirmed', label: { zh: '召开动员大会', en: 'Mobilisation meeting held' } },
  baselineSurvey: { by: 'confirmed', label: { zh: '完成基线调查', en: 'Baseline survey done' } },
  priorityAreas: { by: 'confirmed', label: { zh: '确定优先领域', en: 'Priority areas chosen' } },
  tasksBrokenDown: { by: 'computed', label: { zh: '任务均已明确单位、标准、时限', en: 'Every task has unit, standard and deadline' } },
  selfCheck: { by: 'confirmed', label: { zh: '完成对标自查', en: 'Self-check done' } },
  resultRecorded: { by: 'computed', label: { zh: '登记考核结果', en: 'Result recorded' } },
  phaseTasks: { by: 'computed', label: { zh: '本阶段任务全部验收', en: 'The phase’s tasks accepted' } },
};

const conditionsOf: Readonly<Record<PhaseKind, readonly ConditionKey[]>> = {
  commitment: ['publicCommitment', 'officeSetUp', 'liaisonOfficers', 'planApproved', 'mobilisationMeeting', 'phaseTasks'],
  intervention: ['baselineSurvey', 'priorityAreas', 'tasksBrokenDown', 'phaseTasks'],
  evaluation: ['selfCheck', 'resultRecorded', 'phaseTasks'],
};

/** An exit condition of a phase, whether it holds, and what it lacks. */
export interface Condition {
  readonly condition: ConditionKey;
  readonly by: ConditionRule['by'];
  readonly label: Bilingual;
  readonly held: boolean;
  readonly confirmation?: Confirmation;
  readonly override?: Override;
  /** For computed conditions: the units or tasks that block. */
  readonly lacking: readonly Readonly<Record<string, Json>>[];
}

/** The conditions that the phase must meet, by its kind. Where several phases are of one kind, the earlier of them ask only for their date or the office's word. */
function keysOf(state: CampaignState, index: number): readonly ConditionKey[] {
  const phase = state.phases[index];
  if (!phase || state.phases[index + 1]?.kind === phase.kind) return [];
  return conditionsOf[phase.kind];
}

/** The exit conditions of a phase (the open one unless another is named). Needs the campaign's tasks in `world.children`, a glance of each at the least. */
export function conditions(state: CampaignState, world: World, index: number = state.current): readonly Condition[] {
  return keysOf(state, index).map((condition) => {
    const rule = conditionRules[condition];
    const confirmation = state.confirmations.find((one) => one.phase === index && one.condition === condition);
    const override = state.overrides.find((one) => one.phase === index && one.condition === condition);
    const lacking = rule.by === 'computed' ? lacks(condition, state, world, index) : [];
    const held =
      condition === 'resultRecorded'
        ? state.result !== undefined
        : rule.by === 'computed'
          ? lacking.length === 0
          : confirmation !== undefined || (condition === 'planApproved' && state.approval !== undefined);
    return { condition, by: rule.by, label: rule.label, held, lacking, ...(confirmation ? { confirmation } : {}), ...(override ? { override } : {}) };
  });
}

/** Conditions that neither hold nor are overridden: they keep the phase open. */
export const missingConditions = (state: CampaignState, world: World): readonly Condition[] => conditions(state, world).filter((one) => !one.held && !one.override);

/** True while the open phase asks for this confirmation and has neither it nor a signed exception. */
export const awaitsConfirmation = (state: CampaignState, condition: ConditionKey): boolean =>
  state.stage === state.phases[state.current]?.kind &&
  keysOf(state, state.current).includes(condition) &&
  ![...state.confirmations, ...state.overrides].some((one) => one.phase === state.current && one.condition === condition);

function lacks(condition: ConditionKey, state: CampaignState, world: World, index: number): Condition['lacking'] {
  switch (condition) {
    case 'liaisonOfficers':
      return withoutLiaisonOfficer(state, world).map((unitId) => ({ unitId, name: world.org.unit(unitId)?.name ?? '' }));
    case 'tasksBrokenDown':
      return tasksOf(world)
        .filter((task) => task.stage !== 'cancelled' && task.stage !== 'accepted' && task.history === undefined && lackOf(task).length > 0)
        .map((task) => ({ id: task.id, number: task.number, lacks: lackOf(task) }));
    case 'phaseTasks':
      return tasksOf(world)
        .filter((task) => isOfPhase(state, task, index) && !isFulfilled(task, world))
        .map((task) => ({ id: task.id, number: task.number, stage: task.stage, leadUnitId: task.leadUnitId }));
    default:
      return [];
  }
}

const tasksOf = (world: World): readonly TaskGlance[] => (world.children as readonly (ProcessState & TaskGlance)[]).toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

const lackOf = (task: TaskGlance): readonly string[] => [
  ...(task.leadUnitId ? [] : ['lead']),
  ...(task.standard ? [] : ['standard']),
  ...(task.due || task.rhythm ? [] : ['deadline']),
];

/** A relapsed task of an earlier phase counts with the open one: what was passed must be held. */
const isOfPhase = (state: CampaignState, task: TaskGlance, index: number): boolean =>
  phaseKinds.indexOf(task.phase) <= phaseKinds.indexOf(state.phases[index]?.kind ?? 'commitment');

/** Accepted or cancelled, or a recurring task that owes no check-in. */
const isFulfilled = (task: TaskGlance, world: World): boolean => task.stage === 'accepted' || task.stage === 'cancelled' || hasAnsweredAll(task, world.now);
