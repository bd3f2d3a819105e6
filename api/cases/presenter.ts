import { caseLight, deadlineLight, lightInputs, nextDeadline } from '../../domain/case/light.ts';
import { extendableOrders } from '../../domain/case/rules.ts';
import { baseKind, type CaseStage, type CaseState, episodeOf, type Measure, officersOf, standingMeasures } from '../../domain/case/state.ts';
import type { Deadline } from '../../domain/chase/deadline.ts';
import type { Org } from '../../domain/org/org.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep, PartyRecord } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import { personRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { type Counting, deadlineName, explain, presentLadder, workingDaysUntil } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { stageName } from './stage-name.ts';

/** What the presenter knows besides the case. */
export interface CaseContext extends Counting {
  readonly org: Org;
  readonly party: PartyRecord | undefined;
  /** The posts of the asker that see the case; they decide whether the complainant is shown. */
  readonly actors: readonly Actor[];
  readonly steps: readonly AllowedStep[];
}

const dueFields = (due: { readonly dueAt: Instant; readonly dueOn?: string }) => ({ dueOn: due.dueOn ?? null, dueAt: iso(due.dueAt) });

// A case past its first fact has a stage; the empty one exists only before it.
const stageOf = (state: CaseState): CaseStage => state.stage || 'opened';

/** True when the asker belongs to the acting body: the complainant is shown to nobody else. */
export const isOfBody = (state: CaseState, actors: readonly Actor[], org: Org): boolean =>
  actors.some((actor) => actor.unitId !== undefined && standsFor(actor.unitId, org).includes(state.bodyUnitId));

/** A case in a list. */
export function presentCaseItem(state: CaseState, { now, org, party, language }: Pick<CaseContext, 'now' | 'org' | 'party' | 'language'>) {
  const next = nextDeadline(state.deadlines);
  return {
    id: state.id,
    number: state.number,
    title: state.title,
    stage: stageOf(state),
    stageName: stageName(stageOf(state), language),
    version: state.version,
    episode: episodeOf(state),
    source: state.source,
    actingBody: unitRef(state.bodyUnitId, org),
    party: { id: state.partyId, name: party?.name ?? null, kind: party?.kind ?? null, address: party?.address ?? null },
    light: caseLight(lightInputs(state), now),
    due: next ? { kind: baseKind(next.kind), ...dueFields(next) } : null,
    openedAt: iso(state.openedAt),
    closedAt: isoOrNull(state.closedAt),
  };
}

function presentDeadline(deadline: Deadline, state: CaseState, context: CaseContext) {
  const { now, language } = context;
  const { basis } = deadline;
  return {
    kind: baseKind(deadline.kind),
    name: deadlineName('case', deadline.kind, language),
    measure: state.measures.findLast((measure) => measure.deadline === deadline.kind && measure.outcome === undefined)?.number ?? null,
    ...dueFields(deadline),
    workingDays: workingDaysUntil(deadline.dueAt, context),
    light: deadlineLight(deadline, now),
    provisional: basis.provisional === true,
    basis: {
      rule: basis.rule[language],
      from: iso(basis.from),
      period: basis.period ?? null,
      counted: basis.counted ?? [],
      skipped: (basis.skipped ?? []).map(({ date, why, name }) => ({ date, why, name: name ?? null })),
      ...explain(deadline, language),
    },
    ...presentLadder(deadline, context),
  };
}

const measureFields = (measure: Measure, state: CaseState) => ({
  number: measure.number,
  episode: measure.episode,
  issuedAt: iso(measure.issuedAt),
  outcome: measure.outcome ?? null,
  stands: standingMeasures(state).includes(measure),
});

function presentOrder(order: Measure, state: CaseState) {
  if (order.period === undefined || order.dueAt === undefined) return [];
  return [
    {
      ...measureFields(order, state),
      extendable: extendableOrders(state).includes(order),
      requirements: order.text,
      period: order.period,
      dueOn: order.dueOn ?? null,
      dueAt: iso(order.dueAt),
    },
  ];
}

const presentMeasure = (measure: Measure, kind: 'suspension' | 'talk', state: CaseState) => ({
  ...measureFields(measure, state),
  kind,
  text: measure.text,
  reason: measure.reason ?? null,
  period: measure.period ?? null,
  dueOn: measure.dueOn ?? null,
  dueAt: isoOrNull(measure.dueAt),
  basis: measure.basis ?? null,
  basisConfirmed: kind === 'suspension' ? false : null,
  at: isoOrNull(measure.at),
});

/** A case with its whole record and the next steps of the asker. */
export function presentCase(state: CaseState, context: CaseContext) {
  const { org } = context;
  const { complainant, closeRequest } = state;
  return {
    ...presentCaseItem(state, context),
    outcome: state.episodes.at(-1)?.outcome ?? null,
    jointBodies: state.jointBodies.map((unitId) => unitRef(unitId, org)),
    taskId: state.taskId ?? null,
    openedBy: state.openedBy === undefined ? null : personRef(state.openedBy, org),
    officers: officersOf(state).map((personId) => personRef(personId, org)),
    complainant:
      complainant && isOfBody(state, context.actors, org) ? { name: complainant.name ?? null, phone: complainant.phone ?? null, address: complainant.address ?? null } : null,
    note: state.note ?? null,
    evidence: state.evidence ?? [],
    inspections: state.inspections.map((inspection) => ({
      episode: inspection.episode,
      kind: inspection.kind,
      officers: inspection.officers.map((personId) => personRef(personId, org)),
      result: inspection.result,
      findings: inspection.findings.map((finding) => ({ note: finding.note, evidence: finding.evidence ?? [] })),
      evidence: inspection.evidence,
      inspectedAt: iso(inspection.inspectedAt),
      recordedAt: iso(inspection.recordedAt),
    })),
    orders: state.measures.flatMap((measure) => (measure.kind === 'order' ? presentOrder(measure, state) : [])),
    measures: state.measures.flatMap((measure) => (measure.kind === 'order' ? [] : [presentMeasure(measure, measure.kind, state)])),
    submissions: state.submissions.map((submission) => ({
      episode: submission.episode,
      description: submission.description,
      evidence: submission.evidence,
      submittedOn: submission.submittedOn ?? null,
      receivedAt: iso(submission.receivedAt),
      late: submission.late,
    })),
    extensions: state.extensions.map((extension) => ({
      number: extension.number,
      episode: extension.episode,
      of: extension.of,
      measure: extension.measure ?? null,
      reason: extension.reason,
      period: extension.period,
      late: extension.late,
      status: extension.status,
      askedAt: iso(extension.askedAt),
      decidedAt: isoOrNull(extension.decidedAt),
      decisionReason: extension.decisionReason ?? null,
    })),
    filings: state.filings.map((filing) => ({
      episode: filing.episode,
      reason: filing.reason,
      filedAt: iso(filing.filedAt),
      decision: filing.decision ?? null,
      penaltyFen: filing.penaltyFen ?? null,
      decisionNumber: filing.decisionNumber ?? null,
      concludedAt: isoOrNull(filing.concludedAt),
    })),
    closeRequest: closeRequest
      ? {
          ground: closeRequest.ground,
          reason: closeRequest.reason,
          duplicateOf: closeRequest.duplicateOf ?? null,
          askedBy: closeRequest.askedBy.map((personId) => personRef(personId, org)),
          askedAt: iso(closeRequest.askedAt),
        }
      : null,
    deadlines: [...state.deadlines].sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq).map((deadline) => presentDeadline(deadline, state, context)),
    dueHistory: state.dueHistory.map((former) => ({
      kind: baseKind(former.kind),
      measure: former.measure ?? null,
      ...dueFields(former),
      replacedAt: iso(former.replacedAt),
      because: former.because,
    })),
    episodes: state.episodes.map((episode) => ({
      number: episode.number,
      openedAt: iso(episode.openedAt),
      reason: episode.reason ?? null,
      outcome: episode.outcome ?? null,
      closedAt: isoOrNull(episode.closedAt),
    })),
    corrections: state.corrections.map((correction) => ({ ...correction, at: iso(correction.at) })),
    allowed: presentSteps('case', context.steps, context.language),
  };
}

/** A fact's data as this asker may read it: the complainant leaves the acting body no more here than elsewhere. */
export function discloseFact(data: Readonly<Record<string, unknown>>, ofBody: boolean): Readonly<Record<string, unknown>> {
  if (ofBody) return data;
  const { complainant: _, ...rest } = data;
  return rest;
}
