import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { unzip } from './unzip.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'leader' | 'liaison' | 'stranger', Person>;
let office = '';
let education = '';
let campaignId = '';
const files = {} as Record<'commitment' | 'task' | 'item', string>;

const post = (who: Person, where: string, body: object): Promise<Answered> => api.call('POST', `/api/v1/${where}`, { token: who.token, body });
const get = (who: Person, where: string): Promise<Answered> => api.call('GET', `/api/v1/${where}`, { token: who.token });
async function upload(who: Person, name: string, text: string): Promise<string> {
  const answer = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent(name)}`, { token: who.token, raw: text, headers: { 'Content-Type': 'text/plain' } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
async function done(answer: Promise<Answered>): Promise<Answered> {
  const answered = await answer;
  if (answered.status >= 300) throw new Error(answered.text);
  return answered;
}

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区领导小组', 'leadingGroup', district);
  office = await api.unit('云山区健康办', 'office', group);
  education = await api.unit('云山区教育局', 'department', district);
  people.office = await api.person('office', { unitId: office, role: 'office' });
  people.leader = await api.person('leader', { unitId: group, role: 'groupLeader' });
  people.liaison = await api.person('liaison', { unitId: education, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office'), role: 'office' });
  const today = beijingDateOf((await api.ledger.moment()).now);
  const task = planned('7', { leadUnitId: education, phase: 'commitment', dueOn: addDays(today, 10), content: '全区中小学健康教育开课率达100%' });
  const launch = plan([task], {
    officeUnitId: office,
    groupUnitId: group,
    memberUnitIds: [education],
    phases: [
      { kind: 'commitment', name: '政府承诺', startsOn: today, endsOn: addDays(today, 30) },
      { kind: 'intervention', name: '综合干预', startsOn: addDays(today, 31), endsOn: addDays(today, 60) },
      { kind: 'evaluation', name: '考评督导', startsOn: addDays(today, 61), endsOn: addDays(today, 90) },
    ],
  });
  campaignId = randomUUID();
  const actor = { ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: office }, role: 'office' as const, unitId: office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
  files.commitment = await upload(people.office, '公开承诺书.txt', '政府公开承诺');
  files.task = await upload(people.liaison, '开课台账.txt', '开课台账');
  files.item = await upload(people.liaison, '健康教育照片说明.txt', '照片说明');
  await done(post(people.office, `campaigns/${campaignId}/commands`, { type: 'confirmCondition', condition: 'publicCommitment', note: '见报', evidence: [files.commitment] }));
  const taskId = (await get(people.office, `campaigns/${campaignId}/tasks`)).body.items[0].id;
  await done(post(people.liaison, `tasks/${taskId}/commands`, { type: 'sign' }));
  await done(post(people.liaison, `tasks/${taskId}/commands`, { type: 'submit', summary: '完成', evidence: [files.task] }));
  const standard = { source: '考评标准', items: [{ number: '1.1', content: '健康教育', points: 10, evidenceRequired: ['照片'] }] };
  const begun = await done(post(people.office, 'evaluations', { campaignId, title: '年度考评', standard, selfCheckDueOn: addDays(today, 20) }));
  const assessmentId = begun.body.classes[0].units[0].assessmentId;
  // The same ledger proves the item as well: the volume holds it once.
  await done(post(people.liaison, `assessments/${assessmentId}/commands`, { type: 'answerItem', item: '1.1', claim: 10, evidence: [files.item, files.task] }));
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const download = (who: Person, query = ''): Promise<Response> =>
  fetch(`${api.base}/api/v1/campaigns/${campaignId}/archive.zip${query}`, { headers: { Authorization: `Bearer ${who.token}` } });
async function volume(query = ''): Promise<ReadonlyMap<string, Buffer>> {
  const response = await download(people.leader, query);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return unzip(Buffer.from(await response.arrayBuffer()));
}

const plannedAs = '01 政府承诺/实施方案/0001 任务分解表（第1版）.xlsx';
const placed = [
  '01 政府承诺/阶段完成条件/政府公开承诺/0002 公开承诺书.txt',
  '01 政府承诺/任务7 全区中小学健康教育开课率达100%/0003 开课台账.txt',
  '04 考评 年度考评/1.1 健康教育/0004 健康教育照片说明.txt',
];

const overview = '07 备考/0006 办理事项一览表.xlsx';

describe('the archive of a campaign', () => {
  test('lists every piece by phase, task and item of the standard, with its hash and who answers for it', async () => {
    const { body } = await get(people.office, `campaigns/${campaignId}/archive`);
    expect(body.items.map((one: { path: string; sameAs: number | null }) => [one.path, one.sameAs])).toEqual([
      ...[plannedAs, ...placed].map((where) => [where, null]),
      [placed[1], 3],
      [overview, null],
    ]);
    expect(body.items[2]).toMatchObject({
      number: 3,
      phase: 'commitment',
      task: { number: '7' },
      responsible: { id: education },
      attachmentId: files.task,
      sha256: createHash('sha256').update('开课台账').digest('hex'),
      size: 12,
    });
    expect([body.entries, body.bytes, body.items[3].item]).toEqual([6, 42, '1.1']);
    const page = (await get(people.office, `campaigns/${campaignId}/archive?limit=3`)).body;
    const rest = (await get(people.office, `campaigns/${campaignId}/archive?limit=3&cursor=${page.next}`)).body;
    expect([page.items.length, rest.items.map((one: { number: number }) => one.number), rest.next]).toEqual([3, [4, 5, 6], null]);
  });

  test('is for the office and the leading group; a member may not, a stranger sees nothing', async () => {
    for (const where of ['archive', 'archive.zip']) {
      const asked = async (who: Person) => (await get(who, `campaigns/${campaignId}/${where}`)).status;
      expect([where, await asked(people.office), await asked(people.leader), await asked(people.liaison), await asked(people.stranger)]).toEqual([where, 200, 200, 403, 404]);
    }
  });

  test('is one volume: each file once by its original bytes, in numbered folders, bound and with its index', async () => {
    const entries = await volume();
    expect([...entries.keys()]).toEqual([plannedAs, ...placed, overview, '档案卷.docx', '卷内目录.xlsx']);
    expect(placed.map((where) => entries.get(where)?.toString())).toEqual(['政府公开承诺', '开课台账', '照片说明']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((entries.get('卷内目录.xlsx') ?? Buffer.alloc(0)) as unknown as ArrayBuffer);
    const rows = book.worksheets[0]?.getSheetValues().slice(1) as unknown[][];
    expect(rows.slice(1).map((row) => [row[1], row[3], row[4], row[6]])).toEqual([
      ['序号', '责任者', '题名', '页号/件号'],
      ['1', '云山区健康办', '任务分解表（第1版）.xlsx', '第1件，页号见档案卷'],
      ['2', '云山区健康办', '公开承诺书.txt', '第2件，页数以打印件为准'],
      ['3', '云山区教育局', '开课台账.txt', '第3件，页数以打印件为准'],
      ['4', '云山区教育局', '健康教育照片说明.txt', '第4件，页数以打印件为准'],
      ['5', '云山区教育局', '开课台账.txt', '见第3件'],
      ['6', '云山区健康办', '办理事项一览表.xlsx', '第6件，页号见档案卷'],
    ]);
    const text = (await unzip(entries.get('档案卷.docx') ?? Buffer.alloc(0))).get('word/document.xml')?.toString() ?? '';
    for (const word of ['卷内目录', '责任者', '公开承诺书.txt', '见第3件']) expect(text).toContain(word);
  });

  test('is taken phase by phase where that is asked for', async () => {
    expect([...(await volume('?phase=evaluation')).keys()].slice(0, -2)).toEqual([
      '04 考评 年度考评/1.1 健康教育/0001 健康教育照片说明.txt',
      '04 考评 年度考评/1.1 健康教育/0002 开课台账.txt',
    ]);
    expect([...(await volume('?phase=intervention')).keys()]).toEqual(['档案卷.docx', '卷内目录.xlsx']);
  });

  test('says which file is no longer kept', async () => {
    const sha256 = createHash('sha256').update('照片说明').digest('hex');
    await rm(path.join(api.folder, sha256.slice(0, 2), sha256));
    const entries = await volume();
    expect([entries.has(placed[2] ?? ''), entries.get('缺件说明.txt')?.toString()]).toEqual([false, `下列各件的内容已不在存储中：\n4\t健康教育照片说明.txt\t${sha256}\n`]);
  });
});
