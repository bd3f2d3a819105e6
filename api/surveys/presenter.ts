import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import { type Sample, sampleOf } from '../../domain/survey/sample.ts';
import { isDone, type SurveyStage, type SurveyState } from '../../domain/survey/state.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  readonly steps: readonly AllowedStep[];
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<SurveyStage, { readonly zh: string; readonly en: string }>> = {
  running: { zh: '进行中', en: 'running' },
  suspended: { zh: '中止', en: 'suspended' },
  completed: { zh: '已完成', en: 'completed' },
  concluded: { zh: '随专项行动结束', en: 'ended with its campaign' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** A sample as it is shown. */
export const presentSample = (sample: Sample) => ({ ...sample, agreement: sample.agreement ?? null });

/** A survey in a list. */
export function presentSurveyItem(state: SurveyState, { now, org, language }: Omit<Context, 'calendar' | 'steps'>) {
  // A survey past its first fact has a stage.
  const stage = state.stage as SurveyStage;
  const sample = sampleOf(state);
  return {
    id: state.id,
    campaignId: state.campaignId,
    number: state.number,
    name: state.name,
    lead: unitRef(state.leadUnitId, org),
    stage,
    stageName: stageNames[stage][language],
    sample: presentSample(sample),
    progress: `${sample.done}/${sample.points}`,
    dueOn: state.due?.dueOn ?? null,
    dueAt: isoOrNull(state.due?.dueAt),
    late: stage === 'running' && state.due !== undefined && state.due.dueAt < now && sample.done < sample.points,
    version: state.version,
  };
}

/** A survey with its record and next steps. */
export function presentSurvey(state: SurveyState, context: Context) {
  const { org, language } = context;
  return {
    ...presentSurveyItem(state, context),
    method: state.method ?? null,
    office: unitRef(state.officeUnitId, org),
    points: state.points.map((point, index) => ({
      point: index + 1,
      unit: unitRef(point.unitId, org),
      name: point.name,
      planned: point.planned,
      reached: point.reached,
      valid: point.valid ?? null,
      done: isDone(point),
      shortfall: point.shortfall ?? null,
      agreement: sampleOf({ points: [point], checks: state.checks.filter((check) => check.point === index + 1) }).agreement ?? null,
    })),
    checks: state.checks.map(({ point, rechecked, agreed, at, by }) => ({ point, rechecked, agreed, at: iso(at), by: byRef(by, org) })),
    note: state.note ?? null,
    begunAt: iso(state.begunAt),
    completedAt: isoOrNull(state.completedAt),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('survey', state.deadlines, context),
    allowed: presentSteps('survey', context.steps, language),
  };
}
