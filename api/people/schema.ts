import { z } from 'zod';
import { roles } from '../../domain/process/actor.ts';
import { allowedField, date, line, recordFields } from '../register/record.ts';

const username = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/)
  .meta({ description: 'Letters, digits, dot, hyphen and underscore, 2 to 60' });
const mail = z.email().max(200);

/** A person to register. */
export const NewPerson = z.strictObject({ name: line(60), username, mail: mail.optional() }).meta({ id: 'NewPerson' });

/** A password handed out. */
export const FirstPassword = z
  .strictObject({ personId: z.string(), password: z.string().meta({ description: 'Shown this once: it is kept nowhere' }) })
  .meta({ id: 'FirstPassword' });

/** Steps on a person. */
export const PersonCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('change'), name: line(60).optional(), username: username.optional(), mail: mail.optional() }),
    z.strictObject({ type: z.literal('setCertificate'), number: line(60), expiresOn: date.meta({ description: 'Last day on which the certificate is valid' }) }),
    z.strictObject({ type: z.literal('deactivate'), reason: line(500) }),
    z.strictObject({ type: z.literal('reactivate'), reason: line(500) }),
  ])
  .meta({ id: 'PersonCommand' });

const fields = {
  ...recordFields,
  name: z.string(),
  active: z.boolean(),
  certificateExpiresOn: z.string().nullable(),
  posts: z.array(z.strictObject({ id: z.string(), title: z.string(), role: z.enum(roles), unitId: z.string(), unitName: z.string().nullable() })),
};
/** A person as every colleague sees them. */
export const PersonItem = z.strictObject(fields).meta({ id: 'PersonItem' });
/** A person with next steps; user name, mail and certificate number only for administrators and the person themselves. */
export const PersonView = z
  .strictObject({
    ...fields,
    personal: z.strictObject({ username: z.string(), mail: z.string().nullable(), certificateNumber: z.string().nullable() }).nullable(),
    ...allowedField,
  })
  .meta({ id: 'Person' });
