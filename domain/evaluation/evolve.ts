import type { Recorded } from '../process/fact.ts';
import type { EvaluationFact, EvaluationFactOf } from './facts.ts';
import { chosenLadders } from './ladders.ts';
import type { EvaluationStage, EvaluationState } from './state.ts';

type Step<T extends EvaluationFact['type']> = (state: EvaluationState, fact: EvaluationFactOf<T>, recorded: Recorded<EvaluationFact>) => EvaluationState;

/** An evaluation before its first fact. */
export const initial = (id: string): EvaluationState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  title: '',
  officeUnitId: '',
  groupUnitId: '',
  standard: { source: '', items: [] },
  classes: [],
  weights: { standard: 100 },
  source: { zh: '', en: '' },
  ladders: chosenLadders(),
  units: [],
  startedAt: 0,
  visits: [],
  visitCount: 0,
  indicatorCounts: [],
  corrections: [],
});

const steps: { readonly [T in EvaluationFact['type']]: Step<T> } = {
  evaluationStarted: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'selfCheck', startedAt: at }),
  reviewOpened: (state, { reason }) => ({ ...state, stage: 'review', ...(reason === undefined ? {} : { reviewReason: reason }) }),
  selfChecksLapsed: (state) => state,
  expertsInvited: (state, { type: _type, sets: _sets, ...visit }) => ({ ...state, visits: [...state.visits, visit], visitCount: visit.number }),
  visitsEnded: (state, { numbers }) => ({ ...state, visits: state.visits.filter((visit) => !numbers.includes(visit.number)) }),
  indicatorsRecorded: (state, { type: _type, ...count }) => ({
    ...state,
    indicatorCounts: [...state.indicatorCounts.filter((one) => one.unitId !== count.unitId), count],
  }),
  scoresShown: (state, _fact, { at }) => ({ ...state, stage: 'scored', scoredAt: at }),
  scoresPublished: (state, { inputs }, { at, actor }) => ({ ...state, stage: 'published', visits: [], published: { at, by: actor, inputs } }),
  scoreCorrected: (state, { type: _type, table: _table, ...correction }, { at, actor }) => ({
    ...state,
    corrections: [...state.corrections, { ...correction, at, by: actor }],
  }),
  outcomeRecorded: (state, { result, score, note }, { at }) => ({
    ...state,
    stage: 'closed',
    closedAt: at,
    outcome: { result, note, at, ...(score === undefined ? {} : { score }) },
  }),
  evaluationClosed: (state, { reason }, { at }) => ({ ...state, stage: 'closed', closedAt: at, closeReason: reason }),
  evaluationCancelled: (state, { reason }, { at }) => ({ ...state, stage: 'closed', visits: [], closedAt: at, closeReason: reason }),
  evaluationConcluded: (state, { outcome }, { at }) => ({ ...state, stage: 'closed', visits: [], closedAt: at, closeReason: outcome }),
  evaluationSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as EvaluationStage, suspendedAt: at }),
  evaluationResumed: (state) => {
    const { suspendedFrom, suspendedAt: _suspendedAt, ...rest } = state;
    return { ...rest, stage: suspendedFrom ?? 'selfCheck' };
  },
  deadlinesRecomputed: (state) => state,
  rungReached: (state) => state,
};

/** The evaluation after one more fact. */
export function evolve(state: EvaluationState, recorded: Recorded<EvaluationFact>): EvaluationState {
  const step = steps[recorded.fact.type] as Step<EvaluationFact['type']>;
  return step(state, recorded.fact, recorded);
}
