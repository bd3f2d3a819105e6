import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { z } from 'zod';
import { onlyActor } from '../../api/http/acting.ts';
import { id, idParams } from '../../api/http/params.ts';
import { HttpProblem } from '../../api/http/problem.ts';
import { commandRoute, type Presented, type Route, route } from '../../api/http/route.ts';
import { readProcess } from '../../api/http/sight.ts';
import type { UnitState } from '../../domain/register/unit.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { until } from '../harness/until.ts';
import { startApi, type TestApi } from './api.ts';

// Routes of the tests' own, on real registers, so that the kernel is tried without any resource's routes.
const View = z.strictObject({ id, name: z.string(), version: z.int() });
const present = ({ state }: Pick<Presented, 'state'>) => ({ id: state.id, name: (state as UnitState).name, version: state.version });
const registers = {
  command: ({ body }: { readonly body: object }) => ({ type: 'unit' as const, id: randomUUID(), creates: true, command: { type: 'register', kind: 'department', ...body } }),
  present,
};
const routes = (ledger: Ledger): readonly Route[] => [
  route({ method: 'get', path: '/api/v1/probe/{id}', summary: 'read', tags: ['probe'], params: idParams, response: View }, async ({ asker, moment, params }) => ({
    body: present(await readProcess(ledger, asker, moment, 'unit', params.id)),
  })),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/probe',
      summary: 'create',
      tags: ['probe'],
      body: z.strictObject({ name: z.string().min(1), parentId: id.optional() }),
      response: View,
      status: 201,
      location: '/api/v1/probe/{id}',
    },
    registers,
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/hasty-probe',
      summary: 'create, but do not wait for long',
      tags: ['probe'],
      body: z.strictObject({ name: z.string().min(1) }),
      response: View,
      status: 201,
      timeLimitMs: 200,
    },
    registers,
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/probe/{id}/commands',
      summary: 'rename',
      tags: ['probe'],
      params: idParams,
      body: z.strictObject({ type: z.literal('rename'), name: z.string() }),
      response: View,
    },
    { command: ({ params, body }) => ({ type: 'unit', id: params.id, command: body }), present },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/note',
      summary: 'table write',
      tags: ['probe'],
      body: z.strictObject({ text: z.string() }),
      transaction: true,
      response: z.strictObject({ n: z.int() }),
      status: 201,
    },
    async ({ body, transaction, asker, moment }) => {
      onlyActor(asker, moment);
      await transaction.query('INSERT INTO number_series (name, year, last) VALUES ($1, 1, 1)', [body.text]);
      if (body.text.startsWith('refuse')) throw new HttpProblem('process.unknown_command', { params: { command: body.text } });
      const { rows } = await transaction.query<{ n: number }>('SELECT count(*)::int AS n FROM number_series');
      return { body: { n: rows[0]?.n ?? 0 } };
    },
  ),
  route({ method: 'get', path: '/api/v1/boom', summary: 'breaks', tags: ['probe'], response: View }, async () => {
    throw new Error('SELECT secret FROM /etc/passwd');
  }),
  route({ method: 'get', path: '/api/v1/hang', summary: 'hangs', tags: ['probe'], response: View, timeLimitMs: 200 }, () => new Promise(() => undefined)),
  route(
    { method: 'put', path: '/api/v1/edit', summary: 'edit', tags: ['probe'], body: z.strictObject({}), ifMatch: 'required', response: z.strictObject({ version: z.int() }) },
    async ({ expectedVersion }) => ({ body: { version: (expectedVersion ?? 0) + 1 } }),
  ),
];

let api: TestApi;
let district: string;
let admin: Awaited<ReturnType<TestApi['person']>>;
beforeAll(async () => {
  api = await startApi({ routes });
  district = await api.unit('演示区', 'district');
  admin = await api.person('admin', { unitId: district, role: 'administrator' });
});
afterAll(() => api.close());

const create = (name: string, headers: Record<string, string> = {}, token = admin.token) => api.call('POST', '/api/v1/probe', { token, body: { name }, headers });

describe('what a request may be', () => {
  test('an unknown address is 401 without signing in, 404 with; a wrong method 405 with Allow', async () => {
    expect((await api.call('GET', '/api/v1/nothing')).body.code).toBe('session.missing');
    const { body, headers } = await api.call('GET', '/api/v1/nothing', { token: admin.token });
    expect(body).toMatchObject({ code: 'route.not_found', status: 404, instance: '/api/v1/nothing' });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect((await api.call('GET', '/elsewhere')).status).toBe(404);
    const wrong = await api.call('PATCH', '/api/v1/me', { token: admin.token });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await api.call('GET', '/api/v1/me')).headers.get('www-authenticate')).toBe('Bearer');
  });

  test('an id that is none, or of nothing, is the same 404', async () => {
    for (const name of ['x', "' OR 1=1", '..%2f..', randomUUID()])
      expect((await api.call('GET', `/api/v1/probe/${encodeURIComponent(name)}`, { token: admin.token })).body.code).toBe('process.not_found');
  });

  test('damaged percent escapes, repeated and unknown parameters are 400', async () => {
    expect((await api.call('GET', '/api/v1/probe/%E0%A4%A', { token: admin.token })).status).toBe(400);
    expect((await api.call('GET', '/api/v1/notifications?limit=1&limit=2', { token: admin.token })).body.code).toBe('request.parameter_repeated');
    expect((await api.call('GET', '/api/v1/notifications?personId=1', { token: admin.token })).body.items[0].rule).toBe('unrecognized_keys');
    expect((await api.call('GET', '/api/v1/me?x=1', { token: admin.token })).status).toBe(400);
    for (const query of ['limit=1000000000', 'limit=-1', 'limit=0']) expect((await api.call('GET', `/api/v1/notifications?${query}`, { token: admin.token })).status).toBe(400);
    expect((await api.call('GET', '/api/v1/notifications?cursor=AAAA', { token: admin.token })).body.code).toBe('request.cursor_invalid');
  });

  test('a body of another media type, compressed or too large is refused', async () => {
    const post = (raw: string, headers: Record<string, string>) => api.call('POST', '/api/v1/probe', { token: admin.token, raw, headers });
    expect((await post('name=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('{}', { 'Content-Type': 'application/json; charset=gb18030' })).status).toBe(415);
    expect((await post('{}', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })).status).toBe(415);
    expect((await post(`{"name":"${'x'.repeat(50_000_000)}"}`, { 'Content-Type': 'application/json' })).status).toBe(413);
    expect((await post('{"name":"x","__proto__":{"kind":"office"}}', { 'Content-Type': 'application/json' })).body.code).toBe('request.body_malformed');
  });

  test('a forged X-Forwarded-For and a line break in the request id reach no log', async () => {
    await api.call('GET', '/livez', { headers: { 'X-Request-Id': 'a b', 'X-Forwarded-For': '6.6.6.6' } });
    const answer = await api.call('GET', '/api/v1/me', { token: admin.token, headers: { 'X-Request-Id': 'abc-1' } });
    expect(answer.headers.get('x-request-id')).toBe('abc-1');
    for (const line of api.lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(api.lines.join('')).not.toContain('6.6.6.6');
    expect(api.lines.map((line) => JSON.parse(line)).find((line) => line.req?.id === 'abc-1')).toMatchObject({
      req: { method: 'GET', path: '/api/v1/me' },
      res: { status: 200 },
      route: 'GET /api/v1/me',
      personId: admin.id,
    });
  });

  test('what breaks is 500 and tells nothing; the log has it', async () => {
    const { status, body, text } = await api.call('GET', '/api/v1/boom', { token: admin.token });
    expect([status, body.code]).toEqual([500, 'service.failed']);
    expect(text).not.toMatch(/SELECT|passwd|\.ts|at /);
    expect(api.lines.join('')).toContain('SELECT secret');
  });

  test('nothing hangs', async () => {
    expect((await api.call('GET', '/api/v1/hang', { token: admin.token })).body.code).toBe('service.timeout');
  });

  test('headers forbid inline script, framing and sniffing, and name no software', async () => {
    const { headers } = await api.call('GET', '/api/docs');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a body announced longer than it comes is cut off without harm', async () => {
    const port = Number(new URL(api.base).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /api/v1/probe HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name":`);
        setTimeout(() => socket.destroy(), 100);
      });
      socket.on('close', () => resolve());
    });
    expect((await api.call('GET', '/livez')).status).toBe(200);
  });
});

describe('If-Match', () => {
  const edit = (headers: Record<string, string>) => api.call('PUT', '/api/v1/edit', { token: admin.token, body: {}, headers });
  test('is needed for edits of tables (428), a number (400), and the answer’s version is the ETag', async () => {
    expect((await edit({})).status).toBe(428);
    expect((await edit({ 'If-Match': '*' })).status).toBe(400);
    expect((await edit({ 'If-Match': '"3"' })).headers.get('etag')).toBe('"4"');
    expect((await edit({ 'If-Match': 'W/"3"' })).status).toBe(200);
  });
  test('of an older version refuses a command with 412', async () => {
    const { body } = await create('版本局');
    const rename = (name: string, version: string) =>
      api.call('POST', `/api/v1/probe/${body.id}/commands`, { token: admin.token, body: { type: 'rename', name }, headers: { 'If-Match': version } });
    const renamed = await rename('版本二局', '"1"');
    expect([renamed.status, renamed.body.name, renamed.headers.get('etag')]).toEqual([200, '版本二局', '"2"']);
    expect((await rename('版本三局', '"1"')).body).toMatchObject({ status: 412, code: 'process.changed_since', params: { version: 2 } });
  });
});

describe('a command', () => {
  test('answers 201 with Location and ETag', async () => {
    const made = await create('卫健委');
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([201, `/api/v1/probe/${made.body.id}`, '"1"']);
  });

  test('refused by a rule is a problem with the rule’s code, in the language asked for', async () => {
    await create('重名局');
    const refused = await create('重名局', { 'Accept-Language': 'en' });
    expect(refused.body).toMatchObject({ status: 409, code: 'unit.name_taken', params: { name: '重名局' } });
    expect(refused.body.detail).toMatch(/^A unit named/);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('of a person without the right is 403; without any post 403 with a code of its own', async () => {
    const liaison = await api.person('liaison', { unitId: district, role: 'liaisonOfficer' });
    expect((await create('某局', {}, liaison.token)).body).toMatchObject({ status: 403, code: 'policy.forbidden' });
    const idle = await api.person('idle');
    expect((await create('某局', {}, idle.token)).body.code).toBe('actor.post_missing');
  });

  test('sent three times at once under one key happens once, with identical answers; so does a repeat after signing in anew', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => create('一次局', headers)));
    const again = await create('一次局', headers, await api.signIn('admin'));
    expect(new Set([...answers, again].map(({ status, text, headers: { get: _ } }) => `${status} ${text}`)).size).toBe(1);
    expect(again.headers.get('location')).toBe(`/api/v1/probe/${again.body.id}`);
    expect((await api.pool.query(`SELECT 1 FROM unit_record WHERE name = '一次局'`)).rowCount).toBe(1);
  });

  test('answered as unknown because it took too long is done all the same, and the same key tells what was committed', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const hasty = () => api.call('POST', '/api/v1/hasty-probe', { token: admin.token, body: { name: '迟到局' }, headers });
    const holder = await api.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM world_version WHERE id = 1 FOR UPDATE');
      const first = await hasty();
      expect([first.status, first.body.code, first.body.detail]).toEqual([503, 'service.timeout', expect.stringContaining('同一个Idempotency-Key')]);
      await holder.query('COMMIT');
    } finally {
      holder.release();
    }
    await until(async () => (await api.pool.query(`SELECT 1 FROM unit_record WHERE name = '迟到局'`)).rowCount === 1, 10_000);
    // The answer itself may be a moment late on a busy machine: then it is unknown once more, and asked again.
    await until(async () => (await hasty()).status !== 503, 20_000);
    const told = await hasty();
    const { rows } = await api.pool.query<{ id: string }>(`SELECT id FROM unit_record WHERE name = '迟到局'`);
    expect([told.status, told.body, rows.length]).toEqual([201, { id: rows[0]?.id, name: '迟到局', version: 1 }, 1]);
  });

  test('that was refused is refused again by the same key, to the letter, though it would pass now', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const { body } = await create('先来局');
    const first = await create('先来局', headers);
    expect(first.status).toBe(409);
    await api.call('POST', `/api/v1/probe/${body.id}/commands`, { token: admin.token, body: { type: 'rename', name: '改名局' } });
    expect((await create('先来局', headers)).text).toBe(first.text);
  });

  test('with a used key and another body is 422; another person’s key is apart', async () => {
    const headers = { 'Idempotency-Key': 'shared-key' };
    await create('甲局', headers);
    expect((await create('乙局', headers)).body).toMatchObject({ status: 422, code: 'command.key_reused' });
    const second = await api.person('admin2', { unitId: district, role: 'administrator' });
    expect((await create('丙局', headers, second.token)).status).toBe(201);
    expect((await create('丁局', { 'Idempotency-Key': 'a key with spaces' })).body.code).toBe('request.header_invalid');
  });

  test('without a key is done each time it is sent', async () => {
    expect((await create('无键局')).status).toBe(201);
    expect((await create('无键局')).body.code).toBe('unit.name_taken');
  });
});

describe('a table write', () => {
  const note = (text: string, headers: Record<string, string> = {}) => api.call('POST', '/api/v1/note', { token: admin.token, body: { text }, headers });
  test('under a key happens once and answers the same; three at once wait for the first', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => note('once', headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await note('other', headers)).body.code).toBe('command.key_reused');
  });
  test('refused leaves nothing behind, with and without a key; the refusal is kept', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const refused = await note('refuse one', headers);
    expect(refused.status).toBe(400);
    expect((await note('refuse one', headers)).text).toBe(refused.text);
    expect((await note('refuse two')).status).toBe(400);
    expect((await api.pool.query(`SELECT 1 FROM number_series WHERE name LIKE 'refuse%'`)).rowCount).toBe(0);
  });
  test('that breaks is 500 and may be tried again under its key', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    await note('twice');
    expect((await note('twice', headers)).status).toBe(500);
    await api.pool.query(`DELETE FROM number_series WHERE name = 'twice'`);
    expect((await note('twice', headers)).status).toBe(201);
  });
});

describe('posts', () => {
  test('of several the one with the right is taken; several with the right must be told apart by Duban-Post', async () => {
    const other = await api.unit('二区', 'district');
    const both = await api.person('both', { unitId: district, role: 'administrator' }, { unitId: other, role: 'liaisonOfficer' });
    expect((await create('双岗局', {}, both.token)).status).toBe(201);
    const twice = await api.person('twice-admin', { unitId: district, role: 'administrator' }, { unitId: other, role: 'administrator' });
    const refused = await create('双管局', {}, twice.token);
    expect(refused.body).toMatchObject({ status: 422, code: 'actor.post_ambiguous' });
    expect(refused.body.items.map((item: { postId: string }) => item.postId).sort()).toEqual([...twice.posts].sort());
    const made = await create('双管局', { 'Duban-Post': twice.posts[1] ?? '' }, twice.token);
    expect(made.status).toBe(201);
    const { rows } = await api.pool.query('SELECT actor FROM fact WHERE process_id = $1', [made.body.id]);
    expect(rows[0].actor).toEqual({ by: 'person', personId: twice.id, postId: twice.posts[1], unitId: other });
    expect((await create('双管二局', { 'Duban-Post': admin.posts[0] ?? '' }, twice.token)).body.code).toBe('actor.post_not_held');
    expect((await create('双管二局', { 'Duban-Post': 'x' }, twice.token)).body.code).toBe('request.header_invalid');
  });

  test('given up are gone on the next request', async () => {
    const holder = await api.person('holder', { unitId: district, role: 'administrator' });
    const before = await create('在任局', {}, holder.token);
    expect(before.status).toBe(201);
    const outcome = await api.ledger.execute({ type: 'post', id: holder.posts[0] ?? '', command: { type: 'end' }, actor: { ref: { by: 'system' } } });
    expect(outcome.ok).toBe(true);
    const { rows } = await api.pool.query('SELECT until FROM post_record WHERE id = $1', [holder.posts[0]]);
    if (rows[0].until <= new Date()) expect((await create('离任局', {}, holder.token)).body.code).toBe('actor.post_missing');
    else expect(rows[0].until).toBeInstanceOf(Date);
  });

  test('held by delegation are acted in for the other, and both stand in the record; not after it is revoked', async () => {
    const boss = await api.person('boss', { unitId: district, role: 'administrator' });
    const deputy = await api.person('deputy', { unitId: district, role: 'liaisonOfficer' });
    const delegation = randomUUID();
    await api.pool.query(
      `INSERT INTO delegation_record (id, from_person_id, to_person_id, post_id, "from", until, reason) VALUES ($1, $2, $3, $4, now() - interval '1 day', now() + interval '1 day', '出差')`,
      [delegation, boss.id, deputy.id, boss.posts[0]],
    );
    expect((await create('代办局', {}, deputy.token)).status).toBe(403);
    const made = await create('代办局', { 'Duban-Delegation': delegation }, deputy.token);
    expect(made.status).toBe(201);
    const { rows } = await api.pool.query('SELECT actor FROM fact WHERE process_id = $1', [made.body.id]);
    expect(rows[0].actor).toEqual({ by: 'person', personId: deputy.id, postId: boss.posts[0], unitId: district, forPersonId: boss.id, delegationId: delegation });
    expect((await api.call('GET', '/api/v1/me', { token: deputy.token })).body.delegations.received).toMatchObject([{ id: delegation, from: { id: boss.id }, inForce: true }]);
    expect((await create('代办二局', { 'Duban-Delegation': delegation }, boss.token)).body.code).toBe('actor.delegation_invalid');
    await api.pool.query('UPDATE delegation_record SET revoked_at = now() WHERE id = $1', [delegation]);
    expect((await create('代办三局', { 'Duban-Delegation': delegation }, deputy.token)).body.code).toBe('actor.delegation_invalid');
  });
});

describe('when the database is away', () => {
  test('every request is 503 with Retry-After within 10 s, and the next one after it is back is well', async () => {
    const own = await startApi({ routes });
    try {
      const unitId = await own.unit('区', 'district');
      const { token } = await own.person('p', { unitId, role: 'administrator' });
      const { connect: real } = own.pool;
      own.pool.connect = (() => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))) as never;
      const query = own.pool.query;
      own.pool.query = (() => Promise.reject(Object.assign(new Error('Connection terminated unexpectedly')))) as never;
      const answer = await own.call('POST', '/api/v1/probe', { token, body: { name: 'x' } });
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'service.unavailable', '1']);
      expect((await own.call('POST', '/api/v1/session', { body: { username: 'p', password: 'x' } })).status).toBe(503);
      expect((await own.call('GET', '/livez')).status).toBe(200);
      own.pool.connect = real;
      own.pool.query = query;
      expect((await own.call('POST', '/api/v1/probe', { token, body: { name: 'x' } })).status).toBe(201);
    } finally {
      await own.close();
    }
  });
});

describe('metrics', () => {
  test('count requests by route pattern and problems by code, with no id in any label', async () => {
    await api.call('GET', `/api/v1/probe/${randomUUID()}`, { token: admin.token });
    const text = await api.metrics.registry.metrics();
    expect(text).toContain('duban_http_request_duration_seconds_count{method="GET",route="GET /api/v1/probe/{id}",status="404"}');
    expect(text).toContain('duban_http_problems_total{code="process.not_found"}');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});
