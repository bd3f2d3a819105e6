import { z } from 'zod';

const scope = z
  .union([
    z.enum(['read', 'write']),
    z
      .array(z.string().regex(/^[A-Za-z]{1,60}$/))
      .min(1)
      .max(100),
  ])
  .meta({
    description: '`read`; `write` (reads too); or a list of command types it may take besides reading',
  });
const shown = {
  id: z.string(),
  prefix: z.string().meta({ description: 'How the secret begins, to tell tokens apart' }),
  name: z.string(),
  scope,
  createdAt: z.string().meta({ format: 'date-time' }),
  expiresAt: z.string().meta({ format: 'date-time' }),
  lastUsedAt: z.string().nullable().meta({ format: 'date-time' }),
  revokedAt: z.string().nullable().meta({ format: 'date-time' }),
};

/** A token wished for. */
export const NewToken = z
  .strictObject({ name: z.string().trim().min(1).max(100), scope, days: z.int().min(1).max(366).meta({ description: 'Days until it expires' }) })
  .meta({ id: 'NewToken' });

/** A token as its owner sees it later. */
export const TokenView = z.strictObject(shown).meta({ id: 'Token' });

/** A token just made. */
export const MadeToken = z
  .strictObject({
    ...shown,
    token: z.string().nullable().meta({ description: 'The secret, shown this once; null when the request is repeated under its Idempotency-Key, for it is kept nowhere' }),
  })
  .meta({ id: 'MadeToken' });
