import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { accountNamed, defaultSessionTimes, openFirstSession } from '../../api/session/store.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { paragraphsOf } from '../api/documents.ts';
import { until } from '../harness/until.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
interface Handed {
  readonly personId: string;
  readonly name: string;
  readonly username: string;
  readonly unit: string | null;
  readonly password: string;
  readonly expiresAt: string;
}

let api: TestApi;
let prisma: PrismaClient;
let admin: Person;
let district: string;
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  district = await api.unit('云山区', 'district');
  admin = await api.person('admin', { unitId: district, role: 'administrator' });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const signIn = (username: string, password: string) => api.call('POST', '/api/v1/session', { body: { username, password } });
const handOut = (body: object, token = admin.token, headers: Record<string, string> = {}) => api.call('POST', '/api/v1/people/first-passwords', { token, body, headers });
const passwordOf = async (personId: string): Promise<string> => (await handOut({ personIds: [personId] })).body.items[0].password;
const newcomer = (username: string) => api.record('person', { type: 'register', name: `${username}的持有人`, username });
const issued = async (personId: string): Promise<number> =>
  (await api.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM fact WHERE process_id = $1 AND type = 'passwordIssued'`, [personId])).rows[0]?.n ?? 0;

describe('a first password', () => {
  test('opens one session, which changes it; a second sign-in is told to ask for a new one', async () => {
    const id = await newcomer('once');
    const password = await passwordOf(id);
    const first = await signIn('once', password);
    expect([first.status, first.body.mustChangePassword]).toEqual([200, true]);
    const again = await signIn('once', password);
    expect([again.status, again.body.code, again.body.detail]).toEqual([403, 'session.first_password_used', expect.stringContaining('向管理员索取')]);
    expect((await signIn('once', 'not this one at all')).body.code).toBe('session.refused');
    expect((await api.call('GET', '/api/v1/tasks', { token: first.body.token })).body.code).toBe('password.must_change');
    const own = 'a secret of my own';
    expect((await api.call('POST', '/api/v1/me/password', { token: first.body.token, body: { password, newPassword: own } })).status).toBe(204);
    expect([(await signIn('once', own)).status, (await signIn('once', own)).status, (await signIn('once', password)).body.code]).toEqual([200, 200, 'session.refused']);
  });

  test('handed out by two administrators at once opens where it stands last in the record; the other strip opens nothing', async () => {
    const second = await api.person('second', { unitId: district, role: 'administrator' });
    const id = await newcomer('both');
    const holder = await api.pool.connect();
    const waiting = async (): Promise<number> =>
      (await api.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).rows[0]?.n ?? 0;
    await api.pool.query(`CREATE SEQUENCE turn; CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
 BEGIN IF nextval('turn') = 1 THEN PERFORM pg_advisory_xact_lock(77); END IF; RETURN NEW; END $$;
 CREATE TRIGGER slow BEFORE INSERT ON credential FOR EACH ROW EXECUTE FUNCTION slow()`);
    try {
      // Whoever comes first is held up as the password is to be set, until the other has answered or waits behind.
      await holder.query('SELECT pg_advisory_lock(77)');
      const one = handOut({ personIds: [id] });
      await until(async () => (await waiting()) === 1, 10_000);
      let isAnswered = false;
      const other = handOut({ personIds: [id] }, second.token).finally(() => {
        isAnswered = true;
      });
      await until(async () => isAnswered || (await waiting()) === 2, 10_000);
      await holder.query('SELECT pg_advisory_unlock(77)');
      const answers = await Promise.all([one, other]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const { rows } = await api.pool.query<{ by: string }>(`SELECT actor ->> 'personId' AS by FROM fact WHERE process_id = $1 AND type = 'passwordIssued' ORDER BY seq`, [id]);
      expect(rows.map(({ by }) => by)).toEqual([admin.id, second.id]);
      const [former, last] = answers.map(({ body }) => body.items[0].password as string);
      expect([(await signIn('both', former ?? '')).body.code, (await signIn('both', last ?? '')).status]).toEqual(['session.refused', 200]);
    } finally {
      holder.release(true);
      await api.pool.query('DROP TRIGGER slow ON credential; DROP FUNCTION slow; DROP SEQUENCE turn');
    }
  });

  test('whose setting fails is not recorded, and what held before holds on', async () => {
    const id = await newcomer('kept');
    const former = await passwordOf(id);
    await api.pool.query(`CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'credentials are stuck'; END $$`);
    await api.pool.query('CREATE TRIGGER stuck BEFORE UPDATE ON credential FOR EACH ROW EXECUTE FUNCTION stuck()');
    try {
      expect((await handOut({ personIds: [id] })).body.code).toBe('service.failed');
    } finally {
      await api.pool.query('DROP TRIGGER stuck ON credential');
      await api.pool.query('DROP FUNCTION stuck');
    }
    expect([await issued(id), (await signIn('kept', former)).status]).toEqual([1, 200]);
  });

  test('that is refused sets none: what is kept of the person stays as it was', async () => {
    const id = await newcomer('refused');
    await passwordOf(id);
    const hash = async (): Promise<unknown> => (await api.pool.query('SELECT hash FROM credential WHERE person_id = $1', [id])).rows;
    const before = await hash();
    await api.ledger.execute({ type: 'person', id, command: { type: 'deactivate', reason: '离职' } as never, actor: { ref: { by: 'system' } } });
    const { status, body } = await api.call('POST', `/api/v1/people/${id}/first-password`, { token: admin.token });
    expect([status, body.code, await hash(), await issued(id)]).toEqual([409, 'person.inactive', before, 1]);
  });

  test('for one person is told with the user name that it opens with', async () => {
    const id = await newcomer('single');
    const { status, body } = await api.call('POST', `/api/v1/people/${id}/first-password`, { token: admin.token });
    expect([status, body]).toEqual([200, { personId: id, name: 'single的持有人', username: 'single', password: expect.any(String), expiresAt: expect.any(String) }]);
    expect((await signIn(body.username, body.password)).status).toBe(200);
  });

  test('of two sign-ins at once lets one in', async () => {
    const id = await newcomer('race');
    const password = await passwordOf(id);
    const account = await accountNamed(api.pool, 'race');
    if (!account) throw new Error('no account');
    const opened = await Promise.all([1, 2, 3, 4].map(() => openFirstSession(api.pool, account, defaultSessionTimes)));
    expect(opened.filter((session) => session !== undefined)).toHaveLength(1);
    expect((await api.pool.query('SELECT 1 FROM session WHERE person_id = $1', [id])).rowCount).toBe(1);
    expect((await signIn('race', password)).body.code).toBe('session.first_password_used');
    const next = await passwordOf(id);
    expect((await Promise.all([1, 2, 3].map(() => signIn('race', next)))).map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });

  test('whose session is lost before the change is replaced by another; the former opens nothing', async () => {
    const id = await newcomer('lost');
    const former = await passwordOf(id);
    const lost = (await signIn('lost', former)).body.token;
    expect((await api.call('DELETE', '/api/v1/session', { token: lost })).status).toBe(204);
    expect((await signIn('lost', former)).body.code).toBe('session.first_password_used');
    const answer = await api.call('POST', `/api/v1/people/${id}/first-password`, { token: admin.token });
    expect([(await signIn('lost', former)).body.code, (await signIn('lost', answer.body.password)).status]).toEqual(['session.refused', 200]);
  });

  test('ends after 72 hours, or after those asked for', async () => {
    const id = await newcomer('late');
    const { body } = await handOut({ personIds: [id] });
    const { rows } = await api.pool.query<{ hours: number }>('SELECT extract(epoch FROM expires_at - changed_at)::int / 3600 AS hours FROM credential WHERE person_id = $1', [id]);
    expect(rows[0]?.hours).toBe(72);
    await api.pool.query(`UPDATE credential SET expires_at = clock_timestamp() - interval '1 second' WHERE person_id = $1`, [id]);
    expect((await signIn('late', body.items[0].password)).body).toMatchObject({ status: 403, code: 'session.first_password_expired' });
    expect((await api.pool.query('SELECT 1 FROM session WHERE person_id = $1', [id])).rowCount).toBe(0);
    const longer: Handed = (await handOut({ personIds: [id], hours: 240 })).body.items[0];
    expect(Date.parse(longer.expiresAt)).toBeGreaterThan(Date.now() + 239 * 3_600_000);
    expect((await handOut({ personIds: [id], hours: 241 })).body.code).toBe('request.invalid');
    expect((await signIn('late', longer.password)).status).toBe(200);
  });
});

describe('first passwords for several', () => {
  test('are an administrator’s to hand out, for people or for a unit, never for both or neither', async () => {
    const other = await api.person('plain', { unitId: district, role: 'unitLeader' });
    for (const path of ['/api/v1/people/first-passwords', '/api/v1/people/first-passwords.docx'])
      expect((await api.call('POST', path, { token: other.token, body: { personIds: [other.id] } })).body.code).toBe('policy.forbidden');
    for (const body of [{}, { personIds: [other.id], unitId: district }]) expect((await handOut(body)).body.code).toBe('request.invalid');
    expect((await handOut({ unitId: other.id })).body.code).toBe('unit.unknown');
  });

  test('of a unit go to holders of posts who have none of their own, and to nobody else', async () => {
    const unitId = await api.unit('东街道', 'subDistrict', district);
    const own = await api.person('own', { unitId, role: 'managerInCharge' });
    const [a, b] = [await newcomer('east-a'), await newcomer('east-b')];
    for (const [n, personId] of [a, b].entries()) await api.record('post', { type: 'create', unitId, role: 'liaisonOfficer', title: `联络员${n}`, personId });
    const { status, body } = await handOut({ unitId });
    expect([status, body.items.map((one: Handed) => [one.personId, one.unit])]).toEqual([
      200,
      [
        [a, '东街道'],
        [b, '东街道'],
      ],
    ]);
    expect((await api.call('GET', '/api/v1/me', { token: own.token })).status).toBe(200);
    for (const { username, password } of body.items as readonly Handed[]) {
      const { token } = (await signIn(username, password)).body;
      await api.call('POST', '/api/v1/me/password', { token, body: { password, newPassword: 'a secret of my own' } });
    }
    expect((await handOut({ unitId })).body.code).toBe('password.nobody_waiting');
  });

  test('are all or none: an unknown or deactivated person is named, and nobody loses anything', async () => {
    const stays = await api.person('stays');
    const gone = await newcomer('gone');
    await api.ledger.execute({ type: 'person', id: gone, command: { type: 'deactivate', reason: '离职' } as never, actor: { ref: { by: 'system' } } });
    const inactive = await handOut({ personIds: [stays.id, gone] });
    expect([inactive.status, inactive.body.code, inactive.body.items]).toEqual([409, 'person.inactive', [{ personId: gone }]]);
    expect((await handOut({ personIds: [stays.id, district] })).body.items).toEqual([{ personId: district }]);
    expect([await issued(stays.id), (await api.call('GET', '/api/v1/me', { token: stays.token })).status]).toEqual([0, 200]);
    const everybody = await handOut({ personIds: [stays.id, await newcomer('joins')] });
    expect([everybody.body.items.length, await issued(stays.id), (await api.call('GET', '/api/v1/me', { token: stays.token })).status]).toEqual([2, 1, 401]);
  });

  test('are shown once: neither kept under a key, nor recorded, nor logged; asked again there are others', async () => {
    const id = await newcomer('secret');
    const headers = { 'Idempotency-Key': 'the-same-key' };
    const [one, other] = [await handOut({ personIds: [id] }, admin.token, headers), await handOut({ personIds: [id] }, admin.token, headers)];
    const [former, password]: string[] = [one.body.items[0].password, other.body.items[0].password];
    expect(former === password).toBe(false);
    for (const secret of [former, password]) {
      const kept = await api.pool.query('SELECT 1 FROM command WHERE body::text LIKE $1', [`%${secret}%`]);
      const said = await api.pool.query('SELECT 1 FROM fact WHERE data::text LIKE $1', [`%${secret}%`]);
      const stored = await api.pool.query('SELECT 1 FROM credential WHERE hash LIKE $1', [`%${secret}%`]);
      expect([kept.rowCount, said.rowCount, stored.rowCount, api.lines.some((line) => line.includes(secret ?? ''))]).toEqual([0, 0, 0, false]);
    }
    expect((await api.pool.query('SELECT 1 FROM command WHERE key = $1', ['the-same-key'])).rowCount).toBe(0);
    expect([(await signIn('secret', former ?? '')).body.code, (await signIn('secret', password ?? '')).status]).toEqual(['session.refused', 200]);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('are printed as strips with name, user name, password, address and end, eight on a page', async () => {
    const ids = [];
    for (let n = 1; n <= 9; n++) ids.push(await newcomer(`strip${n}`));
    const response = await fetch(`${api.base}/api/v1/people/first-passwords.docx`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ personIds: ids, address: 'https://duban.example.cn' }),
    });
    expect([response.headers.get('cache-control'), decodeURIComponent(response.headers.get('content-disposition') ?? '')]).toEqual([
      'private, no-store',
      expect.stringContaining('初始密码'),
    ]);
    const lines = await paragraphsOf(response);
    expect(lines).toHaveLength(9 * 5);
    expect(lines.slice(0, 4)).toEqual([
      '姓名 Name：strip1的持有人　　用户名 User name：strip1',
      expect.stringMatching(/^初始密码 First password：[a-z2-9]{5}(-[a-z2-9]{5}){3}$/),
      expect.stringMatching(/^登录地址 Address：https:\/\/duban\.example\.cn　　有效期 Good until：\d{4}年\d+月\d+日\d\d:\d\d$/),
      expect.stringContaining('只能登录一次'),
    ]);
    const printed = lines[1]?.split('：')[1] ?? '';
    expect((await signIn('strip1', printed)).body.mustChangePassword).toBe(true);
  });
});
