import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep, ProcessState } from '../../domain/process/definition.ts';
import { openFindings } from '../../domain/supervision/rules.ts';
import type { Finding, SupervisionKind, SupervisionStage, SupervisionState } from '../../domain/supervision/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { byRef, personRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines, presentTaskStanding } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  readonly steps: readonly AllowedStep[];
  /** States of the tasks that its findings became. */
  readonly processes: ReadonlyMap<string, ProcessState>;
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<SupervisionStage, { readonly zh: string; readonly en: string }>> = {
  planned: { zh: '已计划', en: 'planned' },
  visited: { zh: '异议期', en: 'open to objections' },
  rectifying: { zh: '整改中', en: 'being put right' },
  suspended: { zh: '中止', en: 'suspended' },
  closed: { zh: '已办结', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};
const kindNames: Readonly<Record<SupervisionKind, { readonly zh: string; readonly en: string }>> = {
  leaders: { zh: '领导督查', en: 'by leaders' },
  department: { zh: '部门督导', en: 'by a department' },
  selfCheck: { zh: '自查', en: 'self-check' },
  unannounced: { zh: '暗访', en: 'unannounced' },
};

/** A supervision in a list. */
export function presentSupervisionItem(state: SupervisionState, { language }: Pick<Context, 'language'>) {
  // A supervision past its first fact has a stage.
  const stage = state.stage as SupervisionStage;
  return {
    id: state.id,
    campaignId: state.campaignId,
    number: state.number,
    kind: state.kind,
    kindName: kindNames[state.kind][language],
    title: state.title,
    stage,
    stageName: stageNames[stage][language],
    dueOn: state.planned.dueOn ?? null,
    dueAt: iso(state.planned.dueAt),
    visitedOn: state.visit?.on ?? null,
    findings: state.findings.filter((finding) => finding.kind === 'problem').length,
    plannedAt: iso(state.plannedAt),
    version: state.version,
  };
}

/** A finding with its objection and how its task stands. */
export function presentFinding(state: SupervisionState, finding: Finding, context: Omit<Context, 'calendar' | 'steps'>) {
  const { org, processes } = context;
  const { number, unitId, kind, content, requirement, dueOn, evidence, former, objection, taskId } = finding;
  return {
    number,
    unit: unitRef(unitId, org),
    kind,
    content,
    requirement: requirement ?? null,
    dueOn: dueOn ?? null,
    evidence,
    former: former ? { content: former.content ?? null, dueOn: former.dueOn ?? null } : null,
    objection: objection
      ? {
          at: iso(objection.at),
          by: byRef(objection.by, org),
          reason: objection.reason,
          evidence: objection.evidence,
          decision: objection.decision ?? null,
          decisionReason: objection.decisionReason ?? null,
          decidedAt: isoOrNull(objection.decidedAt),
          decidedBy: objection.decidedBy ? byRef(objection.decidedBy, org) : null,
        }
      : null,
    open: openFindings(state, { processes }).some((one) => one.number === number),
    task: taskId === undefined ? null : presentTaskStanding(processes.get(taskId) as TaskState | undefined, context),
  };
}

/** A supervision with its findings and next steps. */
export function presentSupervision(state: SupervisionState, context: Context) {
  const { org, language } = context;
  const { visit, objectionUntil } = state;
  return {
    ...presentSupervisionItem(state, context),
    findings: state.findings.map((finding) => presentFinding(state, finding, context)),
    scope: state.scope,
    units: state.unitIds.map((unitId) => unitRef(unitId, org)),
    team: state.team.map((personId) => personRef(personId, org)),
    taskIds: state.taskIds,
    followUpOf: state.followUpOf ?? null,
    reason: state.reason ?? null,
    office: unitRef(state.officeUnitId, org),
    visit: visit ? { on: visit.on, note: visit.note, at: iso(visit.at), by: byRef(visit.by, org) } : null,
    objectionUntil: objectionUntil ? { dueOn: objectionUntil.dueOn ?? null, dueAt: iso(objectionUntil.dueAt) } : null,
    closedAt: isoOrNull(state.closedAt),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('supervision', state.deadlines, context),
    allowed: presentSteps('supervision', context.steps, language),
  };
}
