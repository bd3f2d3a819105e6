import { z } from 'zod';
import { registerTypes, timedTypes } from '../../domain/process/definition.ts';
import { pageQuery } from '../http/keyset.ts';

const time = z.string().meta({ format: 'date-time' });

/** What a person was told: what, why, by which rule, and what would stop it. */
export const Notification = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    rung: z.string().nullable().meta({ description: 'The rung of the chase ladder; null for a notice that is none' }),
    title: z.string(),
    process: z.strictObject({ type: z.enum([...timedTypes, ...registerTypes]), id: z.string(), number: z.string().nullable() }),
    dueAt: time.nullable(),
    createdAt: time,
    readAt: time.nullable(),
    urgent: z.boolean(),
    insteadOf: z.string().nullable().meta({ description: 'The vacant post for which the person was told' }),
    why: z.string(),
    rule: z.string(),
    stops: z.string().meta({ description: 'What would have stopped it' }),
  })
  .meta({ id: 'Notification' });

/** Filters of the list. */
export const NotificationQuery = z.strictObject({
  ...pageQuery,
  unread: z.enum(['true', 'false']).optional().meta({ description: '`true`: only unread ones; `false`: only read ones' }),
});
