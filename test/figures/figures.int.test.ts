import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { type Actor, type Role, time } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { until } from '../harness/until.ts';

let api: TestApi;
let prisma: PrismaClient;
const units: Record<string, string> = {};
const who: Record<string, { readonly id: string; readonly token: string; readonly posts: readonly string[]; readonly actor: Actor }> = {};
let today = '';
const campaignId = randomUUID();

async function person(name: string, unit: string, role: Role): Promise<void> {
  const unitId = units[unit] ?? '';
  const made = await api.person(name, { unitId, role });
  who[name] = { ...made, actor: { ref: { by: 'person', personId: made.id, postId: made.posts[0] ?? '', unitId }, role, unitId } };
  if (role !== 'inspector') return;
  const outcome = await api.ledger.execute({
    type: 'person',
    id: made.id,
    command: { type: 'setCertificate', number: '演示-1', expiresOn: '2099-12-31' } as { type: string },
    actor: { ref: { by: 'system' } },
  });
  if (!outcome.ok) throw new Error(outcome.code);
}

async function execute<C extends { readonly type: string }>(actor: Actor | undefined, type: TimedType, id: string, command: C, creates = false): Promise<string> {
  const outcome = await api.ledger.execute({ type, id, command, actor: actor ?? time, creates });
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
  return id;
}
/** The office launches a campaign with these tasks, chased from the moment they are due. */
async function launch(id: string, tasks: readonly object[]): Promise<void> {
  const command = plan(JSON.parse(JSON.stringify(tasks)), {
    officeUnitId: units.office ?? '',
    groupUnitId: units.group ?? '',
    memberUnitIds: [units.town ?? '', units.street ?? ''],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 365) }],
    dates: { mode: 'asPlanned' },
    ladders: { task: [{ rung: 'overdueNotice', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' }] },
  });
  await execute(who.office?.actor, 'campaign', id, command, true);
}
const get = (name: string, path: string) => api.call('GET', path, { token: who[name]?.token });
const second = { value: 1, unit: 'second' };

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await api.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  units.district = await api.unit('演示区', 'district');
  units.group = await api.unit('领导小组', 'leadingGroup', units.district);
  units.office = await api.unit('健康办', 'office', units.group);
  units.body = await api.unit('卫生监督所', 'enforcementBody', units.district);
  units.market = await api.unit('市场监管执法队', 'enforcementBody', units.district);
  units.town = await api.unit('某镇', 'town', units.district);
  units.street = await api.unit('某街道', 'subDistrict', units.district);
  units.elsewhere = await api.unit('邻区', 'district');
  units.strangers = await api.unit('邻区执法队', 'enforcementBody', units.elsewhere);
  await person('office', 'office', 'office');
  await person('leader', 'group', 'groupLeader');
  await person('deputy', 'group', 'groupDeputy');
  await person('a', 'body', 'inspector');
  await person('b', 'body', 'inspector');
  await person('manager', 'body', 'managerInCharge');
  await person('market', 'market', 'inspector');
  await person('stranger', 'strangers', 'inspector');
  await person('town', 'town', 'liaisonOfficer');
  await person('street', 'street', 'liaisonOfficer');
  today = beijingDateOf((await api.ledger.moment()).now);

  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  const open = (actor: string, more: object = {}) =>
    execute(who[actor]?.actor, 'case', randomUUID(), { type: 'open', partyId, title: '检查某药店', source: 'complaint', ...more }, true);
  const officers = [who.a?.id, who.b?.id];
  // Two cases whose inspection is overdue at once, one ordered and one filed with a penalty; the market body has one of its own, strangers another.
  await open('a', { limits: { inspect: second } });
  await open('a', { source: 'transfer' });
  const filed = await open('a', { source: 'transfer' });
  await execute(who.a?.actor, 'case', filed, { type: 'recordInspection', officers, result: 'violation', findings: [] });
  const order = { type: 'issueOrder', requirements: '改正', period: { value: 5, unit: 'workingDay' } };
  await execute(who.a?.actor, 'case', filed, order);
  await execute(who.a?.actor, 'case', filed, order);
  await execute(who.a?.actor, 'case', filed, { type: 'withdrawMeasure', measure: 2, reason: '笔误' });
  await execute(who.a?.actor, 'case', filed, { type: 'recordFollowUp', officers, result: 'not', findings: [] });
  await execute(who.a?.actor, 'case', filed, { type: 'fileCase', reason: '拒不改正' });
  await execute(who.a?.actor, 'case', filed, { type: 'concludeFiled', decision: '罚款', penaltyFen: 5_000_000 });
  await execute(who.a?.actor, 'case', filed, { type: 'correctDecision', penaltyFen: 500_000, reason: '多写一个零' });
  await open('market', { limits: { inspect: second } });
  await open('stranger', { limits: { inspect: second } });

  const tasks = [
    ...['1', '2'].map((number) => ({ ...planned(number, { leadUnitId: units.town ?? '' }), dueOn: undefined, duePeriod: second })),
    { ...planned('3', { leadUnitId: units.street ?? '' }), dueOn: undefined, duePeriod: second },
    planned('4', { leadUnitId: units.street ?? '', dueOn: addDays(today, 300) }),
  ];
  await launch(campaignId, tasks);
  const { rows } = await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record');
  const first = rows.find((row) => row.number === '1')?.id ?? '';
  await until(async () => {
    await execute(undefined, 'task', first, { type: 'strike' });
    const { rows: late } = await api.pool.query<{ late: boolean }>(
      `SELECT (SELECT rung FROM task_record WHERE id = $1) = 'overdueNotice' AND NOT EXISTS (SELECT 1 FROM task_record WHERE number = '3' AND due_at >= ledger_now()) AS late`,
      [first],
    );
    return late[0]?.late === true;
  });
});
afterAll(async () => {
  await prisma.$disconnect();
  await api.close();
});

describe('figures of cases', () => {
  test.each(['office', 'leader', 'deputy'])('%s has those of the bodies of the district and of no other', async (name) => {
    const { status, body } = await get(name, '/api/v1/figures/cases');
    expect(status).toBe(200);
    expect(body.bodies.map((row: { body: { name: string } }) => row.body.name).sort()).toEqual(['卫生监督所', '市场监管执法队'].sort());
  });

  test.each(['a', 'manager', 'town', 'stranger'])('%s has none', async (name) => {
    const { status, body } = await get(name, '/api/v1/figures/cases');
    expect([status, body.code]).toEqual([403, 'policy.forbidden']);
  });

  test('cases stand by body, stage and source; an order taken back does not count; penalties are in fen', async () => {
    const { body } = await get('office', '/api/v1/figures/cases');
    const of = (id: string | undefined) => (row: { body: { id: string } }) => row.body.id === id;
    expect(body.cases.filter(of(units.body)).map((row: { stage: string; source: string; cases: number }) => [row.stage, row.source, row.cases])).toEqual([
      ['opened', 'complaint', 1],
      ['opened', 'transfer', 1],
      ['settled', 'transfer', 1],
    ]);
    const expected = { opened: 3, closed: 0, orders: 1, penalties: 1, penaltyFen: 500_000 };
    expect(body.bodies.find(of(units.body))).toMatchObject(expected);
    expect(body.bodies.find(of(units.market))).toMatchObject({ opened: 1, closed: 0, orders: 0, penalties: 0, penaltyFen: 0 });
  });

  test('a period that holds nothing counts nothing; its ends count in Beijing days; one that ends before it begins is refused', async () => {
    const empty = (await get('office', '/api/v1/figures/cases?from=2020-01-01&until=2020-12-31')).body;
    expect([empty.cases, empty.bodies.map((row: { opened: number; orders: number; penaltyFen: number }) => [row.opened, row.orders, row.penaltyFen])]).toEqual([
      [],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ]);
    const day = (await get('office', `/api/v1/figures/cases?from=${today}&until=${today}`)).body;
    expect(day.cases.reduce((sum: number, row: { cases: number }) => sum + row.cases, 0)).toBe(4);
    expect((await get('office', '/api/v1/figures/cases?from=2026-02-01&until=2026-01-01')).status).toBe(400);
  });

  test('overdue steps say whose, which stage, what was due and when, and name no case and no party', async () => {
    const { body, text } = await get('office', '/api/v1/figures/cases');
    expect(body.overdue.items.map((item: { body: { name: string } }) => item.body.name).sort()).toEqual(['卫生监督所', '市场监管执法队'].sort());
    for (const item of body.overdue.items) {
      expect(Object.keys(item).sort()).toEqual(['body', 'daysOver', 'deadline', 'deadlineName', 'dueAt', 'dueOn', 'stage', 'stageName', 'steps']);
      expect(item).toMatchObject({ stage: 'opened', stageName: '待检查', deadline: 'inspect', deadlineName: '首次检查', dueOn: null, steps: 1 });
    }
    const { rows } = await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM case_record');
    for (const secret of ['药店', ...rows.flatMap((row) => [row.id, row.number])]) expect(text).not.toContain(secret);
  });

  test('overdue steps page without losing or repeating one, and the cursor names no case', async () => {
    const first = (await get('office', '/api/v1/figures/cases?limit=1')).body.overdue;
    const rest = (await get('office', `/api/v1/figures/cases?limit=1&cursor=${first.next}`)).body.overdue;
    expect([first.items.length, rest.items.length, rest.next]).toEqual([1, 1, null]);
    expect(first.items[0].body.id).not.toBe(rest.items[0].body.id);
    const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM case_record');
    for (const { id } of rows) expect(Buffer.from(first.next, 'base64url').toString()).not.toContain(id);
    expect((await get('office', '/api/v1/figures/cases?cursor=e30')).status).toBe(400);
  });
});

describe('the overdue board of tasks', () => {
  test('counts units by the last rung reached, and each cell lists exactly its rows', async () => {
    const { body } = await get('office', '/api/v1/figures/tasks');
    const cells = body.items.map((item: { unit: { name: string }; rung: string | null; tasks: number }) => `${item.unit.name} ${item.rung} ${item.tasks}`);
    expect(cells.sort()).toEqual(['某街道 null 1', '某镇 null 1', '某镇 overdueNotice 1']);
    for (const cell of body.items) {
      const listed = (await get('office', cell.rows)).body.items;
      expect([cell.rows, listed.length]).toEqual([cell.rows, cell.tasks]);
      for (const task of listed) expect([task.lead.id, task.rung]).toEqual([cell.unit.id, cell.rung]);
    }
  });

  test('shows each reader the tasks that the reader sees: a member its own, strangers nothing', async () => {
    const of = async (name: string) => (await get(name, `/api/v1/figures/tasks?campaignId=${campaignId}`)).body.items.map((item: { unit: { id: string } }) => item.unit.id);
    expect(new Set(await of('town'))).toEqual(new Set([units.town]));
    expect(await of('stranger')).toEqual([]);
    expect((await of('leader')).length).toBe(3);
  });

  test('pages by campaign, unit and rung', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await get('office', `/api/v1/figures/tasks?limit=1${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...body.items.map((item: { rows: string }) => item.rows));
      next = body.next;
    }
    expect(new Set(seen).size).toBe(3);
  });
});

describe('the board of overdue cases', () => {
  test('counts bodies by the last rung reached, each cell lists exactly its rows, and shows each reader the cases that the reader sees', async () => {
    const board = async (name: string) => (await get(name, '/api/v1/figures/overdue-cases')).body.items;
    const [cell, ...others] = await board('a');
    expect(others).toEqual([]);
    expect(cell).toMatchObject({ body: { id: units.body, name: '卫生监督所' }, rung: null, rungName: null, cases: 1 });
    const rows = (await get('a', cell.rows)).body.items;
    expect(rows.map((row: { actingBody: { id: string }; light: { cause: string } }) => [row.actingBody.id, row.light.cause])).toEqual([[units.body, 'overdue']]);
    await execute(undefined, 'case', rows[0].id, { type: 'strike' });
    const [struck] = await board('manager');
    expect(struck).toMatchObject({ body: { id: units.body }, rung: 'overdue', rungName: '超期提醒', cases: 1 });
    expect((await get('manager', struck.rows)).body.items.map(({ id }: { id: string }) => id)).toEqual([rows[0].id]);
    expect((await get('manager', cell.rows)).body.items).toEqual([]);
    expect((await board('market')).map(({ body }: { body: { id: string } }) => body.id)).toEqual([units.market]);
    for (const name of ['office', 'leader', 'town']) expect(await board(name)).toEqual([]);
  });
});

describe('the ranking of units', () => {
  const other = randomUUID();
  const ids = new Map<string, string>();
  const step = (name: string, number: string, command: { readonly type: string }) => execute(who[name]?.actor, 'task', ids.get(number) ?? '', command);
  const done = async (name: string, number: string): Promise<void> => {
    await step(name, number, { type: 'sign' });
    await step(name, number, { type: 'submit', summary: '完成' } as { type: string });
    await step('office', number, { type: 'accept' });
  };
  interface Standing {
    readonly unit: { readonly id: string; readonly name: string };
    readonly rank: number;
    readonly tasks: number;
    readonly accepted: number;
    readonly onTime: number;
    readonly overdue: number;
    readonly share: number;
  }
  const ranking = async (name: string): Promise<readonly Standing[]> =>
    (await get(name, `/api/v1/figures/units?campaignId=${other}&from=${today}&until=${addDays(today, 1)}`)).body.items;

  beforeAll(async () => {
    const led = (number: string, unit: string, due: object) => ({ ...planned(number, { leadUnitId: units[unit] ?? '' }), dueOn: undefined, ...due });
    const onTime = { dueOn: addDays(today, 1) };
    await launch(other, [
      led('11', 'street', onTime),
      led('12', 'street', onTime),
      led('13', 'town', onTime),
      led('14', 'town', { duePeriod: second }),
      led('15', 'town', { duePeriod: second }),
      led('16', 'town', { dueOn: addDays(today, 30) }),
      led('17', 'body', onTime),
      led('18', 'market', onTime),
    ]);
    const { rows } = await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record WHERE campaign_id = $1', [other]);
    for (const { id, number } of rows) ids.set(number, id);
    await done('street', '11');
    await done('town', '13');
    await until(async () => (await api.pool.query("SELECT 1 FROM task_record WHERE id = $1 AND due_at < ledger_now() - interval '1 second'", [ids.get('15')])).rowCount === 1);
    await done('town', '14');
    await execute(who.office?.actor, 'task', ids.get('12') ?? '', { type: 'cancel', reason: '合并' } as { type: string });
  });

  test('stands by the share accepted on time, late ones and open ones against it, cancelled ones and those due later nowhere; equals share a place', async () => {
    const rows = await ranking('office');
    const standings = rows.map(({ unit, ...row }) => ({ unit: unit.name, ...row }));
    expect(standings.slice(0, 2)).toEqual([
      { unit: '某街道', kind: 'subDistrict', rank: 1, rankInKind: 1, tasks: 1, accepted: 1, onTime: 1, overdue: 0, share: 1 },
      { unit: '某镇', kind: 'town', rank: 2, rankInKind: 1, tasks: 3, accepted: 2, onTime: 1, overdue: 1, share: 0.3333 },
    ]);
    expect(standings.slice(2).map(({ rank, tasks, share, overdue }) => ({ rank, tasks, share, overdue }))).toEqual([
      { rank: 3, tasks: 1, share: 0, overdue: 0 },
      { rank: 3, tasks: 1, share: 0, overdue: 0 },
    ]);
  });

  test('pages in its order and keeps the places', async () => {
    const whole = await ranking('office');
    const seen: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await get('office', `/api/v1/figures/units?campaignId=${other}&from=${today}&until=${addDays(today, 1)}&limit=1${next === '' ? '' : `&cursor=${next}`}`);
      expect(body.items).toHaveLength(1);
      seen.push(...body.items);
      next = body.next;
    }
    expect(seen).toEqual(whole);
  });

  test('shows a unit itself alone, the leading group all, strangers nothing', async () => {
    expect((await ranking('town')).map((row) => row.unit.name)).toEqual(['某镇']);
    expect((await ranking('leader')).length).toBe(4);
    expect(await ranking('stranger')).toEqual([]);
  });
});
