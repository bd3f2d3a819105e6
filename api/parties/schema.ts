import { z } from 'zod';
import { partyKinds } from '../../domain/register/party.ts';
import { formats } from '../http/formats.ts';
import { reference } from '../http/reference.ts';
import { allowedField, line, recordFields } from '../register/record.ts';

const kind = z.enum(partyKinds);
const contact = line(200);
const creditCode = z.string().trim().regex(formats.creditCode.pattern).meta({ description: '统一社会信用代码' });

/** A party to register. */
export const NewParty = z.strictObject({ name: line(200), kind, address: line(300), contact: contact.optional(), creditCode: creditCode.optional() }).meta({ id: 'NewParty' });

/** Steps on a party. */
export const PartyCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('change'),
      name: line(200).optional(),
      kind: kind.optional(),
      address: line(300).optional(),
      contact: contact.optional(),
      creditCode: creditCode.optional(),
      reason: line(500).optional(),
    }),
  ])
  .meta({ id: 'PartyCommand' });

const fields = { ...recordFields, name: z.string(), kind, address: z.string() };
/** A party in a list. */
export const PartyItem = z.strictObject(fields).meta({ id: 'PartyItem' });
/** A party with next steps. */
export const PartyView = z
  .strictObject({
    ...fields,
    contact: z.string().nullable(),
    creditCode: z.string().nullable(),
    registeredBy: reference.nullable().meta({ description: 'The unit that registered it' }),
    ...allowedField,
  })
  .meta({ id: 'Party' });
