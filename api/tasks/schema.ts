import { z } from 'zod';
import { rungTargets } from '../../domain/chase/ladder.ts';
import { periodUnits } from '../../domain/process/time.ts';
import { taskNumberLimit } from '../../domain/task/number.ts';
import { rhythmSpans } from '../../domain/task/rhythm.ts';
import { phaseKinds, taskKinds, taskOrigins, taskStages } from '../../domain/task/state.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { explained, ladderFields, workingDaysField } from '../process/deadline.ts';
import { withdrawStep } from '../process/withdraw-step.ts';
import { allowedField, date, line } from '../register/record.ts';

/** A text of several lines. */
export const text = (description: string, most = 4_000) => z.string().trim().min(1).max(most).meta({ description });
/** Why something is done: kept in its fact. */
export const reason = text('Why', 1_000);
/** The number of a task as it is entered. */
export const taskNumber = line(taskNumberLimit).meta({ description: 'Number of a task, on one line' });
/** Ids of attachments. */
export const evidenceIds = z.array(id).max(50).meta({ description: 'Ids of attachments (PUT /api/v1/attachments)' });
/** A span of time ahead. */
export const period = z
  .strictObject({ value: z.int().min(1).max(100_000), unit: z.enum(periodUnits) })
  .meta({ id: 'Period', description: 'A span in working or calendar days, at most 3,660 of them; in hours, minutes and seconds for drills only' });
const offset = z
  .strictObject({ value: z.int().min(-100_000).max(100_000), unit: z.enum(periodUnits) })
  .meta({ id: 'RungOffset', description: 'From the due moment; negative: before it' });
/** A chase ladder as data. */
export const ladder = z
  .array(z.strictObject({ rung: line(40), offset, to: z.enum(rungTargets) }))
  .max(12)
  .refine((rungs) => new Set(rungs.map((one) => one.rung)).size === rungs.length, asks('各级名称不能相同', 'Each rung has its own name'))
  .meta({ id: 'ChaseLadder', description: 'Rungs with their offset from the due moment and whom each tells' });
/** How often a recurring task is due. */
export const rhythm = z
  .strictObject({
    span: z.enum(rhythmSpans).optional().meta({ description: 'Due with the end of each calendar span' }),
    every: period.optional().meta({ description: 'Instead of a span, in drills: counted from the last due moment' }),
    until: date.optional(),
    times: z.int().min(1).max(1_000).optional(),
  })
  .refine((value) => (value.span === undefined) !== (value.every === undefined), asks('span与every填一项', 'Either span or every'))
  .meta({ id: 'Rhythm', description: 'Rhythm of a recurring task: either `span` or `every`' });

const piece = z.union([id, z.strictObject({ id, item: line(200).meta({ description: 'The required item that this piece proves' }) })]);

const correction = z.discriminatedUnion('field', [
  z.strictObject({ type: z.literal('correctField'), field: z.literal('number'), value: taskNumber, reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('content'), value: text('The task’s content', 8_000), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('standard'), value: text('The standard to meet'), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('section'), value: line(200), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('weight'), value: z.number().min(0).max(1_000), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('evidenceRequired'), value: z.array(line(200)).max(20), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('phase'), value: z.enum(phaseKinds), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('dueOn'), value: date, reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('mandatory'), value: z.boolean(), reason }),
]);

/** Steps on a task. */
export const TaskCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('sign') }),
    z.strictObject({ type: z.literal('return'), reason }),
    z.strictObject({
      type: z.literal('report'),
      progress: text('What has been done').optional(),
      percent: z.number().min(0).max(100).optional(),
      nothing: z.literal(true).optional().meta({ description: '零报告: instead of `progress`, that there was nothing in this period of a recurring task' }),
    }),
    z.strictObject({
      type: z.literal('submit'),
      summary: text('What was achieved').optional(),
      evidence: z.array(piece).max(50).optional().meta({ description: 'Ids of attachments, or each with the required item it proves' }),
    }),
    z.strictObject({ type: z.literal('accept'), note: text('A note on the acceptance').optional() }),
    z.strictObject({ type: z.literal('sendBack'), reason }),
    z.strictObject({ type: z.literal('relapse'), reason, period: period.optional(), dueOn: date.optional() }),
    z.strictObject({ type: z.literal('withdrawAcceptance'), reason }),
    withdrawStep,
    z
      .strictObject({
        type: z.literal('breakDown'),
        shares: z
          .array(
            z.strictObject({
              unitId: id,
              content: text('What of it is to be done', 8_000).optional(),
              standard: text('The standard to meet').optional(),
              dueOn: date.optional().meta({ description: 'Not later than the whole, whose date it has without it' }),
              optional: z.boolean().optional().meta({ description: 'The whole may be accepted without it' }),
            }),
          )
          .min(1)
          .max(500),
      })
      .meta({ description: '分解: a share for each of these units below the lead, which decides on them' }),
    z
      .strictObject({ type: z.literal('planNodes'), nodes: z.array(z.strictObject({ name: line(100), dueOn: date })).max(20) })
      .meta({ description: '节点: the dated steps to come inside the task, in place of those planned before; those done stay' }),
    z.strictObject({ type: z.literal('completeNode'), name: line(100), note: text('What was done').optional() }),
    z.strictObject({ type: z.literal('requestExtension'), reason, period: period.optional(), dueOn: date.optional() }),
    z.strictObject({ type: z.literal('decideExtension'), approve: z.boolean(), reason }),
    z.strictObject({ type: z.literal('reassign'), leadUnitId: id, supporting: z.array(id).max(100).optional(), reason }),
    correction,
    z.strictObject({ type: z.literal('cancel'), reason }),
    z.strictObject({
      type: z.literal('signUrgingNotice'),
      sealUnitId: id.optional().meta({ description: '代章: the body whose seal it bears in the office’s stead' }),
      answerWithin: z.int().min(1).max(30).optional().meta({ description: 'Working days within which the unit answers; 5 without it' }),
    }),
    z.strictObject({ type: z.literal('declineUrgingNotice'), reason }),
    z
      .strictObject({ type: z.literal('attachSealedNotice'), evidence: id.meta({ description: 'The attachment' }), reason: reason.optional() })
      .meta({ description: '盖章件: the scan of the sealed 督办通知书, a PDF or an image of the office; the version in force. One that replaces another needs a `reason`' }),
    z
      .strictObject({ type: z.literal('answerUrgingNotice'), text: text('What was done about the matter'), evidence: evidenceIds.optional() })
      .meta({ description: '书面答复: the lead’s answer to the signed 督办通知书' }),
    z
      .strictObject({
        type: z.literal('urge'),
        taskIds: z.array(id).max(200).optional().meta({ description: 'Further tasks outside any campaign to urge with it' }),
        managers: z.boolean().default(false).meta({ description: 'The managers in charge hear it too' }),
        message: text('A word of whoever urges', 500).optional(),
      })
      .meta({ description: '催办 by hand of tasks outside any campaign, by whoever assigned them: each unit hears once, of its own tasks; ladders go on as they are' }),
  ])
  .meta({ id: 'TaskCommand' });

/** Where a task comes from that no plan has. */
export const origin = z.strictObject({ kind: z.enum(taskOrigins), reference: line(300), on: date.optional(), evidence: evidenceIds.default([]) }).meta({
  id: 'TaskOrigin',
  description: 'Where a task comes from that the plan did not have: a leader’s written instruction (批示), a meeting, the 12345 hotline, a finding of supervision',
});

/** A task outside any campaign. */
export const NewTask = z
  .strictObject({
    content: text('What is to be done', 8_000),
    standard: text('The standard to meet').optional(),
    leadUnitId: id,
    supportingUnitIds: z.array(id).max(100).optional(),
    dueOn: date.optional(),
    period: period.optional().meta({ description: 'Instead of a date, from now' }),
    rhythm: rhythm.optional(),
    evidenceRequired: z.array(line(200)).max(20).optional(),
    origin,
    ladder: ladder.optional(),
  })
  .refine((value) => [value.dueOn, value.period, value.rhythm].filter((one) => one !== undefined).length === 1, asks('时限、期限、频次填一项', 'One of dueOn, period and rhythm'))
  .transform(({ period: duePeriod, ...task }) => ({ ...task, ...(duePeriod ? { duePeriod } : {}) }))
  .meta({ id: 'NewTask' });

/** A moment in an answer. */
export const time = z.string().meta({ format: 'date-time' });
const shownPeriod = z.strictObject({ value: z.number(), unit: z.enum(periodUnits) });
const light = z.strictObject({ colour: z.enum(['green', 'yellow', 'red']), cause: z.enum(['onTime', 'dueSoon', 'madeGoodLate', 'overdue']) });

/** An open deadline with its ladder and why it is the date it is. */
export const DeadlineView = z
  .strictObject({
    kind: z.string(),
    name: z.string().meta({ description: 'The kind in words' }),
    dueOn: z.string().nullable(),
    dueAt: time,
    workingDays: workingDaysField,
    provisional: z.boolean().meta({ description: 'True while the holidays of its year are not announced' }),
    pausedAt: time.nullable(),
    basis: z.strictObject({
      rule: z.string(),
      from: time,
      period: shownPeriod.nullable(),
      counted: z.array(z.string()),
      skipped: z.array(z.strictObject({ date: z.string(), why: z.enum(['weekend', 'holiday', 'excluded']) })),
      ...explained,
    }),
    ...ladderFields,
  })
  .meta({ id: 'Deadline' });

/** The scan of a sealed paper; its content is that of the attachment. */
export const ScanView = z
  .strictObject({
    attachment: z.string(),
    sha256: z.string(),
    name: z.string(),
    mediaType: z.string(),
    at: time,
    by: reference.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it replaced the one before' }),
  })
  .meta({ id: 'SealedScan' });

/** Which version of a 督办通知书 is asked for; without it the one in force. */
export const UrgingNoticeQuery = z.strictObject({
  version: z
    .enum(['draft', 'signed', 'sealed'])
    .optional()
    .meta({ description: 'Without it the version in force: the sealed one, else the signed one, else for the office the draft' }),
});

/** The last urging by hand. */
export const UrgingView = z
  .strictObject({
    at: time,
    by: reference.nullable(),
    numbers: z.array(z.string()).meta({ description: 'The tasks urged; of a task at most itself' }),
    left: z.array(z.strictObject({ number: z.string(), code: z.string(), detail: z.string(), from: time.nullable() })).meta({
      description:
        'Tasks that were chosen and not urged, each with why; `from`: since the same person had just done it, and from when they may be. A task chosen by its id that is not of the campaign stands with that id',
    }),
  })
  .nullable()
  .meta({ description: 'The last urging by hand; null where there was none' });
/** What is urged, as text for a chat group. */
export const UrgingText = z.strictObject({ text: z.string(), tasks: z.int(), units: z.int() }).meta({ id: 'UrgingText' });
/** Which tasks outside any campaign a text for a chat group names. */
export const UrgingTextQuery = z.strictObject({ leadUnitId: id.optional(), overdue: z.enum(['true', 'false']).optional() });

const item = {
  id: z.string(),
  campaignId: z.string().nullable().meta({ description: 'Null for a task outside any campaign' }),
  parentTaskId: z.string().nullable().meta({ description: 'The each-unit task of which this is one unit’s share' }),
  number: z.string(),
  order: z.int(),
  section: z.string().nullable(),
  content: z.string(),
  kind: z.enum(taskKinds),
  phase: z.enum(phaseKinds),
  lead: reference,
  supporting: z.array(reference),
  stage: z.enum(taskStages),
  stageName: z.string(),
  dueOn: z.string().nullable(),
  dueAt: time.nullable(),
  light,
  rung: z.string().nullable().meta({ description: 'Last rung reached of the ladder that runs' }),
  rungName: z.string().nullable().meta({ description: 'That rung in words' }),
  originalDueOn: z.string().nullable().meta({ description: 'The day it was due at first, where that was moved since' }),
  percent: z.number().nullable().meta({ description: 'How far the lead last reported it to be' }),
  history: z.enum(['open', 'accepted']).nullable().meta({ description: 'Entered from before the launch: nothing chases it' }),
  acceptedAt: time.nullable(),
  version: z.int(),
};

/** How a task stands, for what it came from. */
export const TaskStanding = z
  .strictObject({ id: z.string(), number: z.string(), stage: z.enum(taskStages), stageName: z.string(), dueOn: z.string().nullable(), dueAt: time.nullable(), light })
  .meta({ id: 'TaskStanding' });

/** A task in a list. */
export const TaskItem = z
  .strictObject({ ...item, campaign: reference.nullable().meta({ description: 'The campaign by its title, which every reader of the task is told; null outside any campaign' }) })
  .meta({ id: 'TaskItem' });

/** A task with its record and the next steps of the person asking. */
export const TaskView = z
  .strictObject({
    ...item,
    standard: z.string().nullable(),
    weight: z.number().nullable(),
    mandatory: z.boolean(),
    evidenceRequired: z.array(z.string()),
    evidence: z.array(z.strictObject({ id: z.string(), item: z.string().nullable() })),
    evidenceMissing: z
      .strictObject({ count: z.int(), items: z.array(z.string()) })
      .meta({ description: 'How many files lack, and the required items that none names; a file without an item covers one of them' }),
    groupLead: reference.nullable(),
    assigner: reference.nullable().meta({ description: 'The unit that broke the whole down and decides on this share' }),
    office: reference,
    children: z.array(z.string()).meta({ description: 'Ids of the units’ shares' }),
    shares: z
      .strictObject({ all: z.int(), accepted: z.int(), overdue: z.int() })
      .nullable()
      .meta({ description: 'How the shares stand, cancelled ones left out; null without any' }),
    rhythm: z.strictObject({ span: z.enum(rhythmSpans).nullable(), every: shownPeriod.nullable(), until: z.string().nullable(), times: z.int().nullable() }).nullable(),
    nodes: z
      .array(z.strictObject({ name: z.string(), dueOn: z.string(), doneAt: time.nullable(), late: z.boolean(), note: z.string().nullable(), light }))
      .meta({ description: 'Dated steps inside the task, each with its light' }),
    period: z.strictObject({ index: z.int(), dueOn: z.string().nullable(), dueAt: time }).nullable(),
    answered: z.array(z.strictObject({ index: z.int(), at: time, late: z.boolean(), nothing: z.boolean().meta({ description: 'Answered by 零报告' }) })),
    issuedAt: time,
    signedAt: time.nullable(),
    progress: z.strictObject({ at: time, text: z.string(), percent: z.number().nullable(), nothing: z.boolean() }).nullable(),
    origin: z
      .strictObject({ kind: z.enum(taskOrigins), reference: z.string(), on: z.string().nullable(), evidence: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Where a task comes from that the plan did not have' }),
    submission: z.strictObject({ at: time, receivedAt: time, by: reference.nullable(), summary: z.string().nullable(), late: z.boolean() }).nullable(),
    returnReason: z.string().nullable(),
    sentBackReason: z.string().nullable(),
    acceptanceNote: z.string().nullable(),
    madeGoodLate: z.boolean(),
    relapses: z.int(),
    extension: z
      .strictObject({ at: time, by: reference.nullable(), reason: z.string(), period: shownPeriod.nullable(), dueOn: z.string().nullable(), afterDue: z.boolean() })
      .nullable(),
    dueHistory: z.array(z.strictObject({ dueOn: z.string().nullable(), dueAt: time, replacedAt: time, cause: z.string(), reason: z.string().nullable() })),
    urgingNotice: z
      .strictObject({
        state: z.enum(['drafted', 'signed', 'declined', 'lapsed']),
        unit: reference,
        number: z.string().nullable(),
        draftedAt: time,
        decidedAt: time.nullable(),
        reason: z.string().nullable(),
        answerDueAt: time.nullable().meta({ description: 'By when the unit answers; null while it is not signed' }),
        answer: z.strictObject({ at: time, by: reference.nullable(), text: z.string(), evidence: z.array(z.string()), late: z.boolean() }).nullable(),
        sealed: ScanView.nullable().meta({ description: 'The scan of the sealed paper: the version in force' }),
        formerScans: z.array(ScanView).meta({ description: 'Scans that it replaced, oldest first' }),
      })
      .nullable(),
    urgingNumbers: z.array(z.string()),
    urging: UrgingView,
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Task' });

/** Filters of a list of tasks. */
export const taskFilters = {
  ...pageQuery,
  stage: z.enum(taskStages).optional(),
  phase: z.enum(phaseKinds).optional(),
  kind: z.enum(taskKinds).optional(),
  leadUnitId: id.optional(),
  parentTaskId: id.optional().meta({ description: 'Shares of this each-unit task' }),
  section: line(200).optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: neither accepted nor cancelled; `false`: only those' }),
  whole: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: '`false`: without the wholes of each-unit tasks, in whose place numbers count their shares; `true`: only those' }),
  cancelled: z.enum(['true', 'false']).optional().meta({ description: '`false`: without cancelled tasks; `true`: only those' }),
  rung: line(40).optional().meta({ description: 'Only tasks whose ladder last reached this rung' }),
  reached: z.enum(['true', 'false']).optional().meta({ description: '`false`: only tasks whose ladder has reached no rung yet' }),
  overdue: z.literal('true').optional().meta({ description: 'Only open tasks whose due moment has passed and that are not under review; of an each-unit task its shares' }),
  light: z.enum(['green', 'yellow', 'red']).optional().meta({ description: 'Only tasks that show this light now' }),
  acceptedFrom: date.optional().meta({ description: 'Only tasks accepted on this day or later' }),
  acceptedUntil: date.optional().meta({ description: 'Only tasks accepted on this day or earlier' }),
  dueFrom: date.optional().meta({ description: 'Only tasks due on this day or later' }),
  dueUntil: date.optional().meta({ description: 'Only tasks due on this day or earlier' }),
  urgedFrom: date.optional().meta({ description: 'Only tasks with a 督办通知书 signed on this day or later' }),
  urgedUntil: date.optional().meta({ description: 'Only tasks with a 督办通知书 signed on this day or earlier' }),
  late: z.enum(['true', 'false']).optional().meta({ description: '`true`: only tasks that were handed in after their due moment; `false`: only others' }),
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the content' }),
};
export const TaskQuery = z.strictObject({
  ...taskFilters,
  campaignId: id.optional(),
  outside: z.literal('true').optional().meta({ description: 'Only tasks outside any campaign' }),
});
