import type { Recorded } from '../process/fact.ts';
import type { SurveyFact, SurveyFactOf } from './facts.ts';
import { surveyLadder } from './ladders.ts';
import type { SurveyPoint, SurveyState } from './state.ts';

type Step<T extends SurveyFact['type']> = (state: SurveyState, fact: SurveyFactOf<T>, recorded: Recorded<SurveyFact>) => SurveyState;

/** A survey before its first fact. */
export const initial = (id: string): SurveyState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  number: '',
  name: '',
  leadUnitId: '',
  officeUnitId: '',
  groupUnitId: '',
  memberUnitIds: [],
  groupLeadUnitIds: [],
  points: [],
  source: { zh: '', en: '' },
  ladder: surveyLadder,
  begunAt: 0,
  checks: [],
});

const withPoint = (state: SurveyState, point: number, more: Partial<SurveyPoint>): readonly SurveyPoint[] =>
  state.points.map((one, index) => (index + 1 === point ? { ...one, ...more } : one));

// What was said of more than have been reached is taken back with them.
function progressed({ valid: known, ...point }: SurveyPoint, reached: number, valid = known): SurveyPoint {
  return { ...point, reached, ...(valid === undefined || valid > reached ? {} : { valid }) };
}

const steps: { readonly [T in SurveyFact['type']]: Step<T> } = {
  surveyBegun: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'running', begunAt: at }),
  progressRecorded: (state, { point, reached, valid }) => ({
    ...state,
    points: state.points.map((one, index) => (index + 1 === point ? progressed(one, reached, valid) : one)),
    checks: state.checks.filter((check) => check.point !== point || check.rechecked <= reached),
  }),
  qualityChecked: (state, { point, rechecked, agreed }, { at, actor }) => ({ ...state, checks: [...state.checks, { point, rechecked, agreed, at, by: actor }] }),
  surveyCompleted: (state, fact, { at }) => ({
    ...state,
    stage: 'completed',
    completedAt: at,
    note: fact.note,
    points: fact.shortfalls.reduce((points, { point, reason }) => withPoint({ ...state, points }, point, { shortfall: reason }), state.points),
  }),
  surveyCancelled: (state, fact) => ({ ...state, stage: 'cancelled', cancelReason: fact.reason }),
  membersSet: (state, { memberUnitIds, groupLeadUnitIds = state.groupLeadUnitIds }) => ({ ...state, memberUnitIds, groupLeadUnitIds }),
  surveySuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedAt: at }),
  surveyResumed: ({ suspendedAt: _suspendedAt, ...state }, fact) => ({ ...state, ...(fact.due ? { due: fact.due } : {}), stage: 'running' }),
  surveyConcluded: (state) => ({ ...state, stage: 'concluded' }),
  deadlinesRecomputed: (state, fact) => ({ ...state, ...(fact.due ? { due: fact.due } : {}) }),
  rungReached: (state) => state,
};

/** The survey after one more fact. */
export function evolve(state: SurveyState, recorded: Recorded<SurveyFact>): SurveyState {
  const step = steps[recorded.fact.type] as Step<SurveyFact['type']>;
  return step(state, recorded.fact, recorded);
}
