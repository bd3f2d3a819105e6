import { addDays, beijingDateOf } from '../calendar/beijing.ts';
import { replacedDues } from '../chase/recount.ts';
import type { Recorded } from '../process/fact.ts';
import { urgingOf, withUrging } from '../task/urging.ts';
import type { CampaignFact, CampaignFactOf } from './facts.ts';
import { defaultCampaignLadders } from './ladders.ts';
import { redated } from './revision.ts';
import type { CampaignStage, CampaignState, Phase } from './state.ts';

type Step<T extends CampaignFact['type']> = (state: CampaignState, fact: CampaignFactOf<T>, recorded: Recorded<CampaignFact>) => CampaignState;

/** A campaign before its first fact. */
export const initial = (id: string): CampaignState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  title: '',
  officeUnitId: '',
  groupUnitId: '',
  memberUnitIds: [],
  sections: [],
  indicators: [],
  phases: [],
  current: 0,
  ladders: defaultCampaignLadders,
  launchedAt: 0,
  dates: { mode: 'asPlanned' },
  taskCount: 0,
  confirmations: [],
  overrides: [],
  meetings: [],
  supervisions: [],
  revisions: [],
  dueHistory: [],
});

const withPhase = (state: CampaignState, index: number, more: Partial<Phase>): readonly Phase[] => state.phases.map((phase, at) => (at === index ? { ...phase, ...more } : phase));

const steps: { readonly [T in CampaignFact['type']]: Step<T> } = {
  campaignLaunched: (state, { type: _type, sets: _sets, approval, ...content }, { at, actor }) => ({
    ...state,
    ...content,
    ...(approval ? { approval: { ...approval, at, by: actor } } : {}),
    launchedAt: at,
    stage: content.phases[0]?.kind ?? 'commitment',
  }),
  phaseOpened: (state, fact, { at }) => ({
    ...state,
    current: fact.phase,
    stage: state.phases[fact.phase]?.kind ?? state.stage,
    phases: withPhase(state, fact.phase, { openedAt: at }),
  }),
  phaseClosed: (state, fact, { at }) => ({ ...state, phases: withPhase(state, fact.phase, { closedAt: at, closedBy: fact.by }) }),
  conditionConfirmed: (state, fact, { at, actor }) => ({
    ...state,
    ...(fact.documentNumber === undefined ? {} : { documentNumber: fact.documentNumber }),
    confirmations: [
      ...state.confirmations,
      {
        phase: fact.phase,
        condition: fact.condition,
        by: actor,
        at,
        note: fact.note,
        evidence: fact.evidence,
        ...(fact.on === undefined ? {} : { on: fact.on }),
        ...(fact.documentNumber === undefined ? {} : { documentNumber: fact.documentNumber }),
      },
    ],
  }),
  confirmationWithdrawn: (state, fact) => ({ ...state, confirmations: state.confirmations.filter((one) => one.phase !== fact.phase || one.condition !== fact.condition) }),
  conditionOverridden: (state, fact, { at, actor }) => ({
    ...state,
    overrides: [...state.overrides, { phase: fact.phase, condition: fact.condition, by: actor, at, reason: fact.reason }],
  }),
  approvalRecorded: (state, { type: _type, ...approval }, { at, actor }) => ({
    ...state,
    ...(state.documentNumber === undefined && approval.documentNumber !== undefined ? { documentNumber: approval.documentNumber } : {}),
    approval: { ...approval, at, by: actor },
  }),
  compositionSet: (state, { members }) => ({ ...state, composition: members }),
  workingGroupSet: (state, { section, leadUnitId, memberUnitIds }) => ({
    ...state,
    sections: state.sections.map((one) => (one.name === section ? { ...one, leadUnitId, memberUnitIds } : one)),
  }),
  liaisonOfficersAsked: (state) => state,
  liaisonOfficerNamed: (state) => state,
  liaisonOfficersComplete: (state) => state,
  resultRecorded: (state, fact, { at, actor }) => ({
    ...state,
    result: { result: fact.result, note: fact.note, at, by: actor, evidence: fact.evidence, ...(fact.score === undefined ? {} : { score: fact.score }) },
  }),
  meetingRecorded: (state, { heldOn, minutes, decisions, evidence }) => ({ ...state, meetings: [...state.meetings, { heldOn, minutes, decisions, evidence }] }),
  supervisionRecorded: (state, { heldOn, note, evidence }) => ({ ...state, supervisions: [...state.supervisions, { heldOn, note, evidence }] }),
  visitsNoted: (state, { supervisionId, on, unitIds }) => ({
    ...state,
    visits: [...(state.visits ?? []).filter((visit) => visit.supervisionId !== supervisionId), ...(unitIds.length > 0 ? [{ supervisionId, on, unitIds }] : [])],
  }),
  taskAdded: (state, fact) => ({ ...state, taskCount: state.taskCount + fact.count }),
  indicatorAdded: (state) => ({ ...state, indicatorCount: (state.indicatorCount ?? 0) + 1 }),
  planRevised: (state, { type: _type, sets: _sets, count, phases, sections, ...revision }, { at, actor }) => ({
    ...state,
    ...(revision.documentNumber === undefined ? {} : { documentNumber: revision.documentNumber }),
    taskCount: state.taskCount + count,
    sections: [...state.sections, ...sections],
    phases: redated(state.phases, phases),
    revisions: [...state.revisions, { ...revision, at, by: actor }],
  }),
  tasksUrged: (state, fact, { at, actor }) => ({ ...state, urgings: withUrging(state.urgings ?? [], urgingOf(fact, at, actor)) }),
  laddersSet: (state, { ladders }) => ({ ...state, ladders }),
  bulletinRhythmSet: (state, { every: rhythm }) => {
    const { bulletin: _former, ...every } = state.ladders.every;
    return { ...state, ladders: { ...state.ladders, every: { ...every, ...(rhythm ? { bulletin: rhythm } : {}) } } };
  },
  bulletinNoted: (state) => state,
  fieldCorrected: (state, fact) =>
    fact.field === 'phaseEndsOn' ? { ...state, phases: withPhase(state, state.current, { endsOn: String(fact.value) }) } : { ...state, [fact.field]: fact.value },
  campaignSettled: (state) => ({ ...state, stage: 'settled' }),
  campaignClosed: (state, _fact, { at }) => ({ ...state, stage: 'closed', outcome: 'completed', closedAt: at }),
  campaignSuspended: (state, fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as CampaignStage, suspendedAt: at, suspendReason: fact.reason }),
  campaignResumed: (state, fact) => {
    const { suspendedFrom, suspendedAt, suspendReason: _reason, ...rest } = state;
    const from = beijingDateOf(suspendedAt ?? 0);
    // Visits that lay ahead move with their supervisions.
    const visits = state.visits?.map((visit) => (visit.on > from ? { ...visit, on: addDays(visit.on, fact.days) } : visit));
    return { ...rest, ...(visits ? { visits } : {}), stage: suspendedFrom ?? 'commitment', phases: state.phases.map((phase) => shifted(phase, fact.days, from)) };
  },
  campaignCancelled: (state, fact, { at }) => ({ ...state, stage: 'closed', outcome: 'cancelled', cancelReason: fact.reason, closedAt: at }),
  deadlinesRecomputed: (state, fact, { at }) => ({ ...state, dueHistory: [...state.dueHistory, ...replacedDues(state.deadlines, fact.recounts ?? [], at)] }),
  rungReached: (state) => state,
};

/** Dates of phases that lay ahead when the campaign was suspended move; what had happened stays. */
const shifted = (phase: Phase, days: number, from: string): Phase => ({
  ...phase,
  ...(phase.startsOn !== undefined && phase.startsOn >= from ? { startsOn: addDays(phase.startsOn, days) } : {}),
  ...(phase.endsOn !== undefined && phase.endsOn >= from ? { endsOn: addDays(phase.endsOn, days) } : {}),
});

/** The campaign after one more fact. */
export function evolve(state: CampaignState, recorded: Recorded<CampaignFact>): CampaignState {
  const step = steps[recorded.fact.type] as Step<CampaignFact['type']>;
  return step(state, recorded.fact, recorded);
}
