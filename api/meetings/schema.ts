import { z } from 'zod';
import { meetingKinds, meetingStages } from '../../domain/meeting/state.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, evidenceIds, ladder, period, reason, TaskStanding, text, time } from '../tasks/schema.ts';

const agenda = z
  .array(z.strictObject({ title: line(300), unitId: id.optional().meta({ description: 'The unit that reports on it; it is invited without being named again' }) }))
  .max(50)
  .meta({ description: '议题: what is on the agenda, in order' });
const unitIds = z.array(id).max(1_000);

/** A meeting to convene. */
export const NewMeeting = z
  .strictObject({
    campaignId: id,
    kind: z.enum(meetingKinds),
    title: line(300),
    heldOn: date.optional().meta({ description: 'The day of the meeting' }),
    period: period.optional().meta({ description: 'Instead of a date, from now; exact units for drills only' }),
    place: line(200).optional(),
    agenda: agenda.default([]),
    unitIds: unitIds.optional().meta({ description: 'Units invited; without it the campaign’s member units' }),
    ladders: z
      .strictObject({
        reply: ladder.optional(),
        minutes: ladder.optional(),
        limits: z
          .strictObject({
            reply: period.optional().meta({ description: 'So long before the meeting replies are due; 1 working day without it' }),
            minutes: period.optional().meta({ description: 'So long after the meeting its minutes are due; 5 working days without it' }),
          })
          .optional(),
      })
      .optional()
      .meta({ id: 'MeetingLadders', description: 'Ladders and limits that differ from the defaults' }),
  })
  .meta({ id: 'NewMeeting' });

const decisionFields = {
  content: text('What was decided', 8_000),
  leadUnitId: id,
  supporting: z.array(id).max(100).optional(),
  dueOn: date.optional(),
  duePeriod: period.optional().meta({ description: 'Instead of a date, from now; exact units for drills only' }),
  standard: text('The standard to meet').optional(),
};
const decision = z.strictObject(decisionFields);
const decisionNumber = z.int().min(1).max(10_000);
const corrected = z.strictObject({
  number: decisionNumber
    .optional()
    .meta({ description: 'Its number in the minutes; without it a decision of the same text and lead is meant, and where there is none, a new one' }),
  ...decisionFields,
});

/** Steps on a meeting. */
export const MeetingCommandBody = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('changeMeeting'), heldOn: date.optional(), place: line(200).optional(), agenda: agenda.optional(), unitIds: unitIds.optional(), reason })
      .meta({ description: 'What is absent stays; a new date asks for replies anew' }),
    z
      .strictObject({ type: z.literal('reply'), attends: z.boolean(), reason: reason.optional() })
      .meta({ description: '会议回执: whether the unit comes, and if not, why; another word replaces the first' }),
    z.strictObject({
      type: z.literal('recordAttendance'),
      present: z
        .array(z.strictObject({ unitId: id, postId: id.optional(), proxy: z.literal(true).optional().meta({ description: '代: represented by another than its named post' }) }))
        .max(1_000),
      absent: unitIds.optional().meta({ description: 'Units named in neither list count as absent' }),
    }),
    z
      .strictObject({ type: z.literal('recordMinutes'), minutes: text('The minutes', 40_000), evidence: evidenceIds.optional(), decisions: z.array(decision).max(50).default([]) })
      .meta({ description: '会议纪要: each decision becomes a task of the campaign in the same transaction' }),
    z
      .strictObject({
        type: z.literal('correctMinutes'),
        minutes: text('The minutes', 40_000),
        evidence: evidenceIds.optional(),
        decisions: z.array(corrected).max(50).optional(),
        takenOut: z
          .array(decisionNumber)
          .max(50)
          .optional()
          .meta({ description: 'Numbers of decisions that were not taken after all: their tasks are cancelled, unless one was accepted' }),
        reason,
      })
      .meta({
        description: 'The former minutes are kept. A decision named again is corrected in its place and its task moves with it; a new one becomes a task; what is not named stands',
      }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'MeetingCommand' });

const minutes = z.strictObject({ text: z.string(), evidence: z.array(z.string()), at: time, by: reference.nullable(), reason: z.string().nullable() });

const item = {
  id: z.string(),
  campaignId: z.string(),
  number: z.string(),
  kind: z.enum(meetingKinds),
  kindName: z.string(),
  title: z.string(),
  stage: z.enum(meetingStages),
  stageName: z.string(),
  dueOn: z.string().nullable().meta({ description: 'The day for which it is convened; null in drills' }),
  dueAt: time,
  heldOn: z.string().nullable().meta({ description: 'The day on which it was held' }),
  place: z.string().nullable(),
  convenedAt: time,
  version: z.int(),
};

/** A meeting in a list. */
export const MeetingItem = z.strictObject(item).meta({ id: 'MeetingItem' });

/** A meeting with its record and the next steps of the person asking. */
export const MeetingView = z
  .strictObject({
    ...item,
    office: reference,
    agenda: z.array(z.strictObject({ title: z.string(), unit: reference.nullable() })),
    invited: z.array(
      z.strictObject({ unit: reference, reply: z.strictObject({ attends: z.boolean(), reason: z.string().nullable(), at: time, by: reference.nullable() }).nullable() }),
    ),
    attendance: z
      .strictObject({
        at: time,
        present: z.array(z.strictObject({ unit: reference, post: z.strictObject({ id: z.string(), title: z.string().nullable() }).nullable(), proxy: z.boolean() })),
        absent: z.array(reference),
      })
      .nullable(),
    minutes: minutes.nullable(),
    formerMinutes: z.array(minutes).meta({ description: 'Minutes that were corrected, oldest first' }),
    decisions: z.array(
      z.strictObject({
        number: z.int(),
        content: z.string(),
        lead: reference,
        supporting: z.array(reference),
        standard: z.string().nullable(),
        dueOn: z.string().nullable(),
        takenOut: z.boolean().meta({ description: 'A correction of the minutes took it out' }),
        taskId: z.string(),
        task: TaskStanding.nullable(),
      }),
    ),
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Meeting' });

const filters = {
  ...pageQuery,
  kind: z.enum(meetingKinds).optional(),
  stage: z.enum(meetingStages).optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: neither recorded nor cancelled; `false`: only those' }),
  heldFrom: date.optional().meta({ description: 'Only meetings held on this day or later' }),
  heldUntil: date.optional().meta({ description: 'Only meetings held on this day or earlier' }),
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the title' }),
};
/** Filters of a list of meetings. */
export const MeetingQuery = z.strictObject({ ...filters, campaignId: id.optional() });
/** Filters of a campaign's meetings. */
export const CampaignMeetingQuery = z.strictObject(filters);
