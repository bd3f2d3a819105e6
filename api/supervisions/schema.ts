import { z } from 'zod';
import { findingKinds, objectionDecisions, supervisionKinds, supervisionStages } from '../../domain/supervision/state.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, evidenceIds, ladder, period, reason, TaskStanding, text, time } from '../tasks/schema.ts';

/** A supervision to plan. */
export const NewSupervision = z
  .strictObject({
    campaignId: id,
    kind: z.enum(supervisionKinds).meta({ description: 'Of an `unannounced` visit (暗访) the units visited see nothing until it was made' }),
    title: line(300),
    scope: text('What is looked at'),
    plannedOn: date.optional().meta({ description: 'The day of the visit' }),
    period: period.optional().meta({ description: 'Instead of a date, from now; exact units for drills only' }),
    unitIds: z.array(id).min(1).max(1_000).meta({ description: 'Units visited' }),
    team: z.array(id).min(1).max(100).meta({ description: 'Ids of the persons who visit; none of them holds a post in a unit visited, unless it checks itself' }),
    taskIds: z.array(id).max(200).optional().meta({ description: 'Tasks of the campaign that the visit looks at' }),
    followUpOf: id.optional().meta({ description: '回头看: the supervision whose findings this one goes back to; it does not count for the quarter’s limit' }),
    reason: reason.optional().meta({ description: 'Needed where a unit has had its planned visits of the quarter' }),
    ladders: z
      .strictObject({
        visit: ladder.optional(),
        objection: ladder.optional(),
        settling: ladder.optional(),
        limits: z
          .strictObject({
            objection: period.optional().meta({ description: 'For objecting, from when the findings are made known; 30 calendar days without it' }),
            review: period.optional().meta({ description: 'For deciding on an objection; 30 calendar days without it' }),
            rectification: period.optional().meta({ description: 'For a problem that names no date; 15 working days without it' }),
            settling: period.optional().meta({ description: 'Between two rounds of looking whether all is settled; 20 working days without it' }),
          })
          .optional(),
      })
      .optional()
      .meta({ id: 'SupervisionLadders', description: 'Ladders and limits that differ from the defaults' }),
  })
  .meta({ id: 'NewSupervision' });

const newFinding = z.strictObject({
  unitId: id,
  kind: z.enum(findingKinds),
  content: text('What was found', 8_000),
  requirement: text('What is to be done about it').optional(),
  dueOn: date.optional(),
  duePeriod: period.optional().meta({ description: 'Instead of a date, from now; exact units for drills only' }),
  evidence: evidenceIds.optional(),
});
const finding = z.int().min(1).max(1_000).meta({ description: 'Number of the finding' });

/** Steps on a supervision. */
export const SupervisionCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('postpone'), plannedOn: date, reason }),
    z
      .strictObject({ type: z.literal('recordVisit'), on: date, note: text('How the visit went'), findings: z.array(newFinding).max(100) })
      .meta({ description: 'Each problem becomes a task of the campaign in the same transaction; a visit that found none is closed' }),
    z
      .strictObject({ type: z.literal('object'), finding, reason, evidence: evidenceIds.optional() })
      .meta({ description: '异议: once for each problem, by the unit it is about, while it may; the dates for putting it right run on' }),
    z
      .strictObject({
        type: z.literal('reviewObjection'),
        finding,
        decision: z.enum(objectionDecisions),
        reason,
        content: text('What the changed finding says', 8_000).optional(),
        dueOn: date.optional(),
      })
      .meta({ description: '复核: by somebody who neither recorded the finding nor was in the team; its task is corrected or cancelled in the same transaction' }),
    z.strictObject({ type: z.literal('close') }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'SupervisionCommand' });

const item = {
  id: z.string(),
  campaignId: z.string(),
  number: z.string(),
  kind: z.enum(supervisionKinds),
  kindName: z.string(),
  title: z.string(),
  stage: z.enum(supervisionStages),
  stageName: z.string(),
  dueOn: z.string().nullable().meta({ description: 'The day for which it is planned; null in drills' }),
  dueAt: time,
  visitedOn: z.string().nullable(),
  findings: z.int().meta({ description: 'How many problems were found' }),
  plannedAt: time,
  version: z.int(),
};

/** A supervision in a list. */
export const SupervisionItem = z.strictObject(item).meta({ id: 'SupervisionItem' });

const objection = z.strictObject({
  at: time,
  by: reference.nullable(),
  reason: z.string(),
  evidence: z.array(z.string()),
  decision: z.enum(objectionDecisions).nullable(),
  decisionReason: z.string().nullable(),
  decidedAt: time.nullable(),
  decidedBy: reference.nullable(),
});
const shownFinding = {
  number: z.int(),
  unit: reference,
  kind: z.enum(findingKinds),
  content: z.string(),
  requirement: z.string().nullable(),
  dueOn: z.string().nullable(),
  evidence: z.array(z.string()),
  former: z.strictObject({ content: z.string().nullable(), dueOn: z.string().nullable() }).nullable().meta({ description: 'What an objection changed, as it was before' }),
  objection: objection.nullable(),
  open: z.boolean().meta({ description: 'An objection is undecided, or the task is neither accepted nor cancelled' }),
  task: TaskStanding.nullable(),
};

/** A supervision with its findings and the next steps of the person asking. */
export const SupervisionView = z
  .strictObject({
    ...item,
    findings: z.array(z.strictObject(shownFinding)),
    scope: z.string(),
    units: z.array(reference),
    team: z.array(reference),
    taskIds: z.array(z.string()),
    followUpOf: z.string().nullable(),
    reason: z.string().nullable(),
    office: reference,
    visit: z.strictObject({ on: z.string(), note: z.string(), at: time, by: reference.nullable() }).nullable(),
    objectionUntil: z.strictObject({ dueOn: z.string().nullable(), dueAt: time }).nullable(),
    closedAt: time.nullable(),
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Supervision' });

const visited = {
  visitedFrom: date.optional().meta({ description: 'Only of visits made on this day or later' }),
  visitedUntil: date.optional().meta({ description: 'Only of visits made on this day or earlier' }),
};
const filters = {
  ...pageQuery,
  kind: z.enum(supervisionKinds).optional(),
  stage: z.enum(supervisionStages).optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: neither closed nor cancelled; `false`: only those' }),
  ...visited,
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the title' }),
};
/** Filters of a list of supervisions. */
export const SupervisionQuery = z.strictObject({ ...filters, campaignId: id.optional() });
/** Filters of a campaign's supervisions. */
export const CampaignSupervisionQuery = z.strictObject(filters);

/** A finding in a list, with the supervision that made it. */
export const FindingItem = z
  .strictObject({ ...shownFinding, supervision: z.strictObject({ id: z.string(), number: z.string(), title: z.string() }), campaignId: z.string() })
  .meta({ id: 'FindingItem' });
/** Filters of a list of findings. */
export const FindingQuery = z.strictObject({
  ...pageQuery,
  campaignId: id.optional(),
  unitId: id.optional(),
  kind: z.enum(findingKinds).optional(),
  ...visited,
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: only those that are not settled; `false`: only those that are' }),
});
