import { expertsIn } from '../evaluation/visits.ts';
import { mayCommand } from '../policy/policy.ts';
import { takingPart } from '../policy/relation.ts';
import { accept, type Decision, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { AssessmentCommand, AssessmentPersonCommand, AssessmentPersonCommandType } from './commands.ts';
import { admit, conclude, endVisits, finish, issue, lapse, recompute, resume, strike, suspend } from './decide/inward.ts';
import { answerObjection, completeReview, extendSelfCheck, returnSelfCheck, reviewItem } from './decide/review.ts';
import { answerItem, raiseObjection, submitSelfCheck } from './decide/unit.ts';
import { evolve, initial } from './evolve.ts';
import type { AssessmentFact } from './facts.ts';
import { rules } from './rules.ts';
import { type AssessmentState, assessmentStages } from './state.ts';

/** The steps people take, in the order in which an assessment meets them. */
const assessmentSteps = Object.keys(rules) as readonly AssessmentPersonCommandType[];
const isPersonCommand = (command: AssessmentCommand): command is AssessmentPersonCommand => command.type in rules;

function decidePerson(state: AssessmentState, command: AssessmentPersonCommand, world: World): Decision<AssessmentFact> {
  const refused = rules[command.type](state, world);
  if (refused) return refused;
  switch (command.type) {
    case 'answerItem':
      return answerItem(state, command, world);
    case 'submitSelfCheck':
      return submitSelfCheck(state, command, world);
    case 'reviewItem':
      return reviewItem(state, command, world);
    case 'extendSelfCheck':
      return extendSelfCheck(state, command, world);
    case 'returnSelfCheck':
      return returnSelfCheck(state, command, world);
    case 'completeReview':
      return completeReview(state, command, world);
    case 'raiseObjection':
      return raiseObjection(state, command, world);
    case 'answerObjection':
      return answerObjection(state, command, world);
  }
}

function decide(state: AssessmentState, command: AssessmentCommand, world: World): Decision<AssessmentFact> {
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (command.type === 'issue') return issue(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'lapse':
      return lapse(state);
    case 'admit':
      return admit(state, command);
    case 'endVisits':
      return endVisits(state, command);
    case 'finish':
      return finish(state);
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

/**
 * Every step of a person reads the standard in the evaluation. What the evaluation asks about before it goes on holds the campaign meanwhile; handing in may move both,
 * and so holds it alone.
 */
function needs(command: AssessmentCommand, state: AssessmentState): Needs {
  if (!isPersonCommand(command)) return {};
  const processes = state.evaluationId ? [state.evaluationId] : [];
  switch (command.type) {
    case 'answerItem':
      return {
        processes: [...processes, ...(command.taskIds ?? []), ...(command.indicatorIds ?? [])],
        attachments: (command.evidence ?? []).map((piece) => (typeof piece === 'string' ? piece : piece.id)),
      };
    case 'submitSelfCheck':
      return { processes, parent: 'update' };
    case 'reviewItem':
      return { processes };
    default:
      return { processes, parent: 'share' };
  }
}

function participants(state: AssessmentState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.unitId, as: 'lead' },
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...expertsIn(state.visits).map(({ personId, days }): Participant => ({ unitId: state.officeUnitId, as: 'addressee', personId, days })),
  ];
}

function allowed(state: AssessmentState, world: World): readonly AllowedStep[] {
  const taking = takingPart(participants(state), world.now);
  return assessmentSteps
    .filter((type) => mayCommand(world.actor, 'assessment', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state, world);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** A unit's part in an evaluation: its self-check, chased while it is owed, the review item by item, objections. */
export const assessment: Definition<AssessmentState, AssessmentCommand, AssessmentFact> = {
  type: 'assessment',
  stages: assessmentStages,
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
