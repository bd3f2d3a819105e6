import { z } from 'zod';
import { timedTypes } from '../../domain/process/definition.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { date, line } from '../register/record.ts';

const time = z.string().meta({ format: 'date-time' });

/** A notice that chased: when, whom, over what, and what came after. */
export const Chase = z
  .strictObject({
    id: z.string(),
    at: time,
    kind: z.string(),
    rung: z.string().nullable().meta({ description: 'The rung of the chase ladder; null for an urging by hand and for a signed 督办通知书' }),
    process: z.strictObject({ type: z.enum(timedTypes), id: z.string(), number: z.string().nullable() }),
    campaignId: z.string().nullable(),
    taskIds: z.array(z.string()).meta({ description: 'The tasks that an urging by hand names; empty for all else, and for what was told before they were kept' }),
    deadline: z
      .strictObject({ kind: z.string(), name: z.string(), dueAt: time.nullable().meta({ description: 'When it was due as the notice was given' }) })
      .nullable()
      .meta({ description: 'The deadline chased; null for an urging by hand' }),
    to: z.strictObject({
      person: reference,
      post: reference,
      unit: reference,
      insteadOf: z.string().nullable().meta({ description: 'The vacant post for which the person was told' }),
    }),
    by: reference.nullable().meta({ description: 'Who urged or signed; null for a rung of a ladder' }),
    title: z.string(),
    why: z.string(),
    rule: z.string(),
    stops: z.string().meta({ description: 'What would have stopped it' }),
    readAt: time.nullable(),
    deliveries: z
      .array(z.strictObject({ channel: z.string(), state: z.string(), reason: z.string().nullable(), sentAt: time.nullable() }))
      .meta({ description: 'Each way by which it left, or did not leave, the building: mail, and the outlets of the unit' }),
    outcome: z
      .strictObject({
        state: z.enum(['open', 'paused', 'ended']),
        endedBy: z
          .strictObject({ fact: z.string(), name: z.string(), seq: z.int(), at: time, person: reference.nullable() })
          .nullable()
          .meta({ description: 'The fact that ended the deadline, or set it anew' }),
      })
      .nullable()
      .meta({ description: 'What became of the deadline; null for an urging by hand' }),
  })
  .meta({ id: 'Chase' });

/** Filters of the list; several narrow it together. */
export const ChaseQuery = z.strictObject({
  ...pageQuery,
  campaignId: id.optional(),
  taskId: id.optional().meta({ description: 'The task’s own chases, and urgings by hand that name it' }),
  processId: id.optional().meta({ description: 'Any process: a task, a case, a meeting, the campaign itself …' }),
  unitId: id.optional().meta({ description: 'What was told to the unit, or to others over what it owes other than as one of several (replies, opinions)' }),
  personId: id.optional().meta({ description: 'What was told to the person' }),
  rung: line(40).optional().meta({ description: 'A rung’s name, or `tasksUrged`, `urgingNoticeSigned`' }),
  from: date.optional(),
  until: date.optional().meta({ description: 'The last day, included' }),
});
