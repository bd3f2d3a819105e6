import { z } from 'zod';
import { pageOf, pageQuery } from '../http/keyset.ts';

const time = z.string().meta({ format: 'date-time' });

/** A message that failed for a day and waits for an administrator. What it says is not shown: it may be about records that an administrator does not see. */
const ParkedDelivery = z
  .strictObject({
    id: z.string(),
    personId: z.string().meta({ description: 'Whom it is for: a person, or an outlet by its id' }),
    outlet: z.string().nullable().meta({ description: 'The outlet’s name where it is for one' }),
    channel: z.string(),
    notices: z.int().meta({ description: 'How many notices it holds' }),
    attempts: z.int(),
    lastError: z.string().nullable(),
    failingSince: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'ParkedDelivery' });

/** Parked messages, and whether everything is held. */
export const Deliveries = pageOf(ParkedDelivery)
  .extend({
    held: z.strictObject({ since: time, reason: z.string() }).nullable().meta({ description: 'Since when nothing leaves the building, after a restore; null when notices go out' }),
  })
  .meta({ id: 'Deliveries' });

/** Where a list of deliveries begins and how long it is. */
export const DeliveryQuery = z.strictObject(pageQuery);

/** A message that tries again. */
export const Retried = z.strictObject({ id: z.string() }).meta({ id: 'RetriedDelivery' });

/** Whether deliveries were held until now. */
export const Released = z.strictObject({ released: z.boolean().meta({ description: 'False when nothing was held' }) }).meta({ id: 'ReleasedDeliveries' });
