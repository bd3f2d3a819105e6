import type { Request } from 'express';
import type { LedgerDoor } from '../http/kernel.ts';
import type { RequestLimits } from '../http/limits.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { iso } from '../http/time.ts';
import { dropLink } from '../me/calendar-link.ts';
import { revokeTokens } from '../tokens/store.ts';
import { cookieName, secretOf } from './gate.ts';
import { checkLength, checkNew, type Passwords } from './password.ts';
import { PasswordChange, SessionStanding, SignedIn, SignIn } from './schema.ts';
import { isSecret } from './secret.ts';
import type { SlowDown } from './slow-down.ts';
import { accountNamed, accountOfPerson, changeCredential, endOtherSessions, endSession, findSession, openFirstSession, openSession, type SessionTimes } from './store.ts';

/** What signing in needs. */
export interface SessionDeps {
  readonly ledger: LedgerDoor;
  readonly passwords: Passwords;
  readonly slowDown: SlowDown;
  readonly limits: RequestLimits;
  readonly times: SessionTimes;
  readonly https: boolean;
}

const attributes = (https: boolean): string => `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
const addressOf = (request: Request): string => request.ip ?? 'unknown';

/** Sign in, sign out, change one's password. None of them stores an answer: it would hold a secret or a digest of one. */
export const sessionRoutes = ({ ledger, passwords, slowDown, limits, times, https }: SessionDeps): readonly Route[] => [
  route(
    {
      method: 'post',
      path: '/api/v1/session',
      summary: '登录 Sign in with user name and password',
      description: 'A first password (初始密码) opens one session, for the change of the password alone; lost before the change, or expired, an administrator hands out another.',
      tags: ['session'],
      auth: 'public',
      body: SignIn,
      response: SignedIn,
      problems: ['session.refused', 'session.slowed', 'session.first_password_used', 'session.first_password_expired', 'password.too_long', 'service.busy'],
    },
    async ({ body: { username, password }, request }) => {
      checkLength(password);
      const name = username.trim();
      const account = await accountNamed(ledger.pool, name);
      const right = await slowDown.attempt(name.toLowerCase(), addressOf(request), () => passwords.verify(account?.active ? account.hash : undefined, password));
      if (!right || !account) throw new HttpProblem('session.refused');
      const opened = account.mustChange ? await openFirstSession(ledger.pool, account, times) : await openSession(ledger.pool, account.personId, times);
      if (!opened) throw new HttpProblem((await accountNamed(ledger.pool, name))?.spent ?? 'session.refused');
      const { token, expiresAt } = opened;
      return {
        headers: { 'Set-Cookie': `${cookieName(https)}=${token}; ${attributes(https)}; Expires=${expiresAt.toUTCString()}` },
        body: { token, expiresAt: iso(expiresAt.getTime()), mustChangePassword: account.mustChange, person: { id: account.personId, name: account.name } },
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/session',
      summary: '是否登录 Whether the request carries a session that stands',
      tags: ['session'],
      auth: 'public',
      response: SessionStanding,
      problems: ['rate.exceeded'],
    },
    async ({ request }) => {
      const secret = secretOf(request, https);
      const { session } = secret !== undefined && isSecret(secret) ? await findSession(ledger, secret, times) : {};
      // Whoever has a session is counted as a person, like everywhere; who has none costs a look as well, and could guess secrets by it.
      await (session ? limits.person(session.personId) : limits.stranger(addressOf(request)));
      return { body: { signedIn: session !== undefined } };
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/v1/session',
      summary: '退出 Sign out: the session ends at the server',
      tags: ['session'],
      auth: 'session',
      status: 204,
      beforePasswordChange: true,
    },
    async ({ request }) => {
      const secret = secretOf(request, https);
      if (secret !== undefined) await endSession(ledger.pool, secret);
      return { body: undefined, headers: { 'Set-Cookie': `${cookieName(https)}=; ${attributes(https)}; Max-Age=0` } };
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/me/password',
      summary: '修改密码 Change one’s password; all other sessions end',
      description: 'API tokens and the calendar link go on, unless `endTokens` is true.',
      tags: ['session'],
      auth: 'session',
      body: PasswordChange,
      status: 204,
      beforePasswordChange: true,
      problems: ['password.wrong', 'password.too_short', 'password.too_long', 'password.too_common', 'password.unchanged', 'session.slowed'],
    },
    async ({ body: { password, newPassword, endTokens }, asker, request }) => {
      checkLength(password);
      checkLength(newPassword);
      const account = await accountOfPerson(ledger.pool, asker.personId);
      if (!account) throw new HttpProblem('session.invalid');
      // A stolen session must not be a way to guess the password faster than by signing in.
      const right = await slowDown.attempt(account.username.toLowerCase(), addressOf(request), () => passwords.verify(account.hash, password));
      const { hash: verified } = account;
      if (!right || verified === undefined) throw new HttpProblem('password.wrong');
      checkNew(newPassword, password, account.username);
      const hash = await passwords.hash(newPassword);
      await ledger.transact(async (client) => {
        if (!(await changeCredential(client, account.personId, verified, hash))) throw new HttpProblem('password.wrong');
        await endOtherSessions(client, account.personId, secretOf(request, https));
        if (!endTokens) return;
        await revokeTokens(client, account.personId);
        await dropLink(client, account.personId);
      });
      return { body: undefined };
    },
  ),
];
