import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { chaseRoutes } from '../../api/chases/routes.ts';
import { figureRoutes } from '../../api/figures/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'leader' | 'liaison' | 'stranger', Person>;
let lead = '';
let today = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...taskRoutes({ ledger, prisma }), ...figureRoutes({ ledger }), ...chaseRoutes({ ledger })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  lead = await api.unit('云山区教育局', 'department', district);
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.leader = await api.person('leader', { unitId: group, role: 'groupLeader' });
  people.liaison = await api.person('liaison', { unitId: lead, role: 'liaisonOfficer' });
  await api.person('manager', { unitId: lead, role: 'managerInCharge' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('云山区财政局', 'department', district), role: 'liaisonOfficer' });
  today = beijingDateOf((await api.ledger.moment()).now);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const instruction = (more: object = {}) => ({
  content: '核查校园周边控烟情况并报告',
  leadUnitId: lead,
  dueOn: addDays(today, 10),
  origin: { kind: 'instruction', reference: '区长批示' },
  ...more,
});
const assign = (who: Person, body: object, key: string = randomUUID()) => api.call('POST', '/api/v1/tasks', { token: who.token, body, headers: { 'Idempotency-Key': key } });
const step = (who: Person, id: string, body: object) => api.call('POST', `/api/v1/tasks/${id}/commands`, { token: who.token, body });

describe('a task outside any campaign', () => {
  afterEach(() => api.pool.query('DELETE FROM ledger_clock'));

  test('is numbered by its office, told to its unit with where it comes from, worked on and accepted', async () => {
    const year = today.slice(0, 4);
    const given = await assign(people.office, instruction());
    expect([given.status, given.body]).toMatchObject([
      201,
      { number: `交办〔${year}〕1号`, stage: 'issued', campaignId: null, office: { name: '云山区健康促进工作领导小组办公室' } },
    ]);
    expect(given.body.origin).toEqual({ kind: 'instruction', reference: '区长批示', on: null, evidence: [] });
    const { id } = given.body;
    const { rows } = await api.pool.query("SELECT kind, person_id, why->>'zh' AS why FROM notice WHERE process_id = $1", [id]);
    expect(rows).toEqual([{ kind: 'taskIssued', person_id: people.liaison.id, why: expect.stringContaining('领导批示：区长批示') }]);
    expect((await step(people.liaison, id, { type: 'sign' })).body.stage).toBe('signed');
    expect((await step(people.liaison, id, { type: 'submit', summary: '已核查' })).body.stage).toBe('submitted');
    expect((await step(people.office, id, { type: 'accept' })).body.stage).toBe('accepted');
    expect((await step(people.office, id, { type: 'relapse', reason: '复查又发现' })).body.stage).toBe('signed');
    expect((await assign(people.office, instruction())).body.number).toBe(`交办〔${year}〕2号`);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('is seen by its unit, its office and the leading group, and is nothing to anyone else', async () => {
    const { id } = (await assign(people.office, instruction())).body;
    const seen = async (who: Person): Promise<number> => (await api.call('GET', `/api/v1/tasks/${id}`, { token: who.token })).status;
    expect([await seen(people.liaison), await seen(people.office), await seen(people.leader), await seen(people.stranger)]).toEqual([200, 200, 200, 404]);
  });

  test('is chased like a task of a plan', async () => {
    const { id } = (await assign(people.office, instruction({ dueOn: addDays(today, 1) }))).body;
    let rungs: readonly string[] = [];
    // Day by day, over a weekend or the longest holidays, until its manager is told.
    for (let day = 0; day < 30 && !rungs.includes('escalation'); day++) {
      await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 86400000) ON CONFLICT (id) DO UPDATE SET offset_ms = ledger_clock.offset_ms + 86400000');
      for (let rung = 0; rung < 3; rung++) await api.ledger.execute({ type: 'task', id, command: { type: 'strike' }, actor: time });
      const { rows } = await api.pool.query<{ rung: string }>("SELECT rung FROM notice WHERE process_id = $1 AND is_rung AND rung NOT LIKE '%igned' ORDER BY created_at", [id]);
      rungs = rows.map((row) => row.rung);
    }
    expect(rungs).toEqual(['overdueNotice', 'escalation']);
    const board = (await api.call('GET', '/api/v1/figures/tasks', { token: people.office.token })).body.items;
    expect(board).toEqual([
      { campaign: null, unit: { id: lead, name: '云山区教育局' }, rung: rungs.at(-1), rungName: '报分管领导', tasks: 1, rows: expect.stringContaining('outside=true') },
    ]);
    const listed = (await api.call('GET', board[0].rows, { token: people.office.token })).body.items;
    expect(listed.map((task: { readonly id: string }) => task.id)).toEqual([id]);
    expect((await api.call('GET', '/api/v1/figures/tasks', { token: people.stranger.token })).body.items).toEqual([]);
  });

  test.each([
    ['a unit that nobody knows', () => instruction({ leadUnitId: randomUUID() }), 422, 'task.unit_unknown'],
    ['a date that has passed', () => instruction({ dueOn: addDays(today, -1) }), 422, 'task.date_past'],
    ['an instruction of tomorrow', () => instruction({ origin: { kind: 'instruction', reference: '区长批示', on: addDays(today, 1) } }), 422, 'task.date_future'],
    ['a lead that supports itself', () => instruction({ supportingUnitIds: [lead] }), 422, 'task.lead_also_supports'],
    ['a scan that is not there', () => instruction({ origin: { kind: 'instruction', reference: '区长批示', evidence: [randomUUID()] } }), 422, 'evidence.unknown'],
    ['no date', () => instruction({ dueOn: undefined }), 400, 'request.invalid'],
    ['no origin', () => instruction({ origin: undefined }), 400, 'request.invalid'],
  ])('with %s is refused, and takes no number', async (_what, body, status, code) => {
    const last = async (): Promise<unknown> => (await api.pool.query('SELECT name, last FROM number_series')).rows;
    const before = await last();
    const refused = await assign(people.office, body());
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await last()).toEqual(before);
  });

  test('is urged with others by its office: seen beforehand, told to each unit, kept in the chase ledger, and not twice within the hour', async () => {
    const [first, second] = [(await assign(people.office, instruction())).body, (await assign(people.office, instruction({ dueOn: addDays(today, 20) }))).body];
    const sentIn = (await assign(people.office, instruction())).body;
    for (const type of ['sign', 'submit']) expect((await step(people.liaison, sentIn.id, { type })).status).toBe(200);
    const body = { type: 'urge', taskIds: [second.id], message: '请抓紧' };
    const previewed = await api.call('POST', `/api/v1/tasks/${first.id}/preview`, { token: people.office.token, body });
    expect([previewed.status, previewed.body.refused, previewed.body.movesCount]).toEqual([200, null, 2]);
    expect(previewed.body.notices).toMatchObject([{ kind: 'tasksUrged', text: { zh: { title: '【催办】交办任务：2项任务待办' } } }]);
    expect((await step(people.office, first.id, body)).body.urging).toMatchObject({ by: { id: people.office.id }, numbers: [first.number], left: [] });
    for (const { id, number } of [first, second]) {
      const seen = await api.call('GET', `/api/v1/tasks/${id}`, { token: people.liaison.token });
      expect(seen.body.urging.numbers).toEqual([number]);
    }
    const chases = async (who: Person, id: string) => (await api.call('GET', `/api/v1/chases?taskId=${id}&rung=tasksUrged`, { token: who.token })).body.items;
    for (const id of [first.id, second.id])
      for (const who of [people.office, people.leader, people.liaison])
        expect(await chases(who, id)).toMatchObject([
          { kind: 'tasksUrged', campaignId: null, taskIds: [first.id, second.id], to: { person: { id: people.liaison.id } }, by: { id: people.office.id }, deadline: null },
        ]);
    expect(await chases(people.stranger, first.id)).toEqual([]);
    const third = (await assign(people.office, instruction())).body;
    const urging = { type: 'urge', taskIds: [first.id, second.id, sentIn.id] };
    const left = [first, second].map(({ number }) => ({ number, code: 'task.urged_lately' })).concat({ number: sentIn.number, code: 'task.under_review' });
    const seen = await api.call('POST', `/api/v1/tasks/${third.id}/preview`, { token: people.office.token, body: urging });
    expect([seen.body.refused, seen.body.left]).toMatchObject([null, left]);
    // To whoever urges, alone: the record of a task tells its readers nothing of the others.
    const { status, body: urged } = await step(people.office, third.id, urging);
    expect([status, urged.urging.numbers, urged.urging.left]).toMatchObject([200, [third.number], left]);
    expect((await api.call('GET', `/api/v1/tasks/${third.id}`, { token: people.office.token })).body.urging.left).toEqual([]);
    const again = await step(people.office, first.id, body);
    expect([again.status, again.body.code, again.body.items.length]).toEqual([409, 'task.urged_lately', 2]);
    for (const who of [people.leader, people.liaison]) expect((await step(who, first.id, { type: 'urge' })).status).toBe(403);
    expect((await step(people.stranger, first.id, { type: 'urge' })).status).toBe(404);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('is named in the text for a chat group of whoever may urge it, and of nobody else', async () => {
    const text = async (who: Person, query = '') => (await api.call('GET', `/api/v1/tasks/urging-text${query}`, { token: who.token })).body;
    const { number } = (await assign(people.office, instruction({ dueOn: addDays(today, 3) }))).body;
    const mine = await text(people.office, `?leadUnitId=${lead}`);
    expect(mine.text).toContain(`任务${number}“核查校园周边控烟情况并报告”应于${addDays(today, 3)}完成，还有3日，尚未签收`);
    expect([mine.units, mine.text.split('\n').length]).toEqual([1, mine.tasks + 3]);
    expect((await text(people.office, '?overdue=true')).tasks).toBe(0);
    for (const who of [people.leader, people.liaison, people.stranger]) expect((await text(who)).tasks).toBe(0);
  });

  test('is not given by a unit, and once under one key', async () => {
    expect((await assign(people.liaison, instruction())).status).toBe(403);
    const key = randomUUID();
    const [first, second] = [await assign(people.office, instruction(), key), await assign(people.office, instruction(), key)];
    expect(second.body).toEqual(first.body);
  });
});
