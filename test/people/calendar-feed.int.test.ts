import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { system } from '../../domain/process/actor.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
let liaison: Person;
let inspector: Person;
let dueOn = '';
let taskId = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('健康办', 'office', group);
  const health = await api.unit('卫健委', 'department', district);
  const body = await api.unit('卫生监督所', 'enforcementBody', district);
  const office = await api.person('office', { unitId: officeUnit, role: 'office' });
  liaison = await api.person('liaison', { unitId: health, role: 'liaisonOfficer' });
  inspector = await api.person('inspector', { unitId: body, role: 'inspector' });
  const today = beijingDateOf((await api.ledger.moment()).now);
  dueOn = addDays(today, 30);
  const launch = plan([planned('1', { leadUnitId: health, dueOn, content: '控烟，第一项' }), planned('2', { leadUnitId: officeUnit, dueOn })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = { ref: { by: 'person' as const, personId: office.id, postId: office.posts[0] ?? '', unitId: officeUnit }, role: 'office' as const, unitId: officeUnit };
  const launched = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  taskId = (await api.call('GET', '/api/v1/tasks', { token: liaison.token })).body.items[0].id;
  const partyId = await api.record('party', { type: 'register', name: '某人的药店', kind: 'pharmacy', address: '某路1号' });
  expect((await api.call('POST', '/api/v1/cases', { token: inspector.token, body: { partyId, title: '某人无证经营', source: 'complaint' } })).status).toBe(201);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function link(who: Person): Promise<string> {
  const { status, body } = await api.call('POST', '/api/v1/me/calendar', { token: who.token });
  expect(status).toBe(201);
  return body.path;
}
const feed = (path: string) => api.call('GET', path);

describe('the calendar feed', () => {
  test('has what is due from one’s own unit and nothing else: tasks by day, cases by number without names', async () => {
    const mine = await feed(await link(liaison));
    expect([mine.status, mine.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(mine.text).toContain(`UID:${taskId}.task@duban`);
    expect(mine.text).toContain(`DTSTART;VALUE=DATE:${dueOn.replaceAll('-', '')}`);
    expect(mine.text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    const theirs = await feed(await link(inspector));
    expect(theirs.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(theirs.text).toMatch(/SUMMARY:首次检查：/);
    expect(theirs.text).not.toContain('某人');
  });

  test('has what a lead owes besides, and however many deadlines of the office come before', async () => {
    const add = (kind: string, from: number, until: number) =>
      api.pool.query(
        `INSERT INTO deadline_record (process_id, seq, kind, due_at, provisional, paused)
 SELECT $1, 1, $2 || CASE WHEN $3 = $4 THEN '' ELSE n::text END, ledger_now() + interval '1 hour', false, false FROM generate_series($3::int, $4::int) n`,
        [taskId, kind, from, until],
      );
    try {
      await add('review', 1, 1_000);
      await add('urgingAnswer', 0, 0);
      await add('node', 0, 0);
      const { text } = await feed(await link(liaison));
      expect(
        text
          .match(/UID:[^.]+\.[a-zA-Z]+@duban/g)
          ?.map((uid) => uid.replace(/.*\.|@.*/g, ''))
          .toSorted(),
      ).toEqual(['node', 'sign', 'task', 'urgingAnswer']);
      expect(text).toContain('SUMMARY:节点时限：1 控烟');
      expect(text).toContain('SUMMARY:答复督办通知书：1 控烟');
    } finally {
      await api.pool.query("DELETE FROM deadline_record WHERE process_id = $1 AND kind NOT IN ('task', 'sign')", [taskId]);
    }
  });

  test('drops a deadline that has ended and keeps the UID of one that is open', async () => {
    const path = await link(liaison);
    expect((await api.call('POST', `/api/v1/tasks/${taskId}/commands`, { token: liaison.token, body: { type: 'sign' } })).status).toBe(200);
    const { text } = await feed(path);
    expect([text.includes(`UID:${taskId}.sign@duban`), text.includes(`UID:${taskId}.task@duban`)]).toEqual([false, true]);
  });

  test('opens with its address alone: not with a session or a token, and the address opens nothing else', async () => {
    const path = await link(liaison);
    const secret = new URL(path, api.base).searchParams.get('token') ?? '';
    expect((await api.call('GET', '/api/v1/tasks', { token: secret })).status).toBe(401);
    expect((await feed(`/api/v1/me/calendar.ics?token=${liaison.token}`)).status).toBe(401);
    expect((await feed('/api/v1/me/calendar.ics?token=dbc_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).body.code).toBe('session.invalid');
    expect(api.lines.some((line) => line.includes(secret))).toBe(false);
  });

  test('closes when the link is made anew, taken away, or its person is gone', async () => {
    const first = await link(liaison);
    const second = await link(liaison);
    expect([(await feed(first)).status, (await feed(second)).status]).toEqual([401, 200]);
    expect((await api.call('GET', '/api/v1/me/calendar', { token: liaison.token })).body.link.lastUsedAt).not.toBeNull();
    expect((await api.call('DELETE', '/api/v1/me/calendar', { token: liaison.token })).status).toBe(204);
    expect((await feed(second)).status).toBe(401);
    const third = await link(inspector);
    const gone = await api.ledger.execute({ type: 'person', id: inspector.id, command: { type: 'deactivate', reason: '调离' } as { type: string }, actor: system });
    expect([gone.ok, (await feed(third)).status]).toEqual([true, 401]);
    expect((await api.pool.query('SELECT 1 FROM calendar_link WHERE person_id = $1', [inspector.id])).rowCount).toBe(0);
  });
});
