import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import pg from 'pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { supervisionRoutes } from '../../api/supervisions/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { unitStep } from '../api/unit-step.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'second' | 'deputy' | 'education' | 'health' | 'expert' | 'elsewhere', Person>;
const units = {} as Record<'office' | 'education' | 'health' | 'culture', string>;
const campaignId = randomUUID();
/** A Monday. */
const today = '2026-03-02';
let supervisionId = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma }), ...supervisionRoutes({ ledger, prisma })];
    },
  });
  await setClock(api, at(`${today} 10:00`));
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  units.office = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  units.education = await api.unit('云山区教育局', 'department', district);
  units.health = await api.unit('云山区卫生健康委员会', 'department', district);
  units.culture = await api.unit('云山区文化和旅游局', 'department', district);
  const elsewhere = await api.unit('邻区健康办', 'office', await api.unit('邻区', 'district'));
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.second = await api.person('second', { unitId: units.office, role: 'office' });
  people.deputy = await api.person('deputy', { unitId: group, role: 'groupDeputy' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.health = await api.person('health', { unitId: units.health, role: 'liaisonOfficer' });
  people.expert = await api.person('expert', { unitId: units.culture, role: 'expert' });
  people.elsewhere = await api.person('elsewhere', { unitId: elsewhere, role: 'office' });
  const launch = plan([planned('1', { leadUnitId: units.education, dueOn: addDays(today, 100) })], {
    officeUnitId: units.office,
    groupUnitId: group,
    memberUnitIds: [units.education, units.health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 300) }],
  });
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: { ref, role: 'office', unitId: units.office } });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const base = () => ({
  campaignId,
  kind: 'department',
  title: '一季度督查',
  scope: '健康教育',
  unitIds: [units.education, units.health],
  team: [people.expert.id, people.second.id],
});
const planVisit = (body: object, who = people.office) => api.call('POST', '/api/v1/supervisions', { token: who.token, body: { ...base(), ...body } });
const step = (who: Person, body: object, id = supervisionId) => api.call('POST', `/api/v1/supervisions/${id}/commands`, { token: who.token, body });
const onTask = (who: Person, id: string, body: object) => api.call('POST', `/api/v1/tasks/${id}/commands`, { token: who.token, body });
const get = (who: Person, path: string) => api.call('GET', `/api/v1${path}`, { token: who.token });
const told = async (who: Person, kind: string): Promise<number> =>
  ((await get(who, '/notifications?limit=200')).body.items as { readonly kind: string }[]).filter((notice) => notice.kind === kind).length;
const finding = (number: number) => async () =>
  ((await get(people.office, `/supervisions/${supervisionId}`)).body.findings as { number: number; unit: { name: string }; task: { id: string; stage: string } }[]).find(
    (one) => one.number === number,
  );

/** How often the tasks of a campaign are loaded meanwhile. */
async function tasksAsked<T>(work: () => Promise<T>): Promise<{ readonly answered: T; readonly asked: number }> {
  const client = pg.Client.prototype as unknown as { query: (this: pg.Client, ...given: unknown[]) => unknown };
  const { query } = client;
  let asked = 0;
  client.query = function (...given) {
    if ((given[0] as { readonly name?: string } | undefined)?.name === 'children') asked++;
    return query.apply(this, given);
  };
  try {
    const answered = await work();
    return { answered, asked };
  } finally {
    client.query = query;
  }
}

describe('a supervision by plan', () => {
  test('is planned by the campaign’s own office, with a team that holds no post where it goes; units are told', async () => {
    const refused = [
      await planVisit({}),
      await planVisit({ plannedOn: '2026-03-01' }),
      await planVisit({ plannedOn: '2026-03-09', team: [people.education.id] }),
      await planVisit({ plannedOn: '2026-03-09', team: [randomUUID()] }),
      await planVisit({ plannedOn: '2026-03-09', unitIds: [randomUUID()] }),
      await planVisit({ plannedOn: '2026-03-09', taskIds: [randomUUID()] }),
      await planVisit({ plannedOn: '2026-03-09', followUpOf: randomUUID() }),
      await planVisit({ plannedOn: '2026-03-09' }, people.elsewhere),
    ];
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '422 supervision.date_needed',
      '422 supervision.date_past',
      '422 supervision.member_of_visited',
      '422 supervision.person_unknown',
      '422 supervision.unit_unknown',
      '422 supervision.task_unknown',
      '422 supervision.follow_up_unknown',
      '404 process.not_found',
    ]);
    const made = await planVisit({ plannedOn: '2026-03-09' });
    expect([made.status, made.body.number, made.body.stage, made.body.deadlines[0].kind]).toEqual([201, '督查〔2026〕1号', 'planned', 'visit']);
    supervisionId = made.body.id;
    expect([await told(people.education, 'supervisionPlanned'), await told(people.expert, 'supervisionPlanned')]).toEqual([1, 1]);
    expect((await get(people.education, `/supervisions/${supervisionId}`)).body.allowed).toEqual([
      { type: 'object', name: '提出异议', ok: false, reason: 'supervision.not_visited', reasonText: '尚未登记检查情况。' },
    ]);
  });

  test('a unit has two visits by plan in a quarter; a third asks for a reason, an unannounced one does not, a dropped one no longer counts', async () => {
    const second = await planVisit({ plannedOn: '2026-03-20', unitIds: [units.education] });
    const third = await planVisit({ plannedOn: '2026-03-25' });
    expect([third.status, third.body.code, third.body.items]).toEqual([409, 'supervision.visits_exceeded', [{ unitId: units.education, visits: 2 }]]);
    expect((await planVisit({ plannedOn: '2026-04-01' })).status).toBe(201);
    expect((await planVisit({ plannedOn: '2026-03-25', unitIds: [units.education], reason: '群众反映集中' })).body.reason).toBe('群众反映集中');
    expect((await planVisit({ plannedOn: '2026-03-26', unitIds: [units.education], kind: 'unannounced' })).status).toBe(201);
    await step(people.office, { type: 'cancel', reason: '合并' }, second.body.id);
    await step(people.office, { type: 'postpone', plannedOn: '2026-04-08', reason: '冲突' }, supervisionId);
    expect((await planVisit({ plannedOn: '2026-03-27', unitIds: [units.education] })).status).toBe(201);
    expect((await step(people.office, { type: 'postpone', plannedOn: '2026-03-10', reason: '提前' })).body.dueOn).toBe('2026-03-10');
  });

  test('of plans made at the same moment no more than the quarter’s two are taken', async () => {
    const plans = Array.from({ length: 5 }, () => planVisit({ plannedOn: '2026-08-03', unitIds: [units.culture], team: [people.second.id] }));
    const answers = (await Promise.all(plans)).map(({ status, body }) => (status === 201 ? 'planned' : body.code)).sort();
    expect(answers).toEqual(['planned', 'planned', ...Array.from({ length: 3 }, () => 'supervision.visits_exceeded')]);
  });

  test('the office is chased when its day has passed; each problem becomes a task with the visit, which counts for the campaign', async () => {
    await passTo(api, 'supervision', supervisionId, '2026-03-12');
    const rungs = ((await get(people.office, '/notifications')).body.items as { rung: string | null }[]).map((one) => one.rung).filter(Boolean);
    expect(rungs).toEqual(['visitOverdue', 'visitReminder']);
    const findings = [
      { unitId: units.education, kind: 'problem', content: '三所学校未开健康课', requirement: '开齐开足', dueOn: '2026-05-15' },
      { unitId: units.health, kind: 'problem', content: '健康小屋缺设备' },
      { unitId: units.health, kind: 'praise', content: '控烟工作扎实' },
    ];
    const beside = await step(people.office, { type: 'recordVisit', on: '2026-03-11', note: '查', findings: [{ unitId: units.culture, kind: 'problem', content: '场馆' }] });
    expect(beside.body.code).toBe('supervision.unit_not_visited');
    expect((await step(people.office, { type: 'recordVisit', on: '2026-03-20', note: '早', findings })).body.code).toBe('campaign.date_future');
    const { answered, asked } = await tasksAsked(() => step(people.office, { type: 'recordVisit', on: '2026-03-11', note: '实地查看', findings }));
    const { status, body } = answered;
    // The campaign takes each as it comes, without looking at its other tasks.
    expect(asked).toBe(0);
    expect([status, body.stage, body.objectionUntil.dueOn]).toEqual([200, 'visited', '2026-04-11']);
    expect(body.findings.map((one: { task: { number: string; dueOn: string } | null }) => one.task && [one.task.number, one.task.dueOn])).toEqual([
      ['督查〔2026〕1号-1', '2026-05-15'],
      ['督查〔2026〕1号-2', '2026-04-02'],
      null,
    ]);
    const task = (await get(people.education, `/tasks/${body.findings[0].task.id}`)).body;
    expect([task.lead.id, task.standard, task.origin]).toEqual([
      units.education,
      '开齐开足',
      { kind: 'supervision', reference: '督查〔2026〕1号第1项', on: '2026-03-11', evidence: [] },
    ]);
    expect((await get(people.office, `/campaigns/${campaignId}`)).body.supervisions).toHaveLength(1);
    expect(await told(people.health, 'findingsMadeKnown')).toBe(1);
  });

  test('a visited unit reads what was found at itself, in every way; the office and the team’s units read all', async () => {
    const read = async (who: typeof people.office) => {
      const shown = (await get(who, `/supervisions/${supervisionId}`)).body.findings as { unit: { id: string } }[];
      const listed = (await get(who, `/findings?campaignId=${campaignId}`)).body.items as { unit: { id: string } }[];
      const facts = (await get(who, `/supervisions/${supervisionId}/facts`)).body.items as { type: string; data: { findings?: { unitId: string }[] } }[];
      const noted = facts.find((fact) => fact.type === 'visitRecorded')?.data.findings ?? [];
      return [shown.map((one) => one.unit.id), listed.map((one) => one.unit.id), noted.map((one) => one.unitId)].map((ids) => [...new Set(ids)].sort());
    };
    const both = [units.education, units.health].sort();
    expect(await read(people.education)).toEqual([[units.education], [units.education], [units.education]]);
    expect(await read(people.health)).toEqual([[units.health], [units.health], [units.health]]);
    for (const who of [people.office, people.deputy, people.expert]) expect(await read(who)).toEqual([both, both, both]);
    const counted = async (who: Person) => (await get(who, '/supervisions')).body.items.find((one: { id: string }) => one.id === supervisionId).findings;
    expect([await counted(people.education), await counted(people.health), await counted(people.office)]).toEqual([1, 1, 2]);
  });

  test('a unit objects once to a problem of its own; its task’s dates run on', async () => {
    const object = (who: Person, number: number) => step(who, { type: 'object', finding: number, reason: '已于上月开齐' });
    expect([(await object(people.health, 1)).body.code, (await object(people.health, 3)).body.code, (await object(people.education, 9)).body.code]).toEqual([
      'supervision.finding_not_yours',
      'supervision.finding_is_praise',
      'supervision.finding_unknown',
    ]);
    const { body } = await object(people.education, 1);
    expect([body.findings[0].objection.decision, body.deadlines.map((one: { kind: string }) => one.kind)]).toEqual([null, ['objections', 'objection-1']]);
    expect((await object(people.education, 1)).body.code).toBe('supervision.objection_repeated');
    expect((await object(people.health, 2)).status).toBe(200);
    const task = (await get(people.education, `/tasks/${(await finding(1)())?.task.id}`)).body;
    expect(task.deadlines.every((one: { pausedAt: string | null }) => one.pausedAt === null)).toBe(true);
    expect([await told(people.deputy, 'objectionRaised'), await told(people.office, 'objectionRaised')]).toEqual([2, 2]);
  });

  test('somebody who was not involved decides: a withdrawn finding cancels its task, a changed one corrects it, in the same transaction', async () => {
    const review = (who: Person, number: number, more: object) => step(who, { type: 'reviewObjection', finding: number, reason: '复核', ...more });
    // Who recorded the finding, and a member of the team.
    for (const who of [people.office, people.second]) expect((await review(who, 1, { decision: 'upheld' })).body.code).toBe('supervision.reviewer_involved');
    expect([(await review(people.deputy, 3, { decision: 'upheld' })).body.code, (await review(people.deputy, 2, { decision: 'changed' })).body.code]).toEqual([
      'supervision.objection_absent',
      'supervision.change_needed',
    ]);
    const withdrawn = await review(people.deputy, 1, { decision: 'withdrawn' });
    expect([withdrawn.body.findings[0].objection.decision, withdrawn.body.findings[0].task.stage, withdrawn.body.findings[0].open]).toEqual(['withdrawn', 'cancelled', false]);
    const changed = await review(people.deputy, 2, { decision: 'changed', content: '健康小屋缺血压计', dueOn: '2026-04-20' });
    expect(changed.body.findings[1]).toMatchObject({ content: '健康小屋缺血压计', former: { content: '健康小屋缺设备' }, task: { dueOn: '2026-04-20' } });
    expect((await get(people.health, `/tasks/${changed.body.findings[1].task.id}`)).body.content).toBe('健康小屋缺血压计');
    expect(changed.body.deadlines.map((one: { kind: string }) => one.kind)).toEqual(['objections']);
    expect([await told(people.education, 'objectionWithdrawn'), await told(people.health, 'objectionChanged')]).toEqual([1, 1]);
  });

  test('is not closed while units may object or a finding is open; after that time sees that all is settled', async () => {
    expect((await step(people.office, { type: 'close' })).body.code).toBe('supervision.objection_window_open');
    await passTo(api, 'supervision', supervisionId, '2026-04-12');
    const { body } = await get(people.office, `/supervisions/${supervisionId}`);
    expect([body.stage, body.deadlines.map((one: { kind: string; dueOn: string }) => [one.kind, one.dueOn])]).toEqual(['rectifying', [['settling', '2026-04-20']]]);
    const late = await step(people.health, { type: 'object', finding: 2, reason: '迟了' });
    expect([late.status, late.body.code]).toEqual([409, 'supervision.objection_late']);
    const open = await step(people.office, { type: 'close' });
    expect([open.body.code, open.body.items]).toEqual(['supervision.findings_open', [expect.objectContaining({ finding: 2, unitId: units.health })]]);
    const openOnes = async (unitId: string) => (await get(people.office, `/findings?unitId=${unitId}&open=true`)).body.items.map((one: { number: number }) => one.number);
    expect([await openOnes(units.health), await openOnes(units.education)]).toEqual([[2], []]);
    const taskId = (await finding(2)())?.task.id ?? '';
    for (const [who, command] of [
      [people.health, { type: 'sign' }],
      [people.health, { type: 'submit', summary: '已配齐' }],
      [people.office, { type: 'accept' }],
    ] as const)
      expect((await onTask(who, taskId, command)).status).toBe(200);
    expect(await openOnes(units.health)).toEqual([]);
    await passTo(api, 'supervision', supervisionId, '2026-04-21');
    expect((await get(people.health, `/supervisions/${supervisionId}`)).body).toMatchObject({ stage: 'closed', deadlines: [] });
    expect(await told(people.health, 'supervisionClosed')).toBe(1);
  });

  test('its findings are a workbook of numbers, texts and dates, with units as they were called when they were visited', async () => {
    await unitStep(api, units.education, { type: 'rename', name: '云山区教育体育局', from: '2026-04-01' });
    expect((await finding(1)())?.unit.name).toBe('云山区教育体育局');
    const file = await fetch(`${api.base}/api/v1/supervisions/${supervisionId}/findings.xlsx`, { headers: { Authorization: `Bearer ${people.office.token}` } });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const rows = book.worksheets[0]?.getSheetValues().slice(1) as readonly (readonly unknown[])[];
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['序号', '单位', '类别', '内容', '整改要求', '完成时限', '状态', '异议', '复核结论'],
      [1, '云山区教育局', '问题', '三所学校未开健康课', '开齐开足', new Date('2026-05-15'), '已取消', '已于上月开齐', '撤销'],
      [2, '云山区卫生健康委员会', '问题', '健康小屋缺血压计', '', new Date('2026-04-20'), '已验收', '已于上月开齐', '变更'],
      [3, '云山区卫生健康委员会', '亮点', '控烟工作扎实', '', '', '', '', ''],
    ]);
  });
});

describe('an unannounced visit', () => {
  test('is hidden from the unit until it was made, on every way to it; then the unit sees it, and one that found nothing wrong is closed', async () => {
    const made = await planVisit({ plannedOn: '2026-04-28', kind: 'unannounced', title: '暗访', unitIds: [units.health] });
    const { id } = made.body;
    const listed = async (who: Person) => (await get(who, `/campaigns/${campaignId}/supervisions?kind=unannounced`)).body.items.map((one: { id: string }) => one.id);
    expect([(await get(people.health, `/supervisions/${id}`)).status, (await get(people.health, `/supervisions/${id}/facts`)).status]).toEqual([404, 404]);
    expect([(await step(people.health, { type: 'object', finding: 1, reason: '?' }, id)).status, await listed(people.health)]).toEqual([404, []]);
    expect([(await get(people.expert, `/supervisions/${id}`)).status, (await listed(people.office)).includes(id)]).toEqual([200, true]);
    const before = await told(people.health, 'supervisionPlanned');
    const praise = [{ unitId: units.health, kind: 'praise', content: '整洁有序' }];
    const visited = await step(people.office, { type: 'recordVisit', on: '2026-04-21', note: '未见问题', findings: praise }, id);
    expect([visited.body.stage, visited.body.deadlines, visited.body.objectionUntil]).toEqual(['closed', [], null]);
    expect([(await get(people.health, `/supervisions/${id}`)).status, await listed(people.health)]).toEqual([200, [id]]);
    expect([await told(people.health, 'supervisionPlanned'), await told(people.health, 'findingsMadeKnown')]).toEqual([before, 2]);
    expect((await planVisit({ plannedOn: '2026-04-28', unitIds: [units.health], followUpOf: id })).body.followUpOf).toBe(id);
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});

test('a visit noted by the office on the campaign itself is answered with the campaign’s tasks', async () => {
  const body = { type: 'recordSupervision', heldOn: today, note: '日常检查' };
  const { answered, asked } = await tasksAsked(() => api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, { token: people.office.token, body }));
  expect([answered.status, asked]).toEqual([200, 1]);
  const { figures } = (await get(people.office, `/campaigns/${campaignId}`)).body;
  expect(answered.body.figures).toEqual(figures);
  expect(figures.tasks).toBeGreaterThan(1);
});
