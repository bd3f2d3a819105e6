import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf, endOfDay } from '../../domain/calendar/beijing.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'admin' | 'office' | 'old' | 'chief' | 'fresh', Person>;
const units = {} as Record<'district' | 'old' | 'below' | 'fresh' | 'part', string>;
let taskId = '';
let dueOn = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  units.district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', units.district);
  const officeUnit = await api.unit('健康办', 'office', group);
  units.old = await api.unit('卫计委', 'department', units.district);
  units.below = await api.unit('疾控中心', 'institution', units.old);
  units.fresh = await api.unit('卫健局', 'department', units.district);
  units.part = await api.unit('医保局', 'department', units.district);
  people.admin = await api.person('admin', { unitId: units.district, role: 'administrator' });
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.old = await api.person('old', { unitId: units.old, role: 'liaisonOfficer' });
  people.chief = await api.person('chief', { unitId: units.old, role: 'managerInCharge' });
  people.fresh = await api.person('fresh', { unitId: units.fresh, role: 'unitLeader' });
  const today = beijingDateOf((await api.ledger.moment()).now);
  dueOn = addDays(today, 30);
  const launch = plan([planned('1', { leadUnitId: units.old, dueOn })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [units.old],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: officeUnit },
    role: 'office' as const,
    unitId: officeUnit,
  };
  const launched = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  taskId = (await api.call('GET', '/api/v1/tasks', { token: people.old.token })).body.items[0].id;
  const deputy = await api.call('POST', `/api/v1/posts/${people.old.posts[0]}/commands`, {
    token: people.admin.token,
    headers: { 'If-Match': '"2"' },
    body: { type: 'setDeputy', deputyPostId: people.chief.posts[0] },
  });
  expect(deputy.status).toBe(200);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const unit = async (id: string, where: string, body: object, token = people.admin.token) => {
  const { body: now } = await api.call('GET', `/api/v1/units/${id}`, { token });
  return api.call('POST', `/api/v1/units/${id}/${where}`, { token, body, headers: { 'If-Match': `"${now.version}"` } });
};
const toldOf = async (kind: string) =>
  (
    await api.pool.query<{ person_id: string; unit_id: string; zh: string; why: string }>(
      "SELECT person_id, unit_id, title ->> 'zh' AS zh, why ->> 'zh' AS why FROM notice WHERE kind = $1 ORDER BY person_id",
      [kind],
    )
  ).rows;
const postsOf = async (unitId: string) => (await api.call('GET', `/api/v1/posts?unitId=${unitId}&living=true`, { token: people.admin.token })).body.items;

describe('vacant posts', () => {
  test('are listed with who stands in now', async () => {
    const vacantId = await api.record('post', { type: 'create', unitId: units.fresh, role: 'liaisonOfficer', title: '联络员' });
    const { body } = await api.call('GET', '/api/v1/posts?vacant=true&living=true', { token: people.old.token });
    expect(body.items.map((post: { id: string; standIns: { person: { id: string } }[] }) => [post.id, post.standIns.map(({ person }) => person.id)])).toEqual([
      [vacantId, [people.fresh.id]],
    ]);
  });
});

describe('a unit merged into another', () => {
  const merge = () => ({ type: 'merge', successorId: units.fresh, reason: '机构改革' });

  test('is previewed with all that moves, and nothing is written by it; others may not', async () => {
    const { status, body } = await unit(units.old, 'preview', merge());
    expect([status, body.refused, body.openTasks, body.openCases, body.people]).toEqual([200, null, 1, 0, 2]);
    // The unit, the unit below it, two posts anew, two ended; the deputy's entry stands with the first.
    expect(body.movesCount).toBe(6);
    expect((await unit(units.old, 'preview', merge(), people.old.token)).body.code).toBe('policy.forbidden');
    expect((await unit(units.old, 'preview', { ...merge(), successorId: units.below })).body.refused.code).toBe('unit.successor_invalid');
    expect(await postsOf(units.old)).toHaveLength(2);
  });

  test('hands its posts, people, deputies and units below to the successor in one transaction', async () => {
    const done = await unit(units.old, 'commands', merge());
    expect([done.status, done.body.successor]).toEqual([200, { id: units.fresh, name: '卫健局' }]);
    expect(await postsOf(units.old)).toEqual([]);
    const posts = await postsOf(units.fresh);
    const liaison = posts.find((post: { person: { id: string } | null }) => post.person?.id === people.old.id);
    expect(liaison.deputyPost.id).toBe(posts.find((post: { person: { id: string } | null }) => post.person?.id === people.chief.id).id);
    expect((await api.call('GET', `/api/v1/units/${units.below}`, { token: people.old.token })).body.parent.id).toBe(units.fresh);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('is told to the liaison officers and leaders of both in their posts of now, and to the office of its campaign', async () => {
    const told = await toldOf('unitMerged');
    expect(told.map((one) => one.person_id)).toEqual([people.old.id, people.fresh.id].sort());
    expect(new Set(told.map((one) => one.unit_id))).toEqual(new Set([units.fresh]));
    expect(told[0]).toMatchObject({ zh: '单位合并：卫计委并入卫健局', why: '原因：机构改革。岗位、人员和未办结的事项由卫健局承接，此前的文件保留原名。' });
    const office = await toldOf('memberUnitMerged');
    expect(office.map((one) => [one.person_id, one.why.endsWith('涉及专项行动：《云山区健康促进区建设工作实施方案（演示）》。')])).toEqual([[people.office.id, true]]);
    expect((await api.call('GET', '/api/v1/notifications', { token: people.office.token })).body.items[0]).toMatchObject({
      kind: 'memberUnitMerged',
      process: { type: 'unit', id: units.old },
    });
  });

  test('and then renamed is told to its people and to the office of the campaign that has the former unit; another short name alone is not', async () => {
    const rename = async (name: string, shortName: string) => (await unit(units.fresh, 'commands', { type: 'rename', name, shortName })).body.name;
    expect([await rename('卫健局', '卫健'), await toldOf('unitRenamed'), await toldOf('memberUnitRenamed')]).toEqual(['卫健局', [], []]);
    expect(await rename('卫生健康局', '卫健')).toBe('卫生健康局');
    expect((await toldOf('unitRenamed')).map((one) => [one.person_id, one.zh])).toEqual(
      [people.old.id, people.fresh.id].sort().map((id) => [id, '单位更名：卫健局更名为卫生健康局']),
    );
    expect((await toldOf('memberUnitRenamed')).map((one) => one.person_id)).toEqual([people.office.id]);
  });

  test('leaves its open tasks to the successor’s people: they see them, work on them and are told', async () => {
    const seen = await api.call('GET', `/api/v1/tasks/${taskId}`, { token: people.old.token });
    // The record keeps the unit of its day.
    expect([seen.status, seen.body.lead.name]).toEqual([200, '卫计委']);
    expect((await api.call('POST', `/api/v1/tasks/${taskId}/commands`, { token: people.old.token, body: { type: 'sign' } })).status).toBe(200);
    // Day after day behind the due day, so that every rung comes in its turn.
    for (let days = 1; days <= 30; days++) {
      const offset = endOfDay(addDays(dueOn, days)) - Date.now();
      await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = EXCLUDED.offset_ms', [offset]);
      await api.ledger.execute({ type: 'task', id: taskId, command: { type: 'strike' }, actor: { ref: { by: 'time' } } });
    }
    const { rows } = await api.pool.query<{ unit_id: string; person_id: string }>('SELECT DISTINCT unit_id, person_id FROM notice WHERE process_id = $1 AND is_rung', [taskId]);
    const told = rows.filter((row) => row.unit_id === units.fresh).map((row) => row.person_id);
    expect(told.sort()).toEqual([people.old.id, people.chief.id].sort());
    expect(rows.some((row) => row.unit_id === units.old)).toBe(false);
    await api.pool.query('DELETE FROM ledger_clock');
  });
});

describe('a unit split into others', () => {
  test('gives posts and units below to the parts that name them, the rest to the successor; what is not its own is refused', async () => {
    const posts = await postsOf(units.fresh);
    const moving = posts.find((post: { person: { id: string } | null }) => post.person?.id === people.chief.id).id;
    const split = { type: 'split', successorId: units.district, reason: '分设', parts: [{ unitId: units.part, posts: [moving], children: [units.below] }] };
    expect((await unit(units.fresh, 'commands', { ...split, parts: [{ unitId: units.part, posts: [randomUUID()], children: [] }] })).body.code).toBe('unit.parts_invalid');
    const done = await unit(units.fresh, 'commands', split);
    expect([done.status, done.body.successor.id]).toEqual([200, units.district]);
    expect((await postsOf(units.part)).map((post: { person: { id: string } }) => post.person.id)).toEqual([people.chief.id]);
    expect((await api.call('GET', `/api/v1/units/${units.below}`, { token: people.old.token })).body.parent.id).toBe(units.part);
    const rest = (await postsOf(units.district)).flatMap((post: { person: { id: string } | null }) => post.person?.id ?? []);
    expect(rest.sort()).toEqual([people.admin.id, people.fresh.id, people.old.id].sort());
    expect((await toldOf('unitSplit')).map((one) => [one.person_id, one.unit_id, one.zh])).toEqual(
      [people.old.id, people.fresh.id].sort().map((id) => [id, units.district, '单位拆分：卫生健康局拆分为云山区、医保局']),
    );
  });
});
