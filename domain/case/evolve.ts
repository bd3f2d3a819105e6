import type { Recount } from '../chase/deadline.ts';
import { replacedDues } from '../chase/recount.ts';
import { peopleOf } from '../process/actor.ts';
import type { Recorded } from '../process/fact.ts';
import type { Instant } from '../process/time.ts';
import type { CaseFact, DecisionCorrected, FollowUpRecorded, InspectionRecorded } from './facts.ts';
import { type CaseOutcome, type CaseState, dueOf, type Episode, type Extension, episodeOf, type FormerDue, type Inspection, type Measure } from './state.ts';

const visit = (state: CaseState, { fact, seq, at }: Recorded<InspectionRecorded | FollowUpRecorded>): Inspection => ({
  seq,
  episode: episodeOf(state),
  kind: fact.type === 'inspectionRecorded' ? 'inspection' : 'followUp',
  officers: fact.officers,
  result: fact.result,
  findings: fact.findings.map((finding, index) => {
    const exhibit = fact.exhibits?.find((item) => item.finding === index);
    return { note: finding.note, ...(exhibit ? { evidence: exhibit.evidence } : {}) };
  }),
  evidence: fact.evidence,
  inspectedAt: fact.inspectedAt,
  recordedAt: at,
});

const withMeasure = (state: CaseState, measure: Measure): CaseState => ({ ...state, stage: state.stage === 'filed' ? 'filed' : 'ordered', measures: [...state.measures, measure] });

/** Requests that wait are overtaken: those of these numbers, or every one. */
const lapse = (extensions: readonly Extension[], numbers?: readonly number[]): readonly Extension[] =>
  extensions.map((extension) => (extension.status === 'pending' && (numbers?.includes(extension.number) ?? true) ? { ...extension, status: 'lapsed' } : extension));

const settle = (state: CaseState, outcome: CaseOutcome): CaseState => {
  const { closeRequest: _, ...rest } = state;
  return { ...rest, stage: 'settled', extensions: lapse(state.extensions), episodes: changeLast(state.episodes, (episode) => ({ ...episode, outcome })) };
};

const changeLast = (episodes: readonly Episode[], change: (episode: Episode) => Episode): readonly Episode[] =>
  episodes.map((episode, index) => (index === episodes.length - 1 ? change(episode) : episode));

/** The state's own content after one more fact. */
export function evolve(state: CaseState, recorded: Recorded<CaseFact>): CaseState {
  const { fact, seq, at } = recorded;
  const episode = episodeOf(state);
  switch (fact.type) {
    case 'caseOpened':
      return {
        ...state,
        stage: 'opened',
        number: fact.number,
        title: fact.title,
        partyId: fact.partyId,
        source: fact.source,
        bodyUnitId: fact.bodyUnitId,
        jointBodies: fact.jointBodies,
        ...(fact.taskId === undefined ? {} : { taskId: fact.taskId }),
        ...(fact.complainant === undefined ? {} : { complainant: fact.complainant }),
        ...(fact.note === undefined ? {} : { note: fact.note }),
        ...(fact.evidence === undefined ? {} : { evidence: fact.evidence }),
        ...(recorded.actor.personId === undefined ? {} : { openedBy: recorded.actor.personId }),
        openedAt: at,
        chase: fact.chase ?? {},
        episodes: [{ number: 1, openedAt: at }],
      };
    case 'inspectionRecorded': {
      const inspected: CaseState = { ...state, inspections: [...state.inspections, visit(state, { ...recorded, fact })] };
      return fact.result === 'clean' ? settle(inspected, 'clean') : { ...inspected, stage: 'inspected' };
    }
    case 'officerChanged':
      return { ...state, successions: [...(state.successions ?? []), { seq, from: fact.from, to: fact.to, at }] };
    case 'rectificationOrdered':
      return withMeasure(
        // After "partly" a new order takes the place of more time for the old one; beside a standing order it does not.
        { ...state, extensions: state.stage === 'inspected' ? lapse(state.extensions) : state.extensions },
        {
          number: fact.measure,
          seq,
          episode,
          kind: 'order',
          text: fact.requirements,
          period: fact.period,
          issuedAt: at,
          deadline: fact.deadline,
          dueAt: fact.dueAt,
          ...(fact.dueOn === undefined ? {} : { dueOn: fact.dueOn }),
        },
      );
    case 'businessSuspended':
      return withMeasure(state, {
        number: fact.measure,
        seq,
        episode,
        kind: 'suspension',
        text: fact.requirements ?? fact.reason,
        reason: fact.reason,
        period: fact.period,
        ...(fact.basis === undefined ? {} : { basis: fact.basis }),
        issuedAt: at,
        deadline: fact.deadline,
        dueAt: fact.dueAt,
        ...(fact.dueOn === undefined ? {} : { dueOn: fact.dueOn }),
      });
    case 'talkSummoned':
      return withMeasure(state, { number: fact.measure, seq, episode, kind: 'talk', text: fact.reason, issuedAt: at, ...(fact.at === undefined ? {} : { at: fact.at }) });
    case 'measureWithdrawn':
      return {
        ...state,
        stage: fact.last && state.stage !== 'filed' ? 'inspected' : state.stage,
        extensions: state.extensions.map((extension) => (extension.status === 'pending' && extension.measure === fact.measure ? { ...extension, status: 'lapsed' } : extension)),
        measures: state.measures.map((measure) => (measure.number === fact.measure ? { ...measure, outcome: 'withdrawn' } : measure)),
      };
    case 'rectificationSubmitted':
      return {
        ...state,
        stage: state.stage === 'filed' ? 'filed' : 'corrected',
        extensions: lapse(state.extensions, fact.lapses),
        submissions: [
          ...state.submissions,
          {
            seq,
            episode,
            description: fact.description,
            evidence: fact.evidence,
            ...(fact.submittedOn === undefined ? {} : { submittedOn: fact.submittedOn }),
            receivedAt: recorded.receivedAt,
            late: fact.late,
          },
        ],
      };
    case 'followUpRecorded': {
      const followed: CaseState = {
        ...state,
        inspections: [...state.inspections, visit(state, { ...recorded, fact })],
        extensions: state.stage === 'filed' && fact.lapses === undefined ? state.extensions : lapse(state.extensions, fact.lapses),
        measures: state.measures.map((measure) => (measure.episode === episode && measure.outcome === undefined ? { ...measure, outcome: fact.result } : measure)),
      };
      if (state.stage === 'filed') return followed;
      return fact.result === 'rectified' ? settle(followed, 'rectified') : { ...followed, stage: 'inspected' };
    }
    case 'extensionRequested':
      return {
        ...state,
        extensions: [
          ...state.extensions,
          {
            number: fact.extension,
            episode,
            of: fact.of,
            ...(fact.measure === undefined ? {} : { measure: fact.measure }),
            reason: fact.reason,
            period: fact.period,
            askedBy: peopleOf(recorded.actor),
            askedAt: at,
            late: fact.late,
            status: 'pending',
          },
        ],
      };
    case 'extensionApproved': {
      const extension = state.extensions.find((item) => item.number === fact.extension);
      const former: FormerDue = {
        kind: fact.deadline,
        ...(extension?.measure === undefined ? {} : { measure: extension.measure }),
        dueAt: fact.formerDueAt,
        ...(fact.formerDueOn === undefined ? {} : { dueOn: fact.formerDueOn }),
        replacedAt: at,
        because: 'extension',
      };
      return {
        ...state,
        stage: state.stage === 'inspected' ? 'ordered' : state.stage,
        dueHistory: [...state.dueHistory, former],
        extensions: decided(state.extensions, fact.extension, 'approved', at, fact.reason),
        measures: state.measures.map((measure) => (extension?.measure === measure.number ? extended(measure, fact) : measure)),
      };
    }
    case 'extensionRefused':
      return { ...state, extensions: decided(state.extensions, fact.extension, 'refused', at, fact.reason) };
    case 'caseFiled':
      return { ...state, stage: 'filed', extensions: lapse(state.extensions), filings: [...state.filings, { seq, episode, reason: fact.reason, filedAt: at }] };
    case 'filedCaseConcluded':
      return settle(
        {
          ...state,
          filings: state.filings.map((filing, index) =>
            index === state.filings.length - 1
              ? {
                  ...filing,
                  decision: fact.decision,
                  ...(fact.penaltyFen === undefined ? {} : { penaltyFen: fact.penaltyFen }),
                  ...(fact.decisionNumber === undefined ? {} : { decisionNumber: fact.decisionNumber }),
                  concludedAt: at,
                }
              : filing,
          ),
        },
        'concluded',
      );
    case 'decisionCorrected':
      return correctedDecision(state, fact, at);
    case 'closingRequested':
      return {
        ...state,
        closeRequest: {
          ground: fact.ground,
          reason: fact.reason,
          ...(fact.duplicateOf === undefined ? {} : { duplicateOf: fact.duplicateOf }),
          askedBy: peopleOf(recorded.actor),
          askedAt: at,
        },
      };
    case 'closingApproved':
      return settle(state, fact.ground);
    case 'closingRefused': {
      const { closeRequest: _, ...rest } = state;
      return rest;
    }
    case 'caseReopened': {
      const { closedAt: _, ...rest } = state;
      return { ...rest, stage: 'opened', episodes: [...state.episodes, { number: fact.episode, openedAt: at, reason: fact.reason }] };
    }
    case 'fieldCorrected':
      return { ...state, [fact.field]: fact.after, corrections: [...state.corrections, { field: fact.field, before: fact.before, after: fact.after, reason: fact.reason, at }] };
    case 'sourceCorrected':
      return { ...state, source: fact.after, corrections: [...state.corrections, { field: 'source', before: fact.before, after: fact.after, reason: fact.reason, at }] };
    case 'deadlinesRecomputed':
      return recomputed(state, fact.recounts ?? [], at);
    case 'caseClosed':
      return { ...state, stage: 'closed', closedAt: at, episodes: changeLast(state.episodes, (last) => ({ ...last, closedAt: at })) };
    case 'rectificationMissed':
    case 'stepWithdrawn':
    case 'rungReached':
      return state;
  }
}

/** The last decision with what was put right in it; each old value stands among the corrections. */
function correctedDecision(state: CaseState, { type: _type, reason, ...fact }: DecisionCorrected, at: number): CaseState {
  const { decision, penaltyFen, decisionNumber } = fact;
  const changes = {
    ...(decision === undefined ? {} : { decision }),
    ...(penaltyFen === undefined ? {} : { penaltyFen }),
    ...(decisionNumber === undefined ? {} : { decisionNumber }),
  };
  const stood = state.filings.at(-1);
  const corrections = (Object.entries(changes) as [keyof typeof changes, string | number][]).map(([field, after]) => ({
    field,
    before: String(stood?.[field] ?? ''),
    after: String(after),
    reason,
    at,
  }));
  return { ...state, filings: state.filings.map((filing) => (filing === stood ? { ...filing, ...changes } : filing)), corrections: [...state.corrections, ...corrections] };
}

function decided(extensions: readonly Extension[], number: number, status: 'approved' | 'refused', at: number, reason: string): readonly Extension[] {
  return extensions.map((extension) => (extension.number === number ? { ...extension, status, decidedAt: at, decisionReason: reason } : extension));
}

/** An extended measure stands again with its new due moment. */
function extended(measure: Measure, due: { readonly deadline: string; readonly dueAt: number; readonly dueOn?: string }): Measure {
  const { outcome: _, dueOn: __, ...rest } = measure;
  return { ...rest, deadline: due.deadline, dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }) };
}

/** Deadlines counted anew after a change of the calendar: measures follow theirs, the old dates stay on record. */
function recomputed(state: CaseState, recounts: readonly Recount[], at: Instant): CaseState {
  const isOf = (measure: Measure, kind: string): boolean => measure.deadline === kind && measure.episode === episodeOf(state) && measure.outcome === undefined;
  const replaced = replacedDues(state.deadlines, recounts, at).map((former): FormerDue => {
    const measure = state.measures.find((item) => isOf(item, former.kind));
    return { ...former, ...(measure ? { measure: measure.number } : {}) };
  });
  const measures = state.measures.map((measure) => {
    const fresh = recounts.find((one) => isOf(measure, one.kind));
    return fresh ? { ...measure, ...dueOf(fresh) } : measure;
  });
  return { ...state, measures, dueHistory: [...state.dueHistory, ...replaced] };
}
