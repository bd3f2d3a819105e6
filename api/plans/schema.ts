import { z } from 'zod';
import { unitKinds } from '../../domain/org/org.ts';
import { rhythms } from '../../domain/plan/deadline.ts';
import { launchLacks } from '../../domain/plan/lacking.ts';
import { settledFields } from '../../domain/plan/list.ts';
import { phaseKinds, taskKinds } from '../../domain/task/state.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { date, line } from '../register/record.ts';
import { period, taskNumber, text, time } from '../tasks/schema.ts';
import { refusedField } from './refused.ts';

/** Media types of a plan's file. */
export const planMediaTypes = [
  'text/plain',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
/** Largest file of a plan, in bytes. */
export const planLimit = 10 * 1_048_576;

const unitChoice = z
  .union([id, z.strictObject({ unitId: id }), z.strictObject({ name: line(200) })])
  .meta({ description: 'A unit of the register by id, or by name as documents write it; a name that the register does not know stays a name' });
const each = z.strictObject({
  expression: line(200),
  kinds: z.array(z.enum(unitKinds)).max(20),
  members: z.boolean().optional(),
  units: z.array(unitChoice).min(1).max(500).optional().meta({ description: 'The units one by one, in place of the kinds' }),
});

const selection = z
  .strictObject({
    all: z.literal(true).optional(),
    tasks: z.array(line(40)).min(1).max(2_000).optional().meta({ description: 'Numbers' }),
    section: line(200).optional().meta({ description: 'A section’s id or title' }),
    sections: z.array(line(200)).min(1).max(200).optional(),
    where: z
      .strictObject({
        lacks: z
          .enum([...launchLacks, 'standard', 'evidence'])
          .optional()
          .meta({ description: 'Only tasks that still lack this' }),
        kind: z.enum(taskKinds).optional(),
        phase: z.enum(phaseKinds).nullable().optional(),
        leadUnitId: id.optional(),
        contains: line(100).optional(),
      })
      .optional(),
  })
  .meta({ id: 'TaskSelection', description: 'Tasks that meet every condition given' });

const setting = z
  .strictObject({
    lead: unitChoice.nullable().optional(),
    supporting: z.array(unitChoice).max(100).optional(),
    dueOn: date.nullable().optional(),
    period: period.nullable().optional().meta({ description: 'Instead of a date: counted from the launch' }),
    rhythm: z.enum(rhythms).nullable().optional(),
    phase: z.enum(phaseKinds).nullable().optional(),
    evidence: z.array(line(200)).max(20).optional(),
    standard: text('The standard to meet').nullable().optional(),
    weight: z.number().min(0).max(1_000).nullable().optional(),
    kind: z.enum(taskKinds).optional(),
    each: each.nullable().optional().meta({ description: 'The set whose every unit gets a share' }),
    content: text('What is to be done', 8_000).optional(),
    title: line(300).nullable().optional(),
    section: line(200).nullable().optional().meta({ description: 'A section’s id or title; null for none' }),
  })
  .meta({ id: 'TaskSetting', description: 'A field left out stays; null empties it' });

const indicatorRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['atLeast', 'atMost', 'coverage', 'count']), target: z.number(), unit: z.string().max(40) }),
  z.strictObject({
    kind: z.enum(['relative', 'relativeOrReference']),
    target: z.null(),
    unit: z.literal('%'),
    change: z.number(),
    baseline: z.string().max(200).nullable(),
    reference: z.string().max(200).nullable(),
    better: z.enum(['above', 'below']),
  }),
]);

const span = z.strictObject({ startsOn: date.nullable(), endsOn: date.nullable() });

/** What the office fills into a draft; all or nothing. */
export const PlanFill = z
  .strictObject({
    changes: z
      .array(z.strictObject({ select: selection, set: setting }))
      .max(500)
      .optional()
      .meta({ description: 'Applied in order' }),
    edit: z
      .strictObject({
        title: line(300).optional(),
        documentNumber: line(100).nullable().optional(),
        issuingBody: line(200).nullable().optional(),
        issuedOn: date.nullable().optional(),
        period: span.optional(),
        phases: z
          .array(z.strictObject({ kind: z.enum(phaseKinds), name: line(200), startsOn: date.nullable(), endsOn: date.nullable() }))
          .max(12)
          .optional(),
        indicators: z
          .array(z.strictObject({ name: line(300), rule: indicatorRule, dueOn: date.nullable().optional() }))
          .max(500)
          .optional(),
        members: z.array(unitChoice).max(500).optional(),
        numbers: z.record(line(40), taskNumber).optional().meta({ description: 'New numbers by old' }),
        removeTasks: z.array(line(40)).max(2_000).optional(),
      })
      .optional(),
  })
  .refine((fill) => fill.changes !== undefined || fill.edit !== undefined, asks('请给出changes或edit', 'changes or edit'))
  .meta({ id: 'PlanFill' });

const namedUnit = { name: z.string(), unitId: z.string().nullable() };
const shownEach = z.strictObject({ expression: z.string(), kinds: z.array(z.string()), members: z.boolean(), units: z.array(z.strictObject(namedUnit)).optional() });
const planTask = z
  .strictObject({
    number: z.string(),
    label: z.string(),
    order: z.int(),
    section: z.string().nullable(),
    content: z.string(),
    title: z.string().nullable(),
    standard: z.string().nullable(),
    lead: z.strictObject(namedUnit).nullable(),
    supporting: z.array(z.strictObject({ ...namedUnit, kinds: z.array(z.string()).optional() })),
    each: shownEach.nullable(),
    kind: z.enum(taskKinds),
    dueOn: z.string().nullable(),
    period: z.strictObject({ value: z.number(), unit: z.string() }).nullable().optional(),
    rhythm: z.enum(rhythms).nullable(),
    phase: z.enum(phaseKinds).nullable(),
    evidence: z.array(z.string()),
    weight: z.number().nullable(),
    line: z.int(),
    listed: z
      .strictObject({ number: z.string().nullable(), settles: z.array(z.enum(settledFields)) })
      .optional()
      .meta({ description: 'Set for a row of a task list that was given out: its number as written, and what it settles even where it is empty' }),
    quote: z.strictObject({ fromLine: z.int(), toLine: z.int(), text: z.string(), where: z.string().optional() }),
  })
  .meta({ id: 'PlanTask' });

const item = {
  id: z.string(),
  version: z.int(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
  launchedAs: z.string().nullable().meta({ description: 'Id of the campaign launched from it' }),
};
/** A draft in a list. */
export const PlanItem = z
  .strictObject({
    ...item,
    tasks: z.int(),
    missing: z.int().meta({ description: 'Tasks that lack something for a launch' }),
    unfit: z.int().meta({ description: 'Phases whose dates keep it from being launched' }),
  })
  .meta({ id: 'PlanItem' });

/** The text of a plan, numbered as quotes and warnings point at it. */
export const PlanSourceView = z
  .strictObject({ lines: z.array(z.strictObject({ line: z.int(), text: z.string() })).meta({ description: 'Empty for drafts made before the text was kept' }) })
  .meta({ id: 'PlanSource' });

const dated = { startsOn: z.string().nullable(), endsOn: z.string().nullable() };
/** A plan as read and filled: what the text does not say is null or empty. */
export const PlanView = z
  .strictObject({
    ...item,
    issuingBody: z.string().nullable(),
    issuedOn: z.string().nullable(),
    period: z.strictObject(dated),
    phases: z.array(
      z.strictObject({
        kind: z.enum(phaseKinds),
        name: z.string(),
        ...dated,
        line: z.int(),
        faults: z
          .array(z.strictObject({ code: z.string(), message: z.string(), keepsFromLaunch: z.boolean() }))
          .meta({ description: 'What of its dates does not fit, and whether the plan can be launched all the same' }),
      }),
    ),
    sections: z.array(z.strictObject({ id: z.string(), title: z.string(), label: z.string(), line: z.int() })),
    tasks: z.array(planTask),
    indicators: z.array(
      z.strictObject({
        name: z.string(),
        rule: z.record(z.string(), z.unknown()),
        dueOn: z.string().nullable(),
        cites: z.array(z.strictObject({ line: z.int(), text: z.string() })),
      }),
    ),
    memberUnits: z.array(z.strictObject({ ...namedUnit, line: z.int() })),
    memberSets: z.array(z.strictObject({ ...shownEach.shape, line: z.int() })),
    unknownUnits: z.array(z.string()).meta({ description: 'Names that the register does not have' }),
    warnings: z
      .array(z.strictObject({ code: z.string(), line: z.int(), message: z.string() }))
      .meta({ description: 'Doubts, with the line they rest on; 0 speaks of the whole document' }),
    missing: z
      .array(z.strictObject({ number: z.string(), lacks: z.array(z.enum(launchLacks)) }))
      .meta({ description: 'What still keeps the plan from being launched, beside `faults` of its phases' }),
  })
  .meta({ id: 'Plan' });

/** Query of the drafts. */
export const PlanQuery = z.strictObject(pageQuery);

const whole = z
  .string()
  .regex(/^-?\d{1,4}$/)
  .transform(Number);
/** A choice of dates to preview. */
export const DatesQuery = z.strictObject({
  mode: z.enum(['asPlanned', 'shift', 'backfill']).optional().meta({ description: 'Without it: what a launch without a choice would do' }),
  days: whole.optional(),
  startsOn: date.optional(),
  past: z.enum(['open', 'accepted']).optional(),
});
/** What a choice of dates would do. */
export const DatesView = z
  .strictObject({
    refused: refusedField.meta({ description: 'Why a launch with this choice would be refused; the dates are left out then' }),
    mode: z.enum(['asPlanned', 'shift', 'backfill']),
    days: z.int(),
    phases: z.array(z.strictObject({ kind: z.enum(phaseKinds), name: z.string(), before: z.strictObject(dated), ...dated, history: z.boolean(), opens: z.boolean() })),
    tasks: z.array(z.strictObject({ number: z.string(), before: z.string().nullable(), after: z.string().nullable(), history: z.enum(['open', 'accepted']).nullable() })),
  })
  .meta({ id: 'DatesPreview' });
