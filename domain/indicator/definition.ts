import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Rules, type Steps } from '../process/deciding.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import type { IndicatorCommand, IndicatorPersonCommandType } from './commands.ts';
import { establish } from './decide/establish.ts';
import { correctBaseline, publishReference, setBaseline } from './decide/figure.ts';
import { conclude, recompute, resume, setLadder, setMembers, strike, suspend } from './decide/inward.ts';
import { assignOwner, cancel, clearWarning, setSchedule, setTarget, setWarning } from './decide/office.ts';
import { correctValue, recordValue } from './decide/value.ts';
import { evolve, initial } from './evolve.ts';
import type { IndicatorFact } from './facts.ts';
import { type IndicatorStage, type IndicatorState, indicatorStages, isOver } from './state.ts';

type Rule = (state: IndicatorState) => Refusal | undefined;

const wrongStage: Readonly<Record<IndicatorStage, Refusal | undefined>> = {
  measured: undefined,
  suspended: refuse('indicator.suspended'),
  concluded: refuse('indicator.concluded'),
  cancelled: refuse('indicator.cancelled'),
};
const mustRun: Rule = (state) => wrongStage[state.stage as IndicatorStage];

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
const rules: Rules<IndicatorState, IndicatorPersonCommandType> = {
  setBaseline: (state) => mustRun(state) ?? (state.baselines.length > 0 ? refuse('indicator.baseline_frozen') : undefined),
  correctBaseline: (state) => mustRun(state) ?? (state.baselines.length === 0 ? refuse('indicator.baseline_absent') : undefined),
  recordValue: mustRun,
  correctValue: (state) => mustRun(state) ?? (state.values.length === 0 ? refuse('indicator.value_absent', { value: 1 }) : undefined),
  publishReference: mustRun,
  assignOwner: mustRun,
  setTarget: mustRun,
  setSchedule: mustRun,
  setWarning: mustRun,
  clearWarning: (state) => mustRun(state) ?? (state.warning ? undefined : refuse('indicator.warning_absent')),
  cancel: mustRun,
};

const steps: Steps<IndicatorState, IndicatorCommand, IndicatorFact> = {
  establish,
  setBaseline,
  correctBaseline,
  recordValue,
  correctValue,
  publishReference,
  assignOwner,
  setTarget,
  setSchedule,
  setWarning,
  clearWarning: (_, command) => clearWarning(command),
  cancel,
  suspend,
  resume,
  conclude,
  setMembers,
  setLadder,
  recompute,
  strike: (state, _, world) => strike(state, world),
};

/** What begins below a campaign is counted by it, and a value may open a task there: both take the campaign first. */
function needs(command: IndicatorCommand): Needs {
  const attachments = 'evidence' in command && command.evidence ? { attachments: command.evidence } : {};
  switch (command.type) {
    case 'establish':
      return { parent: 'update' };
    case 'recordValue':
      return { ...attachments, parent: 'update', ...(command.surveyId === undefined ? {} : { processes: [command.surveyId] }) };
    case 'correctValue':
      return { ...attachments, parent: 'update' };
    default:
      return attachments;
  }
}

function participants(state: IndicatorState): readonly Participant[] {
  if (state.version === 0) return [];
  const givers = new Set([...state.unitIds, ...state.values.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]))]);
  return [
    { unitId: state.ownerUnitId, as: 'lead' },
    ...[...givers].map((unitId): Participant => ({ unitId, as: 'supporting' })),
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.memberUnitIds.map((unitId): Participant => ({ unitId, as: 'member' })),
    ...state.groupLeadUnitIds.map((unitId): Participant => ({ unitId, as: 'groupLead' })),
  ];
}

/** An indicator: a baseline, values with their source, a judgement by the rule after each; its owner is chased for what it owes. */
export const indicator: Definition<IndicatorState, IndicatorCommand, IndicatorFact> = {
  type: 'indicator',
  stages: indicatorStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['establish']),
  needs,
  allowed: allowedBy('indicator', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
