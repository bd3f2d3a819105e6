import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { IndicatorCommand, IndicatorPersonCommand, IndicatorPersonCommandType } from './commands.ts';
import { establish } from './decide/establish.ts';
import { correctBaseline, publishReference, setBaseline } from './decide/figure.ts';
import { conclude, recompute, resume, setMembers, strike, suspend } from './decide/inward.ts';
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
const rules: Readonly<Record<IndicatorPersonCommandType, Rule>> = {
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

/** The steps people take, in the order in which an indicator meets them. */
const indicatorSteps = Object.keys(rules) as readonly IndicatorPersonCommandType[];
const isPersonCommand = (command: IndicatorCommand): command is IndicatorPersonCommand => command.type in rules;

function decidePerson(state: IndicatorState, command: IndicatorPersonCommand, world: World): Decision<IndicatorFact> {
  const refused = rules[command.type](state);
  if (refused) return refused;
  switch (command.type) {
    case 'setBaseline':
      return setBaseline(state, command, world);
    case 'correctBaseline':
      return correctBaseline(state, command, world);
    case 'recordValue':
      return recordValue(state, command, world);
    case 'correctValue':
      return correctValue(state, command, world);
    case 'publishReference':
      return publishReference(state, command, world);
    case 'assignOwner':
      return assignOwner(state, command, world);
    case 'setTarget':
      return setTarget(state, command, world);
    case 'setSchedule':
      return setSchedule(state, command, world);
    case 'setWarning':
      return setWarning(state, command, world);
    case 'clearWarning':
      return clearWarning(command);
    case 'cancel':
      return cancel(state, command);
  }
}

function decide(state: IndicatorState, command: IndicatorCommand, world: World): Decision<IndicatorFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'establish') return establish(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'suspend':
      return suspend(state, command);
    case 'resume':
      return resume(state, command, world);
    case 'conclude':
      return conclude(state, command);
    case 'setMembers':
      return setMembers(state, command);
    case 'recompute':
      return recompute(state, command, world);
    case 'strike':
      return strike(state, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

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

function allowed(state: IndicatorState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return indicatorSteps
    .filter((type) => mayCommand(world.actor, 'indicator', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** An indicator: a baseline, values with their source, a judgement by the rule after each; its owner is chased for what it owes. */
export const indicator: Definition<IndicatorState, IndicatorCommand, IndicatorFact> = {
  type: 'indicator',
  stages: indicatorStages,
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
