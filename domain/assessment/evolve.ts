import type { Recorded } from '../process/fact.ts';
import type { AssessmentFact, AssessmentFactOf } from './facts.ts';
import type { AssessmentStage, AssessmentState } from './state.ts';

type Step<T extends AssessmentFact['type']> = (state: AssessmentState, fact: AssessmentFactOf<T>, recorded: Recorded<AssessmentFact>) => AssessmentState;

/** An assessment before its first fact. */
export const initial = (id: string): AssessmentState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  evaluationId: '',
  title: '',
  order: 0,
  unitId: '',
  className: '',
  officeUnitId: '',
  groupUnitId: '',
  source: { zh: '', en: '' },
  itemCount: 0,
  selfCheckLadder: [],
  issuedAt: 0,
  visits: [],
  answers: [],
  reviews: [],
  returns: 0,
  objections: [],
});

const without = <K extends keyof AssessmentState>(state: AssessmentState, ...keys: readonly K[]): Omit<AssessmentState, K> => {
  const copy: Partial<AssessmentState> = { ...state };
  for (const key of keys) delete copy[key];
  return copy as Omit<AssessmentState, K>;
};

const ended = (state: AssessmentState, at: number): AssessmentState => ({ ...state, stage: 'closed', visits: [], closedAt: at });

const steps: { readonly [T in AssessmentFact['type']]: Step<T> } = {
  assessmentIssued: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'issued', issuedAt: at }),
  // What is answered anew is reviewed anew.
  itemAnswered: (state, { type: _type, ...answer }, { at, actor }) => ({
    ...state,
    answers: [...state.answers.filter((one) => one.item !== answer.item), { ...answer, at, by: actor }],
    reviews: state.reviews.filter((one) => one.item !== answer.item),
  }),
  selfCheckSubmitted: (state, { summary, late }, { at, actor }) => ({
    ...without(state, 'returnReason'),
    stage: 'submitted',
    submission: { at, by: actor, late, ...(summary === undefined ? {} : { summary }) },
  }),
  selfCheckLapsed: (state, _fact, { at }) => ({ ...state, stage: 'submitted', lapsedAt: at }),
  itemReviewed: (state, { item, points, note, visit }, { at, actor }) => ({
    ...state,
    reviews: [
      ...state.reviews.filter((one) => one.item !== item),
      { item, points, at, by: actor, ...(note === undefined ? {} : { note }), ...(visit === undefined ? {} : { visit }) },
    ],
  }),
  selfCheckExtended: (state) => state,
  selfCheckReturned: (state, { reason }) => ({ ...without(state, 'submission', 'lapsedAt'), stage: 'issued', returnReason: reason, returns: state.returns + 1 }),
  reviewCompleted: (state, { note }, { at }) => ({ ...state, stage: 'reviewed', reviewedAt: at, ...(note === undefined ? {} : { reviewNote: note }) }),
  objectionRaised: (state, { item, reason }, { at, actor }) => ({ ...state, objections: [...state.objections, { item, reason, at, by: actor }] }),
  objectionAnswered: (state, { item, points, former, note }, { at, actor }) => ({
    ...state,
    objections: state.objections.map((one) => (one.item === item ? { ...one, answer: { points, former, note, at, by: actor } } : one)),
    reviews: state.reviews.map((one) => (one.item === item && points !== former ? { item, points, note, at, by: actor } : one)),
  }),
  expertsAdmitted: (state, { visit }) => ({ ...state, visits: [...state.visits, visit] }),
  visitsEnded: (state, { numbers }) => ({ ...state, visits: state.visits.filter((visit) => !numbers.includes(visit.number)) }),
  assessmentFinished: (state, _fact, { at }) => ended(state, at),
  assessmentConcluded: (state, _fact, { at }) => ended(state, at),
  assessmentSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as AssessmentStage, suspendedAt: at }),
  assessmentResumed: (state) => ({ ...without(state, 'suspendedFrom', 'suspendedAt'), stage: state.suspendedFrom ?? 'issued' }),
  deadlinesRecomputed: (state) => state,
  rungReached: (state) => state,
};

/** The assessment after one more fact. */
export function evolve(state: AssessmentState, recorded: Recorded<AssessmentFact>): AssessmentState {
  const step = steps[recorded.fact.type] as Step<AssessmentFact['type']>;
  return step(state, recorded.fact, recorded);
}
