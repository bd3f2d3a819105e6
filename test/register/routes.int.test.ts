import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { calendarRoutes } from '../../api/calendar/routes.ts';
import { delegationRoutes } from '../../api/delegations/routes.ts';
import { partyRoutes } from '../../api/parties/routes.ts';
import { personRoutes } from '../../api/people/routes.ts';
import { postRoutes } from '../../api/posts/routes.ts';
import { unitRoutes } from '../../api/units/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { calendarYearId } from '../../domain/register/calendar-year.ts';
import { recomputeStale } from '../../ledger/org-recompute.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';

let api: TestApi;
let prisma: PrismaClient;
const units: Record<string, string> = {};
type Someone = Awaited<ReturnType<TestApi['person']>>;
const who: Record<string, Someone> = {};
const token = (name: string): string => who[name]?.token ?? '';
const version = (n: number) => ({ 'If-Match': `"${n}"` });

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [unitRoutes, personRoutes, postRoutes, partyRoutes, delegationRoutes, calendarRoutes].flatMap((routes) => routes({ ledger, prisma }));
    },
  });
  units.district = await api.unit('演示区', 'district');
  units.bureau = await api.unit('卫健委', 'department', units.district);
  units.body = await api.unit('卫生监督所', 'enforcementBody', units.bureau);
  units.other = await api.unit('市场监管执法队', 'enforcementBody', units.district);
  units.town = await api.unit('某镇', 'town', units.district);
  who.admin = await api.person('admin', { unitId: units.bureau, role: 'administrator' });
  who.liaison = await api.person('liaison', { unitId: units.town, role: 'liaisonOfficer' });
  who.colleague = await api.person('colleague', { unitId: units.town, role: 'unitLeader' });
  who.inspectorA = await api.person('inspector-a', { unitId: units.body, role: 'inspector' });
  who.inspectorB = await api.person('inspector-b', { unitId: units.body, role: 'inspector' });
  who.stranger = await api.person('stranger', { unitId: units.other, role: 'inspector' });
});
afterAll(async () => {
  await prisma.$disconnect();
  await api.close();
});

describe('units, people and posts', () => {
  test('an administrator registers a unit, a person and a post; everyone signed in finds them', async () => {
    const unit = await api.call('POST', '/api/v1/units', { token: token('admin'), body: { name: '新街道', kind: 'subDistrict', parentId: units.district } });
    expect([unit.status, unit.body.version, unit.headers.get('location'), unit.headers.get('etag')]).toEqual([201, 1, `/api/v1/units/${unit.body.id}`, '"1"']);
    const person = await api.call('POST', '/api/v1/people', { token: token('admin'), body: { name: '街道联络员', username: 'jiedao', mail: 'jiedao@example.cn' } });
    const post = await api.call('POST', '/api/v1/posts', {
      token: token('admin'),
      body: { unitId: unit.body.id, role: 'liaisonOfficer', title: '联络员', personId: person.body.id },
    });
    expect([person.status, post.status, post.body.person]).toEqual([201, 201, { id: person.body.id, name: '街道联络员' }]);
    const found = await api.call('GET', '/api/v1/people?q=%E8%A1%97%E9%81%93', { token: token('liaison') });
    expect(found.body.items).toMatchObject([{ id: person.body.id, posts: [{ unitName: '新街道', role: 'liaisonOfficer' }] }]);
    expect((await api.call('GET', `/api/v1/posts?unitId=${unit.body.id}`, { token: token('liaison') })).body.items).toHaveLength(1);
  });

  test('what is personal is read by administrators and oneself alone', async () => {
    const personal = async (reader: string) => (await api.call('GET', `/api/v1/people/${who.liaison?.id}`, { token: token(reader) })).body.personal;
    expect([await personal('admin'), await personal('liaison'), await personal('colleague')]).toMatchObject([{ username: 'liaison' }, { username: 'liaison' }, null]);
  });

  test('others than administrators are told that they may not, and are offered no step', async () => {
    const unit = await api.call('GET', `/api/v1/units/${units.town}`, { token: token('liaison') });
    expect([unit.status, unit.body.allowed]).toEqual([200, []]);
    const renamed = await api.call('POST', `/api/v1/units/${units.town}/commands`, { token: token('liaison'), body: { type: 'rename', name: '别名' }, headers: version(1) });
    expect([renamed.status, renamed.body.code]).toEqual([403, 'policy.forbidden']);
    expect((await api.call('POST', '/api/v1/people', { token: token('liaison'), body: { name: '某', username: 'someone' } })).status).toBe(403);
  });

  test('a change names the version read: 428 without, 412 with an old one', async () => {
    const change = (headers: Record<string, string>) =>
      api.call('POST', `/api/v1/units/${units.town}/commands`, { token: token('admin'), body: { type: 'change', shortName: '镇' }, headers });
    expect((await change({})).status).toBe(428);
    expect((await change(version(7))).body.code).toBe('process.changed_since');
    const done = await change(version(1));
    expect([done.status, done.body.shortName, done.body.version]).toEqual([200, '镇', 2]);
  });

  test('a user name is given once; mass assignment is 400', async () => {
    expect((await api.call('POST', '/api/v1/people', { token: token('admin'), body: { name: '某', username: 'liaison' } })).body.code).toBe('person.username_taken');
    expect((await api.call('POST', '/api/v1/people', { token: token('admin'), body: { name: '某', username: 'other', active: false } })).status).toBe(400);
  });

  test('of several who are registered at once under one user name, one is', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => api.call('POST', '/api/v1/people', { token: token('admin'), body: { name: '某', username: 'same' } })));
    expect(answers.map(({ body }) => body.code ?? 'registered').sort()).toEqual([...Array(5).fill('person.username_taken'), 'registered']);
  });

  test('lists are paged without gaps or doubles, and wildcards are taken literally', async () => {
    const all: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await api.call('GET', `/api/v1/units?limit=2${cursor && `&cursor=${cursor}`}`, { token: token('liaison') });
      all.push(...page.body.items.map((item: { id: string }) => item.id));
      if (page.body.next === null) break;
      cursor = page.body.next;
    }
    expect(all).toHaveLength(new Set(all).size);
    expect(all).toEqual(expect.arrayContaining(Object.values(units)));
    expect((await api.call('GET', '/api/v1/units?q=%25', { token: token('liaison') })).body.items).toEqual([]);
  });
});

describe('parties', () => {
  const pharmacy = { name: '演示大药房', kind: 'pharmacy', address: '演示路1号' };

  test('an inspector registers a party; a repeat under the same key makes no second one', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const [one, two] = [
      await api.call('POST', '/api/v1/parties', { token: token('inspectorA'), body: pharmacy, headers }),
      await api.call('POST', '/api/v1/parties', { token: token('inspectorA'), body: pharmacy, headers }),
    ];
    expect([one.status, one.body.version, one.body.allowed]).toEqual([201, 1, [{ type: 'change', name: '变更检查对象', ok: true }]]);
    expect(two.text).toBe(one.text);
    expect((await api.call('GET', '/api/v1/parties', { token: token('stranger') })).body.items).toHaveLength(1);
    const change = await api.call('POST', `/api/v1/parties/${one.body.id}/commands`, {
      token: token('stranger'),
      body: { type: 'change', address: '演示路2号' },
      headers: version(1),
    });
    expect([change.status, change.body.address, change.body.version]).toEqual([200, '演示路2号', 2]);
  });

  test('for a unit that neither inspects nor registered it a party does not exist, until it sees a case of it', async () => {
    const { body } = await api.call('POST', '/api/v1/parties', { token: token('inspectorA'), body: { ...pharmacy, name: '另一药房' } });
    const get = async (reader: string) => (await api.call('GET', `/api/v1/parties/${body.id}`, { token: token(reader) })).status;
    const list = async (reader: string): Promise<string[]> =>
      (await api.call('GET', '/api/v1/parties', { token: token(reader) })).body.items.map((item: { id: string }) => item.id);
    expect([await get('liaison'), await list('liaison')]).toEqual([404, []]);
    expect((await api.call('POST', '/api/v1/parties', { token: token('liaison'), body: pharmacy })).body.code).toBe('policy.forbidden');
    const inspector = inspectorActor();
    // A joint body that is no enforcement body cannot arise by a case's own rules: give the town a part in the case as an addressee would have it.
    const caseId = randomUUID();
    const opened = await api.ledger.execute({
      type: 'case',
      id: caseId,
      creates: true,
      command: { type: 'open', partyId: body.id, title: '投诉', source: 'complaint' } as never,
      actor: inspector,
    });
    expect(opened.ok).toBe(true);
    await api.pool.query(`INSERT INTO participation (process_id, unit_id, relation) VALUES ($1, $2, 'addressee')`, [caseId, units.town]);
    expect([await get('liaison'), await list('liaison')]).toEqual([200, [body.id]]);
    await api.pool.query(`DELETE FROM participation WHERE process_id = $1 AND relation = 'addressee'`, [caseId]);
  });
});

const inspectorActor = (): Actor => ({
  ref: { by: 'person', personId: who.inspectorA?.id ?? '', unitId: units.body ?? '', postId: who.inspectorA?.posts[0] ?? '' },
  role: 'inspector',
  unitId: units.body ?? '',
});

describe('delegations', () => {
  test('its two people and an administrator see it, a colleague does not; the holder revokes it', async () => {
    const today = beijingDateOf((await api.ledger.moment()).now);
    const body = { toPersonId: who.stranger?.id, postId: who.liaison?.posts[0], from: today, until: addDays(today, 5), reason: '出差' };
    expect((await api.call('POST', '/api/v1/delegations', { token: token('colleague'), body })).body.code).toBe('delegation.not_holder');
    const granted = await api.call('POST', '/api/v1/delegations', { token: token('liaison'), body });
    expect([granted.status, granted.body.inForce, granted.body.allowed]).toEqual([
      201,
      true,
      [{ type: 'revoke', name: '撤回委托', ok: true, consequence: expect.stringContaining('委托随即失效') }],
    ]);
    const get = async (reader: string) => (await api.call('GET', `/api/v1/delegations/${granted.body.id}`, { token: token(reader) })).status;
    expect([await get('liaison'), await get('stranger'), await get('admin'), await get('colleague')]).toEqual([200, 200, 200, 404]);
    const list = async (reader: string) => (await api.call('GET', '/api/v1/delegations?inForce=true', { token: token(reader) })).body.items.length;
    expect([await list('liaison'), await list('stranger'), await list('admin'), await list('colleague')]).toEqual([1, 1, 1, 0]);
    const revoke = (reader: string) => api.call('POST', `/api/v1/delegations/${granted.body.id}/commands`, { token: token(reader), body: { type: 'revoke' } });
    expect((await revoke('colleague')).status).toBe(404);
    expect((await revoke('liaison')).body).toMatchObject({ inForce: false });
    expect((await revoke('liaison')).body.code).toBe('delegation.over');
  });
});

describe('the calendar', () => {
  test('why a date is the date it is', async () => {
    const { status, body } = await api.call('GET', '/api/v1/calendar/explain?from=2031-01-03&value=2&unit=workingDay', { token: token('liaison') });
    expect([status, body.dueOn, body.provisional, body.counted]).toEqual([200, '2031-01-07', true, ['2031-01-06', '2031-01-07']]);
    expect(body.skipped.map((day: { date: string }) => day.date)).toEqual(['2031-01-04', '2031-01-05']);
  });

  test('a notice is previewed, announced, moves open deadlines with a fact each, and may be corrected', async () => {
    const party = await api.call('POST', '/api/v1/parties', { token: token('inspectorA'), body: { name: '演示诊所', kind: 'clinic', address: '演示路3号' } });
    const id = randomUUID();
    const opened = await api.ledger.execute({
      type: 'case',
      id,
      creates: true,
      command: { type: 'open', partyId: party.body.id, title: '随机抽查', source: 'randomDraw' } as never,
      actor: inspectorActor(),
    });
    if (!opened.ok || opened.repeated) throw new Error('not opened');
    const before = opened.state.deadlines[0]?.dueOn ?? '';
    const year = Number(before.slice(0, 4));
    const notice = { days: [{ date: before, kind: 'holiday', name: '演示假' }], noticeNo: '演示〔1〕1号' };
    const preview = (reader: string) => api.call('POST', `/api/v1/calendar/years/${year}/preview`, { token: token(reader), body: notice });
    expect((await preview('liaison')).body.code).toBe('policy.forbidden');
    const previewed = await preview('admin');
    expect(previewed.body).toMatchObject({ byType: { case: expect.any(Number) }, moves: [] });
    expect(previewed.body.deadlines).toBeGreaterThan(0);

    const headers = { 'Idempotency-Key': randomUUID() };
    const announce = (given = notice) => api.call('POST', `/api/v1/calendar/years/${year}/announce`, { token: token('admin'), body: given, headers });
    const announced = await announce();
    expect([announced.status, announced.body.status, announced.body.moved.deadlines]).toEqual([201, 'announced', previewed.body.deadlines]);
    expect((await announce()).text).toBe(announced.text);
    expect((await announce({ ...notice, noticeNo: 'x' })).body.code).toBe('command.key_reused');
    const { rows } = await api.pool.query<{ due: string; facts: string }>(
      `SELECT d.due_on AS due, (SELECT count(*) FROM fact f WHERE f.process_id = p.id) AS facts FROM process p JOIN deadline_record d ON d.process_id = p.id WHERE p.id = $1`,
      [id],
    );
    expect(rows[0]?.due).not.toBe(before);
    expect(Number(rows[0]?.facts)).toBe(2);
    expect(await recomputeStale(api.ledger)).toEqual({ asked: 0, failed: [] });

    const again = await api.call('POST', `/api/v1/calendar/years/${year}/announce`, { token: token('admin'), body: notice });
    expect(again.body.code).toBe('register.exists');
    const corrected = await api.call('POST', `/api/v1/calendar/years/${year}/correct`, {
      token: token('admin'),
      body: { ...notice, days: [], reason: '撤回' },
      headers: version(1),
    });
    expect([corrected.status, corrected.body.version, corrected.body.days]).toEqual([200, 2, []]);
    const back = await api.pool.query<{ due: string }>('SELECT due_on AS due FROM deadline_record WHERE process_id = $1', [id]);
    expect(back.rows[0]?.due).toBe(before);
    const list = await api.call('GET', '/api/v1/calendar/years', { token: token('liaison') });
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: calendarYearId(year), status: 'announced', version: 2 }));
  });

  test('a notice that cannot be is refused with its own code, in preview and in announcement', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    for (const step of ['preview', 'announce', 'announce']) {
      const { status, body } = await api.call('POST', `/api/v1/calendar/years/2040/${step}`, {
        token: token('admin'),
        headers: step === 'preview' ? {} : headers,
        body: { days: [{ date: '2041-01-01', kind: 'holiday', name: '元旦' }], noticeNo: 'x' },
      });
      expect([status, body.code]).toEqual([422, 'calendar.day_outside']);
    }
  });
});

test('every record made here verifies against its facts', async () => {
  const found = await verify(api.pool);
  expect(found.faults).toEqual([]);
  expect(found.processes).toBeGreaterThan(15);
});
