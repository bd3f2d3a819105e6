import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { unitStep } from '../api/unit-step.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'second' | 'education' | 'finance' | 'town' | 'leader' | 'expert' | 'ownExpert' | 'stranger', Person>;
const units = {} as Record<'district' | 'group' | 'office' | 'education' | 'finance' | 'town' | 'experts', string>;
let today = '';
let campaignId = '';
let evaluationId = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  units.district = await api.unit('云山区人民政府', 'district');
  units.group = await api.unit('云山区领导小组', 'leadingGroup', units.district);
  units.office = await api.unit('云山区健康办', 'office', units.group);
  units.education = await api.unit('云山区教育局', 'department', units.district);
  units.finance = await api.unit('云山区财政局', 'department', units.district);
  units.town = await api.unit('石桥镇人民政府', 'town', units.district);
  units.experts = await api.unit('云山区专家委员会', 'institution', units.group);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.second = await api.person('second', { unitId: units.office, role: 'office' });
  people.leader = await api.person('leader', { unitId: units.group, role: 'groupLeader' });
  for (const key of ['education', 'finance', 'town'] as const) people[key] = await api.person(key, { unitId: units[key], role: 'liaisonOfficer' });
  people.expert = await api.person('expert', { unitId: units.experts, role: 'expert' });
  people.ownExpert = await api.person('own-expert', { unitId: units.experts, role: 'expert' }, { unitId: units.town, role: 'unitLeader' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office'), role: 'office' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan([planned('1', { leadUnitId: units.education, dueOn: addDays(today, 100) }), planned('2', { leadUnitId: units.finance, dueOn: addDays(today, 100) })], {
    officeUnitId: units.office,
    groupUnitId: units.group,
    memberUnitIds: [units.education, units.finance, units.town],
    phases: [
      { kind: 'commitment', name: '启动', startsOn: addDays(today, -90), endsOn: addDays(today, -61) },
      { kind: 'intervention', name: '干预', startsOn: addDays(today, -60), endsOn: addDays(today, -1) },
      { kind: 'evaluation', name: '考评', startsOn: today, endsOn: addDays(today, 200) },
    ],
    dates: { mode: 'backfill' },
  });
  campaignId = randomUUID();
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.params)}`);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const get = (who: Person, path: string): Promise<Answered> => api.call('GET', `/api/v1/${path}`, { token: who.token });
const post = (who: Person, path: string, body: object, headers = {}): Promise<Answered> => api.call('POST', `/api/v1/${path}`, { token: who.token, body, headers });
const step = (who: Person, body: object): Promise<Answered> => post(who, `evaluations/${evaluationId}/commands`, body);
const assessments = async (
  who: Person,
): Promise<readonly { readonly id: string; readonly unit: { readonly id: string }; readonly stage: string; readonly openObjections: number }[]> =>
  (await get(who, `assessments?evaluationId=${evaluationId}`)).body.items;
const assessmentOf = async (unit: keyof typeof units): Promise<string> => (await assessments(people.office)).find((one) => one.unit.id === units[unit])?.id ?? '';
const on = async (who: Person, unit: keyof typeof units, body: object): Promise<Answered> => post(who, `assessments/${await assessmentOf(unit)}/commands`, body);
const codeOf = ({ status, body }: Answered): string => `${status} ${body?.code ?? ''}`.trim();

async function pass(days: number): Promise<void> {
  await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = ledger_clock.offset_ms + $1', [days * 86_400_000]);
}

const standard = {
  source: '健康促进区考评标准',
  items: [
    { number: '1.1', group: '组织管理', content: '领导小组每半年召开会议', points: 10 },
    { number: '1.2', content: '经费落实', points: 5.5 },
    { number: '2.1', content: '部门联席', points: 4.5, appliesTo: ['部门'] },
  ],
};
const begin = (more: object = {}) => ({ campaignId, title: '年度考评', standard, selfCheckDueOn: addDays(today, 20), passMark: 90, ...more });

describe('a standard over the API', () => {
  const send = (who: Person, raw: Uint8Array | string, type: string): Promise<Answered> =>
    api.call('POST', '/api/v1/standards/import', { token: who.token, raw, headers: { 'Content-Type': type } });

  test('is read from a workbook with its doubts, for an office; what it answers begins an evaluation as it is', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('标准');
    sheet.addRows([
      ['序号', '一级指标', '考评内容', '分值', '适用范围'],
      ['1.1', '组织管理（10分）', '成立领导小组', 6, '全部'],
      ['1.1', '', '落实经费', 3.5, '部门'],
    ]);
    sheet.mergeCells('B2:B3');
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect(codeOf(await send(people.education, bytes, xlsx))).toBe('403 policy.forbidden');
    const { status, body } = await send(people.office, bytes, xlsx);
    expect([status, body.total, body.items.map((one: { number: string; points: number; group: string }) => [one.number, one.group, one.points])]).toEqual([
      200,
      9.5,
      [
        ['1.1', '组织管理', 6],
        ['1.1-2', '组织管理', 3.5],
      ],
    ]);
    expect(body.warnings.map((one: { code: string; line: number }) => `${one.code} ${one.line}`)).toEqual([
      'standard.number_repeated 3',
      'standard.group_sum_differs 0',
      'standard.not_hundred 0',
    ]);
    const preview = await post(people.office, 'evaluations', { ...begin(), selfCheckDueOn: addDays(today, -1), standard: { source: '标准', items: body.items } });
    expect(codeOf(preview)).toBe('422 evaluation.date_past');
    expect(codeOf(await send(people.office, '编号,内容,分值\n1,甲,100', 'text/csv'))).toBe('200');
    expect(codeOf(await send(people.office, new Uint8Array([1, 2, 3]), xlsx))).toBe('415 plan.not_a_document');
  });
});

describe('an evaluation over the API', () => {
  test('begins once, by the campaign’s own office; a repeated key makes no second one', async () => {
    expect(codeOf(await post(people.stranger, 'evaluations', begin()))).toBe('404 process.not_found');
    expect(codeOf(await post(people.education, 'evaluations', begin()))).toBe('403 policy.forbidden');
    expect(codeOf(await post(people.office, 'evaluations', begin({ standard: { source: '标准', items: [{ number: '1', content: '一', points: 0.005 }] } })))).toBe(
      '400 request.invalid',
    );
    const made = await post(people.office, 'evaluations', begin(), { 'Idempotency-Key': 'begin-1' });
    expect([made.status, made.body.stage, made.body.classes.map((one: { name: string }) => one.name)]).toEqual([201, 'selfCheck', ['部门', '乡镇街道']]);
    evaluationId = made.body.id;
    expect((await post(people.office, 'evaluations', begin(), { 'Idempotency-Key': 'begin-1' })).body.id).toBe(evaluationId);
    expect(codeOf(await post(people.office, 'evaluations', begin()))).toBe('409 evaluation.one_at_a_time');
    expect(await assessments(people.office)).toHaveLength(3);
    expect(codeOf(await step(people.office, { type: 'recordIndicators', unitId: units.finance, met: 1, counted: 2, note: '统计' }))).toBe('409 evaluation.no_indicator_part');
  });

  test('shows a unit its own assessment and no other; strangers see nothing', async () => {
    expect((await assessments(people.education)).map((one) => one.unit.id)).toEqual([units.education]);
    expect(codeOf(await get(people.education, `assessments/${await assessmentOf('finance')}`))).toBe('404 process.not_found');
    expect(codeOf(await get(people.stranger, `evaluations/${evaluationId}`))).toBe('404 process.not_found');
    expect((await get(people.stranger, 'evaluations')).body.items).toEqual([]);
    const { body } = await get(people.education, `assessments/${await assessmentOf('education')}`);
    expect([body.lines.map((line: { number: string }) => line.number), body.allowed.map((one: { type: string; ok: boolean }) => `${one.type} ${one.ok}`)]).toEqual([
      ['1.1', '1.2', '2.1'],
      ['answerItem true', 'submitSelfCheck true', 'raiseObjection false'],
    ]);
    // Unit townspeople are asked only for what applies to towns.
    expect((await get(people.town, `assessments/${await assessmentOf('town')}`)).body.lines).toHaveLength(2);
  });

  test('the self-check of each unit comes in; the last one opens the review and the campaign’s condition holds', async () => {
    const task = (await get(people.education, `campaigns/${campaignId}/tasks`)).body.items[0].id;
    expect(codeOf(await on(people.town, 'town', { type: 'answerItem', item: '1.1', claim: 1, taskIds: [task] }))).toBe('422 assessment.task_unknown');
    for (const [unit, claims] of [
      ['education', [10, 5.5, 4.5]],
      ['finance', [9, 4, 3]],
      ['town', [10, 5.5]],
    ] as const) {
      for (const [index, claim] of claims.entries()) {
        const item = ['1.1', '1.2', '2.1'][index];
        const answered = await on(people[unit], unit, { type: 'answerItem', item, claim, ...(unit === 'education' ? { taskIds: [task] } : {}) });
        expect(codeOf(answered)).toBe('200');
      }
      expect(codeOf(await on(people[unit], unit, { type: 'submitSelfCheck' }))).toBe('200');
    }
    expect((await get(people.office, `evaluations/${evaluationId}`)).body.stage).toBe('review');
    const { conditions } = (await get(people.office, `campaigns/${campaignId}`)).body;
    expect(conditions.find((one: { condition: string }) => one.condition === 'selfCheck').held).toBe(true);
  });

  test('a self-check sent back during the review opens a step that passes it over', async () => {
    const opens = async () => (await get(people.office, `evaluations/${evaluationId}`)).body.allowed.find((one: { type: string }) => one.type === 'openReview').ok;
    expect(await opens()).toBe(false);
    expect(codeOf(await on(people.office, 'finance', { type: 'returnSelfCheck', reason: '佐证不全', dueOn: addDays(today, 5) }))).toBe('200');
    expect(await opens()).toBe(true);
    const passed = await step(people.office, { type: 'openReview', reason: '不再等待' });
    expect([passed.status, passed.body.stage, passed.body.allowed.find((one: { type: string }) => one.type === 'openReview').ok]).toEqual([200, 'review', false]);
    const { body } = await get(people.office, `assessments/${await assessmentOf('finance')}`);
    expect([body.stage, typeof body.lapsedAt, body.deadlines]).toEqual(['submitted', 'string', []]);
  });

  test('guest experts see and review on the days of their visit and where they are invited, never their own unit; before and after they see nothing', async () => {
    expect(codeOf(await get(people.expert, `evaluations/${evaluationId}`))).toBe('404 process.not_found');
    const visit = { type: 'inviteExperts', personIds: [people.expert.id, people.ownExpert.id], from: addDays(today, 1), until: addDays(today, 2) };
    expect(codeOf(await step(people.office, { ...visit, personIds: [people.education.id] }))).toBe('422 evaluation.not_an_expert');
    expect(codeOf(await step(people.office, { ...visit, unitIds: [units.town] }))).toBe('422 evaluation.expert_conflict');
    expect(codeOf(await step(people.office, { ...visit, items: ['1.1'] }))).toBe('200');
    const review = { type: 'reviewItem', item: '1.1', points: 9.5, note: '一次会议无纪要' };
    const education = await assessmentOf('education');
    const paths = [`evaluations/${evaluationId}`, `evaluations/${evaluationId}/facts`, `assessments/${education}`, `assessments/${education}/facts`];
    const seenByExpert = async (): Promise<readonly unknown[]> => [
      ...(await Promise.all(paths.map(async (path) => codeOf(await get(people.expert, path))))),
      (await get(people.expert, 'evaluations')).body.items.length,
      (await assessments(people.expert)).map((one) => one.unit.id),
    ];
    const nothing = [...paths.map(() => '404 process.not_found'), 0, []];
    expect(await seenByExpert()).toEqual(nothing);
    expect(codeOf(await on(people.expert, 'education', review))).toBe('404 process.not_found');
    // As the leader of an evaluated unit one sees that unit’s all the same.
    expect((await assessments(people.ownExpert)).map((one) => one.unit.id)).toEqual([units.town]);
    await pass(1);
    expect(await seenByExpert()).toEqual([...paths.map(() => '200'), 1, [units.education, units.finance, units.town]]);
    expect(codeOf(await on(people.expert, 'education', { ...review, item: '1.2', points: 5 }))).toBe('403 assessment.not_invited');
    const asExpert = { 'Duban-Post': people.ownExpert.posts[0] ?? '' };
    expect(codeOf(await post(people.ownExpert, `assessments/${await assessmentOf('town')}/commands`, { ...review, points: 10 }, asExpert))).toBe('403 assessment.own_unit');
    const reviewed = await on(people.expert, 'education', review);
    expect([reviewed.status, reviewed.body.lines[0].review]).toMatchObject([200, { points: 9.5, visit: 1, by: { id: people.expert.id } }]);
    expect(codeOf(await on(people.expert, 'education', { type: 'completeReview' }))).toBe('403 policy.forbidden');
    await pass(2);
    expect(await seenByExpert()).toEqual(nothing);
    expect(codeOf(await on(people.expert, 'finance', review))).toBe('404 process.not_found');
    await api.ledger.execute({ type: 'evaluation', id: evaluationId, command: { type: 'strike' }, actor: time });
    expect(codeOf(await on(people.expert, 'finance', review))).toBe('404 process.not_found');
    expect(await seenByExpert()).toEqual(nothing);
  });

  test('a unit does not see the points before its review is complete, nor in the facts', async () => {
    const id = await assessmentOf('education');
    expect((await get(people.education, `assessments/${id}`)).body.lines[0].review).toBeNull();
    const facts = (await get(people.education, `assessments/${id}/facts`)).body.items.filter((fact: { type: string }) => fact.type === 'itemReviewed');
    expect(facts.map((fact: { data: object }) => Object.keys(fact.data).sort())).toEqual([['item', 'visit']]);
    expect((await get(people.leader, `assessments/${id}`)).body.lines[0].review.points).toBe(9.5);
  });

  test('shown its score a unit sees its own alone and objects to an item; another person answers', async () => {
    for (const [unit, points] of [
      ['education', [9.5, 5, 3.5]],
      ['finance', [9, 4, 3]],
      ['town', [10, 5.5]],
    ] as const) {
      for (const [index, given] of points.entries()) await on(people.office, unit, { type: 'reviewItem', item: ['1.1', '1.2', '2.1'][index], points: given, note: '核查' });
      expect(codeOf(await on(people.office, unit, { type: 'completeReview' }))).toBe('200');
    }
    expect(codeOf(await get(people.finance, `evaluations/${evaluationId}/scores`))).toBe('404 document.absent');
    expect(codeOf(await step(people.office, { type: 'showScores' }))).toBe('200');
    const own = (await get(people.finance, `evaluations/${evaluationId}/scores`)).body.classes;
    expect(own.flatMap((one: { scores: { unit: { id: string }; rank: null; score: number; formula: string }[] }) => one.scores)).toMatchObject([
      { unit: { id: units.finance }, rank: null, score: 80, passed: false, formula: '（标准得分 16÷20×100）÷100×100 = 80' },
    ]);
    expect(codeOf(await on(people.finance, 'finance', { type: 'raiseObjection', item: '1.2', reason: '台账已补' }))).toBe('200');
    expect(codeOf(await on(people.office, 'finance', { type: 'answerObjection', item: '1.2', points: 5, note: '采纳' }))).toBe('403 assessment.same_person');
    expect(codeOf(await on(people.second, 'finance', { type: 'answerObjection', item: '1.2', points: 5, note: '采纳' }))).toBe('200');
    expect((await assessments(people.office)).map((one) => one.openObjections)).toEqual([0, 0, 0]);
  });

  test('published, everybody evaluated sees the ranks; a correction makes version 2 and version 1 stays', async () => {
    const early = await step(people.office, { type: 'publish' });
    const allowed = (await get(people.office, `evaluations/${evaluationId}`)).body.allowed.find((one: { type: string }) => one.type === 'publish');
    expect([codeOf(early), allowed.reason, typeof allowed.until]).toEqual(['409 evaluation.objection_period', 'evaluation.objection_period', 'string']);
    await pass(15);
    expect(codeOf(await step(people.office, { type: 'publish' }))).toBe('200');
    const table = async (query = '') =>
      (await get(people.education, `evaluations/${evaluationId}/scores${query}`)).body.classes.flatMap((one: { scores: { unit: { id: string }; rank: number; score: number }[] }) =>
        one.scores.map(({ unit, rank, score }) => [unit.id, rank, score]),
      );
    const first = [
      [units.education, 1, 90],
      [units.finance, 2, 85],
      [units.town, 1, 100],
    ];
    expect(await table()).toEqual(first);
    await unitStep(api, units.finance, { type: 'rename', name: '云山区财政金融局' });
    const corrected = await step(people.office, { type: 'correctScore', unitId: units.finance, item: '1.1', points: 10, reason: '漏计' });
    expect([corrected.status, corrected.body.tableVersion]).toEqual([200, 2]);
    expect(new Set(await table())).toEqual(new Set([[units.education, 1, 90], [units.finance, 1, 90], first[2]]));
    expect(await table('?version=1')).toEqual(first);
    expect(codeOf(await get(people.education, `evaluations/${evaluationId}/scores?version=3`))).toBe('404 document.absent');
  });

  test('as a workbook the table has a sheet for each class, with each item, and units as they were called when that version was published', async () => {
    const workbook = async (version: number): Promise<ExcelJS.Workbook> => {
      const response = await fetch(`${api.base}/api/v1/evaluations/${evaluationId}/scores.xlsx?version=${version}`, {
        headers: { Authorization: `Bearer ${people.leader.token}` },
      });
      const read = new ExcelJS.Workbook();
      await read.xlsx.load(await response.arrayBuffer());
      return read;
    };
    const book = await workbook(1);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['部门', '乡镇街道']);
    const rows = book.worksheets[0]?.getSheetValues().slice(1) as unknown[][];
    expect(rows.map((row) => row.slice(1, 8))).toEqual([
      ['名次', '单位', '1.1（10）', '1.2（5.5）', '2.1（4.5）', '得分', '是否达标'],
      [1, '云山区教育局', 9.5, 5, 3.5, 90, '达标'],
      [2, '云山区财政局', 9, 5, 3, 85, '未达标'],
    ]);
    const corrected = (await workbook(2)).worksheets[0]?.getSheetValues().slice(2) as unknown[][];
    expect(corrected.map((row) => row[2]).sort()).toEqual(['云山区教育局', '云山区财政金融局']);
  });

  test('its outcome is the campaign’s result in the same step, and all that was written holds together', async () => {
    const preview = await post(people.office, `evaluations/${evaluationId}/preview`, { type: 'recordOutcome', result: '通过', score: 91.2, note: '省级复核' });
    expect(preview.body.moves.map((move: { type: string; facts: string[] }) => [move.type, move.facts])).toEqual([
      ['evaluation', ['outcomeRecorded']],
      ['campaign', ['resultRecorded']],
    ]);
    expect((await step(people.office, { type: 'recordOutcome', result: '通过', score: 91.2, note: '省级复核' })).body.stage).toBe('closed');
    const { body } = await get(people.office, `campaigns/${campaignId}`);
    expect([body.result.result, body.conditions.find((one: { condition: string }) => one.condition === 'resultRecorded').held]).toEqual(['通过', true]);
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
