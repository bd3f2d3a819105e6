import type { Recorded } from '../process/fact.ts';
import type { SupervisionFact, SupervisionFactOf } from './facts.ts';
import { defaultSupervisionLadders } from './ladders.ts';
import type { Finding, SupervisionStage, SupervisionState } from './state.ts';

type Step<T extends SupervisionFact['type']> = (state: SupervisionState, fact: SupervisionFactOf<T>, recorded: Recorded<SupervisionFact>) => SupervisionState;

/** A supervision before its first fact. */
export const initial = (id: string): SupervisionState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  kind: 'department',
  title: '',
  scope: '',
  planned: { dueAt: 0 },
  unitIds: [],
  team: [],
  teamUnitIds: [],
  taskIds: [],
  officeUnitId: '',
  groupUnitId: '',
  source: { zh: '', en: '' },
  ladders: defaultSupervisionLadders,
  number: '',
  plannedAt: 0,
  findings: [],
});

const withFinding = (state: SupervisionState, number: number, change: (finding: Finding) => Finding): SupervisionState => ({
  ...state,
  findings: state.findings.map((finding) => (finding.number === number ? change(finding) : finding)),
});

const steps: { readonly [T in SupervisionFact['type']]: Step<T> } = {
  supervisionPlanned: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'planned', plannedAt: at }),
  visitPostponed: (state, { planned }) => ({ ...state, planned }),
  visitRecorded: (state, { on, note, findings, objectionUntil }, { at, actor }) => ({
    ...state,
    stage: 'visited',
    visit: { on, note, at, by: actor },
    findings,
    ...(objectionUntil ? { objectionUntil } : {}),
  }),
  objectionRaised: (state, { finding: number, reason, evidence }, { at, actor }) =>
    withFinding(state, number, (finding) => ({ ...finding, objection: { reason, evidence, at, by: actor } })),
  objectionReviewed: (state, { finding: number, decision, reason, content, dueOn, former }, { at, actor }) =>
    withFinding(state, number, (finding) => ({
      ...finding,
      ...(content === undefined ? {} : { content }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(former ? { former } : {}),
      ...(finding.objection ? { objection: { ...finding.objection, decision, decisionReason: reason, decidedAt: at, decidedBy: actor } } : {}),
    })),
  objectionsOver: (state) => ({ ...state, stage: 'rectifying' }),
  settlingContinued: (state) => state,
  supervisionClosed: (state, _fact, { at }) => ({ ...state, stage: 'closed', closedAt: at }),
  supervisionCancelled: (state, fact) => ({ ...state, stage: 'cancelled', cancelReason: fact.reason }),
  // A visit that was made stays made: only what was still to come is dropped.
  supervisionConcluded: (state, fact, { at }) => (state.visit ? { ...state, stage: 'closed', closedAt: at } : { ...state, stage: 'cancelled', cancelReason: fact.outcome }),
  supervisionSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as SupervisionStage, suspendedAt: at }),
  supervisionResumed: (state, { planned, objectionUntil }) => {
    const { suspendedFrom, suspendedAt: _at, ...rest } = state;
    return { ...rest, ...(planned ? { planned } : {}), ...(objectionUntil ? { objectionUntil } : {}), stage: suspendedFrom ?? 'planned' };
  },
  deadlinesRecomputed: (state, { recounts = [] }) => {
    const until = recounts.find((one) => one.kind === 'objections');
    return until && state.objectionUntil ? { ...state, objectionUntil: { dueAt: until.dueAt, ...(until.dueOn === undefined ? {} : { dueOn: until.dueOn }) } } : state;
  },
  rungReached: (state) => state,
};

/** The supervision after one more fact. */
export function evolve(state: SupervisionState, recorded: Recorded<SupervisionFact>): SupervisionState {
  const step = steps[recorded.fact.type] as Step<SupervisionFact['type']>;
  return step(state, recorded.fact, recorded);
}
