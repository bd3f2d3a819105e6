import { iso, isoOrNull } from '../http/time.ts';
import type { TokenRecord } from './store.ts';

/** A token without its secret. */
export const presentToken = (token: TokenRecord) => ({
  id: token.id,
  prefix: token.prefix,
  name: token.name,
  scope: token.scope,
  createdAt: iso(token.createdAt.getTime()),
  expiresAt: iso(token.expiresAt.getTime()),
  lastUsedAt: isoOrNull(token.lastUsedAt?.getTime()),
  revokedAt: isoOrNull(token.revokedAt?.getTime()),
});
