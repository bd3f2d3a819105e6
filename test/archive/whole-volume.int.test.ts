import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { attachedTypes } from '../../domain/campaign/below.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { entryOf } from '../api/documents.ts';
import { unitStep } from '../api/unit-step.ts';
import { at } from '../campaign/district.ts';
import { unzip } from './unzip.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'leader' | 'education' | 'health' | 'expert', Person>;
const units = {} as Record<'education' | 'health' | 'culture', string>;
/** A Monday. */
const today = '2026-03-02';
let campaignId = '';

const post = async (who: Person, where: string, body: object): Promise<Answered> => {
  const answered = await api.call('POST', `/api/v1/${where}`, { token: who.token, body });
  if (answered.status >= 300) throw new Error(`${where} ${answered.text}`);
  return answered;
};
const get = (who: Person, where: string): Promise<Answered> => api.call('GET', `/api/v1/${where}`, { token: who.token });
const upload = async (name: string, raw: string | Uint8Array, who = people.office): Promise<string> => {
  const answered = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent(name)}`, { token: who.token, raw });
  if (answered.status !== 201) throw new Error(answered.text);
  return answered.body.id;
};
const pdf = (pages: number): Uint8Array =>
  new TextEncoder().encode(`%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count ${pages}>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const pass = (type: TimedType, id: string, days: number): Promise<void> => passTo(api, type, id, addDays(today, days));

async function consulted(): Promise<string> {
  const text = [
    '云山区健康行动实施方案（演示）',
    '一、重点任务',
    '1．开设健康教育课。（责任单位：云山区教育局，云山区卫生健康委员会）',
    '2．建设健康步道。（责任单位：云山区教育局）',
  ].join('\n');
  const { body: draft } = await api.call('POST', '/api/v1/plans/import', { token: people.office.token, raw: text, headers: { 'Content-Type': 'text/plain' } });
  const set = { lead: { unitId: units.education }, supporting: [{ unitId: units.health }], dueOn: addDays(today, 10), phase: 'intervention' };
  await post(people.office, `plans/${draft.id}/fill`, {
    edit: { phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }] },
    changes: [{ select: { tasks: draft.tasks.map(({ number }: { number: string }) => number) }, set }],
  });
  const { body: round } = await post(people.office, 'consultations', { planId: draft.id, dueOn: addDays(today, 3) });
  await post(people.education, `consultations/${round.id}/commands`, { type: 'comment', text: '建议分步实施' });
  await post(people.health, `consultations/${round.id}/commands`, { type: 'agree' });
  await post(people.office, `consultations/${round.id}/commands`, { type: 'answerComment', comment: 1, decision: 'adopted' });
  await post(people.office, `consultations/${round.id}/commands`, { type: 'close' });
  return draft.id;
}

async function met(): Promise<void> {
  const { body } = await post(people.office, 'meetings', { campaignId, kind: 'leadingGroup', title: '部署会议', heldOn: addDays(today, 1) });
  await pass('meeting', body.id, 2);
  await post(people.office, `meetings/${body.id}/commands`, { type: 'recordAttendance', present: [{ unitId: units.education }] });
  await post(people.office, `meetings/${body.id}/commands`, { type: 'recordMinutes', minutes: '会议强调压实责任。', evidence: [await upload('会场.png', png)] });
}

async function visited(): Promise<void> {
  const { body } = await post(people.office, 'supervisions', {
    campaignId,
    kind: 'department',
    title: '一季度督查',
    scope: '健康教育',
    unitIds: [units.education],
    team: [people.expert.id],
    plannedOn: addDays(today, 2),
  });
  const findings = [{ unitId: units.education, kind: 'praise', content: '控烟工作扎实' }];
  await post(people.office, `supervisions/${body.id}/commands`, { type: 'recordVisit', on: addDays(today, 2), note: '实地查看', findings });
}

async function surveyed(): Promise<void> {
  const { body } = await post(people.office, 'surveys', {
    campaignId,
    name: '居民素养调查',
    points: [{ unitId: units.education, name: '东街', planned: 10 }],
    dueOn: addDays(today, 30),
  });
  await post(people.office, `surveys/${body.id}/commands`, { type: 'recordProgress', point: 1, reached: 10, valid: 9 });
  await post(people.office, `surveys/${body.id}/commands`, { type: 'complete', note: '完成' });
  const indicator = await post(people.office, 'indicators', { campaignId, name: '素养水平', rule: { kind: 'ratio', target: 20 }, ownerUnitId: units.education });
  await post(people.education, `indicators/${indicator.body.id}/commands`, { type: 'recordValue', numerator: 3, denominator: 9, on: addDays(today, 2), surveyId: body.id });
}

async function published(): Promise<void> {
  for (const title of ['一月进展通报', '二月进展通报']) {
    const { body } = await post(people.office, 'bulletins', { campaignId, kind: 'progress', title, from: today, until: addDays(today, 2) });
    await post(people.office, `bulletins/${body.id}/commands`, { type: 'sign' });
    if (title === '二月进展通报') await post(people.office, `bulletins/${body.id}/commands`, { type: 'attachSealed', evidence: await upload('盖章通报.pdf', pdf(4)) });
  }
}

async function scored(): Promise<void> {
  const items = [{ number: '1.1', content: '健康教育', points: 10, evidenceRequired: [] }];
  const { body } = await post(people.office, 'evaluations', {
    campaignId,
    title: '年度考评',
    standard: { source: '考评标准', items },
    classes: [{ name: '部门', unitIds: [units.education] }],
    selfCheckDueOn: addDays(today, 20),
  });
  const of = (who: Person, command: object) => post(who, `assessments/${body.classes[0].units[0].assessmentId}/commands`, command);
  await of(people.education, { type: 'answerItem', item: '1.1', claim: 10, note: '见台账' });
  await of(people.education, { type: 'submitSelfCheck' });
  await of(people.office, { type: 'reviewItem', item: '1.1', points: 9, note: '核查' });
  await of(people.office, { type: 'completeReview' });
  await post(people.office, `evaluations/${body.id}/commands`, { type: 'showScores' });
  await setClock(api, at(`${addDays(today, 14)} 10:00`));
  await post(people.office, `evaluations/${body.id}/commands`, { type: 'publish' });
}

/** Two tasks are overdue: the notice over the first is sealed twice, that over the second signed alone. */
async function urged(): Promise<void> {
  const { items: tasks } = (await get(people.office, `campaigns/${campaignId}/tasks`)).body;
  const planned = tasks.filter(({ number }: { number: string }) => /^[\d.]+$/.test(number));
  for (const { id } of planned) {
    await setClock(api, startOfDay(addDays(today, 14)) + 36_000_000);
    await pass('task', id, 45);
    await post(people.office, `tasks/${id}/commands`, { type: 'signUrgingNotice' });
  }
  const first = planned[0]?.id;
  await post(people.office, `tasks/${first}/commands`, { type: 'attachSealedNotice', evidence: await upload('盖章件一.pdf', pdf(1)) });
  await post(people.office, `tasks/${first}/commands`, { type: 'attachSealedNotice', evidence: await upload('盖章件二.pdf', pdf(2)), reason: '印章不清' });
  await post(people.education, `tasks/${first}/commands`, { type: 'answerUrgingNotice', text: '月底前开齐', evidence: [await upload('师资安排.txt', '名单', people.education)] });
}

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await setClock(api, at(`${today} 10:00`));
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  const office = await api.unit('云山区健康办', 'office', group);
  units.education = await api.unit('云山区教育局', 'department', district);
  units.health = await api.unit('云山区卫生健康委员会', 'department', district);
  units.culture = await api.unit('云山区文化和旅游局', 'department', district);
  people.office = await api.person('office', { unitId: office, role: 'office' });
  people.leader = await api.person('leader', { unitId: group, role: 'groupLeader' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.health = await api.person('health', { unitId: units.health, role: 'liaisonOfficer' });
  people.expert = await api.person('expert', { unitId: units.culture, role: 'expert' });
  const planId = await consulted();
  campaignId = (await post(people.office, 'campaigns', { planId })).body.id;
  await setClock(api, at(`${today} 11:00`));
  await post(people.office, `campaigns/${campaignId}/commands`, { type: 'shiftDates', days: 2, reason: '顺延' });
  const approval = { approvedBy: '区政府常务会议', approvedOn: today, documentNumber: '云政办发〔2026〕7号', evidence: [await upload('批复.pdf', pdf(3))] };
  await post(people.office, `campaigns/${campaignId}/commands`, { type: 'recordApproval', ...approval });
  await met();
  await visited();
  await surveyed();
  await published();
  await scored();
  await urged();
  // Long afterwards one unit is renamed, another merged into it, and the office renamed as from an earlier day.
  await unitStep(api, units.education, { type: 'rename', name: '云山区教育体育局' });
  await unitStep(api, units.health, { type: 'merge', successorId: units.culture, reason: '机构改革' });
  await unitStep(api, office, { type: 'rename', name: '云山区健康促进办公室', from: addDays(today, 5) });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const rowsOf = async (bytes: Buffer | undefined, sheet = 0): Promise<readonly (readonly string[])[]> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((bytes ?? Buffer.alloc(0)) as unknown as ArrayBuffer);
  return ((book.worksheets[sheet]?.getSheetValues() ?? []).slice(1) as unknown[][]).map((row) =>
    row.slice(1).map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))),
  );
};
const textOf = async (bytes: Buffer | undefined): Promise<string> =>
  [...(await entryOf(bytes ?? Buffer.alloc(0), 'word/document.xml')).matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('');

describe('the archive of a campaign as one volume', () => {
  let entries: ReadonlyMap<string, Buffer>;
  const ending = (end: string): Buffer | undefined => [...entries].find(([name]) => name.endsWith(end))?.[1];

  test('has the plan’s versions, comments, minutes, findings, bulletins, surveys, urging notices and scores, each in its phase', async () => {
    const response = await fetch(`${api.base}/api/v1/campaigns/${campaignId}/archive.zip`, { headers: { Authorization: `Bearer ${people.leader.token}` } });
    expect(response.status).toBe(200);
    entries = await unzip(Buffer.from(await response.arrayBuffer()));
    expect([...entries.keys()]).toEqual([
      '01 政府承诺、工作启动/实施方案/0001 意见汇总表（第1轮）.xlsx',
      '01 政府承诺、工作启动/实施方案/0002 批复.pdf',
      '01 政府承诺、工作启动/实施方案/0003 任务分解表（第1版）.xlsx',
      '01 政府承诺、工作启动/实施方案/0004 任务分解表（第2版）.xlsx',
      '01 政府承诺、工作启动/会议/会议〔2026〕1号 部署会议/0005 会议纪要会议〔2026〕1号.docx',
      '01 政府承诺、工作启动/会议/会议〔2026〕1号 部署会议/0006 会场.png',
      '01 政府承诺、工作启动/督导/督查〔2026〕1号 一季度督查/0007 问题清单督查〔2026〕1号.xlsx',
      '01 政府承诺、工作启动/通报/通报〔2026〕1号 一月进展通报/0008 一月进展通报.docx',
      '01 政府承诺、工作启动/通报/通报〔2026〕2号 二月进展通报/0009 盖章通报.pdf',
      '01 政府承诺、工作启动/调查/调查〔2026〕1号 居民素养调查/0010 居民素养调查结果.xlsx',
      '02 综合干预/任务1 开设健康教育课。/0011 盖章件一.pdf',
      '02 综合干预/任务1 开设健康教育课。/0012 盖章件二.pdf',
      '02 综合干预/任务1 开设健康教育课。/0013 师资安排.txt',
      '02 综合干预/任务2 建设健康步道。/0014 督办通知书督办〔2026〕2号.docx',
      '04 考评 年度考评/0015 年度考评得分表.xlsx',
      '05 考核结果/0016 指标完成情况表.xlsx',
      '07 备考/0017 办理事项一览表.xlsx',
      '档案卷.docx',
      '卷内目录.xlsx',
    ]);
  });

  test('says in its index what each is, whose by the name of its day, and how many pages the file tells', async () => {
    const rows = await rowsOf(entries.get('卷内目录.xlsx'));
    expect(rows.slice(0, 2)).toEqual([['云山区健康行动实施方案（演示）'], ['序号', '文号', '责任者', '题名', '日期', '页号/件号', '备注']]);
    expect(rows.slice(2).map((row) => row.slice(1, 6))).toEqual([
      ['', '云山区健康办', '意见汇总表（第1轮）.xlsx', '2026-03-02', '第1件，页号见档案卷'],
      ['云政办发〔2026〕7号', '云山区健康办', '批复.pdf', '2026-03-02', '第2件，3页'],
      ['云政办发〔2026〕7号', '云山区健康办', '任务分解表（第1版）.xlsx', '2026-03-02', '第3件，页号见档案卷'],
      ['', '云山区健康办', '任务分解表（第2版）.xlsx', '2026-03-02', '第4件，页号见档案卷'],
      ['会议〔2026〕1号', '云山区健康办', '会议纪要会议〔2026〕1号.docx', '2026-03-04', '第5件，页号见档案卷'],
      ['会议〔2026〕1号', '云山区健康办', '会场.png', '2026-03-04', '第6件，1页'],
      ['督查〔2026〕1号', '云山区健康办', '问题清单督查〔2026〕1号.xlsx', '2026-03-04', '第7件，页号见档案卷'],
      ['通报〔2026〕1号', '云山区健康办', '一月进展通报.docx', '2026-03-04', '第8件，页号见档案卷'],
      ['通报〔2026〕2号', '云山区健康办', '盖章通报.pdf', '2026-03-04', '第9件，4页'],
      ['调查〔2026〕1号', '云山区健康办', '居民素养调查结果.xlsx', '2026-03-04', '第10件，页号见档案卷'],
      ['督办〔2026〕1号', '云山区健康办', '盖章件一.pdf', '2026-04-16', '第11件，1页'],
      ['督办〔2026〕1号', '云山区健康办', '盖章件二.pdf', '2026-04-16', '第12件，2页'],
      ['', '云山区教育局', '师资安排.txt', '2026-04-16', '第13件，页数以打印件为准'],
      ['督办〔2026〕2号', '云山区健康办', '督办通知书督办〔2026〕2号.docx', '2026-04-16', '第14件，页号见档案卷'],
      ['', '云山区健康办', '年度考评得分表.xlsx', '2026-03-16', '第15件，页号见档案卷'],
      ['', '云山区健康办', '指标完成情况表.xlsx', '2026-03-04', '第16件，页号见档案卷'],
      ['', '云山区健康促进办公室', '办理事项一览表.xlsx', '', '第17件，页号见档案卷'],
    ]);
    expect([rows[12]?.[6], rows[13]?.[6], rows[14]?.[6], rows[3]?.[6]].map((remark) => remark?.split('；')[0])).toEqual([
      '用印扫描件，已更换',
      '用印扫描件',
      '督办回复材料',
      '批准文件',
    ]);
    const text = await textOf(entries.get('档案卷.docx'));
    for (const word of ['档　案　卷', '本卷共17件', '页号', '附件，4页', '附件，页数以打印件为准', '用印扫描件，已更换', '云山区健康办']) expect(text).toContain(word);
  });

  test('is bound with a place for each document that the records make, to which its index refers by the page', async () => {
    const bound = entries.get('档案卷.docx') ?? Buffer.alloc(0);
    const body = await entryOf(bound, 'word/document.xml');
    const referred = [...body.matchAll(/PAGEREF (\w+)/g)].map((match) => match[1]);
    const places = [...body.matchAll(/<w:bookmarkStart w:name="(\w+)"/g)].map((match) => match[1]);
    expect(referred).toEqual([1, 3, 4, 5, 7, 8, 10, 14, 15, 16, 17].map((number) => `piece_${number}`));
    expect(places).toEqual(referred);
    expect(await entryOf(bound, 'word/settings.xml')).toContain('<w:updateFields');
    const text = await textOf(bound);
    for (const word of ['开设健康教育课', '会议强调压实责任。', '建议分步实施', '控烟工作扎实', '督办〔2026〕2号', '素养水平']) expect(text).toContain(word);
  });

  test('says of each indicator what it was, was to be and became, by which rule, from where and when', async () => {
    const [heads, row] = await rowsOf(ending('指标完成情况表.xlsx'));
    expect(heads).toEqual(['编号', '指标', '基线', '目标', '现值', '数据来源', '数据日期', '完成情况', '达标依据', '数据责任单位']);
    expect([row?.[0], row?.[1], row?.[4], row?.[6], row?.[7], row?.[8], row?.[9]]).toEqual([
      '指标1',
      '素养水平',
      '33.3333%',
      addDays(today, 2),
      '达标',
      '达到目标值',
      '云山区教育局',
    ]);
  });

  test('names everything that the campaign made, whatever its type, with how it ended and where it stands', async () => {
    const rows = (await rowsOf(ending('办理事项一览表.xlsx'))).slice(1);
    const { rows: made } = await api.pool.query<{ type: string }>("SELECT DISTINCT type FROM process WHERE parent_id = $1 OR type = 'consultation' ORDER BY type", [campaignId]);
    expect(made.map(({ type }) => type)).toEqual(['task', 'consultation', ...attachedTypes].sort());
    expect(rows.map((row) => [row[1], row[2], row[3], row[5], row[6]])).toEqual([
      ['征求意见', '第1轮', '云山区健康行动实施方案（演示）', '已结束', '1'],
      ['任务', '1', '开设健康教育课。', '待签收', '11、12、13'],
      ['任务', '2', '建设健康步道。', '待签收', '14'],
      ['会议', '会议〔2026〕1号', '部署会议', '已出纪要', '5、6'],
      ['督导检查', '督查〔2026〕1号', '一季度督查', '已办结', '7'],
      ['通报', '通报〔2026〕1号', '一月进展通报', '已签发', '8'],
      ['通报', '通报〔2026〕2号', '二月进展通报', '已签发', '9'],
      ['调查', '调查〔2026〕1号', '居民素养调查', '已完成', '10'],
      ['指标', '指标1', '素养水平', '监测中', '16'],
      ['考评', '', '年度考评', '已公布', '15'],
      ['单位考评', '', '年度考评', '已结束', '15'],
    ]);
  });

  test('holds the plan as each version left it', async () => {
    const version = async (end: string) => (await rowsOf(ending(end))).slice(1).map((row) => row.slice(0, 5));
    const task = (number: string, content: string, due: string) => [number, content, '云山区教育局', '云山区卫生健康委员会', due];
    expect(await version('（第1版）.xlsx')).toEqual([task('1', '开设健康教育课。', addDays(today, 10)), task('2', '建设健康步道。', addDays(today, 10))]);
    expect(await version('（第2版）.xlsx')).toEqual([task('1', '开设健康教育课。', addDays(today, 12)), task('2', '建设健康步道。', addDays(today, 12))]);
    expect((await rowsOf(ending('（第1版）.xlsx'), 1)).map((row) => row[0])).toEqual(['阶段', '政府承诺、工作启动', '综合干预', '考评督导、效果评估']);
  });

  test('holds documents with the names of their day; what is shown today has today’s', async () => {
    const minutes = await textOf(ending('会议纪要会议〔2026〕1号.docx'));
    expect(minutes).toMatch(
      /^云山区健康办会议〔2026〕1号会议纪要云山区教育局、云山区卫生健康委员会：.*出席：云山区教育局缺席：云山区卫生健康委员会会议强调压实责任。云山区健康办2026年3月4日$/,
    );
    expect(await textOf(ending('一月进展通报.docx'))).toMatch(/^云山区健康办通报〔2026〕1号.*云山区教育局/);
    expect(await textOf(ending('督办〔2026〕2号.docx'))).toMatch(/^云山区健康办督办〔2026〕2号督办通知书云山区教育局：/);
    expect((await rowsOf(ending('意见汇总表（第1轮）.xlsx'))).map((row) => [row[1], row[2], row[6]])).toEqual(
      expect.arrayContaining([
        ['云山区教育局', '有意见', '建议分步实施'],
        ['云山区卫生健康委员会', '无意见', ''],
      ]),
    );
    expect((await rowsOf(ending('问题清单督查〔2026〕1号.xlsx')))[1]?.slice(1, 4)).toEqual(['云山区教育局', '亮点', '控烟工作扎实']);
    expect((await rowsOf(ending('得分表.xlsx')))[1]?.slice(0, 4)).toEqual(['1', '云山区教育局', '9', '90']);
    expect((await rowsOf(ending('调查结果.xlsx')))[1]?.slice(1, 7)).toEqual(['云山区教育局', '东街', '10', '10', '9', '是']);
    expect((await rowsOf(ending('调查结果.xlsx'), 1))[1]?.slice(0, 5)).toEqual(['指标1', '素养水平', '云山区教育局', '33.3333%', addDays(today, 2)]);
    const { items } = (await get(people.office, `campaigns/${campaignId}/tasks`)).body;
    expect(items[0].lead.name).toBe('云山区教育体育局');
    const index = (await get(people.office, `campaigns/${campaignId}/archive`)).body.items;
    expect([index[0].responsible.name, index[13].phase, index[8].phase]).toEqual(['云山区健康办', 'intervention', 'commitment']);
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
