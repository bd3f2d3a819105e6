import { recomputed } from '../chase/recount.ts';
import { expertsIn } from '../evaluation/visits.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import type { AssessmentCommand } from './commands.ts';
import { admit, conclude, endVisits, finish, issue, lapse, resume, strike, suspend } from './decide/inward.ts';
import { answerObjection, completeReview, extendSelfCheck, returnSelfCheck, reviewItem } from './decide/review.ts';
import { answerItem, raiseObjection, submitSelfCheck } from './decide/unit.ts';
import { evolve, initial } from './evolve.ts';
import type { AssessmentFact } from './facts.ts';
import { rules } from './rules.ts';
import { type AssessmentState, assessmentStages } from './state.ts';

const steps: Steps<AssessmentState, AssessmentCommand, AssessmentFact> = {
  issue,
  answerItem,
  submitSelfCheck,
  reviewItem,
  extendSelfCheck,
  returnSelfCheck,
  completeReview,
  raiseObjection,
  answerObjection,
  lapse,
  admit,
  endVisits,
  finish,
  suspend,
  resume,
  conclude,
  recompute: recomputed,
  strike: (state, _, world) => strike(state, world),
};

/**
 * Every step of a person reads the standard in the evaluation. What the evaluation asks about before it goes on holds the campaign meanwhile; handing in may move both,
 * and so holds it alone.
 */
function needs(command: AssessmentCommand, state: AssessmentState): Needs {
  if (!(command.type in rules)) return {};
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

/** A unit's part in an evaluation: its self-check, chased while it is owed, the review item by item, objections. */
export const assessment: Definition<AssessmentState, AssessmentCommand, AssessmentFact> = {
  type: 'assessment',
  stages: assessmentStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['issue']),
  needs,
  allowed: allowedBy('assessment', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  settled: () => false,
  closed: (state) => state.stage === 'closed',
  sealed: {},
};
