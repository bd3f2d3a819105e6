import { formulaOf, type UnitScore } from '../../domain/evaluation/score.ts';
import type { EvaluationStage, EvaluationState } from '../../domain/evaluation/state.ts';
import { tableVersion } from '../../domain/evaluation/table.ts';
import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { Language } from '../http/language.ts';
import { byRef, personRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
interface Context {
  readonly org: Org;
  readonly language: Language;
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<EvaluationStage, { readonly zh: string; readonly en: string }>> = {
  selfCheck: { zh: '自查自评', en: 'self-check' },
  review: { zh: '考核评审', en: 'under review' },
  scored: { zh: '得分反馈', en: 'scores shown' },
  published: { zh: '已公布', en: 'published' },
  suspended: { zh: '中止', en: 'suspended' },
  closed: { zh: '已结束', en: 'closed' },
};

/** An evaluation in a list. */
export function presentEvaluationItem(state: EvaluationState, { org, language }: Context) {
  // An evaluation past its first fact has a stage.
  const stage = state.stage as EvaluationStage;
  return {
    id: state.id,
    campaignId: state.campaignId,
    title: state.title,
    stage,
    stageName: stageNames[stage][language],
    office: unitRef(state.officeUnitId, org),
    units: state.units.length,
    startedAt: iso(state.startedAt),
    closedAt: isoOrNull(state.closedAt),
    version: state.version,
  };
}

/** An evaluation with its standard and next steps; of how indicators were met, what the asker may see. */
export function presentEvaluation(state: EvaluationState, context: Context & Counting & { readonly steps: readonly AllowedStep[]; readonly isSeen: (unitId: string) => boolean }) {
  const { org, language, steps, isSeen } = context;
  const { standard, weights, outcome } = state;
  return {
    ...presentEvaluationItem(state, { org, language }),
    group: unitRef(state.groupUnitId, org),
    standard: {
      source: standard.source,
      documentNumber: standard.documentNumber ?? null,
      items: standard.items.map(({ number, group, content, method, points, evidenceRequired, appliesTo }) => ({
        number,
        group: group ?? null,
        content,
        method: method ?? null,
        points,
        evidenceRequired,
        appliesTo: appliesTo ?? null,
      })),
    },
    classes: state.classes.map(({ name }) => ({
      name,
      units: state.units.filter((one) => one.className === name).map(({ unitId, assessmentId }) => ({ unit: unitRef(unitId, org), assessmentId })),
    })),
    weights: { standard: weights.standard, onTime: weights.onTime ?? null, indicators: weights.indicators ?? null },
    passMark: state.passMark ?? null,
    visits: state.visits.map(({ number, personIds, from, until, items, unitIds }) => ({
      number,
      experts: personIds.map((personId) => personRef(personId, org)),
      from,
      until,
      items: items ?? null,
      units: unitIds?.map((unitId) => unitRef(unitId, org)) ?? null,
    })),
    indicatorCounts: state.indicatorCounts.filter(({ unitId }) => isSeen(unitId)).map(({ unitId, met, counted, note }) => ({ unit: unitRef(unitId, org), met, counted, note })),
    scoredAt: isoOrNull(state.scoredAt),
    publishedAt: isoOrNull(state.published?.at),
    tableVersion: tableVersion(state),
    corrections: state.corrections.map(({ version, unitId, item, points, former, reason, at, by }) => ({
      version,
      unit: unitRef(unitId, org),
      item,
      points,
      former,
      reason,
      at: iso(at),
      by: byRef(by, org),
    })),
    outcome: outcome ? { result: outcome.result, score: outcome.score ?? null, note: outcome.note, at: iso(outcome.at) } : null,
    closeReason: state.closeReason ?? null,
    deadlines: presentDeadlines('evaluation', state.deadlines, context),
    allowed: presentSteps('evaluation', steps, language),
  };
}

/** Scores by class; `ranked`: with the ranks, which a unit that sees itself alone is not told. */
export function presentScores(state: EvaluationState, version: number, table: readonly UnitScore[], { org, language, ranked }: Context & { readonly ranked: boolean }) {
  return {
    version,
    passMark: state.passMark ?? null,
    classes: state.classes.map(({ name }) => ({
      name,
      scores: table
        .filter((one) => one.className === name)
        .map((one) => ({
          unit: unitRef(one.unitId, org),
          rank: ranked ? one.rank : null,
          score: one.score,
          passed: one.passed ?? null,
          formula: formulaOf(one)[language],
          parts: one.parts.map((part) => ({ ...part })),
          lines: one.lines.map((line) => ({ ...line })),
        })),
    })),
  };
}
