import { replacedDues } from '../chase/recount.ts';
import type { Recorded } from '../process/fact.ts';
import type { ConsultationFact, ConsultationFactOf } from './facts.ts';
import { chosenLadders } from './ladders.ts';
import type { ConsultationState } from './state.ts';

type Step<T extends ConsultationFact['type']> = (state: ConsultationState, fact: ConsultationFactOf<T>, recorded: Recorded<ConsultationFact>) => ConsultationState;

/** A round before its first fact. */
export const initial = (id: string): ConsultationState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  planId: '',
  planVersion: 0,
  round: 0,
  title: '',
  officeUnitId: '',
  unitIds: [],
  tasks: [],
  ladders: chosenLadders(),
  askedAt: 0,
  due: { dueAt: 0 },
  formerDues: [],
  dueHistory: [],
  comments: [],
  agreed: [],
  silentUnitIds: [],
});

const steps: { readonly [T in ConsultationFact['type']]: Step<T> } = {
  unitsAsked: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'asked', askedAt: at }),
  commented: (state, { type: _type, withdraws, ...comment }, { at, actor }) => ({
    ...state,
    comments: [...state.comments, { ...comment, at, by: actor }],
    agreed: withdraws ? state.agreed.filter(({ unitId }) => unitId !== comment.unitId && !comment.alsoFor?.includes(unitId)) : state.agreed,
  }),
  agreed: (state, { unitId, late }, { at, actor }) => ({ ...state, agreed: [...state.agreed, { unitId, late, at, by: actor }] }),
  collectingEnded: (state, { silentUnitIds }, { at }) => ({ ...state, stage: 'answering', silentUnitIds, collectedAt: at }),
  commentAnswered: (state, { number, decision, reason }, { at, actor }) => ({
    ...state,
    comments: state.comments.map((comment) =>
      comment.number === number ? { ...comment, answer: { decision, at, by: actor, ...(reason === undefined ? {} : { reason }) } } : comment,
    ),
  }),
  opinionsExtended: (state, { due, reason }, { at }) => ({ ...state, due, formerDues: [...state.formerDues, { ...state.due, replacedAt: at, reason }] }),
  consultationClosed: (state, { silentUnitIds }, { at }) => ({ ...state, stage: 'closed', silentUnitIds, collectedAt: state.collectedAt ?? at, closedAt: at }),
  consultationCancelled: (state, { reason }, { at }) => ({ ...state, stage: 'cancelled', cancelReason: reason, closedAt: at }),
  deadlinesRecomputed: (state, { due, recounts }, { at }) => ({
    ...state,
    ...(due ? { due } : {}),
    dueHistory: [...state.dueHistory, ...replacedDues(state.deadlines, recounts ?? [], at)],
  }),
  rungReached: (state) => state,
};

/** The round after one more fact. */
export function evolve(state: ConsultationState, recorded: Recorded<ConsultationFact>): ConsultationState {
  const step = steps[recorded.fact.type] as Step<ConsultationFact['type']>;
  return step(state, recorded.fact, recorded);
}
