import type { Request } from 'express';
import type pg from 'pg';
import type { Post } from '../../domain/org/org.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { ActorRef } from '../../domain/process/fact.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import { single } from '../http/input.ts';
import type { Gate, Identified, Identity, LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import { findToken } from '../tokens/store.ts';
import { isSecret, tokenPrefix } from './secret.ts';
import { findSession, type SessionTimes, type SessionUse } from './store.ts';

/** Name of the session's cookie; over HTTPS the prefix binds it to this very host. */
export const cookieName = (https: boolean): string => (https ? '__Host-duban' : 'duban');

/** The session's secret in the cookie, if any. A cookie given twice is none: which one was set by whom is not known. */
function cookieOf(request: Request, https: boolean): string | undefined {
  const prefix = `${cookieName(https)}=`;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix));
  return found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
}

/** The secret that a request carries: the Authorization header before the cookie. Never from the URL. */
export function secretOf(request: Request, https: boolean): string | undefined {
  const header = single(request, 'Authorization');
  if (header === undefined) return cookieOf(request, https);
  return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
}

/** Knows people by session or API token, and the posts they act in, asked anew on every request: who lost a post or was deactivated is out at once. */
export function createGate(ledger: LedgerDoor, times: SessionTimes, https: boolean): Gate {
  const identify = async (request: Request, use: SessionUse): Promise<Identified> => {
    const secret = secretOf(request, https);
    if (secret === undefined) throw new HttpProblem('session.missing');
    if (!isSecret(secret)) throw new HttpProblem('session.invalid');
    if (secret.startsWith(tokenPrefix)) {
      const [token, moment] = await Promise.all([findToken(ledger.pool, secret), ledger.moment()]);
      if (!token) throw new HttpProblem('session.invalid');
      return { identity: { personId: token.personId, by: 'token', scope: token.scope, mustChangePassword: false }, moment };
    }
    const { session, moment } = await findSession(ledger, secret, times, use);
    if (!session) throw new HttpProblem('session.invalid');
    return { identity: { ...session, by: 'session', scope: 'write' }, moment: await ledger.momentOf(moment) };
  };
  return {
    identify: (request) => identify(request, 'noted'),
    still: (request) => identify(request, 'unnoted'),
    asker: (request, identity, moment, delegationId) => askerOf(ledger.pool, request, identity, moment, delegationId),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function named(request: Request, header: string): string | undefined {
  const value = single(request, header)?.trim();
  if (value !== undefined && !uuid.test(value)) throw new HttpProblem('request.header_invalid', { params: { name: header } });
  return value?.toLowerCase();
}

async function askerOf(pool: pg.Pool, request: Request, identity: Omit<Identity, 'mustChangePassword'>, moment: Moment, given?: string): Promise<Asker> {
  const { personId, by, scope } = identity;
  const { org, now } = moment;
  if (org.person(personId)?.active !== true) throw new HttpProblem('session.invalid');
  const postId = named(request, 'Duban-Post');
  const delegationId = given ?? named(request, 'Duban-Delegation');
  if (delegationId !== undefined) {
    const actor = await delegated(pool, personId, delegationId, moment);
    if (postId !== undefined && postId !== actor.ref.postId) throw new HttpProblem('actor.post_not_held');
    return { personId, by, scope, actors: [actor], named: true };
  }
  const posts = org.postsOf(personId, now).filter((post) => postId === undefined || post.id === postId);
  if (postId !== undefined && posts.length === 0) throw new HttpProblem('actor.post_not_held');
  return { personId, by, scope, actors: posts.map((post) => actorIn(post, { by: 'person', personId })), named: postId !== undefined };
}

const actorIn = (post: Post, ref: ActorRef): Actor => ({ ref: { ...ref, postId: post.id, unitId: post.unitId }, role: post.role, unitId: post.unitId });

/** "A for B": the delegation must be A's, in force now, and B must still hold the post. */
async function delegated(pool: pg.Pool, personId: string, delegationId: string, { org, now }: Moment): Promise<Actor> {
  const { rows } = await pool.query<{ from_person_id: string; post_id: string; kind: string }>({
    name: 'delegation',
    text: `SELECT from_person_id, post_id, kind FROM delegation_record
           WHERE id = $1 AND to_person_id = $2 AND "from" <= to_timestamp($3 / 1000.0) AND until > to_timestamp($3 / 1000.0) AND (revoked_at IS NULL OR revoked_at > to_timestamp($3 / 1000.0))`,
    values: [delegationId, personId, now],
  });
  const row = rows[0];
  const post = row && org.postsOf(row.from_person_id, now).find((held) => held.id === row.post_id);
  if (!row || !post || org.person(row.from_person_id)?.active !== true) throw new HttpProblem('actor.delegation_invalid');
  return actorIn(post, { by: 'person', personId, forPersonId: row.from_person_id, delegationId, ...(row.kind === 'entry' ? { entered: true } : {}) });
}
