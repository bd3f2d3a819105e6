import { z } from 'zod';
import { assessmentStages } from '../../domain/assessment/state.ts';
import { itemNumber, points } from '../evaluations/schema.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, period, reason, text, time } from '../tasks/schema.ts';

const note = text('Why so many points', 1_000);
const piece = z.union([id, z.strictObject({ id, item: line(200).meta({ description: 'The required kind of evidence that this piece is' }) })]);

/** Steps on a unit's assessment. */
export const AssessmentCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('answerItem'),
      item: itemNumber,
      claim: points.meta({ description: 'Points the unit claims; zero needs a note, since a blank is no zero' }),
      note: note.optional(),
      taskIds: z.array(id).max(50).optional().meta({ description: 'Tasks of the campaign that the unit leads or supports' }),
      indicatorIds: z.array(id).max(50).optional().meta({ description: 'Indicators of the campaign' }),
      evidence: z.array(piece).max(50).optional().meta({ description: 'Ids of attachments, or each with the required kind it is' }),
    }),
    z.strictObject({ type: z.literal('submitSelfCheck'), summary: text('What the unit says of the whole').optional() }),
    z.strictObject({
      type: z.literal('reviewItem'),
      item: itemNumber,
      points: points.meta({ description: 'Points given, never above those of the item; below the claim, or without one, they need a note' }),
      note: note.optional(),
    }),
    z.strictObject({ type: z.literal('extendSelfCheck'), reason, period: period.optional(), dueOn: date.optional() }),
    z.strictObject({ type: z.literal('returnSelfCheck'), reason, period: period.optional(), dueOn: date.optional() }),
    z.strictObject({ type: z.literal('completeReview'), note: text('What the review says of the whole').optional() }),
    z.strictObject({ type: z.literal('raiseObjection'), item: itemNumber, reason }),
    z
      .strictObject({
        type: z.literal('answerObjection'),
        item: itemNumber,
        points: points.optional().meta({ description: 'Without it the points stand' }),
        note: text('The answer', 1_000),
      })
      .meta({ description: 'By another person than the reviewer: of the office, or the head or a deputy of the leading group' }),
  ])
  .meta({ id: 'AssessmentCommand' });

const item = {
  id: z.string(),
  campaignId: z.string(),
  evaluationId: z.string(),
  title: z.string(),
  unit: reference,
  className: z.string(),
  stage: z.enum(assessmentStages),
  stageName: z.string(),
  items: z.int(),
  answered: z.int(),
  reviewed: z.int(),
  late: z.boolean(),
  dueOn: z.string().nullable(),
  dueAt: time.nullable(),
  rung: z.string().nullable().meta({ description: 'Last rung reached while the self-check is owed' }),
  openObjections: z.int(),
  version: z.int(),
};

/** An assessment in a list. */
export const AssessmentItem = z.strictObject(item).meta({ id: 'AssessmentItem' });

/** A unit's assessment, item by item. */
export const AssessmentView = z
  .strictObject({
    ...item,
    office: reference,
    lines: z.array(
      z.strictObject({
        number: z.string(),
        group: z.string().nullable(),
        content: z.string(),
        method: z.string().nullable(),
        points: z.number(),
        evidenceRequired: z.array(z.string()),
        answer: z
          .strictObject({
            claim: z.number(),
            note: z.string().nullable(),
            taskIds: z.array(z.string()),
            indicatorIds: z.array(z.string()),
            evidence: z.array(z.strictObject({ id: z.string(), item: z.string().nullable() })),
            at: time,
            by: reference.nullable(),
          })
          .nullable(),
        review: z
          .strictObject({ points: z.number(), note: z.string().nullable(), visit: z.int().nullable(), at: time, by: reference.nullable() })
          .nullable()
          .meta({ description: 'Shown to the unit once the review is complete' }),
        objection: z
          .strictObject({
            reason: z.string(),
            at: time,
            by: reference.nullable(),
            answer: z.strictObject({ points: z.number(), former: z.number(), note: z.string(), at: time }).nullable(),
          })
          .nullable(),
      }),
    ),
    submission: z.strictObject({ at: time, by: reference.nullable(), summary: z.string().nullable(), late: z.boolean() }).nullable(),
    lapsedAt: time.nullable().meta({ description: 'The review began without its self-check' }),
    returnReason: z.string().nullable(),
    returns: z.int(),
    reviewedAt: time.nullable(),
    reviewNote: z.string().nullable(),
    closedAt: time.nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Assessment' });

/** Filters of the list. */
export const AssessmentQuery = z.strictObject({
  ...pageQuery,
  campaignId: id.optional(),
  evaluationId: id.optional(),
  unitId: id.optional(),
  className: line(40).optional(),
  stage: z.enum(assessmentStages).optional(),
  overdue: z.literal('true').optional().meta({ description: 'Only those whose self-check is owed and past its limit' }),
});
