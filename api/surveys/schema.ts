import { z } from 'zod';
import { surveyStages } from '../../domain/survey/state.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, period, reason, text, time } from '../tasks/schema.ts';

const count = z.int().min(0).max(100_000_000);
const point = z.int().min(1).max(1_000).meta({ description: 'The number of the point, from 1' });

/** A survey to begin. */
export const NewSurvey = z
  .strictObject({
    campaignId: id,
    name: line(200),
    method: text('How the sample is drawn and asked').optional(),
    leadUnitId: id.optional().meta({ description: 'The unit that runs it; without it the office' }),
    points: z
      .array(z.strictObject({ unitId: id, name: line(200), planned: z.int().min(1).max(100_000_000) }))
      .min(1)
      .max(1_000)
      .meta({ description: '调查点: whose it is, and its planned sample' }),
    dueOn: date.optional(),
    period: period.optional().meta({ description: 'Instead of a date, from now' }),
  })
  .meta({ id: 'NewSurvey' });

/** Steps on a survey. */
export const SurveyCommandBody = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('recordProgress'), point, reached: count, valid: count.optional().meta({ description: 'Of those reached, how many can be used' }) })
      .meta({ description: 'How far a point has come in all; a smaller number than before takes back a `valid` and rechecks that exceed it' }),
    z
      .strictObject({ type: z.literal('recordQualityCheck'), point, rechecked: z.int().min(1).max(100_000_000), agreed: count })
      .meta({ description: '质控复核: how many were asked again, and how many of them agreed' }),
    z
      .strictObject({
        type: z.literal('complete'),
        note: text('What came of it'),
        shortfalls: z.array(z.strictObject({ point, reason })).max(1_000).optional().meta({ description: 'Why points stayed short of their sample; each of them needs a reason' }),
      })
      .meta({ description: 'Refused with `survey.points_short` while a point is short without a reason' }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'SurveyCommand' });

/** A survey in figures. */
export const SampleView = z
  .strictObject({
    points: z.int(),
    done: z.int().meta({ description: 'Points that have reached their sample' }),
    planned: z.int(),
    reached: z.int(),
    valid: z.int(),
    rechecked: z.int(),
    agreed: z.int(),
    agreement: z.string().nullable().meta({ description: '符合率 in per cent, rounded to two places' }),
  })
  .meta({ id: 'SurveySample' });

const item = {
  id: z.string(),
  campaignId: z.string(),
  number: z.string(),
  name: z.string(),
  lead: reference,
  stage: z.enum(surveyStages),
  stageName: z.string(),
  sample: SampleView,
  progress: z.string().meta({ description: 'Points done of all, as 799/800' }),
  dueOn: z.string().nullable(),
  dueAt: time.nullable(),
  late: z.boolean().meta({ description: 'Points are short and the day has passed' }),
  version: z.int(),
};
/** A survey in a list. */
export const SurveyItem = z.strictObject(item).meta({ id: 'SurveyItem' });

/** A survey with its points and checks, and the next steps of the person asking. */
export const SurveyView = z
  .strictObject({
    ...item,
    method: z.string().nullable(),
    office: reference,
    points: z.array(
      z.strictObject({
        point: z.int(),
        unit: reference,
        name: z.string(),
        planned: z.int(),
        reached: z.int(),
        valid: z.int().nullable(),
        done: z.boolean(),
        shortfall: z.string().nullable().meta({ description: 'Why it stayed short' }),
        agreement: z.string().nullable(),
      }),
    ),
    checks: z.array(z.strictObject({ point: z.int(), rechecked: z.int(), agreed: z.int(), at: time, by: reference.nullable() })),
    note: z.string().nullable(),
    begunAt: time,
    completedAt: time.nullable(),
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Survey' });

const filters = { ...pageQuery, stage: z.enum(surveyStages).optional(), q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the name' }) };
export const CampaignSurveyQuery = z.strictObject(filters);
/** Filters of the list. */
export const SurveyQuery = z.strictObject({ ...filters, campaignId: id.optional() });
