import type { Deadline } from '../../domain/chase/deadline.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import type { Org } from '../../domain/org/org.ts';
import { cancelledName } from '../../domain/plan/list-form.ts';
import type { LeftAsItIs } from '../../domain/process/decision.ts';
import type { AllowedStep, TimedType } from '../../domain/process/definition.ts';
import { answerBy } from '../../domain/task/deadlines.ts';
import { missingEvidence } from '../../domain/task/evidence.ts';
import { taskLight } from '../../domain/task/light.ts';
import { nodeLight } from '../../domain/task/nodes.ts';
import type { ShareCount } from '../../domain/task/shares.ts';
import type { KeptScan, TaskStage, TaskState } from '../../domain/task/state.ts';
import type { Urging } from '../../domain/task/urging.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { leftBehind } from '../preview/left.ts';
import { type Counting, deadlineName, explain, presentLadder, workingDaysUntil } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';

/** What the presenters know besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  readonly steps: readonly AllowedStep[];
  readonly shares: ShareCount | undefined;
  /** What the command that is answered leaves as it is, of which no fact tells. */
  readonly left?: readonly LeftAsItIs[] | undefined;
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<TaskStage, { readonly zh: string; readonly en: string }>> = {
  issued: { zh: '待签收', en: 'to be signed for' },
  signed: { zh: '办理中', en: 'in progress' },
  submitted: { zh: '待验收', en: 'awaiting acceptance' },
  returned: { zh: '已退回', en: 'returned' },
  suspended: { zh: '中止', en: 'suspended' },
  accepted: { zh: '已验收', en: 'accepted' },
  cancelled: cancelledName,
};

/** Deadlines of a process of this type, at this stage where that names them, with why each is the date it is, rungs reached and to come; the next first. */
export const presentDeadlines = (type: TimedType, deadlines: readonly Deadline[], counting: Counting, stage?: string) =>
  deadlines.toSorted((a, b) => a.dueAt - b.dueAt).map((deadline) => presentDeadline(type, deadline, counting, stage));

function presentDeadline(type: TimedType, deadline: Deadline, counting: Counting, stage: string | undefined) {
  const { basis } = deadline;
  const { language } = counting;
  return {
    kind: deadline.kind,
    name: deadlineName(type, deadline.kind, language, stage),
    dueOn: deadline.dueOn ?? null,
    dueAt: iso(deadline.dueAt),
    workingDays: workingDaysUntil(deadline.dueAt, counting),
    provisional: basis.provisional === true,
    pausedAt: isoOrNull(deadline.pausedAt),
    basis: {
      rule: basis.rule[language],
      from: iso(basis.from),
      period: basis.period ?? null,
      counted: basis.counted ?? [],
      skipped: (basis.skipped ?? []).map(({ date, why }) => ({ date, why })),
      ...explain(deadline, language),
    },
    ...presentLadder(deadline, counting),
  };
}

/** How a task stands, for what it came from; null where it is not known. */
export function presentTaskStanding(state: TaskState | undefined, { now, language }: Pick<Context, 'now' | 'language'>) {
  if (!state?.stage) return null;
  const stage = state.stage as TaskStage;
  const { id, number, due } = state;
  return { id, number, stage, stageName: stageNames[stage][language], dueOn: due?.dueOn ?? null, dueAt: isoOrNull(due?.dueAt), light: taskLight(state, now) };
}
/** The scan of a sealed paper. */
export const presentScan = ({ evidence, sha256, name, mediaType, at, by, reason }: KeptScan, org: Org) => ({
  attachment: evidence,
  sha256,
  name,
  mediaType,
  at: iso(at),
  by: byRef(by, org),
  reason: reason ?? null,
});

/** The last urging by hand, of all the tasks that `concerns` lets through by their numbers; to whoever urges, with all that was left out. */
export function presentUrging(
  { urgings }: { readonly urgings?: readonly Urging[] },
  { org, language, left: told = [] }: Pick<Context, 'org' | 'language' | 'left'>,
  concerns: (number: string) => boolean = () => true,
) {
  const last = urgings?.at(-1);
  if (!last) return null;
  const left = (told.length > 0 ? told : last.left.filter(({ number }) => concerns(number))).map((one) => ({
    ...leftBehind(one, language),
    from: 'from' in one ? isoOrNull(one.from) : null,
  }));
  return { at: iso(last.at), by: byRef(last.by, org), numbers: last.numbers.filter(concerns), left };
}

/** A task in a list. */
export function presentTaskItem(state: TaskState, { now, org, language }: Omit<Context, 'calendar' | 'steps' | 'shares'>) {
  // A task past its first fact has a stage.
  const stage = state.stage as TaskStage;
  const running = state.deadlines.find((deadline) => deadline.kind === (stage === 'submitted' || stage === 'returned' ? 'review' : 'task')) ?? state.deadlines[0];
  const rung = running?.reached.at(-1)?.rung;
  return {
    id: state.id,
    campaignId: state.campaignId || null,
    parentTaskId: state.parentTaskId ?? null,
    number: state.number,
    order: state.order,
    section: state.section ?? null,
    content: state.content,
    kind: state.kind,
    phase: state.phase,
    lead: unitRef(state.leadUnitId, org),
    supporting: state.supportingUnitIds.map((id) => unitRef(id, org)),
    stage,
    stageName: stageNames[stage][language],
    dueOn: state.due?.dueOn ?? null,
    dueAt: isoOrNull(state.due?.dueAt),
    light: taskLight(state, now),
    rung: rung ?? null,
    rungName: rung === undefined ? null : rungName(rung)[language],
    originalDueOn: state.dueHistory[0]?.dueOn ?? null,
    percent: state.progress?.percent ?? null,
    history: state.history ?? null,
    acceptedAt: isoOrNull(state.acceptedAt),
    version: state.version,
  };
}

/** A task with its record and next steps. */
export function presentTask(state: TaskState, context: Context) {
  const { org, language } = context;
  const { submission, extension, urgingNotice, progress, rhythm, period } = state;
  const scans = (urgingNotice?.scans ?? []).map((scan) => presentScan(scan, org));
  return {
    ...presentTaskItem(state, context),
    standard: state.standard ?? null,
    weight: state.weight ?? null,
    mandatory: state.mandatory,
    evidenceRequired: state.evidenceRequired,
    evidence: state.evidence.map(({ id, item }) => ({ id, item: item ?? null })),
    evidenceMissing: missingEvidence(state.evidenceRequired, state.evidence),
    groupLead: state.sectionLeadUnitId === undefined ? null : unitRef(state.sectionLeadUnitId, org),
    assigner: state.assignerUnitId === undefined ? null : unitRef(state.assignerUnitId, org),
    office: unitRef(state.officeUnitId, org),
    children: state.childTaskIds,
    shares: context.shares ?? null,
    rhythm: rhythm ? { span: rhythm.span ?? null, every: rhythm.every ?? null, until: rhythm.until ?? null, times: rhythm.times ?? null } : null,
    nodes: state.nodes.map((node) => ({
      name: node.name,
      dueOn: node.dueOn,
      doneAt: isoOrNull(node.doneAt),
      late: node.late === true,
      note: node.note ?? null,
      light: nodeLight(node, state.suspendedAt ?? context.now),
    })),
    period: period ? { index: period.index, dueOn: period.dueOn ?? null, dueAt: iso(period.dueAt) } : null,
    answered: state.answered.map(({ index, at, late, nothing }) => ({ index, at: iso(at), late, nothing: nothing === true })),
    issuedAt: iso(state.issuedAt),
    signedAt: isoOrNull(state.signedAt),
    progress: progress ? { at: iso(progress.at), text: progress.text, percent: progress.percent ?? null, nothing: progress.nothing === true } : null,
    origin: state.origin ? { ...state.origin, on: state.origin.on ?? null } : null,
    submission: submission
      ? { at: iso(submission.at), receivedAt: iso(submission.receivedAt), by: byRef(submission.by, org), summary: submission.summary ?? null, late: submission.late }
      : null,
    returnReason: state.returnReason ?? null,
    sentBackReason: state.sentBackReason ?? null,
    acceptanceNote: state.acceptanceNote ?? null,
    madeGoodLate: state.madeGoodLate,
    relapses: state.relapses,
    extension: extension
      ? {
          at: iso(extension.at),
          by: byRef(extension.by, org),
          reason: extension.reason,
          period: extension.period ?? null,
          dueOn: extension.dueOn ?? null,
          afterDue: extension.afterDue,
        }
      : null,
    dueHistory: state.dueHistory.map((former) => ({
      dueOn: former.dueOn ?? null,
      dueAt: iso(former.dueAt),
      replacedAt: iso(former.replacedAt),
      cause: former.cause,
      reason: former.reason ?? null,
    })),
    urgingNotice: urgingNotice
      ? {
          state: urgingNotice.state,
          unit: unitRef(urgingNotice.unitId, org),
          number: urgingNotice.number ?? null,
          draftedAt: iso(urgingNotice.draftedAt),
          decidedAt: isoOrNull(urgingNotice.decidedAt),
          reason: urgingNotice.reason ?? null,
          answerDueAt: isoOrNull(answerBy(state)),
          answer: urgingNotice.answer ? { ...urgingNotice.answer, at: iso(urgingNotice.answer.at), by: byRef(urgingNotice.answer.by, org) } : null,
          sealed: scans.at(-1) ?? null,
          formerScans: scans.slice(0, -1),
        }
      : null,
    urgingNumbers: state.urgingNumbers,
    // Urgings of before named every task of the request, whoever led it.
    urging: presentUrging(state, context, (number) => number === state.number),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('task', state.deadlines, context, state.stage),
    allowed: presentSteps('task', context.steps, language),
  };
}
