import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { SurveyCommand, SurveyPersonCommand, SurveyPersonCommandType } from './commands.ts';
import { unitsOf } from './deadlines.ts';
import { begin } from './decide/begin.ts';
import { conclude, recompute, resume, setMembers, strike, suspend } from './decide/inward.ts';
import { cancel, complete, recordProgress, recordQualityCheck } from './decide/work.ts';
import { evolve, initial } from './evolve.ts';
import type { SurveyFact } from './facts.ts';
import { isOver, type SurveyStage, type SurveyState, surveyStages } from './state.ts';

const wrongStage: Readonly<Record<SurveyStage, Refusal | undefined>> = {
  running: undefined,
  suspended: refuse('survey.suspended'),
  completed: refuse('survey.completed'),
  concluded: refuse('survey.concluded'),
  cancelled: refuse('survey.cancelled'),
};
const mustRun = (state: SurveyState): Refusal | undefined => wrongStage[state.stage as SurveyStage];

/** The steps people take, in the order in which a survey meets them; each wants a survey that runs. */
const surveySteps: readonly SurveyPersonCommandType[] = ['recordProgress', 'recordQualityCheck', 'complete', 'cancel'];
const isPersonCommand = (command: SurveyCommand): command is SurveyPersonCommand => (surveySteps as readonly string[]).includes(command.type);

function decidePerson(state: SurveyState, command: SurveyPersonCommand, world: World): Decision<SurveyFact> {
  const refused = mustRun(state);
  if (refused) return refused;
  switch (command.type) {
    case 'recordProgress':
      return recordProgress(state, command, world);
    case 'recordQualityCheck':
      return recordQualityCheck(state, command);
    case 'complete':
      return complete(state, command);
    case 'cancel':
      return cancel(state, command);
  }
}

function decide(state: SurveyState, command: SurveyCommand, world: World): Decision<SurveyFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'begin') return begin(state, command, world);
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

/** What begins below a campaign holds it against closing meanwhile. */
const needs = (command: SurveyCommand): Needs => (command.type === 'begin' ? { parent: 'share' } : {});

function participants(state: SurveyState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.leadUnitId, as: 'lead' },
    ...unitsOf(state.points).map((unitId): Participant => ({ unitId, as: 'supporting' })),
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.memberUnitIds.map((unitId): Participant => ({ unitId, as: 'member' })),
    ...state.groupLeadUnitIds.map((unitId): Participant => ({ unitId, as: 'groupLead' })),
  ];
}

function allowed(state: SurveyState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  const refused = mustRun(state);
  return surveySteps
    .filter((type) => mayCommand(world.actor, 'survey', type, taking, world.org) === true)
    .map((type) => (refused ? { type, ok: false, reason: refused.code } : { type, ok: true }));
}

/** A survey: points with planned samples, reached by their units and rechecked, completed with a reason for each that stayed short. */
export const survey: Definition<SurveyState, SurveyCommand, SurveyFact> = {
  type: 'survey',
  stages: surveyStages,
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
