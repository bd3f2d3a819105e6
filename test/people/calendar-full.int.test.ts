import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { duesQuery } from '../../api/me/calendar-dues.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import { owedTable } from '../../domain/chase/owing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { setClock } from '../api/clock.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

const today = '2026-03-02';
/** Copies of a task, one each half day from 100 days ago on. */
const copies = 1_400;
const parts = [...new Set(owedTable.map(({ by }) => by))];

let api: TestApi;
let prisma: PrismaClient;
let officeUnit = '';
let full = '';
let leader: Person;
let other: Person;

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await setClock(api, at(`${today} 00:30`));
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  officeUnit = await api.unit('健康办', 'office', group);
  full = await api.unit('卫健委', 'department', district);
  const few = await api.unit('教育局', 'department', district);
  const office = await api.person('office', { unitId: officeUnit, role: 'office' });
  leader = await api.person('leader', { unitId: full, role: 'liaisonOfficer' });
  other = await api.person('other', { unitId: few, role: 'liaisonOfficer' });
  const launch = plan([planned('1', { leadUnitId: full, dueOn: addDays(today, 30) }), planned('2', { leadUnitId: few, dueOn: addDays(today, 30) })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [full, few],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: '2026-10-31' }],
  });
  const actor = { ref: { by: 'person' as const, personId: office.id, postId: office.posts[0] ?? '', unitId: officeUnit }, role: 'office' as const, unitId: officeUnit };
  const launched = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  const { rows } = await api.pool.query<{ id: string }>("SELECT id FROM task_record WHERE number = '1'");
  await api.pool.query("DELETE FROM deadline_record WHERE kind = 'sign'");
  await api.pool.query(
    `WITH copied AS (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $2::int) n),
 p AS (INSERT INTO process (id, type, stage, since, version, head, state, settled, closed, timed, opened_at, moved_at)
  SELECT c.id, type, stage, since, version, head, state || jsonb_build_object('id', c.id), settled, closed, timed, opened_at, moved_at FROM process p, copied c WHERE p.id = $1),
 v AS (INSERT INTO participation SELECT c.id, v.unit_id, v.relation, v.place FROM participation v, copied c WHERE v.process_id = $1)
 INSERT INTO deadline_record (process_id, seq, kind, due_at, provisional, paused)
 SELECT c.id, 1, CASE WHEN c.n % 7 = 0 THEN 'review' WHEN c.n % 7 = 1 THEN 'urgingNotice' ELSE 'task' END, $3::timestamptz + (c.n - 200) * interval '12 hours', false, c.n % 50 = 0 FROM copied c`,
    [rows[0]?.id, copies, new Date(at(`${today} 00:00`)).toISOString()],
  );
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

interface Event {
  readonly uid: string;
  readonly day: string;
  readonly summary: string;
}
async function feed(who: Person): Promise<readonly Event[]> {
  const { body } = await api.call('POST', '/api/v1/me/calendar', { token: who.token });
  const { text } = await api.call('GET', body.path);
  const value = (event: string, name: string): string => new RegExp(`^${name}[^:\\r]*:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? '';
  return text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => ({ uid: value(event, 'UID'), day: value(event, 'DTSTART').slice(0, 8), summary: value(event, 'SUMMARY') }));
}
const compact = (day: string): string => day.replaceAll('-', '');

describe('the calendar of a unit that owes very much', () => {
  test('has the 500 deadlines nearest to today of those from a month ago on, in their order, and says on its last day that more are due', async () => {
    const events = await feed(leader);
    expect(events).toHaveLength(501);
    const shown = events.slice(0, 500).map(({ day }) => day);
    expect(shown).toEqual(shown.toSorted());
    expect(shown[0]).toBe(compact(addDays(today, -31)));
    // Two deadlines a day, two of seven the office’s and one of fifty paused: from a month ago to some 327 days ahead.
    const last = shown.at(-1) ?? '';
    expect(last > compact(addDays(today, 310)) && last < compact(addDays(today, 345))).toBe(true);
    expect(events.at(-1)).toEqual({ uid: `${leader.id}.more@duban`, day: last, summary: '日历只列到这一天：离今天最近的500项时限之外还有' });
  });

  test('of one that owes little ends with its last deadline, and what is due in more than a year does not stand in it yet', async () => {
    expect((await feed(other)).map(({ day, summary }) => [day, summary])).toEqual([[compact(addDays(today, 30)), '完成时限：2 任务内容2']]);
    await api.pool.query("UPDATE deadline_record d SET due_at = d.due_at + interval '337 days' FROM task_record t WHERE t.id = d.process_id AND t.number = '2'");
    expect(await feed(other)).toEqual([]);
  });

  test('is the same whether its records are looked up one by one or the deadlines walked by day', async () => {
    const moment = await api.ledger.moment();
    const found = async (unitId: string, crowded: typeof parts) => {
      const { text, values } = duesQuery([unitId], crowded, moment);
      const { rows } = await api.pool.query<{ state: { id: string }; kind: string }>(text, values);
      return rows.map(({ state, kind }) => `${state.id} ${kind}`);
    };
    for (const unitId of [officeUnit, full]) {
      const looked = await found(unitId, []);
      expect(looked.length).toBeGreaterThan(200);
      expect(await found(unitId, parts)).toEqual(looked);
      expect(await found(unitId, ['lead'])).toEqual(looked);
      expect(await found(unitId, ['office'])).toEqual(looked);
    }
  });
});
