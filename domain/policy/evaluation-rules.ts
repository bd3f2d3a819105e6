import type { AssessmentCommand } from '../assessment/commands.ts';
import type { EvaluationCommand } from '../evaluation/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);
const unit = people(['liaisonOfficer', 'unitLeader', 'managerInCharge'], ['own']);

/** Evaluations: steered by the campaign's office, seen by the leading group, the units evaluated and the experts whose visit lasts. */
export const evaluationRules = {
  read: { relations: ['office', 'leadingGroup', 'member', 'named'] },
  commands: {
    start: creates(['office']),
    openReview: office,
    inviteExperts: office,
    recordIndicators: office,
    showScores: office,
    publish: office,
    correctScore: office,
    recordOutcome: office,
    close: office,
    cancel: office,
    strike: 'time',
    tally: 'internal',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<EvaluationCommand['type'], CommandRule>,
} as const satisfies TypeRules;

/** Assessments: a unit answers for itself, the office reviews, and so do experts who are named, while their visit lasts; on objections the leading group may decide too. No unit sees another's. */
export const assessmentRules = {
  read: { relations: ['own', 'below', 'office', 'leadingGroup', 'named'] },
  commands: {
    answerItem: unit,
    submitSelfCheck: unit,
    raiseObjection: unit,
    reviewItem: either(office, people(['expert'], ['named'])),
    extendSelfCheck: office,
    returnSelfCheck: office,
    completeReview: office,
    answerObjection: either(office, people(['groupLeader', 'groupDeputy'], ['leadingGroup'])),
    strike: 'time',
    issue: 'internal',
    lapse: 'internal',
    admit: 'internal',
    endVisits: 'internal',
    finish: 'internal',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<AssessmentCommand['type'], CommandRule>,
} as const satisfies TypeRules;
