import type { DatesChoice } from '../../domain/campaign/commands.ts';
import type { DatesPreview } from '../../domain/campaign/preview.ts';
import { missingForLaunch } from '../../domain/plan/fill.ts';
import type { PlanPhase } from '../../domain/plan/phase.ts';
import { keepsFromLaunch, type PhaseFault, phaseFaults } from '../../domain/plan/phase-order.ts';
import { type PlanWarningCode, warn } from '../../domain/plan/warning.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import type { Language } from '../http/language.ts';
import { iso } from '../http/time.ts';
import { presentRefused } from './refused.ts';
import type { StoredPlan } from './store.ts';

const head = (plan: StoredPlan) => ({
  id: plan.id,
  version: plan.version,
  title: plan.content.title,
  documentNumber: plan.content.documentNumber,
  createdAt: iso(plan.createdAt.getTime()),
  updatedAt: iso(plan.updatedAt.getTime()),
  launchedAs: plan.launchedAs,
});

const faultCodes = {
  endsBeforeStart: 'plan.phase_ends_before_start',
  endsBeforeFormer: 'plan.phase_ends_before_former',
  overlaps: 'plan.phase_overlaps',
} as const satisfies Record<PhaseFault, PlanWarningCode>;

function presentFault({ name, line }: PlanPhase, fault: PhaseFault, language: Language) {
  const warning = warn(faultCodes[fault], line, { name });
  return { code: warning.code, message: warning[language], keepsFromLaunch: keepsFromLaunch(fault) };
}

/** The phases whose dates keep a plan from being launched. */
const unfitPhases = (phases: readonly PlanPhase[]) => phaseFaults(phases).filter(({ faults }) => faults.some(keepsFromLaunch));

/** A draft in a list. */
export const presentPlanItem = (plan: StoredPlan) => ({
  ...head(plan),
  tasks: plan.content.tasks.length,
  missing: missingForLaunch(plan.content).length,
  unfit: unfitPhases(plan.content.phases).length,
});

/** A draft with all that was read and filled in, its doubts, and what keeps it from being launched. */
export function presentPlan(plan: StoredPlan, language: Language) {
  const { sourceHash: _hash, source: _source, warnings, ...content } = plan.content;
  const faults = new Map(phaseFaults(content.phases).map((one) => [one.phase, one.faults]));
  return {
    ...content,
    ...head(plan),
    // Rules of indicators are plain objects of several shapes.
    indicators: content.indicators.map(({ name, rule, dueOn, cites }) => ({ name, rule: { ...rule }, dueOn, cites })),
    warnings: warnings.map((warning) => ({ code: warning.code, line: warning.line, message: warning[language] })),
    phases: content.phases.map((phase) => ({ ...phase, faults: (faults.get(phase) ?? []).map((fault) => presentFault(phase, fault, language)) })),
    missing: missingForLaunch(plan.content),
  };
}

/** What a choice of dates would do, or why it is none. */
export const presentDates = (preview: DatesPreview | Refusal, choice: DatesChoice | undefined, language: Language) =>
  preview.ok ? presentChosen(preview) : { refused: presentRefused(preview, language), mode: choice?.mode ?? ('asPlanned' as const), days: 0, phases: [], tasks: [] };

const presentChosen = (preview: DatesPreview) => ({
  refused: null,
  mode: preview.mode,
  days: preview.days,
  phases: preview.phases.map((phase, index) => ({
    kind: phase.kind,
    name: phase.name,
    before: { startsOn: phase.before.startsOn ?? null, endsOn: phase.before.endsOn ?? null },
    startsOn: phase.startsOn ?? null,
    endsOn: phase.endsOn ?? null,
    history: phase.history,
    opens: index === preview.opens,
  })),
  tasks: preview.tasks.map(({ number, before, after, history }) => ({ number, before: before ?? null, after: after ?? null, history: history ?? null })),
});
