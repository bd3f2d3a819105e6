import { z } from 'zod';
import { decimalPattern } from '../../domain/indicator/decimal.ts';
import { branches, outcomes } from '../../domain/indicator/evaluate.ts';
import { rollUps } from '../../domain/indicator/roll-up.ts';
import { bounds } from '../../domain/indicator/rule.ts';
import { indicatorStages, warningOps } from '../../domain/indicator/state.ts';
import { rhythmSpans } from '../../domain/task/rhythm.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { SampleView } from '../surveys/schema.ts';
import { DeadlineView, evidenceIds, period, reason, rhythm, text, time } from '../tasks/schema.ts';

/** A number kept to the digit: as text or as a JSON number, at most twelve digits before the point and six behind it. */
const signed = z
  .union([
    z.string().regex(decimalPattern),
    z.number().refine((value) => decimalPattern.test(String(value)), asks('整数最多12位，小数最多6位', 'At most twelve digits before the point and six behind it')),
  ])
  .transform(String)
  .meta({ description: 'A number as text or as a JSON number: at most twelve digits before the point and six behind it, kept to the digit' });
const decimal = signed.refine((value) => !value.startsWith('-'), asks('不能小于0', 'Not below 0'));

const measure = z.enum(['percent', 'number']).meta({ description: 'In what its values are given: per cent, or a number of `unit`' });
const unit = line(40).meta({ description: 'What a value counts, such as 个 or 人/10万人口' });

/** How an indicator is judged. */
export const MeasureRuleBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ratio'), bound: z.enum(bounds).default('atLeast'), target: decimal }).meta({ description: 'A share in per cent, 100 where all are meant' }),
    z
      .strictObject({ kind: z.literal('count'), bound: z.enum(bounds).default('atLeast'), target: decimal, unit, per: z.int().min(1).max(100_000_000).optional() })
      .meta({ description: 'A number of something; with `per`, so many for each so many people' }),
    z
      .strictObject({
        kind: z.literal('change'),
        percent: signed.meta({ description: 'Per cent of the baseline, below 0 for a fall' }),
        measure: measure.default('percent'),
        unit: unit.default('%'),
        since: line(100).optional().meta({ description: 'The baseline as the document names it' }),
        reference: z
          .strictObject({ name: line(100), better: z.enum(['above', 'below']) })
          .optional()
          .meta({ description: 'What it may be better than instead' }),
      })
      .meta({ description: 'A change relative to the baseline, or better than a reference' }),
    z
      .strictObject({ kind: z.literal('difference'), by: signed, measure: measure.default('percent'), unit: unit.default('%') })
      .meta({ description: 'So much more than the base, or less below 0: percentage points where values are per cents' }),
    z
      .strictObject({
        kind: z.literal('items'),
        items: z
          .array(z.strictObject({ name: line(200), quantity: z.int().min(1).max(1_000_000).default(1), dueOn: date.optional() }))
          .min(1)
          .max(100),
      })
      .meta({ description: 'Each item of a list done by its day' }),
    z
      .strictObject({ kind: z.literal('trend'), direction: z.enum(['rise', 'fall']), measure: measure.default('percent'), unit: unit.default('%') })
      .meta({ description: 'No target: each value better than the one before it' }),
  ])
  .meta({ id: 'IndicatorRule' });

/** When values are due. */
const schedule = {
  dueOn: date.optional().meta({ description: 'The day by which a value is owed' }),
  rhythm: rhythm.optional().meta({ description: 'Instead: a value for each span' }),
  period: period.optional().meta({ description: 'Instead, in drills: from now' }),
};

/** An indicator to establish. */
export const NewIndicator = z
  .strictObject({
    campaignId: id,
    name: line(200),
    rule: MeasureRuleBody,
    ownerUnitId: id.optional().meta({ description: '数据责任单位: the unit that gives its values; without it the office' }),
    perUnit: z.enum(rollUps).optional().meta({ description: 'Each unit gives its own value: added up, or numerators over denominators' }),
    unitIds: z.array(id).min(1).max(200).optional().meta({ description: 'With `perUnit`: the units that owe a value' }),
    ...schedule,
  })
  .meta({ id: 'NewIndicator' });

const amount = {
  value: decimal.optional(),
  numerator: decimal.optional(),
  denominator: decimal.optional(),
  items: z
    .array(z.strictObject({ name: line(200), quantity: z.int().min(1).max(1_000_000).default(1), on: date }))
    .max(100)
    .optional()
    .meta({ description: 'For a list: what of it is done, and since when' }),
};
const source = text('Where the figure comes from', 500);
const on = date.meta({ description: 'The day for which it holds' });
const figure = { ...amount, on, source, evidence: evidenceIds.optional() };

/** Steps on an indicator. */
export const IndicatorCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('setBaseline'), ...figure }).meta({ description: 'Frozen from then on' }),
    z.strictObject({ type: z.literal('correctBaseline'), ...figure, reason }).meta({ description: 'The next version; judgements made before keep theirs' }),
    z
      .strictObject({
        type: z.literal('recordValue'),
        ...figure,
        source: source.optional(),
        surveyId: id.optional().meta({ description: 'The completed survey of the same campaign that it comes from: its figures go with the value' }),
        unitId: id.optional().meta({ description: 'Of a rolled-up indicator: whose value it is; without it the asker’s unit' }),
      })
      .meta({ description: 'Either `value`, or `numerator` with `denominator`, or `items`' }),
    z
      .strictObject({
        type: z.literal('correctValue'),
        value: z.int().min(1).max(100_000).meta({ description: 'The number of the value, from 1' }),
        amount: z.strictObject(amount),
        source: source.optional(),
        evidence: evidenceIds.optional(),
        reason,
      })
      .meta({ description: 'The next version of a value; the former is kept' }),
    z
      .strictObject({ type: z.literal('publishReference'), value: decimal.optional(), numerator: decimal.optional(), denominator: decimal.optional(), on, source })
      .meta({ description: 'What the rule compares with, such as the provincial average' }),
    z.strictObject({ type: z.literal('assignOwner'), unitId: id, reason: reason.optional() }),
    z.strictObject({ type: z.literal('setTarget'), rule: MeasureRuleBody, reason }),
    z.strictObject({ type: z.literal('setSchedule'), ...schedule, reason }).meta({ description: 'When values are due from now on; with none of the three nobody is chased' }),
    z
      .strictObject({
        type: z.literal('setWarning'),
        op: z.enum(warningOps),
        threshold: decimal,
        task: z.strictObject({
          content: text('What is to be done then', 8_000),
          standard: text('The standard to meet').optional(),
          leadUnitId: id.optional().meta({ description: 'Without it: the unit whose value crossed the threshold' }),
          due: period,
        }),
      })
      .meta({ description: '预警: a value that crosses the threshold opens a task, once until it has come back' }),
    z.strictObject({ type: z.literal('clearWarning'), reason }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'IndicatorCommand' });

const shownAmount = {
  value: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  items: z.array(z.strictObject({ name: z.string(), quantity: z.int(), on: z.string() })).nullable(),
};
const entered = { at: time, by: reference.nullable() };
const used = z.array(z.strictObject({ n: z.int(), version: z.int() }));
const verdict = {
  outcome: z.enum(outcomes),
  branch: z.enum(branches).nullable().meta({ description: 'By which part of the rule it is reached' }),
  lacking: z.array(z.enum(['value', 'baseline', 'reference', 'former', 'units'])).meta({ description: 'What an undecided judgement waits for' }),
  current: z.string().nullable().meta({ description: 'The value, rounded to four places for showing; judged exactly' }),
  change: z.string().nullable().meta({ description: 'Per cent of the baseline' }),
  difference: z.string().nullable().meta({ description: 'In the value’s unit; percentage points of per cents' }),
};

const item = {
  id: z.string(),
  campaignId: z.string(),
  number: z.string(),
  order: z.int(),
  name: z.string(),
  rule: z.record(z.string(), z.unknown()),
  target: z.string().meta({ description: 'The target in words' }),
  unit: z.string(),
  owner: reference,
  stage: z.enum(indicatorStages),
  stageName: z.string(),
  ...verdict,
  on: z.string().nullable().meta({ description: 'The day for which the value holds' }),
  perUnit: z.enum(rollUps).nullable(),
  reported: z
    .strictObject({ of: z.int(), reported: z.int(), missing: z.array(reference) })
    .nullable()
    .meta({ description: 'Of a rolled-up indicator: how many units have given their value, and which have not' }),
  dueOn: z.string().nullable(),
  dueAt: time.nullable().meta({ description: 'The earliest value owed' }),
  late: z.boolean().meta({ description: 'A value is owed and its day has passed' }),
  version: z.int(),
};
/** An indicator in a list. */
export const IndicatorItem = z.strictObject(item).meta({ id: 'IndicatorItem' });

/** An indicator with its versions, values and judgements, and the next steps of the person asking. */
export const IndicatorView = z
  .strictObject({
    ...item,
    office: reference,
    items: z
      .strictObject({ all: z.int(), done: z.int(), open: z.array(z.string()), late: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Of a list: how many items are done in time, which are open, which were or are late' }),
    units: z.array(reference),
    rhythm: z.strictObject({ span: z.enum(rhythmSpans).nullable(), until: z.string().nullable(), times: z.int().nullable() }).nullable(),
    targets: z.array(z.strictObject({ version: z.int(), rule: z.record(z.string(), z.unknown()), target: z.string(), ...entered, reason: z.string().nullable() })),
    baselines: z
      .array(z.strictObject({ version: z.int(), ...shownAmount, on: z.string(), source: z.string(), evidence: z.array(z.string()), ...entered, reason: z.string().nullable() }))
      .meta({ description: 'Oldest first; the last is in force' }),
    references: z.array(z.strictObject({ n: z.int(), ...shownAmount, on: z.string(), source: z.string(), ...entered })),
    values: z.array(
      z.strictObject({
        n: z.int(),
        on: z.string(),
        unit: reference.nullable(),
        survey: z.strictObject({ id: z.string(), number: z.string(), sample: SampleView }).nullable(),
        versions: z.array(z.strictObject({ version: z.int(), ...shownAmount, source: z.string(), evidence: z.array(z.string()), ...entered, reason: z.string().nullable() })),
      }),
    ),
    evaluations: z
      .array(
        z.strictObject({
          at: time,
          ...verdict,
          on: z.string().nullable(),
          targetVersion: z.int(),
          baselineVersion: z.int().nullable(),
          reference: z.int().nullable(),
          values: used,
          former: used,
        }),
      )
      .meta({ description: 'Each judgement with the versions it was made from, oldest first' }),
    owed: z.array(z.strictObject({ unit: reference, dueOn: z.string().nullable(), dueAt: time, late: z.boolean() })).meta({ description: 'Who owes a value, and by when' }),
    answered: z.array(z.strictObject({ unit: reference, dueOn: z.string().nullable(), dueAt: time, at: time, late: z.boolean() })),
    warning: z
      .strictObject({
        op: z.enum(warningOps),
        threshold: z.string(),
        content: z.string(),
        standard: z.string().nullable(),
        lead: reference.nullable(),
        due: z.strictObject({ value: z.number(), unit: z.string() }),
        crossed: z.boolean().meta({ description: 'A last value lies beyond the threshold' }),
      })
      .nullable(),
    warned: z.array(z.strictObject({ at: time, value: z.int(), taskId: z.string(), taskNumber: z.string() })).meta({ description: 'Tasks that values opened' }),
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Indicator' });

/** Filters of the indicators of a campaign. */
const filters = {
  ...pageQuery,
  stage: z.enum(indicatorStages).optional(),
  outcome: z.enum(outcomes).optional(),
  ownerUnitId: id.optional(),
  overdue: z.literal('true').optional().meta({ description: 'Only those of which a value is owed and late' }),
  recordedFrom: date.optional().meta({ description: 'Only those of which a value was recorded or corrected on this day or later' }),
  recordedUntil: date.optional().meta({ description: 'Only those of which a value was recorded or corrected on this day or earlier' }),
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the name' }),
};
export const CampaignIndicatorQuery = z.strictObject(filters);
export const IndicatorQuery = z.strictObject({ ...filters, campaignId: id.optional() });
