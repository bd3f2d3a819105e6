import { z } from 'zod';

/** Signing in. The password's length is checked before it is hashed, with a code of its own. */
export const SignIn = z
  .strictObject({
    username: z.string().min(1).max(100),
    password: z.string().min(1).meta({ format: 'password', description: 'At most 200 characters' }),
  })
  .meta({ id: 'SignIn' });

/** A session just opened. */
export const SignedIn = z
  .strictObject({
    token: z.string().meta({ description: 'Goes as `Authorization: Bearer`; the same secret is set as an HttpOnly cookie' }),
    expiresAt: z.string().meta({ format: 'date-time' }),
    mustChangePassword: z.boolean(),
    person: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'SignedIn' });

/** Whether the request carries a session that stands. */
export const SessionStanding = z
  .strictObject({ signedIn: z.boolean().meta({ description: 'False also for a session that has ended: a page asks here first, and shows the sign-in form without an error' }) })
  .meta({ id: 'SessionStanding' });

/** Changing one's password. */
export const PasswordChange = z
  .strictObject({
    password: z.string().min(1).meta({ format: 'password' }),
    newPassword: z.string().min(1).meta({ format: 'password' }),
    endTokens: z
      .boolean()
      .optional()
      .meta({
        description: 'Also revokes one’s API tokens and calendar link, as a password that leaked asks for; default false: integrations go on',
        override: { default: false },
      }),
  })
  .meta({ id: 'PasswordChange' });
