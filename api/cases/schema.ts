import { z } from 'zod';
import { caseOutcomes, caseSources, caseStages, closeGrounds, deadlineKinds, followUpResults } from '../../domain/case/state.ts';
import { rungTargets } from '../../domain/chase/ladder.ts';
import { periodUnits } from '../../domain/process/time.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { explained, ladderFields, workingDaysField } from '../process/deadline.ts';
import { fen } from '../process/money.ts';
import { withdrawStep } from '../process/withdraw-step.ts';
import { allowedField, date, isWithinCalendar, line, outOfCalendar } from '../register/record.ts';

const text = (description: string) => z.string().trim().min(1).max(4_000).meta({ description });
const reason = text('Why');
const moment = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .refine(isWithinCalendar, outOfCalendar)
    .transform((value) => Date.parse(value))
    .meta({ description: `${description}; ISO 8601 with offset`, example: '2026-12-01T09:00:00+08:00' });
const evidence = z.array(id).max(50).meta({ description: 'Ids of attachments (PUT /api/v1/attachments)' });
const period = z
  .strictObject({ value: z.int(), unit: z.enum(periodUnits) })
  .meta({ id: 'CasePeriod', description: 'A span in working or calendar days, at most 3,660 of them; in hours, minutes and seconds for drills only' });
const officers = z.array(id).min(1).max(10).meta({ description: 'The two inspectors, as `GET /me` gives their ids' });
const findings = z
  .array(z.strictObject({ note: text('What was found'), evidence: evidence.optional() }))
  .max(200)
  .meta({ description: 'May be empty' });
const visit = { officers, findings, evidence: evidence.optional(), inspectedAt: moment('When the visit was; without it: now').optional() };

const ladder = z
  .array(z.strictObject({ rung: line(40), offset: period.meta({ description: 'From the due moment; negative: before' }), to: z.enum(rungTargets) }))
  .min(1)
  .max(10)
  .meta({ description: "A chase ladder for this case instead of its type's; only responsible, liaisonOfficer, managerInCharge and unitLeader are told of a case" });

/** A case to open. */
export const NewCase = z
  .strictObject({
    partyId: id,
    title: line(200),
    source: z.enum(caseSources),
    taskId: id.optional().meta({ description: 'The campaign task that the case serves' }),
    bodyUnitId: id.optional().meta({ description: "The acting enforcement body; without it: the unit of the asker's post" }),
    complainant: z
      .strictObject({ name: line(100).optional(), phone: line(50).optional(), address: line(200).optional() })
      .optional()
      .meta({ description: 'Personal data, kept erasable; shown to the acting body only' }),
    jointBodies: z.array(id).max(10).optional(),
    note: text('Anything to add').optional(),
    evidence: evidence.optional(),
    ladder: ladder.optional(),
    limits: z
      .strictObject({ inspect: period.optional(), measure: period.optional(), followUp: period.optional(), conclude: period.optional(), decide: period.optional() })
      .optional()
      .meta({ description: "Limits for this case instead of its type's" }),
  })
  .meta({ id: 'NewCase' });

/** Steps on a case. */
export const CaseCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('recordInspection'), ...visit, result: z.enum(['clean', 'violation']) }),
    z.strictObject({ type: z.literal('issueOrder'), requirements: text('What is to be put right'), period }),
    z.strictObject({
      type: z.literal('suspendBusiness'),
      reason,
      requirements: text('What is to be put right').optional(),
      period,
      basis: text('Legal basis; marked "confirm before use"').optional(),
    }),
    z.strictObject({ type: z.literal('summonForTalk'), reason, at: moment('When the talk is').optional() }),
    z.strictObject({ type: z.literal('withdrawMeasure'), measure: z.int().min(1).max(10_000), reason }),
    z.strictObject({
      type: z.literal('submitRectification'),
      description: text('What the party did'),
      evidence: evidence.optional(),
      submittedOn: date.optional().meta({ description: 'The day on a paper submission entered later' }),
    }),
    z.strictObject({ type: z.literal('recordFollowUp'), ...visit, result: z.enum(followUpResults) }),
    z.strictObject({
      type: z.literal('requestExtension'),
      reason,
      period,
      measure: z.int().min(1).max(10_000).optional().meta({ description: 'The order meant; without it the latest' }),
    }),
    z.strictObject({ type: z.literal('decideExtension'), approve: z.boolean(), reason }),
    z.strictObject({ type: z.literal('fileCase'), reason }),
    z.strictObject({
      type: z.literal('concludeFiled'),
      decision: text('The decision'),
      penaltyFen: fen(1_000_000_000_000).optional().meta({ description: 'Fined and confiscated, in fen' }),
      decisionNumber: line(100).optional(),
    }),
    z
      .strictObject({
        type: z.literal('correctDecision'),
        decision: text('The right decision').optional(),
        penaltyFen: fen(1_000_000_000_000).optional().meta({ description: 'Fined and confiscated, in fen' }),
        decisionNumber: line(100).optional(),
        reason,
      })
      .meta({ description: 'Puts a slip in the last decision right, in a closed case too: what is named changes, the old values stay on record' }),
    z.strictObject({
      type: z.literal('close'),
      reason,
      ground: z.enum(closeGrounds).optional().meta({ description: 'Without it: opened in error' }),
      duplicateOf: line(100).optional().meta({ description: 'Number of the case of which this is a duplicate' }),
    }),
    z.strictObject({ type: z.literal('decideClose'), approve: z.boolean(), reason }),
    z.strictObject({ type: z.literal('reopen'), reason }),
    z
      .strictObject({ type: z.literal('correctField'), field: z.enum(['title', 'note', 'source']), value: text('The right value; 200 characters at most for a title'), reason })
      .refine(({ field, value }) => field === 'note' || value.length <= 200, asks('最多200个字', 'At most 200 characters', ['value'])),
    withdrawStep,
  ])
  .meta({ id: 'CaseCommand' });

const time = z.string().meta({ format: 'date-time' });
const due = { dueOn: z.string().nullable().meta({ description: 'For deadlines in days: the Beijing day with whose end it ends' }), dueAt: time };
const light = z.strictObject({ colour: z.enum(['green', 'yellow', 'red']), cause: z.enum(['onTime', 'dueSoon', 'madeGoodLate', 'overdue']) });
const shownPeriod = z.strictObject({ value: z.int(), unit: z.enum(periodUnits) });

const deadline = z.strictObject({
  kind: z.enum(deadlineKinds),
  name: z.string().meta({ description: 'The kind in words' }),
  measure: z.int().nullable().meta({ description: 'The measure whose period it is' }),
  ...due,
  workingDays: workingDaysField,
  light,
  provisional: z.boolean().meta({ description: "The year's holidays are not announced yet" }),
  basis: z
    .strictObject({
      rule: z.string(),
      from: time,
      period: shownPeriod.nullable(),
      counted: z.array(z.string()),
      skipped: z.array(z.strictObject({ date: z.string(), why: z.enum(['weekend', 'holiday', 'excluded']), name: z.string().nullable() })),
      ...explained,
    })
    .meta({ description: 'Why this date: the rule, the days counted and the days skipped' }),
  ...ladderFields,
});

const inspection = z.strictObject({
  episode: z.int(),
  kind: z.enum(['inspection', 'followUp']),
  officers: z.array(reference),
  result: z.enum(['clean', 'violation', ...followUpResults]),
  findings: z.array(z.strictObject({ note: z.string(), evidence: z.array(z.string()) })),
  evidence: z.array(z.string()),
  inspectedAt: time,
  recordedAt: time,
});

const measureFields = {
  number: z.int(),
  episode: z.int(),
  issuedAt: time,
  outcome: z
    .enum([...followUpResults, 'withdrawn'])
    .nullable()
    .meta({ description: 'What the follow-up found, or that it was withdrawn; null before' }),
  stands: z.boolean().meta({ description: 'The party is bound by it: it is of the running episode, and no follow-up has judged it' }),
};
const order = z.strictObject({
  ...measureFields,
  extendable: z.boolean().meta({ description: 'More time may be asked for it: it stands, or the last follow-up found it put right in part' }),
  requirements: z.string(),
  period: shownPeriod,
  ...due,
});
const measure = z.strictObject({
  ...measureFields,
  kind: z.enum(['suspension', 'talk']),
  text: z.string(),
  reason: z.string().nullable(),
  period: shownPeriod.nullable(),
  dueOn: z.string().nullable(),
  dueAt: time.nullable(),
  basis: z.string().nullable(),
  basisConfirmed: z.boolean().nullable().meta({ description: 'False: the legal basis is to be confirmed before use' }),
  at: time.nullable(),
});

const item = {
  id: z.string(),
  number: z.string(),
  title: z.string(),
  stage: z.enum(caseStages),
  stageName: z.string(),
  version: z.int(),
  episode: z.int(),
  source: z.enum(caseSources),
  actingBody: reference,
  party: z.strictObject({ id: z.string(), name: z.string().nullable(), kind: z.string().nullable(), address: z.string().nullable() }),
  light,
  due: z
    .strictObject({ kind: z.enum(deadlineKinds), ...due })
    .nullable()
    .meta({ description: 'The deadline that is due first' }),
  openedAt: time,
  closedAt: time.nullable(),
};

/** A case in a list. */
export const CaseItem = z.strictObject(item).meta({ id: 'CaseItem' });

/** A case with its whole record and the next steps of the person asking. */
export const CaseView = z
  .strictObject({
    ...item,
    outcome: z.enum(caseOutcomes).nullable(),
    jointBodies: z.array(reference),
    taskId: z.string().nullable(),
    openedBy: reference.nullable(),
    officers: z
      .array(reference)
      .meta({ description: 'Who answers for the case now: the officers of the last visit, else who opened it; in place of one who handed it over, the successor' }),
    complainant: z
      .strictObject({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() })
      .nullable()
      .meta({ description: 'Null for everyone outside the acting body' }),
    note: z.string().nullable(),
    evidence: z.array(z.string()).meta({ description: 'Attachments with which it was opened' }),
    inspections: z.array(inspection),
    orders: z.array(order),
    measures: z.array(measure).meta({ description: 'Suspensions of business and talks' }),
    submissions: z.array(
      z.strictObject({ episode: z.int(), description: z.string(), evidence: z.array(z.string()), submittedOn: z.string().nullable(), receivedAt: time, late: z.boolean() }),
    ),
    extensions: z.array(
      z.strictObject({
        number: z.int(),
        episode: z.int(),
        of: z.enum(['order', 'filing']),
        measure: z.int().nullable(),
        reason: z.string(),
        period: shownPeriod,
        late: z.boolean(),
        status: z.enum(['pending', 'approved', 'refused', 'lapsed']),
        askedAt: time,
        decidedAt: time.nullable(),
        decisionReason: z.string().nullable(),
      }),
    ),
    filings: z.array(
      z.strictObject({
        episode: z.int(),
        reason: z.string(),
        filedAt: time,
        decision: z.string().nullable(),
        penaltyFen: fen().nullable(),
        decisionNumber: z.string().nullable(),
        concludedAt: time.nullable(),
      }),
    ),
    closeRequest: z
      .strictObject({ ground: z.enum(closeGrounds), reason: z.string(), duplicateOf: z.string().nullable(), askedBy: z.array(reference), askedAt: time })
      .nullable()
      .meta({ description: 'The request to close it that waits for a decision' }),
    deadlines: z.array(deadline),
    dueHistory: z
      .array(z.strictObject({ kind: z.enum(deadlineKinds), measure: z.int().nullable(), ...due, replacedAt: time, because: z.enum(['extension', 'calendar']) }))
      .meta({ description: 'Due moments that no longer hold' }),
    episodes: z.array(z.strictObject({ number: z.int(), openedAt: time, reason: z.string().nullable(), outcome: z.enum(caseOutcomes).nullable(), closedAt: time.nullable() })),
    corrections: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string(), reason: z.string(), at: time })),
    ...allowedField,
  })
  .meta({ id: 'Case' });

/** Filters of the list. */
export const CaseQuery = z.strictObject({
  ...pageQuery,
  stage: z.enum(caseStages).optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: only cases not yet closed; `false`: only closed ones' }),
  overdue: z.literal('true').optional().meta({ description: 'Only cases whose next deadline has passed' }),
  bodyUnitId: id.optional().meta({ description: 'Only cases of this acting body' }),
  rung: z.string().trim().min(1).max(40).optional().meta({ description: 'Only cases whose next deadline has reached this rung of its ladder, as its last' }),
  reached: z.literal('false').optional().meta({ description: 'Only cases whose next deadline has reached no rung yet' }),
  source: z.enum(caseSources).optional(),
  partyId: id.optional(),
  taskId: id.optional(),
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the title' }),
});
