import { randomUUID } from 'node:crypto';
import { createLimits } from '../../api/http/limits.ts';
import { password, startApi, type TestApi } from './api.ts';

let api: TestApi;
let office: string;
beforeAll(async () => {
  api = await startApi();
  office = await api.unit('健康办', 'office');
});
afterAll(() => api.close());

const signIn = (username: unknown, secret: unknown, headers: Record<string, string> = {}) => api.call('POST', '/api/v1/session', { body: { username, password: secret }, headers });

describe('signing in', () => {
  test('answers a token and sets an HttpOnly, SameSite cookie with the same secret; another each time', async () => {
    await api.person('cookie', { unitId: office, role: 'office' });
    const [one, other] = [await signIn('cookie', password), await signIn('cookie', password)];
    expect(one.status).toBe(200);
    expect(one.body.token).not.toBe(other.body.token);
    const cookie = one.headers.get('set-cookie') ?? '';
    expect(cookie).toContain(`duban=${one.body.token};`);
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const me = await api.call('GET', '/api/v1/me', { headers: { Cookie: `duban=${one.body.token}` } });
    expect(me.body).toMatchObject({ id: one.body.person.id, username: 'cookie', roles: ['office'], posts: [{ role: 'office', unit: { id: office } }] });
  });

  test('keeps only a hash of the secret', async () => {
    const { token } = await api.person('hashed');
    const { rows } = await api.pool.query(`SELECT encode(token_hash, 'escape') AS h FROM session`);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  });

  test('with a wrong password, of an unknown person and of a deactivated one is the same 401', async () => {
    const { id } = await api.person('gone');
    await api.ledger.execute({ type: 'person', id, command: { type: 'deactivate', reason: '离职' } as never, actor: { ref: { by: 'system' } } });
    await api.person('here');
    const answers = await Promise.all([signIn('here', 'wrong wrong wrong'), signIn('nobody', password), signIn('gone', password)]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([401, 'session.refused']));
  });

  test('costs as much work for an unknown person as for a known one: time tells nobody who exists', async () => {
    for (let n = 0; n < 30; n++) await withPassword(`timed${n}`);
    const spent = { timed: 0, stranger: 0 };
    for (let n = 0; n < 30; n++) {
      // Alternating order, so that neither always pays for what the other left behind.
      for (const kind of n % 2 === 0 ? (['timed', 'stranger'] as const) : (['stranger', 'timed'] as const)) {
        await api.pool.query('DELETE FROM rate_limit');
        const before = process.cpuUsage();
        expect((await signIn(`${kind}${n}`, 'wrong wrong wrong')).status).toBe(401);
        const { user, system } = process.cpuUsage(before);
        spent[kind] += user + system;
      }
    }
    // The work of this process, whatever else the machine does; nearly all of it is the password's hash.
    expect(spent.stranger / spent.timed).toBeGreaterThan(0.7);
    expect(spent.stranger / spent.timed).toBeLessThan(1.4);
  });

  test('with a password beyond 200 characters is 400 before any hashing; with 2 MB it is 413', async () => {
    const work = async (password: string): Promise<number> => {
      const before = process.cpuUsage();
      await signIn('cookie', password);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const hashed = await work('wrong wrong wrong');
    expect((await signIn('cookie', 'x'.repeat(10_000))).body.code).toBe('password.too_long');
    // The least of ten: whatever else this process does beside them only adds.
    const refused: number[] = [];
    for (let n = 0; n < 10; n++) refused.push(await work('x'.repeat(10_000)));
    expect(Math.min(...refused)).toBeLessThan(hashed / 2);
    expect((await signIn('cookie', 'x'.repeat(2_000_000))).body.code).toBe('request.body_too_large');
  });

  test('with operator objects, extra fields or missing ones is 400', async () => {
    expect((await signIn({ contains: '' }, password)).body.code).toBe('request.invalid');
    expect((await api.call('POST', '/api/v1/session', { body: { username: 'a', password: 'b', role: 'administrator' } })).body.items[0]).toMatchObject({
      in: 'body',
      rule: 'unrecognized_keys',
    });
    expect((await api.call('POST', '/api/v1/session', { body: {} })).body.items.map((item: { pointer: string }) => item.pointer)).toEqual(['/username', '/password']);
  });

  test('stores no answer under an Idempotency-Key', async () => {
    await api.person('unkept');
    const headers = { 'Idempotency-Key': randomUUID() };
    const [one, other] = [await signIn('unkept', password, headers), await signIn('unkept', password, headers)];
    expect(one.body.token).not.toBe(other.body.token);
    expect((await api.pool.query('SELECT 1 FROM command WHERE key = $1', [headers['Idempotency-Key']])).rowCount).toBe(0);
  });

  test('is slowed after five failures, for the pair of account and address, and succeeds after the wait', async () => {
    await api.person('slow');
    await api.pool.query('DELETE FROM rate_limit');
    for (let n = 0; n < 5; n++) expect((await signIn('slow', `wrong ${n}`)).status).toBe(401);
    const slowed = await signIn('slow', password);
    expect([slowed.status, slowed.body.code]).toEqual([429, 'session.slowed']);
    const wait = Number(slowed.headers.get('retry-after'));
    expect(wait).toBeLessThanOrEqual(2);
    await new Promise((resolve) => setTimeout(resolve, wait * 1_000 + 100));
    expect((await signIn('slow', password)).status).toBe(200);
  });

  test('of an account attacked from elsewhere is late, never refused', async () => {
    await api.person('attacked');
    await api.pool.query('DELETE FROM rate_limit');
    await api.pool.query(`INSERT INTO rate_limit (key, points, expire) VALUES ('fail:a:attacked', 5000, $1)`, [Date.now() + 1e7]);
    const before = performance.now();
    expect((await signIn('attacked', password)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(900);
  });

  test('writes neither password nor token into the log', async () => {
    const { token } = await api.person('logged');
    await api.call('GET', `/api/v1/me?token=${token}`, { token });
    const log = api.lines.join('');
    expect(log).not.toContain(password);
    expect(log).not.toContain(token);
    expect(log).not.toContain(token.slice(4));
  });
});

/** A person whose password is that of another: hashing 60 would only take time. */
async function withPassword(username: string): Promise<void> {
  const id = await api.record('person', { type: 'register', name: username, username });
  await api.pool.query(`INSERT INTO credential (person_id, hash, must_change, changed_at) SELECT $1, hash, false, now() FROM credential LIMIT 1`, [id]);
}

describe('a session', () => {
  test('ends at the server on signing out; the cookie is taken back', async () => {
    const { token } = await api.person('leaving');
    const out = await api.call('DELETE', '/api/v1/session', { token });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await api.call('GET', '/api/v1/me', { token })).body.code).toBe('session.invalid');
  });

  test.each([
    ['idle for eight hours', `last_seen_at = clock_timestamp() - interval '481 minutes'`],
    ['older than its absolute limit', `expires_at = clock_timestamp() - interval '1 second'`],
  ])('%s is over', async (what, change) => {
    const { id, token } = await api.person(what.replaceAll(' ', ''));
    await api.pool.query(`UPDATE session SET ${change} WHERE person_id = $1`, [id]);
    expect((await api.call('GET', '/api/v1/me', { token })).status).toBe(401);
  });

  test('of a person deactivated meanwhile is refused on the next request', async () => {
    const { id, token } = await api.person('fired', { unitId: office, role: 'office' });
    await api.ledger.execute({ type: 'person', id, command: { type: 'deactivate', reason: '离职' } as never, actor: { ref: { by: 'system' } } });
    expect((await api.call('GET', '/api/v1/me', { token })).status).toBe(401);
  });

  test('in the URL says nothing', async () => {
    const { token } = await api.person('inurl');
    expect((await api.call('GET', `/api/v1/me?token=${token}`)).body.code).toBe('session.missing');
  });

  test.each([
    ['another site, by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['an opaque origin', { Origin: 'null' }, 403],
    ['its own page', { 'Sec-Fetch-Site': 'same-origin' }, 204],
    ['a program', {}, 204],
  ])('with its cookie, a write from %s is answered %s', async (_from, headers, status) => {
    const { token } = await api.person(`site${randomUUID().slice(0, 8)}`);
    const answer = await api.call('DELETE', '/api/v1/session', { headers: { ...(headers as Record<string, string>), Cookie: `duban=${token}` } });
    expect(answer.status).toBe(status);
  });

  test('in two cookies of the name is no session', async () => {
    const { token } = await api.person('twice');
    expect((await api.call('GET', '/api/v1/me', { headers: { Cookie: `duban=${token}; duban=x` } })).status).toBe(401);
  });
});

describe('changing the password', () => {
  test('needs the present one, ends all other sessions and lets the new one in', async () => {
    const { token } = await api.person('changer');
    const other = await api.signIn('changer');
    const change = (body: object) => api.call('POST', '/api/v1/me/password', { token, body });
    expect((await change({ password: 'not this one', newPassword: 'brand new secret' })).body.code).toBe('password.wrong');
    expect((await change({ password, newPassword: 'short' })).body.code).toBe('password.too_short');
    expect((await change({ password, newPassword: 'my-changer-2026' })).body.code).toBe('password.too_common');
    expect((await change({ password, newPassword: password })).body.code).toBe('password.unchanged');
    expect((await change({ password, newPassword: 'brand new secret' })).status).toBe(204);
    expect((await api.call('GET', '/api/v1/me', { token })).status).toBe(200);
    expect((await api.call('GET', '/api/v1/me', { token: other })).status).toBe(401);
    expect((await signIn('changer', password)).status).toBe(401);
    expect((await signIn('changer', 'brand new secret')).status).toBe(200);
  });

  test('leaves tokens and the calendar link as they are, and ends them too where that is asked for, one’s own alone', async () => {
    const open = async (username: string) => {
      const { token } = await api.person(username, { unitId: office, role: 'office' });
      const made = await api.call('POST', '/api/v1/tokens', { token, body: { name: '报表', scope: 'read', days: 30 } });
      const link = await api.call('POST', '/api/v1/me/calendar', { token });
      const change = (body: object) => api.call('POST', '/api/v1/me/password', { token, body });
      const opened = async () => [(await api.call('GET', '/api/v1/me', { token: made.body.token })).status, (await api.call('GET', link.body.path)).status];
      return { change, opened };
    };
    const [leaked, other] = [await open('leaked'), await open('unconcerned')];
    expect((await leaked.change({ password, newPassword: 'brand new secret' })).status).toBe(204);
    expect(await leaked.opened()).toEqual([200, 200]);
    expect((await leaked.change({ password: 'not this one', newPassword: 'another new secret', endTokens: true })).body.code).toBe('password.wrong');
    expect(await leaked.opened()).toEqual([200, 200]);
    expect((await leaked.change({ password: 'brand new secret', newPassword: 'another new secret', endTokens: true })).status).toBe(204);
    expect(await leaked.opened()).toEqual([401, 401]);
    expect(await other.opened()).toEqual([200, 200]);
  });

  test('takes the place of the password that was verified, and of no other: of two at once one is done', async () => {
    const { token } = await api.person('hasty');
    const news = ['brand new secret', 'another new secret'];
    const changed = await Promise.all(news.map((newPassword) => api.call('POST', '/api/v1/me/password', { token, body: { password, newPassword } })));
    expect(changed.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect(changed.find(({ status }) => status !== 204)?.body.code).toBe('password.wrong');
    expect((await signIn('hasty', news[changed.findIndex(({ status }) => status === 204)] ?? '')).status).toBe(200);
  });

  test('is all a person may do while the initial one must be changed', async () => {
    const { id, token } = await api.person('initial', { unitId: office, role: 'office' });
    await api.pool.query('UPDATE credential SET must_change = true WHERE person_id = $1', [id]);
    expect((await api.call('GET', '/api/v1/notifications', { token })).body.code).toBe('password.must_change');
    expect((await api.call('GET', '/api/v1/me', { token })).body.mustChangePassword).toBe(true);
    expect((await api.call('POST', '/api/v1/me/password', { token, body: { password, newPassword: 'brand new secret' } })).status).toBe(204);
    expect((await api.call('GET', '/api/v1/notifications', { token })).status).toBe(200);
  });
});

describe('API tokens', () => {
  test('are shown once, stored as a hash, work within their scope, and end when revoked', async () => {
    const { token } = await api.person('tokens', { unitId: office, role: 'office' });
    const made = await api.call('POST', '/api/v1/tokens', { token, body: { name: '报表', scope: 'read', days: 30 } });
    expect(made.status).toBe(201);
    const secret: string = made.body.token;
    expect(secret.startsWith(made.body.prefix)).toBe(true);
    expect((await api.call('GET', '/api/v1/me', { token: secret })).body).toMatchObject({ signedInBy: 'token' });
    expect((await api.call('PUT', '/api/v1/attachments', { token: secret, raw: 'text' })).body.code).toBe('token.scope_missing');
    expect((await api.call('POST', '/api/v1/tokens', { token: secret, body: { name: 'x', scope: 'write', days: 1 } })).body.code).toBe('token.session_required');
    const listed = await api.call('GET', '/api/v1/tokens', { token });
    expect(listed.body.items).toHaveLength(1);
    expect(listed.text).not.toContain(secret);
    expect((await api.call('DELETE', `/api/v1/tokens/${made.body.id}`, { token })).status).toBe(204);
    expect((await api.call('DELETE', `/api/v1/tokens/${made.body.id}`, { token })).status).toBe(204);
    expect((await api.call('GET', '/api/v1/me', { token: secret })).status).toBe(401);
  });

  test('expire', async () => {
    const { id, token } = await api.person('expiring');
    const made = await api.call('POST', '/api/v1/tokens', { token, body: { name: 'x', scope: 'read', days: 1 } });
    await api.pool.query(`UPDATE api_token SET expires_at = clock_timestamp() WHERE person_id = $1`, [id]);
    expect((await api.call('GET', '/api/v1/me', { token: made.body.token })).status).toBe(401);
  });

  test('asked for three times under one key are one token, whose secret is told once', async () => {
    const { token } = await api.person('thrice');
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = { name: 'x', scope: ['recordInspection'], days: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => api.call('POST', '/api/v1/tokens', { token, body, headers })));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.body.token !== null)).toHaveLength(1);
    expect((await api.call('POST', '/api/v1/tokens', { token, body: { ...body, days: 2 }, headers })).body.code).toBe('command.key_reused');
  });

  test('of another person are not there', async () => {
    const { token } = await api.person('owner');
    const { token: stranger } = await api.person('stranger');
    const { body } = await api.call('POST', '/api/v1/tokens', { token, body: { name: 'x', scope: 'read', days: 1 } });
    expect((await api.call('DELETE', `/api/v1/tokens/${body.id}`, { token: stranger })).body.code).toBe('token.not_found');
  });
});

describe('looking whether one is signed in', () => {
  test('counts as a stranger’s request without a session, also with a secret that is none; who has one is counted as the person and is never limited as a stranger', async () => {
    const own = await startApi({ limits: createLimits({ stranger: 3, person: 5 }) });
    try {
      const { token } = await own.person('p', { unitId: await own.unit('区', 'district'), role: 'administrator' });
      const { token: other } = await own.person('q', { unitId: await own.unit('邻区', 'district'), role: 'administrator' });
      const look = async (given?: string) => {
        const { status, body, headers } = await own.call('GET', '/api/v1/session', given === undefined ? {} : { token: given });
        return status === 200 ? body.signedIn : [status, body.code, headers.get('retry-after')];
      };
      const exceeded = [429, 'rate.exceeded', '1'];
      // A window of the limiter is a second: it begins with the first look of each kind.
      expect(await Promise.all([look(), look('x'.repeat(43)), look(), look(), look('x'.repeat(43))])).toEqual([false, false, false, exceeded, exceeded]);
      expect(await Promise.all(Array.from({ length: 4 }, () => look(token)))).toEqual([true, true, true, true]);
      expect((await Promise.all(Array.from({ length: 7 }, () => look(other)))).filter((one) => one === true)).toHaveLength(5);
    } finally {
      await own.close();
    }
  });
});
