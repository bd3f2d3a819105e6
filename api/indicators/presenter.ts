import { reported } from '../../domain/indicator/assess.ts';
import type { Amount, Branch, Outcome, Verdict } from '../../domain/indicator/evaluate.ts';
import { targetText, unitOf } from '../../domain/indicator/rule.ts';
import { type IndicatorStage, type IndicatorState, type Owed, ruleOf } from '../../domain/indicator/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { ActorRef } from '../../domain/process/fact.ts';
import type { Instant } from '../../domain/process/time.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentSample } from '../surveys/presenter.ts';
import { presentDeadlines } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  readonly steps: readonly AllowedStep[];
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<IndicatorStage, { readonly zh: string; readonly en: string }>> = {
  measured: { zh: '监测中', en: 'measured' },
  suspended: { zh: '中止', en: 'suspended' },
  concluded: { zh: '已结束', en: 'concluded' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};
/** The answers of a rule as tables name them. */
export const outcomeNames: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  reached: { zh: '达标', en: 'reached' },
  notReached: { zh: '未达标', en: 'not reached' },
  undecided: { zh: '待定', en: 'undecided' },
};
export const branchNames: Readonly<Record<Branch, { readonly zh: string; readonly en: string }>> = {
  target: { zh: '达到目标值', en: 'the target' },
  change: { zh: '较基线变化幅度', en: 'the change from the baseline' },
  reference: { zh: '优于参照值', en: 'better than the reference' },
  difference: { zh: '较基数变化量', en: 'the difference from the base' },
  items: { zh: '项目全部按期完成', en: 'all items in time' },
  trend: { zh: '优于上期', en: 'better than before' },
};

const presentVerdict = ({ outcome, branch, lacking, current, change, difference }: Verdict) => ({
  outcome,
  branch: branch ?? null,
  lacking: lacking ?? [],
  current: current ?? null,
  change: change ?? null,
  difference: difference ?? null,
});
const notMeasured: Verdict = { outcome: 'undecided', lacking: ['value'] };

const isLate = (state: IndicatorState, { dueAt }: Owed, now: Instant): boolean => state.stage !== 'suspended' && dueAt < now;

/** An indicator in a list. */
export function presentIndicatorItem(state: IndicatorState, { now, org, language }: Omit<Context, 'calendar' | 'steps'>) {
  // An indicator past its first fact has a stage.
  const stage = state.stage as IndicatorStage;
  const rule = ruleOf(state);
  const evaluation = state.evaluations.at(-1);
  const units = reported(state);
  const open = stage === 'measured' || stage === 'suspended';
  const next = open ? [...state.owed].sort((a, b) => a.dueAt - b.dueAt)[0] : undefined;
  return {
    id: state.id,
    campaignId: state.campaignId,
    number: state.number,
    order: state.order,
    name: state.name,
    rule: { ...rule },
    target: targetText(rule)[language],
    unit: unitOf(rule),
    owner: unitRef(state.ownerUnitId, org),
    stage,
    stageName: stageNames[stage][language],
    ...presentVerdict(evaluation ?? notMeasured),
    on: evaluation?.on ?? null,
    perUnit: state.perUnit ?? null,
    reported: units ? { ...units, missing: units.missing.map((id) => unitRef(id, org)) } : null,
    dueOn: next?.dueOn ?? null,
    dueAt: isoOrNull(next?.dueAt),
    late: next !== undefined && isLate(state, next, now),
    version: state.version,
  };
}

const presentAmount = ({ value, numerator, denominator, items }: Amount) => ({
  value: value ?? null,
  numerator: numerator ?? null,
  denominator: denominator ?? null,
  items: items ?? null,
});

/** An indicator with its record and next steps. */
export function presentIndicator(state: IndicatorState, context: Context) {
  const { org, language, now } = context;
  const { rhythm, warning } = state;
  const entered = ({ at, by }: { readonly at: Instant; readonly by: ActorRef }) => ({ at: iso(at), by: byRef(by, org) });
  const ofUnit = (unitId: string | undefined) => unitRef(unitId ?? state.ownerUnitId, org);
  const open = state.stage === 'measured' || state.stage === 'suspended';
  return {
    ...presentIndicatorItem(state, context),
    office: unitRef(state.officeUnitId, org),
    items: state.evaluations.at(-1)?.items ?? null,
    units: state.unitIds.map((id) => unitRef(id, org)),
    rhythm: rhythm ? { span: rhythm.span ?? null, until: rhythm.until ?? null, times: rhythm.times ?? null } : null,
    targets: state.targets.map((one) => ({ version: one.version, rule: { ...one.rule }, target: targetText(one.rule)[language], ...entered(one), reason: one.reason ?? null })),
    baselines: state.baselines.map((one) => ({
      version: one.version,
      ...presentAmount(one.amount),
      on: one.on,
      source: one.source,
      evidence: one.evidence,
      ...entered(one),
      reason: one.reason ?? null,
    })),
    references: state.references.map((one) => ({ n: one.n, ...presentAmount(one.amount), on: one.on, source: one.source, ...entered(one) })),
    values: state.values.map(({ n, on, unitId, survey, versions }) => ({
      n,
      on,
      unit: unitId === undefined ? null : unitRef(unitId, org),
      survey: survey ? { id: survey.surveyId, number: survey.number, sample: presentSample(survey.sample) } : null,
      versions: versions.map((one) => ({
        version: one.version,
        ...presentAmount(one.amount),
        source: one.source,
        evidence: one.evidence,
        ...entered(one),
        reason: one.reason ?? null,
      })),
    })),
    evaluations: state.evaluations.map((one) => ({
      at: iso(one.at),
      ...presentVerdict(one),
      on: one.on ?? null,
      targetVersion: one.target,
      baselineVersion: one.baseline ?? null,
      reference: one.reference ?? null,
      values: one.values,
      former: one.former,
    })),
    owed: open ? state.owed.map((one) => ({ unit: ofUnit(one.unitId), dueOn: one.dueOn ?? null, dueAt: iso(one.dueAt), late: isLate(state, one, now) })) : [],
    answered: state.answered.map((one) => ({ unit: ofUnit(one.unitId), dueOn: one.dueOn ?? null, dueAt: iso(one.dueAt), at: iso(one.at), late: one.late })),
    warning: warning
      ? {
          op: warning.op,
          threshold: warning.threshold,
          content: warning.task.content,
          standard: warning.task.standard ?? null,
          lead: warning.task.leadUnitId === undefined ? null : unitRef(warning.task.leadUnitId, org),
          due: warning.task.due,
          crossed: state.crossed.length > 0,
        }
      : null,
    warned: state.warned.map(({ at, n, taskId, taskNumber }) => ({ at: iso(at), value: n, taskId, taskNumber })),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('indicator', state.deadlines, context),
    allowed: presentSteps('indicator', context.steps, language),
  };
}
