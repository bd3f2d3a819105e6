import { dueText } from '../calendar/due-text.ts';
import { recomputed } from '../chase/recount.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Rules, type Steps } from '../process/deciding.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { EvaluationCommand, EvaluationPersonCommandType } from './commands.ts';
import { conclude, resume, strike, suspend } from './decide/inward.ts';
import { cancel, close, correctScore, inviteExperts, missing, openReview, publish, recordIndicators, recordOutcome, showScores, tally } from './decide/office.ts';
import { start } from './decide/start.ts';
import { evolve, initial } from './evolve.ts';
import type { EvaluationFact } from './facts.ts';
import { type EvaluationStage, type EvaluationState, evaluationStages } from './state.ts';
import { expertsIn } from './visits.ts';

type Verdict = Refusal | undefined;
type Rule = (state: EvaluationState, world: World) => Verdict;

/** Why an evaluation in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<EvaluationStage, Refusal>> = {
  selfCheck: refuse('evaluation.self_checking'),
  review: refuse('evaluation.under_review'),
  scored: refuse('evaluation.scored'),
  published: refuse('evaluation.published'),
  suspended: refuse('evaluation.suspended'),
  closed: refuse('evaluation.closed'),
};
const mustBeIn =
  (...stages: readonly EvaluationStage[]): Rule =>
  (state) =>
    stages.includes(state.stage as EvaluationStage) ? undefined : wrongStage[state.stage as EvaluationStage];

/** Units have their days to object before anything is published. */
const objectionsOver: Rule = (state, world) => {
  const deadline = state.deadlines.find((one) => one.kind === 'objection');
  return deadline && deadline.dueAt >= world.now ? refuse('evaluation.objection_period', { until: dueText(deadline) }) : undefined;
};

/** Once under review, it is opened again only for self-checks that were sent back and are owed. */
const selfChecksOwed: Rule = (state, world) => (state.stage === 'review' && missing(state, world).length > 0 ? undefined : mustBeIn('selfCheck')(state, world));

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
const rules: Rules<EvaluationState, EvaluationPersonCommandType> = {
  openReview: selfChecksOwed,
  inviteExperts: mustBeIn('selfCheck', 'review'),
  recordIndicators: mustBeIn('selfCheck', 'review', 'scored'),
  showScores: mustBeIn('review'),
  publish: (state, world) => mustBeIn('scored')(state, world) ?? objectionsOver(state, world),
  correctScore: (state) => (state.published ? (state.stage === 'suspended' ? wrongStage.suspended : undefined) : refuse('evaluation.not_published')),
  recordOutcome: mustBeIn('published'),
  close: mustBeIn('published'),
  cancel: mustBeIn('selfCheck', 'review', 'scored'),
};

const steps: Steps<EvaluationState, EvaluationCommand, EvaluationFact> = {
  start,
  openReview,
  inviteExperts,
  recordIndicators,
  showScores: (state, _, world) => showScores(state, world),
  publish: (state, _, world) => publish(state, world),
  correctScore,
  recordOutcome,
  close: (_, command) => close(command),
  cancel,
  tally: (state, _, world) => tally(state, world),
  suspend,
  resume,
  conclude,
  recompute: recomputed,
  strike: (state, _, world) => strike(state, world),
};

/** What looks at the assessments or speaks to them holds the campaign: a unit handing in at the same moment waits for it, so that neither misses the other. */
function needs(command: EvaluationCommand, state: EvaluationState): Needs {
  const processes = state.units.map(({ assessmentId }) => assessmentId);
  switch (command.type) {
    case 'start':
      return { parent: 'update', siblings: ['evaluation'] };
    case 'tally':
      return { parent: 'read', processes };
    case 'openReview':
    case 'showScores':
      return { parent: 'update', processes };
    case 'publish':
      return { parent: 'update', processes, ...(state.weights.onTime === undefined ? {} : { siblings: ['task'] }) };
    // The answer tells whether self-checks are owed.
    case 'inviteExperts':
      return { parent: 'update', processes };
    case 'recordIndicators':
      return { processes };
    case 'cancel':
    case 'strike':
      return { parent: 'update' };
    case 'recordOutcome':
      return { parent: 'update', ...(command.evidence ? { attachments: command.evidence } : {}) };
    default:
      return {};
  }
}

function participants(state: EvaluationState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.units.map(({ unitId }): Participant => ({ unitId, as: 'member' })),
    ...expertsIn(state.visits).map(({ personId, days }): Participant => ({ unitId: state.officeUnitId, as: 'addressee', personId, days })),
  ];
}

const steppable = allowedBy('evaluation', rules, participants);
/** What waits for the days to object tells until when. */
const allowed = (state: EvaluationState, world: World): readonly AllowedStep[] => {
  const until = state.deadlines.find((one) => one.kind === 'objection')?.dueAt;
  return steppable(state, world).map((step) => (step.reason === 'evaluation.objection_period' && until !== undefined ? { ...step, until } : step));
};

/** An evaluation of a campaign (考评): self-checks of the units, the review item by item, scores shown, published and ranked, the result. */
export const evaluation: Definition<EvaluationState, EvaluationCommand, EvaluationFact> = {
  type: 'evaluation',
  stages: evaluationStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['start']),
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  settled: () => false,
  closed: (state) => state.stage === 'closed',
  sealed: {},
};
