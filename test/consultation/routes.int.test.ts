import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { consultationRoutes } from '../../api/consultations/routes.ts';
import { planRoutes } from '../../api/plans/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { unitStep } from '../api/unit-step.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'chair' | 'education' | 'health' | 'sports', Person>;
let education = '';
let health = '';
let planId = '';
let dueOn = '';
let today = '';
let roundId = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...planRoutes({ ledger, prisma }), ...consultationRoutes({ ledger }), ...campaignRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  const office = await api.unit('云山区健康办', 'office', group);
  education = await api.unit('云山区教育局', 'department', district);
  health = await api.unit('云山区卫生健康委员会', 'department', district);
  people.office = await api.person('office', { unitId: office, role: 'office' });
  people.chair = await api.person('chair', { unitId: group, role: 'groupLeader' });
  people.education = await api.person('education', { unitId: education, role: 'liaisonOfficer' });
  people.health = await api.person('health', { unitId: health, role: 'liaisonOfficer' });
  people.sports = await api.person('sports', { unitId: await api.unit('云山区体育局', 'department', district), role: 'liaisonOfficer' });
  today = beijingDateOf((await api.ledger.moment()).now);
  dueOn = addDays(today, 14);
  const text = [
    '云山区健康行动实施方案（演示）',
    '一、重点任务',
    '1．全区中小学开设健康教育课。（责任单位：云山区教育局，云山区卫生健康委员会）',
    '2．建设健康步道。（责任单位：云山区教育局）',
  ].join('\n');
  const imported = await api.call('POST', '/api/v1/plans/import', { token: people.office.token, raw: text, headers: { 'Content-Type': 'text/plain' } });
  planId = imported.body.id;
  const [first, second] = (imported.body.tasks as { number: string }[]).map(({ number }) => number);
  const phases = [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }];
  const set = { lead: { unitId: education }, dueOn: addDays(today, 60), phase: 'intervention' };
  const filled = await api.call('POST', `/api/v1/plans/${planId}/fill`, {
    token: people.office.token,
    body: {
      edit: { phases },
      changes: [
        { select: { tasks: [first] }, set: { ...set, supporting: [{ unitId: health }] } },
        { select: { tasks: [second] }, set: { ...set, supporting: [] } },
      ],
    },
  });
  if (filled.status !== 200) throw new Error(filled.text);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const post = (who: Person, path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  api.call('POST', `/api/v1/${path}`, { token: who.token, body, headers });
const get = (who: Person, path: string): Promise<Answered> => api.call('GET', `/api/v1/${path}`, { token: who.token });
const step = (who: Person, body: object): Promise<Answered> => post(who, `consultations/${roundId}/commands`, body);
const launch = (more: object = {}): Promise<Answered> => post(people.office, 'campaigns', { planId, ...more });

describe('a draft plan about which units are consulted', () => {
  test('goes to every unit that it names; what is asked stays as it was when the draft is edited', async () => {
    const asked = await post(people.office, 'consultations', { planId, dueOn, message: '请于两周内反馈。' }, { 'Idempotency-Key': 'ask-once' });
    expect([asked.status, asked.body.stage, asked.body.round]).toEqual([201, 'asked', 1]);
    roundId = asked.body.id;
    expect(asked.body.units.map(({ unit }: { unit: { id: string } }) => unit.id).sort()).toEqual([education, health].sort());
    const again = await post(people.office, 'consultations', { planId, dueOn, message: '请于两周内反馈。' }, { 'Idempotency-Key': 'ask-once' });
    expect([again.status, again.body.id]).toEqual([201, roundId]);
    const content: string = asked.body.tasks[0].content;
    const edited = await post(people.office, `plans/${planId}/fill`, { changes: [{ select: { tasks: [asked.body.tasks[0].number] }, set: { content: '改动后的内容' } }] });
    expect(edited.status).toBe(200);
    const seen = await get(people.education, `consultations/${roundId}`);
    expect([seen.status, seen.body.tasks[0].content, seen.body.planVersion]).toEqual([200, content, edited.body.version - 1]);
  });

  test('is seen by the office and the units asked, and by nobody else', async () => {
    for (const path of [`consultations/${roundId}`, `consultations/${roundId}/facts`, `consultations/${roundId}/summary`])
      expect((await get(people.sports, path)).status).toBe(404);
    const lists = await Promise.all([people.office, people.education, people.sports].map((who) => get(who, `consultations?planId=${planId}`)));
    expect(lists.map(({ body }) => body.items.length)).toEqual([1, 1, 0]);
  });

  test('cannot be launched while the round is open, nor asked about twice at a time', async () => {
    const launched = await launch();
    expect([launched.status, launched.body.code, launched.body.items]).toEqual([409, 'plan.consultation_open', [{ consultation: roundId, round: 1 }]]);
    const twice = await post(people.office, 'consultations', { planId, dueOn });
    expect([twice.status, twice.body.code]).toEqual([409, 'consultation.round_open']);
  });

  test('units comment or agree; each reads its own, the office all; what a unit said stands in its own facts alone', async () => {
    const { tasks } = (await get(people.office, `consultations/${roundId}`)).body;
    const said = await step(people.education, { type: 'comment', text: '=建议每学期不少于4课时', taskNumber: tasks[0].number, proposal: '每学期开设4课时' });
    expect([said.status, said.body.comments.length, said.body.stage]).toEqual([200, 1, 'asked']);
    expect((await step(people.office, { type: 'comment', text: '不是被征求单位' })).body.code).toBe('policy.forbidden');
    const agreed = await step(people.health, { type: 'agree' });
    expect([agreed.body.stage, agreed.body.comments]).toEqual(['answering', []]);
    expect(agreed.body.units.map(({ answer }: { answer: string }) => answer).sort()).toEqual(['agreed', 'commented']);
    const office = await get(people.office, `consultations/${roundId}`);
    expect(office.body.comments).toMatchObject([{ comment: 1, unit: { id: education }, proposal: '每学期开设4课时', answer: null }]);
    const texts = async (who: Person) => JSON.stringify((await get(who, `consultations/${roundId}/facts`)).body).includes('不少于4课时');
    expect([await texts(people.office), await texts(people.education), await texts(people.health)]).toEqual([true, true, false]);
  });

  test('the office answers and closes; each unit reads what became of its comments, the summary counts them, also as a workbook', async () => {
    expect((await step(people.office, { type: 'close' })).body).toMatchObject({ code: 'consultation.comments_open', items: [{ comment: 1 }] });
    expect((await step(people.office, { type: 'answerComment', comment: 1, decision: 'notAdopted', reason: '课时由教育部门另行规定' })).status).toBe(200);
    const shown = await post(people.office, `consultations/${roundId}/preview`, { type: 'close' });
    expect([shown.status, shown.body.refused, shown.body.noticesCount]).toEqual([200, null, 2]);
    const closed = await step(people.office, { type: 'close' });
    expect([closed.status, closed.body.stage]).toEqual([200, 'closed']);
    const { rows } = await api.pool.query<{ zh: string }>(
      "SELECT n.why ->> 'zh' AS zh FROM notice n WHERE n.process_id = $1 AND n.kind = 'consultationClosed' AND n.person_id = $2",
      [roundId, people.education.id],
    );
    expect(rows).toEqual([{ zh: '贵单位提出意见1条：采纳0条，部分采纳0条，未采纳1条。' }]);
    await unitStep(api, education, { type: 'rename', name: '云山区教育体育局' });
    const summary = await get(people.office, `consultations/${roundId}/summary`);
    expect(summary.body.units.map(({ unit }: { unit: { name: string } }) => unit.name)).toContain('云山区教育体育局');
    expect(summary.body).toMatchObject({ asked: 2, answered: 2, agreed: 1, silent: 0, comments: 1, notAdopted: 1, unanswered: 0 });
    expect((await get(people.education, `consultations/${roundId}/summary`)).body.code).toBe('policy.forbidden');
    const response = await fetch(`${api.base}/api/v1/consultations/${roundId}/summary.xlsx`, { headers: { Authorization: `Bearer ${people.office.token}` } });
    expect([response.status, decodeURIComponent(response.headers.get('content-disposition') ?? '')]).toEqual([200, expect.stringContaining('意见汇总表（第1轮）.xlsx')]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await response.arrayBuffer()) as ArrayBuffer);
    const rowsShown: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => rowsShown.push((row.values as unknown[]).slice(1)));
    expect(rowsShown[0]).toEqual(['序号', '单位', '反馈情况', '反馈日期', '任务序号', '原文', '意见', '建议表述', '采纳情况', '理由']);
    const shownRow = rowsShown.find((row) => row[1] === '云山区教育局');
    expect(shownRow).toEqual(expect.arrayContaining(['有意见', '=建议每学期不少于4课时', '每学期开设4课时', '未采纳', '课时由教育部门另行规定']));
    expect(rowsShown.find((row) => row[1] === '云山区卫生健康委员会')).toEqual(expect.arrayContaining(['无意见']));
    const counts: unknown[][] = [];
    book.worksheets[1]?.eachRow((row) => counts.push((row.values as unknown[]).slice(1)));
    expect([counts[0], counts.at(-1)]).toEqual([
      ['单位', '反馈情况', '意见数', '采纳', '部分采纳', '未采纳', '未答复'],
      ['合计', '已反馈2个，未反馈0个', 1, 0, 0, 1, 0],
    ]);
    expect(counts.find(([name]) => name === '云山区教育局')).toEqual(['云山区教育局', '有意见', 1, 0, 0, 1, 0]);
  });

  test('a second round may follow, and once it is over the plan is launched and nobody is asked about it any more', async () => {
    const second = await post(people.office, 'consultations', { planId, dueOn, unitIds: [education] });
    expect([second.status, second.body.round, second.body.tasks[0].content]).toEqual([201, 2, '改动后的内容']);
    expect((await launch()).body).toMatchObject({ code: 'plan.consultation_open', items: [{ round: 2 }] });
    expect((await post(people.office, `consultations/${second.body.id}/commands`, { type: 'cancel', reason: '不再征求' })).status).toBe(200);
    const approval = { approvedBy: '区政府常务会议', approvedOn: today };
    expect((await launch({ approval })).body.code).toBe('campaign.number_needed');
    const launched = await launch({ approval: { ...approval, documentNumber: '云政办发〔2026〕9号' } });
    expect([launched.status, launched.body.approval, launched.body.composition]).toMatchObject([
      201,
      { ...approval, documentNumber: '云政办发〔2026〕9号', by: { id: people.office.id } },
      [{ role: 'groupLeader', unit: { name: '云山区健康促进工作领导小组' }, holder: { id: people.chair.id } }],
    ]);
    expect((await post(people.office, 'consultations', { planId, dueOn })).body.code).toBe('plan.already_launched');
  });

  test('time finds nothing to do in a closed round, and every chain holds', async () => {
    const outcome = await api.ledger.execute({ type: 'consultation', id: roundId, command: { type: 'strike' }, actor: time });
    expect(outcome).toMatchObject({ ok: true, facts: [] });
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
