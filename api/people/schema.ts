import { z } from 'zod';
import { roles } from '../../domain/process/actor.ts';
import { firstPasswordHours, longestFirstPasswordHours, mostFirstPasswords } from '../../domain/register/first-password.ts';
import { formats } from '../http/formats.ts';
import { id } from '../http/params.ts';
import { allowedField, date, line, recordFields } from '../register/record.ts';

const username = z.string().trim().regex(formats.username.pattern).meta({ description: 'Letters, digits, dot, hyphen and underscore, 2 to 60' });
const mail = z.email().max(200);

/** A person to register. */
export const NewPerson = z.strictObject({ name: line(60), username, mail: mail.optional() }).meta({ id: 'NewPerson' });

const password = z.string().meta({ description: 'Shown this once: it is kept nowhere. Good for one sign-in' });
const expiresAt = z.string().meta({ format: 'date-time', description: 'Until then it opens its one session' });
/** A password handed out, with what its owner signs in by. */
export const FirstPassword = z.strictObject({ personId: z.string(), name: z.string(), username: z.string(), password, expiresAt }).meta({ id: 'FirstPassword' });

/** To whom first passwords are handed out: to people by name, or to those of a unit who have none of their own yet. */
export const FirstPasswordsFor = z
  .strictObject({
    personIds: z.array(id).min(1).max(mostFirstPasswords).optional().meta({ description: 'Whoever has a password of their own loses it' }),
    unitId: id.optional().meta({ description: 'Holders of posts in this unit who have not set a password of their own' }),
    hours: z
      .int()
      .min(1)
      .max(longestFirstPasswordHours)
      .optional()
      .meta({ description: `How long they open their one session; without it ${firstPasswordHours}` }),
    address: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .optional()
      .meta({ description: 'Where people sign in, for the printed strips; without it the address of this request' }),
  })
  .refine(({ personIds, unitId }) => (personIds === undefined) !== (unitId === undefined), { path: ['personIds'], message: 'either personIds or unitId' })
  .meta({ id: 'FirstPasswordsFor' });
/** Passwords handed out together. */
export const FirstPasswords = z.strictObject({ items: z.array(FirstPassword.extend({ unit: z.string().nullable() })) }).meta({ id: 'FirstPasswords' });

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
