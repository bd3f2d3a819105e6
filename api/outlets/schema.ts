import { z } from 'zod';
import { outletKinds } from '../../domain/register/outlet.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, line, recordFields } from '../register/record.ts';

const kind = z.enum(outletKinds).meta({ description: 'A program of the unit’s own, or the robot of a chat group of WeCom, DingTalk or Feishu' });
const url = line(2_000).meta({ description: 'Where messages are posted to, https. Never shown again: for a robot it is its secret' });
const secret = line(500).meta({ description: 'What messages are signed with; a webhook must have one. Never shown again' });

/** An outlet to register. */
export const NewOutlet = z
  .strictObject({
    unitId: id.optional().meta({ description: 'Whose notices go there; without it: the unit of the asker’s post' }),
    kind,
    name: line(100),
    url,
    secret: secret.optional(),
  })
  .meta({ id: 'NewOutlet' });

/** Steps on an outlet. */
export const OutletCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('change'), name: line(100).optional(), url: url.optional(), secret: secret.optional(), reason: line(500).optional() }),
    z.strictObject({ type: z.literal('end'), reason: line(500) }),
  ])
  .meta({ id: 'OutletCommand' });

const fields = {
  ...recordFields,
  unit: reference,
  kind: z.enum(outletKinds),
  name: z.string(),
  host: z.string().meta({ description: 'Host of the address: all that is shown of it' }),
  signed: z.boolean(),
  active: z.boolean(),
};
/** An outlet in a list. */
export const OutletItem = z.strictObject(fields).meta({ id: 'OutletItem' });
/** An outlet with next steps. */
export const OutletView = z.strictObject({ ...fields, ...allowedField }).meta({ id: 'Outlet' });
