import type { Recorded } from '../process/fact.ts';
import type { Instant } from '../process/time.ts';
import type { IndicatorFact, IndicatorFactOf, Judged } from './facts.ts';
import { defaultValueLadder } from './ladders.ts';
import type { IndicatorState, Owed, Warned } from './state.ts';

type Step<T extends IndicatorFact['type']> = (state: IndicatorState, fact: IndicatorFactOf<T>, recorded: Recorded<IndicatorFact>) => IndicatorState;

/** An indicator before its first fact. */
export const initial = (id: string): IndicatorState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  number: '',
  order: 0,
  name: '',
  ownerUnitId: '',
  officeUnitId: '',
  groupUnitId: '',
  memberUnitIds: [],
  groupLeadUnitIds: [],
  unitIds: [],
  source: { zh: '', en: '' },
  ladder: defaultValueLadder,
  establishedAt: 0,
  targets: [],
  baselines: [],
  references: [],
  values: [],
  evaluations: [],
  owed: [],
  answered: [],
  crossed: [],
  warned: [],
});

const judged = (state: IndicatorState, { evaluation }: { readonly evaluation?: Judged }, at: Instant): Pick<IndicatorState, 'evaluations'> => ({
  evaluations: evaluation ? [...state.evaluations, { ...evaluation, at }] : state.evaluations,
});
const owing = (state: IndicatorState, { owed = state.owed }: { readonly owed?: readonly Owed[] }): Pick<IndicatorState, 'owed'> => ({ owed });
const watched = (
  state: IndicatorState,
  { crossed = state.crossed, warned }: { readonly crossed?: readonly string[]; readonly warned?: Warned },
  at: Instant,
): Pick<IndicatorState, 'crossed' | 'warned'> => ({ crossed, warned: warned ? [...state.warned, { ...warned, at }] : state.warned });

const steps: { readonly [T in IndicatorFact['type']]: Step<T> } = {
  indicatorEstablished: (state, { type: _type, sets: _sets, rule, ...content }, { at, actor }) => ({
    ...state,
    ...content,
    stage: 'measured',
    establishedAt: at,
    targets: [{ version: 1, rule, at, by: actor }],
  }),
  baselineSet: (state, fact, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    baselines: [{ version: 1, amount: fact.amount, on: fact.on, source: fact.source, evidence: fact.evidence, at, by: actor }],
  }),
  baselineCorrected: (state, { version, amount, on, source, evidence, reason, ...fact }, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    baselines: [...state.baselines, { version, amount, on, source, evidence, reason, at, by: actor }],
  }),
  valueRecorded: (state, fact, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    ...owing(state, fact),
    ...watched(state, fact, at),
    values: [
      ...state.values,
      {
        n: fact.n,
        on: fact.on,
        ...(fact.unitId === undefined ? {} : { unitId: fact.unitId }),
        ...(fact.period === undefined ? {} : { period: fact.period }),
        ...(fact.survey ? { survey: fact.survey } : {}),
        versions: [{ version: 1, amount: fact.amount, source: fact.source, evidence: fact.evidence, at, by: actor }],
      },
    ],
    answered: fact.answers ? [...state.answered, { ...fact.answers, at }] : state.answered,
  }),
  valueCorrected: (state, fact, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    ...watched(state, fact, at),
    values: state.values.map((value) => {
      if (value.n !== fact.n) return value;
      const { version, amount, source, evidence, reason } = fact;
      return { ...value, versions: [...value.versions, { version, amount, source, evidence, reason, at, by: actor }] };
    }),
  }),
  referencePublished: (state, fact, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    references: [...state.references, { n: fact.n, amount: fact.amount, on: fact.on, source: fact.source, at, by: actor }],
  }),
  ownerAssigned: (state, fact) => ({ ...state, ownerUnitId: fact.unitId }),
  targetSet: (state, fact, { at, actor }) => ({
    ...state,
    ...judged(state, fact, at),
    targets: [...state.targets, { version: fact.version, rule: fact.rule, reason: fact.reason, at, by: actor }],
  }),
  scheduleSet: ({ dueOn: _dueOn, rhythm: _rhythm, answersFrom: _answersFrom, ...state }, fact) => ({
    ...state,
    ...(fact.answersFrom === undefined ? {} : { answersFrom: fact.answersFrom }),
    ...(fact.dueOn === undefined ? {} : { dueOn: fact.dueOn }),
    ...(fact.rhythm ? { rhythm: fact.rhythm } : {}),
    owed: fact.owed ?? [],
    answeredBefore: state.answered.length,
  }),
  warningSet: (state, { type: _type, op, threshold, task }) => ({ ...state, warning: { op, threshold, task }, crossed: [] }),
  warningCleared: ({ warning: _warning, ...state }) => ({ ...state, crossed: [] }),
  indicatorCancelled: (state, fact) => ({ ...state, stage: 'cancelled', cancelReason: fact.reason }),
  membersSet: (state, { memberUnitIds, groupLeadUnitIds = state.groupLeadUnitIds }) => ({ ...state, memberUnitIds, groupLeadUnitIds }),
  ladderSet: (state, { ladder }) => ({ ...state, ladder }),
  indicatorSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedAt: at }),
  indicatorResumed: ({ suspendedAt: _suspendedAt, ...state }, fact) => ({ ...state, ...owing(state, fact), stage: 'measured' }),
  indicatorConcluded: (state) => ({ ...state, stage: 'concluded' }),
  deadlinesRecomputed: (state, fact) => ({ ...state, ...owing(state, fact) }),
  rungReached: (state) => state,
};

/** The indicator after one more fact. */
export function evolve(state: IndicatorState, recorded: Recorded<IndicatorFact>): IndicatorState {
  const step = steps[recorded.fact.type] as Step<IndicatorFact['type']>;
  return step(state, recorded.fact, recorded);
}
