import { z } from 'zod';
import { commentDecisions, consultationStages } from '../../domain/consultation/state.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, ladder, period, reason, text, time } from '../tasks/schema.ts';

const ladders = z
  .strictObject({ opinions: ladder.optional(), answers: ladder.optional(), limits: z.strictObject({ answers: period.optional() }).optional() })
  .meta({ id: 'ConsultationLadders', description: 'Chase rules of this round that differ from the defaults' });

/** A round of consulting units about a draft plan. */
export const NewConsultation = z
  .strictObject({
    planId: id,
    unitIds: z.array(id).min(1).max(500).optional().meta({ description: 'Without it: every unit that the draft names and the register knows' }),
    dueOn: date.optional().meta({ description: 'The day by whose end units answer; or else `duePeriod`' }),
    duePeriod: period.optional(),
    message: text('A word of the office to the units', 2_000).optional(),
    ladders: ladders.optional(),
  })
  .refine((value) => (value.dueOn === undefined) !== (value.duePeriod === undefined), asks('dueOn与duePeriod填一项', 'Either dueOn or duePeriod'))
  .meta({ id: 'NewConsultation' });

/** Steps on a round. */
export const ConsultationCommandBody = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('comment'),
        text: text('What the unit says'),
        taskNumber: line(40).optional().meta({ description: 'The task that it is about; without it the draft as a whole' }),
        proposal: text('The wording that the unit proposes', 8_000).optional(),
      })
      .meta({ description: 'Units: a comment, several one after the other; it takes the place of an earlier `agree`' }),
    z.strictObject({ type: z.literal('agree') }).meta({ description: '无意见: units answer that they have no comment' }),
    z
      .strictObject({ type: z.literal('answerComment'), comment: z.int().min(1).max(1_000_000), decision: z.enum(commentDecisions), reason: reason.optional() })
      .meta({ description: 'The office: adopted, or in part or not, these two with a reason; corrected by answering again' }),
    z.strictObject({ type: z.literal('extend'), dueOn: date.optional(), duePeriod: period.optional(), reason }),
    z.strictObject({ type: z.literal('endCollecting') }).meta({ description: 'Once their time is over: silent units are recorded as 逾期未反馈' }),
    z.strictObject({ type: z.literal('close') }).meta({ description: 'Every comment has its answer; each unit is told what became of its own' }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'ConsultationCommand' });

const item = {
  id: z.string(),
  planId: z.string(),
  round: z.int(),
  title: z.string(),
  stage: z.enum(consultationStages),
  stageName: z.string(),
  office: reference,
  dueOn: z.string().nullable(),
  dueAt: time,
  asked: z.int().meta({ description: 'Units asked' }),
  answered: z.int().meta({ description: 'Of them with comments or 无意见' }),
  askedAt: time,
  closedAt: time.nullable(),
  version: z.int(),
};
/** A round in a list. */
export const ConsultationItem = z.strictObject(item).meta({ id: 'ConsultationItem' });

const named = z.strictObject({ name: z.string(), unitId: z.string().nullable() });
const answer = z.strictObject({ decision: z.enum(commentDecisions), reason: z.string().nullable(), at: time, by: reference.nullable() });

/** A round as the asker sees it: the office all comments, a unit its own. */
export const ConsultationView = z
  .strictObject({
    ...item,
    planVersion: z.int().meta({ description: 'The draft’s version that the units were asked about' }),
    message: z.string().nullable(),
    units: z
      .array(z.strictObject({ unit: reference, answer: z.enum(['commented', 'agreed', 'silent', 'overdue']) }))
      .meta({ description: 'The units asked, and how each has answered; `overdue`: 逾期未反馈' }),
    tasks: z.array(
      z.strictObject({
        number: z.string(),
        section: z.string().nullable(),
        content: z.string(),
        lead: named.nullable(),
        supporting: z.array(named),
        dueOn: z.string().nullable(),
      }),
    ),
    comments: z.array(
      z.strictObject({
        comment: z.int(),
        unit: reference,
        at: time,
        by: reference.nullable(),
        text: z.string(),
        taskNumber: z.string().nullable(),
        proposal: z.string().nullable(),
        late: z.boolean(),
        answer: answer.nullable(),
      }),
    ),
    formerDues: z.array(z.strictObject({ dueOn: z.string().nullable(), dueAt: time, replacedAt: time, reason: z.string() })),
    cancelReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Consultation' });

const tally = { comments: z.int(), adopted: z.int(), partly: z.int(), notAdopted: z.int(), unanswered: z.int() };
/** 意见汇总: how units answered, and what became of their comments. */
export const ConsultationSummary = z
  .strictObject({
    asked: z.int(),
    answered: z.int(),
    agreed: z.int(),
    silent: z.int().meta({ description: 'Not answered, the time over or not' }),
    ...tally,
    units: z.array(z.strictObject({ unit: reference, answer: z.enum(['commented', 'agreed', 'silent', 'overdue']), late: z.boolean(), ...tally })),
  })
  .meta({ id: 'ConsultationSummary' });

/** Filters of the list. */
export const ConsultationQuery = z.strictObject({
  ...pageQuery,
  planId: id.optional(),
  stage: z.enum(consultationStages).optional(),
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the title' }),
});
