import { z } from 'zod';
import { scoreParts } from '../../domain/evaluation/score.ts';
import { evaluationStages } from '../../domain/evaluation/state.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, evidenceIds, ladder, period, reason, text, time } from '../tasks/schema.ts';

/** Points, exactly: at most two decimals. */
export const points = z.number().min(0).max(10_000).multipleOf(0.01).meta({ description: 'Points, with at most two decimals' });
/** Number of an item of the standard. */
export const itemNumber = line(40).meta({ description: 'Number of an item of the standard' });
const className = line(40).meta({ description: 'Name of a class of units, such as 部门' });
const weight = z.number().min(0).max(100).multipleOf(0.01);

/** One line of a standard. */
export const StandardItem = z
  .strictObject({
    number: itemNumber,
    group: line(200).optional().meta({ description: '一级指标 under which it stands' }),
    content: text('What is asked'),
    method: text('考评办法: how it is looked at').optional(),
    points,
    evidenceRequired: z.array(line(200)).max(20).default([]).meta({ description: 'Kinds of evidence: what is claimed is then proved by an attachment, a task or an indicator' }),
    appliesTo: z.array(className).min(1).max(20).optional().meta({ description: 'Classes it applies to; all of them without it' }),
  })
  .meta({ id: 'StandardItem' });

const weights = z
  .strictObject({ standard: weight, onTime: weight.optional(), indicators: weight.optional() })
  .meta({ id: 'ScoreWeights', description: 'How much each part weighs, 100 together: the standard, the rate of tasks on time, the rate of indicators met. Fines are no part' });

/** An evaluation to begin. */
export const NewEvaluation = z
  .strictObject({
    campaignId: id,
    title: line(200),
    standard: z.strictObject({
      source: line(200).meta({ description: 'Title of the superior’s standard' }),
      documentNumber: line(100).optional(),
      items: z.array(StandardItem).min(1).max(500),
    }),
    classes: z
      .array(z.strictObject({ name: className, unitIds: z.array(id).min(1).max(500) }))
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'Units that are ranked with each other; without it the campaign’s members as departments, towns, communities' }),
    weights: weights.optional().meta({ description: 'Without it the standard alone counts' }),
    selfCheckDueOn: date.optional(),
    period: period.optional().meta({ description: 'Instead of a date: counted from the start' }),
    passMark: weight.optional().meta({ description: 'Score from which a unit passes' }),
    ladders: z
      .strictObject({
        selfCheck: ladder.optional(),
        review: ladder.optional(),
        objection: ladder.optional(),
        limits: z.strictObject({ review: period.optional(), objection: period.optional() }).optional(),
      })
      .optional()
      .meta({ description: 'Chase rules of its own; the rest stays as by default' }),
  })
  .meta({ id: 'NewEvaluation' });

/** Steps on an evaluation. */
export const EvaluationCommandBody = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('openReview'), reason })
      .meta({ description: 'Without waiting for self-checks that are owed; during the review for those that were sent back' }),
    z.strictObject({
      type: z.literal('inviteExperts'),
      personIds: z.array(id).min(1).max(50),
      from: date,
      until: date.meta({ description: 'Last day of the visit: the experts’ right ends with it' }),
      items: z.array(itemNumber).min(1).max(500).optional().meta({ description: 'Only these items' }),
      unitIds: z.array(id).min(1).max(500).optional().meta({ description: 'Only these units' }),
    }),
    z.strictObject({
      type: z.literal('recordIndicators'),
      unitId: id,
      met: z.int().min(0).max(10_000),
      counted: z.int().min(0).max(10_000),
      note: text('How it was counted', 1_000),
    }),
    z.strictObject({ type: z.literal('showScores') }),
    z.strictObject({ type: z.literal('publish') }),
    z.strictObject({ type: z.literal('correctScore'), unitId: id, item: itemNumber, points, reason }),
    z.strictObject({
      type: z.literal('recordOutcome'),
      result: line(200).meta({ description: 'The superior’s result, which becomes the campaign’s' }),
      score: z.number().min(0).max(10_000).optional(),
      note: text('Who decided it and when', 1_000),
      evidence: evidenceIds.optional(),
    }),
    z.strictObject({ type: z.literal('close'), reason }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'EvaluationCommand' });

const item = {
  id: z.string(),
  campaignId: z.string(),
  title: z.string(),
  stage: z.enum(evaluationStages),
  stageName: z.string(),
  office: reference,
  units: z.int().meta({ description: 'How many units are evaluated' }),
  startedAt: time,
  closedAt: time.nullable(),
  version: z.int(),
};

/** An evaluation in a list. */
export const EvaluationItem = z.strictObject(item).meta({ id: 'EvaluationItem' });

const itemView = z.strictObject({
  number: z.string(),
  group: z.string().nullable(),
  content: z.string(),
  method: z.string().nullable(),
  points: z.number(),
  evidenceRequired: z.array(z.string()),
  appliesTo: z.array(z.string()).nullable(),
});

/** An evaluation with its standard and the next steps of the person asking. */
export const EvaluationView = z
  .strictObject({
    ...item,
    group: reference,
    standard: z.strictObject({ source: z.string(), documentNumber: z.string().nullable(), items: z.array(itemView) }),
    classes: z.array(z.strictObject({ name: z.string(), units: z.array(z.strictObject({ unit: reference, assessmentId: z.string() })) })),
    weights: z.strictObject({ standard: z.number(), onTime: z.number().nullable(), indicators: z.number().nullable() }),
    passMark: z.number().nullable(),
    visits: z
      .array(
        z.strictObject({
          number: z.int(),
          experts: z.array(reference),
          from: z.string(),
          until: z.string(),
          items: z.array(z.string()).nullable(),
          units: z.array(reference).nullable(),
        }),
      )
      .meta({ description: 'Visits of guest experts that have not ended' }),
    indicatorCounts: z.array(z.strictObject({ unit: reference, met: z.int(), counted: z.int(), note: z.string() })),
    scoredAt: time.nullable(),
    publishedAt: time.nullable(),
    tableVersion: z.int().meta({ description: 'Version of the published table in force; 0 before the publication' }),
    corrections: z.array(
      z.strictObject({
        version: z.int(),
        unit: reference,
        item: z.string(),
        points: z.number(),
        former: z.number(),
        reason: z.string(),
        at: time,
        by: reference.nullable(),
      }),
    ),
    outcome: z.strictObject({ result: z.string(), score: z.number().nullable(), note: z.string(), at: time }).nullable(),
    closeReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Evaluation' });

/** Filters of the list. */
export const EvaluationQuery = z.strictObject({ ...pageQuery, campaignId: id.optional(), stage: z.enum(evaluationStages).optional() });

/** Which version of the table. */
export const ScoresQuery = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number)
    .optional()
    .meta({ description: 'A version of the published table; without it the one in force', override: { type: 'integer', minimum: 1, maximum: 99_999, pattern: undefined } }),
});

/** The scores, each with its formula line by line. */
export const ScoresView = z
  .strictObject({
    version: z.int().meta({ description: 'Version of the published table; 0: not published, computed from the reviews as they stand' }),
    passMark: z.number().nullable(),
    classes: z.array(
      z.strictObject({
        name: z.string(),
        scores: z.array(
          z.strictObject({
            unit: reference,
            rank: z.int().nullable().meta({ description: 'Within the class; null for a unit that sees its own score alone' }),
            score: z.number(),
            passed: z.boolean().nullable(),
            formula: z.string(),
            parts: z.array(z.strictObject({ part: z.enum(scoreParts), weight: z.number(), given: z.number(), possible: z.number() })),
            lines: z.array(z.strictObject({ item: z.string(), given: z.number(), possible: z.number() })),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Scores' });
