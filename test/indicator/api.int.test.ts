import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { indicatorRoutes } from '../../api/indicators/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'health' | 'town' | 'stranger', Person>;
const units = {} as Record<'office' | 'health' | 'town' | 'town2', string>;
let campaignId = '';
let today = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma }), ...indicatorRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', group);
  units.health = await api.unit('卫健委', 'department', district);
  units.town = await api.unit('东镇', 'town', district);
  units.town2 = await api.unit('西镇', 'town', district);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.health = await api.person('health', { unitId: units.health, role: 'liaisonOfficer' });
  people.town = await api.person('town', { unitId: units.town, role: 'liaisonOfficer' });
  await api.person('town2', { unitId: units.town2, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office', await api.unit('邻区', 'district')), role: 'office' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan([planned('1', { leadUnitId: units.health, dueOn: addDays(today, 60) })], {
    officeUnitId: units.office,
    groupUnitId: group,
    memberUnitIds: [units.health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 300) }],
    indicators: [
      {
        name: '居民健康素养水平',
        rule: { kind: 'relativeOrReference', target: null, unit: '%', change: 20, baseline: '2020年', reference: '全省平均水平', better: 'above' },
        dueOn: addDays(today, 200),
      },
      { name: '健康社区比例', rule: { kind: 'atLeast', target: 30, unit: '%' }, dueOn: null },
    ],
  });
  campaignId = randomUUID();
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const get = (who: Person, path: string) => api.call('GET', `/api/v1${path}`, { token: who.token });
const post = (who: Person, path: string, body: object, headers: Readonly<Record<string, string>> = {}) => api.call('POST', `/api/v1${path}`, { token: who.token, body, headers });
const idOf = async (name: string): Promise<string> =>
  (await get(people.office, `/campaigns/${campaignId}/indicators`)).body.items.find((one: { name: string }) => one.name === name)?.id;

test('the launch establishes the plan’s indicators, and the campaign shows each one’s id and outcome', async () => {
  const listed = await get(people.health, `/campaigns/${campaignId}/indicators`);
  expect(listed.body.items.map((one: Record<string, unknown>) => [one.number, one.name, one.outcome, one.target, one.dueOn])).toEqual([
    ['指标1', '居民健康素养水平', 'undecided', '较2020年+20%，或高于全省平均水平', addDays(today, 200)],
    ['指标2', '健康社区比例', 'undecided', '不低于30%', addDays(today, 300)],
  ]);
  const { indicators } = (await get(people.office, `/campaigns/${campaignId}`)).body;
  expect(indicators[0]).toMatchObject({ name: '居民健康素养水平', rule: { kind: 'relativeOrReference' }, id: listed.body.items[0].id, number: '指标1', outcome: 'undecided' });
  expect((await get(people.stranger, `/campaigns/${campaignId}/indicators`)).status).toBe(404);
  expect((await get(people.stranger, `/indicators/${listed.body.items[0].id}`)).status).toBe(404);
  expect((await get(people.stranger, '/indicators')).body.items).toEqual([]);
});

test('assigned, based, measured and compared: reached by the reference, and it says so', async () => {
  const id = await idOf('居民健康素养水平');
  const step = (who: Person, body: object) => post(who, `/indicators/${id}/commands`, body);
  expect((await step(people.health, { type: 'recordValue', value: 30, on: today, source: '监测' })).body.code).toBe('policy.forbidden');
  expect((await step(people.office, { type: 'assignOwner', unitId: units.health })).status).toBe(200);
  expect((await step(people.health, { type: 'setBaseline', value: 25.68, on: '2020-12-31', source: '2020年监测' })).body.baselines).toMatchObject([{ version: 1, value: '25.68' }]);
  const measured = await step(people.health, { type: 'recordValue', value: '30.5', on: today, source: '2021年监测' });
  expect(measured.body).toMatchObject({ outcome: 'undecided', lacking: ['reference'], current: '30.5', change: '18.7695', dueOn: null });
  const compared = await step(people.office, { type: 'publishReference', value: 29.1, on: today, source: '省卫生健康委公报' });
  expect(compared.body).toMatchObject({ outcome: 'reached', branch: 'reference' });
  expect(compared.body.evaluations.at(-1)).toMatchObject({ targetVersion: 1, baselineVersion: 1, reference: 1, values: [{ n: 1, version: 1 }] });
  expect((await step(people.health, { type: 'recordValue', value: 0.1234567, on: today, source: '错' })).body.code).toBe('request.invalid');
  expect((await step(people.health, { type: 'recordValue', value: -1, on: today, source: '错' })).body.code).toBe('request.invalid');
  const { indicators } = (await get(people.office, `/campaigns/${campaignId}`)).body;
  expect(indicators[0]).toMatchObject({ outcome: 'reached', branch: 'reference' });
  const facts = (await get(people.health, `/indicators/${id}/facts`)).body.items.map((fact: { type: string }) => fact.type);
  expect(facts).toEqual(['indicatorEstablished', 'ownerAssigned', 'baselineSet', 'valueRecorded', 'referencePublished']);
});

test('one that each town owes a part of is established later, and says which unit is missing', async () => {
  const body = {
    campaignId,
    name: '布雷图指数超标村数',
    rule: { kind: 'count', bound: 'atMost', target: 10, unit: '个' },
    perUnit: 'sum',
    unitIds: [units.town, units.town2],
    dueOn: addDays(today, 5),
  };
  expect((await post(people.stranger, '/indicators', body)).body.code).toBe('process.not_found');
  expect((await post(people.health, '/indicators', body)).body.code).toBe('policy.forbidden');
  const key = { 'Idempotency-Key': randomUUID() };
  const made = await post(people.office, '/indicators', body, key);
  expect([made.status, made.body.number, made.headers.get('location')]).toEqual([201, '指标3', `/api/v1/indicators/${made.body.id}`]);
  expect((await post(people.office, '/indicators', body, key)).body.id).toBe(made.body.id);
  const given = await post(people.town, `/indicators/${made.body.id}/commands`, { type: 'recordValue', value: 2, on: today, source: '镇监测' });
  expect(given.body).toMatchObject({ outcome: 'undecided', lacking: ['units'], reported: { of: 2, reported: 1, missing: [{ name: '西镇' }] } });
  expect((await get(people.town, '/indicators')).body.items.map((one: { id: string }) => one.id)).toEqual([made.body.id]);
});

test('a value beyond its threshold opens a task of the campaign in the same step; a preview shows it and opens none', async () => {
  const id = await idOf('布雷图指数超标村数');
  const warning = { type: 'setWarning', op: 'atLeast', threshold: 5, task: { content: '清除孳生地', due: { value: 3, unit: 'workingDay' } } };
  expect((await post(people.office, `/indicators/${id}/commands`, warning)).body.warning).toMatchObject({ threshold: '5', crossed: false });
  const value = { type: 'recordValue', value: 6, on: today, source: '镇监测' };
  const preview = await post(people.town, `/indicators/${id}/preview`, value);
  expect(preview.body.moves.map((move: { type: string }) => move.type)).toEqual(['indicator', 'campaign', 'task']);
  const tasks = async () => (await get(people.office, `/tasks?campaignId=${campaignId}`)).body.items.map((task: { number: string }) => task.number);
  expect(await tasks()).toEqual(['1']);
  const recorded = await post(people.town, `/indicators/${id}/commands`, value);
  expect(recorded.body.warned).toMatchObject([{ value: 2, taskNumber: '指标3-预警1' }]);
  expect(await tasks()).toEqual(['1', '指标3-预警1']);
  const task = (await get(people.town, `/tasks/${recorded.body.warned[0].taskId}`)).body;
  expect([task.lead.name, task.origin]).toEqual(['东镇', { kind: 'indicator', reference: '指标3“布雷图指数超标村数”6个（≥5）', on: today, evidence: [] }]);
});

test('time chases the town that has not reported, and no other', async () => {
  const id = await idOf('布雷图指数超标村数');
  // Five days until it is due, then until the next working morning: over a weekend, or over the longest holidays.
  for (let day = 0; day < 20; day++) {
    await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 86400000) ON CONFLICT (id) DO UPDATE SET offset_ms = ledger_clock.offset_ms + 86400000');
    await api.ledger.execute({ type: 'indicator', id, command: { type: 'strike' }, actor: time });
  }
  const { rows } = await api.pool.query<{ kind: string }>('SELECT DISTINCT deadline_kind AS kind FROM notice WHERE process_id = $1 AND is_rung', [id]);
  expect(rows).toEqual([{ kind: `value:${units.town2}` }]);
});

test('the workbook names baseline, target, current value, source, day, outcome and by what; the ledger verifies', async () => {
  const response = await fetch(`${api.base}/api/v1/campaigns/${campaignId}/indicators.xlsx`, { headers: { Authorization: `Bearer ${people.office.token}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await response.arrayBuffer()) as ArrayBuffer);
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  expect(rows[0]).toEqual(['编号', '指标', '基线', '目标', '现值', '数据来源', '数据日期', '完成情况', '达标依据', '数据责任单位']);
  expect(rows[1]).toEqual([
    '指标1',
    '居民健康素养水平',
    '25.68%（2020-12-31）',
    '较2020年+20%，或高于全省平均水平',
    '30.5%',
    '2021年监测',
    new Date(today),
    '达标',
    '优于参照值',
    '卫健委',
  ]);
  expect(rows).toHaveLength(4);
  expect((await verify(api.pool)).faults).toEqual([]);
});
