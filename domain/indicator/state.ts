import type { Ladder } from '../chase/ladder.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { Sample } from '../survey/sample.ts';
import type { Rhythm } from '../task/rhythm.ts';
import type { Decimal } from './decimal.ts';
import type { Amount, Verdict } from './evaluate.ts';
import type { RollUp } from './roll-up.ts';
import type { MeasureRule } from './rule.ts';

/** 监测中、中止、已结束、已取消. */
export const indicatorStages = ['measured', 'suspended', 'concluded', 'cancelled'] as const;
export type IndicatorStage = (typeof indicatorStages)[number];

/** What an indicator is, as it was established and later corrected. */
export interface IndicatorContent {
  readonly campaignId: string;
  /** 指标1, 指标2 … within its campaign. */
  readonly number: string;
  readonly order: number;
  readonly name: string;
  /** 数据责任单位. */
  readonly ownerUnitId: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly memberUnitIds: readonly string[];
  readonly groupLeadUnitIds: readonly string[];
  /** How the values of units make the whole; absent where the owner gives it. */
  readonly perUnit?: RollUp;
  /** The units that each owe a value of their own. */
  readonly unitIds: readonly string[];
  readonly dueOn?: BeijingDate;
  readonly rhythm?: Rhythm;
  /** The document that orders it, for the rule of its deadlines. */
  readonly source: Bilingual;
  readonly ladder: Ladder;
}

/** Who entered something, and when. */
interface Entered {
  readonly at: Instant;
  readonly by: ActorRef;
}
/** Where a figure comes from. */
export interface Sourced {
  readonly source: string;
  readonly evidence: readonly string[];
}

/** The rule in force from its version on; the first is the plan's. */
export interface TargetVersion extends Entered {
  readonly version: number;
  readonly rule: MeasureRule;
  readonly reason?: string;
}

/** A frozen baseline; a correction makes the next version. */
export interface BaselineVersion extends Entered, Sourced {
  readonly version: number;
  readonly amount: Amount;
  readonly on: BeijingDate;
  readonly reason?: string;
}

/** What others reached, such as the provincial average, as it was published. */
export interface Reference extends Entered {
  readonly n: number;
  readonly amount: Amount;
  readonly on: BeijingDate;
  readonly source: string;
}

/** A value as first recorded, or corrected. */
export interface ValueVersion extends Entered, Sourced {
  readonly version: number;
  readonly amount: Amount;
  readonly reason?: string;
}

/** The survey that a value comes from, with its figures when the value was recorded. */
export interface SurveySource {
  readonly surveyId: string;
  readonly number: string;
  readonly sample: Sample;
}

/** A value of the owner, or of one of the units. */
export interface IndicatorValue {
  /** From 1, in the order of entry. */
  readonly n: number;
  readonly on: BeijingDate;
  /** For a rolled-up indicator: whose value it is. */
  readonly unitId?: string;
  /** For a rolled-up indicator: the period to which it belongs. */
  readonly period?: string;
  readonly survey?: SurveySource;
  readonly versions: readonly ValueVersion[];
}

/** A version of a value. */
export interface UsedValue {
  readonly n: number;
  readonly version: number;
}

/** A judgement with the versions it was made from, so that it can be made again. */
export interface Evaluation extends Verdict {
  readonly at: Instant;
  readonly on?: BeijingDate;
  readonly target: number;
  readonly baseline?: number;
  readonly reference?: number;
  /** The values judged: one, or one of each unit that has reported. */
  readonly values: readonly UsedValue[];
  /** Those that they were compared with, where there is no target. */
  readonly former: readonly UsedValue[];
  /** Units that owed a value then. */
  readonly units?: number;
  /** Units of which the former values were to be complete; absent where there were none, and in judgements made before this was asked. */
  readonly formerUnits?: number;
}

/** What is owed next: by the owner, or by one of the units. */
export interface Owed {
  readonly unitId?: string;
  /** From 1. */
  readonly index: number;
  /** The first day a value for which answers it, where it follows another in calendar spans; absent before this was kept. */
  readonly beginsOn?: BeijingDate;
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
}

/** What was owed and came. */
export interface Answered extends Owed {
  readonly at: Instant;
  readonly late: boolean;
}

export const warningOps = ['above', 'atLeast', 'below', 'atMost'] as const;
export type WarningOp = (typeof warningOps)[number];

/** 预警: a threshold, and the task that is opened when a value crosses it. */
export interface Warning {
  readonly op: WarningOp;
  readonly threshold: Decimal;
  readonly task: {
    readonly content: string;
    readonly standard?: string;
    /** Without it: the unit whose value it is. */
    readonly leadUnitId?: string;
    readonly due: Period;
  };
}

/** A task that a value opened. */
export interface Warned {
  readonly n: number;
  readonly version: number;
  readonly taskId: string;
  readonly taskNumber: string;
}

export interface IndicatorState extends ProcessState, IndicatorContent {
  readonly establishedAt: Instant;
  readonly targets: readonly TargetVersion[];
  readonly baselines: readonly BaselineVersion[];
  readonly references: readonly Reference[];
  readonly values: readonly IndicatorValue[];
  readonly evaluations: readonly Evaluation[];
  readonly owed: readonly Owed[];
  readonly answered: readonly Answered[];
  /** How many of the answers were given before the schedule in force was set; absent under the first. */
  readonly answeredBefore?: number;
  /** Where the first period of a rhythm begins that was set after the indicator was established; absent where none was, and from schedules set before this was kept. */
  readonly answersFrom?: BeijingDate;
  readonly warning?: Warning;
  /** Units whose last value lies beyond the threshold (`''`: the whole): no second task before it came back. */
  readonly crossed: readonly string[];
  readonly warned: readonly (Warned & { readonly at: Instant })[];
  readonly cancelReason?: string;
  readonly suspendedAt?: Instant;
}

/** Concluded or cancelled: nobody measures it any more. */
export const isOver = (indicator: { readonly stage: string }): boolean => indicator.stage === 'concluded' || indicator.stage === 'cancelled';

/** The rule in force. */
export function ruleOf(state: Pick<IndicatorState, 'targets'>): MeasureRule {
  const target = state.targets.at(-1);
  if (!target) throw new RangeError('an indicator that was established has a rule');
  return target.rule;
}
