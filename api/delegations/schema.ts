import { z } from 'zod';
import { delegationKinds } from '../../domain/register/delegation.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line, recordFields } from '../register/record.ts';

const kind = z.enum(delegationKinds).meta({
  description:
    '`acting` (default): decides in the holder’s stead, 92 days at most. `entry` (录入代办): only enters what the holder decided, a year at most, and may be granted anew',
});

/** A delegation to grant: whole days in Beijing, both included. */
export const NewDelegation = z.strictObject({ toPersonId: id, postId: id, from: date, until: date, reason: line(500), kind: kind.optional() }).meta({ id: 'NewDelegation' });

/** Steps on a delegation. */
export const DelegationCommandBody = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('revoke'), reason: line(500).optional() })]).meta({ id: 'DelegationCommand' });

const fields = {
  ...recordFields,
  fromPerson: reference,
  toPerson: reference,
  post: reference,
  unit: reference,
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  kind,
  revokedAt: z.string().nullable(),
  inForce: z.boolean(),
};
/** A delegation in a list. */
export const DelegationItem = z.strictObject(fields).meta({ id: 'DelegationItem' });
/** A delegation with next steps. */
export const DelegationView = z.strictObject({ ...fields, ...allowedField }).meta({ id: 'Delegation' });
