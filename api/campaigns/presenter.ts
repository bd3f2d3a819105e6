import { conditions } from '../../domain/campaign/condition.ts';
import { withoutLiaisonOfficer } from '../../domain/campaign/liaison.ts';
import type { CampaignStage, CampaignState, GroupMember, Phase } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep, ProcessState, World } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import { isCounted, isWhole } from '../../domain/task/counted.ts';
import type { TaskGlance } from '../../domain/task/glance.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { Language } from '../http/language.ts';
import { byRef, personRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines, presentUrging } from '../tasks/presenter.ts';

const stageNames: Readonly<Record<CampaignStage, { readonly zh: string; readonly en: string }>> = {
  commitment: { zh: '政府承诺、工作启动', en: 'commitment' },
  intervention: { zh: '综合干预、全面建设', en: 'intervention' },
  evaluation: { zh: '考评督导、效果评估', en: 'evaluation' },
  suspended: { zh: '中止', en: 'suspended' },
  settled: { zh: '正在办结', en: 'being closed' },
  closed: { zh: '已结束', en: 'closed' },
};

/** A campaign in a list, with so many tasks as are counted. */
export function presentCampaignItem(state: CampaignState, tasks: number, { org, language }: { readonly org: Org; readonly language: Language }) {
  // A campaign past its first fact has a stage.
  const stage = state.stage as CampaignStage;
  return {
    id: state.id,
    title: state.title,
    documentNumber: state.documentNumber ?? null,
    level: state.level ?? null,
    stage,
    stageName: stageNames[stage][language],
    office: unitRef(state.officeUnitId, org),
    group: unitRef(state.groupUnitId, org),
    tasks,
    launchedAt: iso(state.launchedAt),
    closedAt: isoOrNull(state.closedAt),
    outcome: state.outcome ?? null,
    version: state.version,
  };
}

const presentPhase = (phase: Phase) => ({
  kind: phase.kind,
  name: phase.name,
  startsOn: phase.startsOn ?? null,
  endsOn: phase.endsOn ?? null,
  state: phase.closedAt === undefined ? (phase.openedAt === undefined ? ('waiting' as const) : ('open' as const)) : ('closed' as const),
  openedAt: isoOrNull(phase.openedAt),
  closedAt: isoOrNull(phase.closedAt),
  closedBy: phase.closedBy ?? null,
});

/** Of what blocks a phase a page; tasks are listed in full by their own list. */
const lackingShown = 100;

const presentConditions = (state: CampaignState, world: World, language: Language) =>
  (state.stage === 'settled' || state.stage === 'closed' ? [] : conditions(state, world)).map(({ condition, label, by, held, lacking, confirmation, override }) => ({
    condition,
    label: label[language],
    by,
    held,
    blocks: !held && override === undefined,
    lacking: lacking.slice(0, lackingShown),
    lackingCount: lacking.length,
    confirmation: confirmation
      ? {
          by: byRef(confirmation.by, world.org),
          at: iso(confirmation.at),
          note: confirmation.note,
          on: confirmation.on ?? null,
          documentNumber: confirmation.documentNumber ?? null,
          evidence: confirmation.evidence,
        }
      : null,
    override: override ? { by: byRef(override.by, world.org), at: iso(override.at), reason: override.reason } : null,
  }));

function presentGroupMember({ role, title, unitId, postId }: GroupMember, org: Org) {
  const holder = postId === undefined ? undefined : org.post(postId)?.personId;
  return { role, title, unit: unitId === undefined ? null : unitRef(unitId, org), postId: postId ?? null, holder: holder === undefined ? null : personRef(holder, org) };
}

const presentApproval = ({ approvedBy, unitId, approvedOn, documentNumber, evidence, at, by }: NonNullable<CampaignState['approval']>, org: Org) => ({
  approvedBy: approvedBy ?? null,
  unit: unitId === undefined ? null : unitRef(unitId, org),
  approvedOn,
  documentNumber: documentNumber ?? null,
  evidence,
  at: iso(at),
  by: byRef(by, org),
});

/** How the campaign's tasks stand: by stage, cancelled ones too, and by light; of an each-unit task its shares. */
function figures(all: readonly TaskGlance[], now: Instant) {
  const tasks = all.filter((task) => !isWhole(task));
  const byStage: Record<string, number> = {};
  const light = { green: 0, yellow: 0, red: 0 };
  for (const task of tasks) {
    byStage[task.stage] = (byStage[task.stage] ?? 0) + 1;
    if (isCounted(task)) light[taskLight(task, now).colour] += 1;
  }
  return { tasks: tasks.filter(isCounted).length, byStage, light };
}

/** What a campaign shows of an indicator that is a process of its own. */
export interface IndicatorGlance {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly order: number;
  readonly outcome: string;
  readonly branch: string | null;
}

/** The plan's indicators, each with its process where there is one: the launch gave it the plan's order; one established later goes by its name. */
function presentIndicators(state: CampaignState, measured: readonly IndicatorGlance[]) {
  return state.indicators.map((planned, index) => {
    const named = measured.filter((one) => one.name === planned.name);
    const own = named.find((one) => one.order === index + 1) ?? named[0];
    return { ...planned, ...(own ? { id: own.id, number: own.number, outcome: own.outcome, branch: own.branch } : {}) };
  });
}

/** A campaign with phases, conditions, figures and next steps; `world.children` holds its tasks. The answer of a command knows of no measured indicators. */
export function presentCampaign(state: CampaignState, world: World, language: Language, steps: readonly AllowedStep[], measured: readonly IndicatorGlance[] = []) {
  const { org } = world;
  const { result, ladders } = state;
  const counted = figures(world.children as readonly (ProcessState & TaskGlance)[], world.now);
  return {
    ...presentCampaignItem(state, counted.tasks, { org, language }),
    planId: state.planId ?? null,
    legalBasis: state.legalBasis ?? null,
    issuedBy: state.issuedBy ?? null,
    issuedOn: state.issuedOn ?? null,
    budgetFen: state.budgetFen ?? null,
    members: state.memberUnitIds.map((id) => unitRef(id, org)),
    sections: state.sections.map(({ name, leadUnitId, memberUnitIds = [] }) => ({
      name,
      lead: leadUnitId === undefined ? null : unitRef(leadUnitId, org),
      members: memberUnitIds.map((id) => unitRef(id, org)),
    })),
    composition: (state.composition ?? []).map((member) => presentGroupMember(member, org)),
    approval: state.approval ? presentApproval(state.approval, org) : null,
    lackingLiaisonOfficers: withoutLiaisonOfficer(state, world).map((id) => unitRef(id, org)),
    indicators: presentIndicators(state, measured),
    dates: { mode: state.dates.mode, days: state.dates.days ?? null },
    phases: state.phases.map(presentPhase),
    conditions: presentConditions(state, world, language),
    figures: counted,
    result: result ? { result: result.result, score: result.score ?? null, note: result.note, at: iso(result.at), by: byRef(result.by, org), evidence: result.evidence } : null,
    meetings: state.meetings,
    supervisions: state.supervisions,
    revision: state.revisions.at(-1)?.revision ?? 1,
    revisions: state.revisions.map(({ planId, documentNumber, at, by, left, ...revision }) => ({
      ...revision,
      left: left.map(({ number, code }) => ({ number, code })),
      planId: planId ?? null,
      documentNumber: documentNumber ?? null,
      at: iso(at),
      by: byRef(by, org),
    })),
    urging: presentUrging(state, { org, language }),
    suspendReason: state.suspendReason ?? null,
    cancelReason: state.cancelReason ?? null,
    ladders: { ...ladders },
    deadlines: presentDeadlines('campaign', state.deadlines, { ...world, language }),
    dueHistory: state.dueHistory.map(({ kind, dueOn, dueAt, replacedAt, because }) => ({ kind, dueOn: dueOn ?? null, dueAt: iso(dueAt), replacedAt: iso(replacedAt), because })),
    allowed: presentSteps('campaign', steps, language),
  };
}
