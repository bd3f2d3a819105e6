import { z } from 'zod';
import { roles } from '../../domain/process/actor.ts';
import { delegationKinds } from '../../domain/register/delegation.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });
const post = z.strictObject({
  id: z.string(),
  title: z.string(),
  role: z.enum(roles),
  unit: named,
  mayCreate: z.array(z.string()).meta({ description: 'Types of which this post may make a new one; below a campaign, its office alone' }),
  caseFigures: z.boolean().meta({ description: 'Whether this post has the figures of enforcement: GET /figures/cases' }),
});
const delegation = z.strictObject({
  id: z.string().meta({ description: 'Goes into the header Duban-Delegation to act for the other' }),
  from: named.meta({ description: 'Who is stood in for' }),
  to: named,
  post,
  startsAt: z.string().meta({ format: 'date-time' }),
  endsAt: z.string().meta({ format: 'date-time' }),
  inForce: z.boolean().meta({ description: 'It has begun and not ended, and the post is still held by the one stood in for' }),
  reason: z.string(),
  kind: z.enum(delegationKinds),
});

/** The person signed in. */
export const Me = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    posts: z.array(post).meta({ description: 'Posts held now; name one by the header Duban-Post' }),
    roles: z.array(z.enum(roles)),
    mayCreate: z.array(z.string()).meta({ description: 'Types of which one of these posts may make a new one; below a campaign, its office alone' }),
    delegations: z.strictObject({ received: z.array(delegation), given: z.array(delegation) }),
    certificateExpiresOn: z.string().nullable().meta({ description: 'Of an inspector’s certificate' }),
    mustChangePassword: z.boolean(),
    signedInBy: z.enum(['session', 'token']),
  })
  .meta({ id: 'Me' });
