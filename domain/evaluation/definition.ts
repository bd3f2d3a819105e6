import { dueText } from '../calendar/due-text.ts';
import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { EvaluationCommand, EvaluationPersonCommand, EvaluationPersonCommandType } from './commands.ts';
import { conclude, recompute, resume, strike, suspend } from './decide/inward.ts';
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
const rules: Readonly<Record<EvaluationPersonCommandType, Rule>> = {
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

/** The steps people take, in the order in which an evaluation meets them. */
const evaluationSteps = Object.keys(rules) as readonly EvaluationPersonCommandType[];
const isPersonCommand = (command: EvaluationCommand): command is EvaluationPersonCommand => command.type in rules;

function decidePerson(state: EvaluationState, command: EvaluationPersonCommand, world: World): Decision<EvaluationFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'openReview':
      return openReview(state, command, world);
    case 'inviteExperts':
      return inviteExperts(state, command, world);
    case 'recordIndicators':
      return recordIndicators(state, command);
    case 'showScores':
      return showScores(state, world);
    case 'publish':
      return publish(state, world);
    case 'correctScore':
      return correctScore(state, command, world);
    case 'recordOutcome':
      return recordOutcome(state, command);
    case 'close':
      return close(command);
    case 'cancel':
      return cancel(state, command, world);
  }
}

function decide(state: EvaluationState, command: EvaluationCommand, world: World): Decision<EvaluationFact> {
  if (command.type === 'start') return start(state, command, world);
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'tally':
      return tally(state, world);
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

function allowed(state: EvaluationState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return evaluationSteps
    .filter((type) => mayCommand(world.actor, 'evaluation', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      if (!refused) return { type, ok: true };
      const until = refused.code === 'evaluation.objection_period' ? state.deadlines.find((one) => one.kind === 'objection')?.dueAt : undefined;
      return { type, ok: false, reason: refused.code, ...(until === undefined ? {} : { until }) };
    });
}

/** An evaluation of a campaign (考评): self-checks of the units, the review item by item, scores shown, published and ranked, the result. */
export const evaluation: Definition<EvaluationState, EvaluationCommand, EvaluationFact> = {
  type: 'evaluation',
  stages: evaluationStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  settled: () => false,
  closed: (state) => state.stage === 'closed',
  sealed: {},
};
