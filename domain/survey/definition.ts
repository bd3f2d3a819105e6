import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Rules, type Steps } from '../process/deciding.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import type { SurveyCommand, SurveyPersonCommandType } from './commands.ts';
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

/** Each step wants a survey that runs. */
const rules: Rules<SurveyState, SurveyPersonCommandType> = { recordProgress: mustRun, recordQualityCheck: mustRun, complete: mustRun, cancel: mustRun };

const steps: Steps<SurveyState, SurveyCommand, SurveyFact> = {
  begin,
  recordProgress,
  recordQualityCheck,
  complete,
  cancel,
  suspend,
  resume,
  conclude,
  setMembers,
  recompute,
  strike: (state, _, world) => strike(state, world),
};

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

/** A survey: points with planned samples, reached by their units and rechecked, completed with a reason for each that stayed short. */
export const survey: Definition<SurveyState, SurveyCommand, SurveyFact> = {
  type: 'survey',
  stages: surveyStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['begin']),
  needs,
  allowed: allowedBy('survey', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.number || undefined,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
