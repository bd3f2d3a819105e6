import type { Recorded } from '../process/fact.ts';
import type { TaskFact, TaskFactOf } from './facts.ts';
import type { TaskPeriod } from './rhythm.ts';
import type { FormerDue, TaskDue, TaskState, UrgingNotice } from './state.ts';
import { movedIn, urgingOf, withUrging } from './urging.ts';

type Step<T extends TaskFact['type']> = (state: TaskState, fact: TaskFactOf<T>, recorded: Recorded<TaskFact>) => TaskState;

const noContent = { number: '', order: 0, content: '', kind: 'once', phase: 'commitment', leadUnitId: '', officeUnitId: '', groupUnitId: '', campaignId: '' } as const;

/** A task before its first fact. */
export const initial = (id: string): TaskState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  ...noContent,
  childTaskIds: [],
  supportingUnitIds: [],
  evidenceRequired: [],
  mandatory: true,
  source: { zh: '', en: '' },
  ladders: {
    task: [],
    sign: [],
    review: [],
    limits: { sign: { value: 1, unit: 'workingDay' }, review: { value: 5, unit: 'workingDay' }, relapse: { value: 10, unit: 'workingDay' } },
  },
  dueHistory: [],
  nodes: [],
  answered: [],
  issuedAt: 0,
  evidence: [],
  madeGoodLate: false,
  urgingNumbers: [],
  relapses: 0,
});

/** What the fact says of the due date; the former one is kept. */
function redue(
  state: TaskState,
  fact: { readonly due?: TaskDue; readonly dueCause?: FormerDue['cause']; readonly reason?: string },
  at: number,
): Pick<TaskState, 'due' | 'dueHistory'> {
  if (!fact.due) return { dueHistory: state.dueHistory, ...(state.due ? { due: state.due } : {}) };
  const former = state.due && fact.dueCause ? [{ ...state.due, replacedAt: at, cause: fact.dueCause, ...(fact.reason === undefined ? {} : { reason: fact.reason }) }] : [];
  return { due: fact.due, dueHistory: [...state.dueHistory, ...former] };
}

/** The period that a recurring task owes ends with its due date, wherever that moves. */
function redated({ period }: TaskState, due: TaskDue | undefined): { readonly period?: TaskPeriod } {
  if (!period || !due) return {};
  const { dueOn: _dueOn, ...kept } = period;
  return { period: { ...kept, dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }) } };
}

const without = <K extends keyof TaskState>(state: TaskState, ...keys: readonly K[]): Omit<TaskState, K> => {
  const copy: Partial<TaskState> = { ...state };
  for (const key of keys) delete copy[key];
  return copy as Omit<TaskState, K>;
};

/** A drafted notice that nobody signed lapses when the lead has moved or the date has. */
const lapsed = (notice: UrgingNotice | undefined, at: number): { readonly urgingNotice?: UrgingNotice } =>
  notice === undefined ? {} : { urgingNotice: notice.state === 'drafted' ? { ...notice, state: 'lapsed', decidedAt: at } : notice };

/** A check-in is answered once: what relapsed and was made good has the later answer. */
const answer = (state: TaskState, index: number | undefined, late: boolean, at: number, nothing: { readonly nothing?: true } = {}): TaskState['answered'] =>
  index === undefined ? state.answered : [...state.answered.filter((one) => one.index !== index), { index, at, late, ...nothing }];

const answerDueOf = (fact: TaskFactOf<'urgingNoticeSigned'>): Pick<UrgingNotice, 'answerDueAt'> => {
  const due = fact.sets?.find((spec) => spec.kind === 'urgingAnswer');
  return due ? { answerDueAt: due.dueAt } : {};
};

const steps: { readonly [T in TaskFact['type']]: Step<T> } = {
  taskIssued: (state, { type: _type, sets: _sets, ...content }, { at }) => ({
    ...state,
    ...content,
    stage: content.history === 'accepted' ? 'accepted' : 'issued',
    issuedAt: at,
    ...(content.history === 'accepted' ? { acceptedAt: at } : {}),
  }),
  taskSigned: (state, _fact, { at }) => ({ ...state, stage: 'signed', signedAt: at }),
  taskReturned: (state, fact) => ({ ...without(state, 'extension'), stage: 'returned', returnReason: fact.reason }),
  progressReported: (state, fact, { at }) => ({
    ...(fact.extensionLapsed ? without(state, 'extension') : state),
    ...redue(state, fact, at),
    progress: { at, text: fact.progress, ...(fact.percent === undefined ? {} : { percent: fact.percent }), ...(fact.nothing ? { nothing: true } : {}) },
    answered: answer(state, fact.answered, fact.late ?? false, at, fact.nothing ? { nothing: true } : {}),
    ...(fact.period ? { ...lapsed(state.urgingNotice, at), period: fact.period } : {}),
  }),
  taskSubmitted: (state, fact, { at, receivedAt, actor }) => ({
    ...without(state, 'extension', 'shelved'),
    stage: 'submitted',
    submission: { at, receivedAt, by: actor, ...(fact.summary === undefined ? {} : { summary: fact.summary }), evidence: fact.evidence, late: fact.late },
    evidence: [...state.evidence, ...fact.evidence],
  }),
  taskAccepted: (state, fact, { at }) => {
    // An acceptance that is withdrawn and given again has no open ladder: what the first one shelved is kept, for whoever sends the work back.
    const ladder = state.deadlines.find((deadline) => deadline.kind === 'task') ?? state.shelved;
    return {
      ...without(state, 'shelved'),
      ...lapsed(state.urgingNotice, at),
      stage: 'accepted',
      acceptedAt: at,
      madeGoodLate: fact.late,
      ...(fact.note === undefined ? {} : { acceptanceNote: fact.note }),
      ...(ladder ? { shelved: ladder } : {}),
      ...(state.period ? { answered: answer(state, state.period.index, fact.late, at) } : {}),
    };
  },
  periodAccepted: (state, fact, { at }) => ({
    ...without(state, 'submission'),
    ...lapsed(state.urgingNotice, at),
    ...redue(state, fact, at),
    stage: 'signed',
    period: fact.period,
    answered: answer(state, fact.answered, fact.late, at),
    evidence: [],
  }),
  taskSentBack: (state, fact) => ({ ...without(state, 'shelved', 'returnReason'), stage: state.stage === 'returned' ? 'issued' : 'signed', sentBackReason: fact.reason }),
  taskRelapsed: (state, fact, { at }) => ({
    ...without(state, 'shelved', 'acceptedAt', 'acceptanceNote', 'submission', 'history', 'urgingNotice'),
    ...redue(state, fact, at),
    stage: 'signed',
    madeGoodLate: false,
    relapses: state.relapses + 1,
    evidence: [],
  }),
  acceptanceWithdrawn: (state, fact, { at }) => ({
    ...without(state, 'acceptedAt', 'acceptanceNote', 'history'),
    ...redue(state, fact, at),
    // Nothing was submitted for history and for each-unit parents: they stand where work goes on.
    stage: state.submission ? 'submitted' : 'signed',
    madeGoodLate: false,
    answered: state.period ? state.answered.filter((one) => one.index !== state.period?.index) : state.answered,
  }),
  extensionRequested: (state, fact, { at, actor }) => ({
    ...state,
    extension: {
      by: actor,
      at,
      reason: fact.reason,
      afterDue: fact.afterDue,
      ...(fact.period ? { period: fact.period } : {}),
      ...(fact.dueOn === undefined ? {} : { dueOn: fact.dueOn }),
    },
  }),
  extensionGranted: (state, fact, { at }) => ({
    ...without(state, 'extension'),
    ...redue(state, fact, at),
    ...lapsed(state.urgingNotice, at),
    ...redated(state, fact.due),
  }),
  extensionRefused: (state) => without(state, 'extension'),
  taskReassigned: (state, fact, { at }) => ({
    ...without(state, 'signedAt', 'returnReason', 'extension'),
    ...lapsed(state.urgingNotice, at),
    stage: 'issued',
    leadUnitId: fact.leadUnitId,
    supportingUnitIds: fact.supportingUnitIds,
  }),
  fieldCorrected: (state, fact, { at }) =>
    fact.field === 'dueOn' ? { ...without(state, 'history'), ...redue(state, fact, at), ...lapsed(state.urgingNotice, at) } : { ...state, [fact.field]: fact.value },
  taskCancelled: (state, fact, { at }) => ({ ...without(state, 'extension'), ...lapsed(state.urgingNotice, at), stage: 'cancelled', cancelReason: fact.reason }),
  taskConcluded: (state, fact, { at }) => ({
    ...without(state, 'extension'),
    ...lapsed(state.urgingNotice, at),
    ...(fact.accepted ? { stage: 'accepted', acceptedAt: at } : { stage: 'cancelled', cancelReason: fact.outcome }),
  }),
  sharesAdded: (state, fact) => ({ ...state, childTaskIds: [...state.childTaskIds, ...fact.taskIds] }),
  taskRegrouped: (state, { sectionLeadUnitId, groupMemberUnitIds }) => ({ ...state, sectionLeadUnitId, ...(groupMemberUnitIds ? { groupMemberUnitIds } : {}) }),
  laddersSet: (state, { ladders, due = state.due, nodes = state.nodes, told, shelvedRungs }) => ({
    ...state,
    ladders,
    nodes,
    ...(due ? { due } : {}),
    ...(told ? { told } : {}),
    ...(state.shelved && shelvedRungs ? { shelved: { ...state.shelved, rungs: shelvedRungs } } : {}),
  }),
  nodesPlanned: (state, fact) => ({ ...state, nodes: fact.nodes }),
  nodeCompleted: (state, fact, { at }) => ({
    ...state,
    nodes: state.nodes.map((node) => (node.name === fact.name ? { ...node, doneAt: at, late: fact.late, ...(fact.note === undefined ? {} : { note: fact.note }) } : node)),
  }),
  taskSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as NonNullable<TaskState['suspendedFrom']>, suspendedAt: at }),
  taskResumed: (state, fact, { at }) => ({
    ...without(state, 'suspendedFrom', 'suspendedAt'),
    ...redue(state, fact, at),
    ...(fact.nodes ? { nodes: fact.nodes } : {}),
    stage: state.suspendedFrom ?? 'issued',
    ...redated(state, fact.due),
  }),
  urgingNoticeDrafted: (state, fact, { at }) => ({ ...state, urgingNotice: { draftedAt: at, unitId: fact.unitId, state: 'drafted' } }),
  urgingNoticeSigned: (state, fact, { at, actor }) => ({
    ...state,
    urgingNumbers: [...state.urgingNumbers, fact.number],
    ...(state.urgingNotice
      ? {
          urgingNotice: {
            ...state.urgingNotice,
            state: 'signed',
            number: fact.number,
            decidedAt: at,
            signedBy: actor,
            ...(fact.letter ? { letter: fact.letter } : {}),
            ...(fact.template ? { template: fact.template } : {}),
            ...answerDueOf(fact),
          },
        }
      : {}),
  }),
  sealedNoticeAttached: (state, { type: _type, ...scan }, { at, actor }) => ({
    ...state,
    ...(state.urgingNotice ? { urgingNotice: { ...state.urgingNotice, scans: [...(state.urgingNotice.scans ?? []), { ...scan, at, by: actor }] } } : {}),
  }),
  urgingNoticeAnswered: (state, { text, evidence, late, dueAt }, { at, actor }) => ({
    ...state,
    ...(state.urgingNotice
      ? { urgingNotice: { ...state.urgingNotice, ...(dueAt === undefined ? {} : { answerDueAt: dueAt }), answer: { at, by: actor, text, evidence, late } } }
      : {}),
  }),
  urgingNoticeDeclined: (state, fact, { at }) => ({
    ...state,
    ...(state.urgingNotice ? { urgingNotice: { ...state.urgingNotice, state: 'declined', reason: fact.reason, decidedAt: at } } : {}),
  }),
  tasksUrged: (state, fact, { at, actor, seq }) => ({
    ...state,
    urgings: withUrging(state.urgings ?? [], urgingOf(fact, at, actor)),
    urgedIn: { seq, moved: movedIn(state) },
  }),
  deadlinesRecomputed: (state, fact, { at }) => ({ ...state, ...redue(state, fact, at), ...redated(state, fact.due) }),
  // Both are the kernel's alone.
  stepWithdrawn: (state) => state,
  rungReached: (state) => state,
};

/** The task after one more fact. */
export function evolve(state: TaskState, recorded: Recorded<TaskFact>): TaskState {
  const step = steps[recorded.fact.type] as Step<TaskFact['type']>;
  return step(state, recorded.fact, recorded);
}
