import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { openArchive } from '../../api/plans/reading/archive.ts';
import { planMediaTypes, readPlanSource } from '../../api/plans/reading/read.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { plan, planned } from '../campaign/plan.ts';
import { startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
type Name = 'admin' | 'office' | 'liaison' | 'inspector' | 'stranger';

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<Name, Person>;
/** More than one query's rows. */
const parties = 210;

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
  const body = await api.unit('卫生监督所', 'enforcementBody', health);
  people.admin = await api.person('admin', { unitId: district, role: 'administrator' });
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.liaison = await api.person('liaison', { unitId: health, role: 'liaisonOfficer' });
  people.inspector = await api.person('inspector', { unitId: body, role: 'inspector' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区', 'district'), role: 'unitLeader' });
  const today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan([planned('1', { leadUnitId: health, dueOn: addDays(today, 30) }), planned('2', { leadUnitId: health, dueOn: addDays(today, 30) })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: officeUnit },
    role: 'office' as const,
    unitId: officeUnit,
  };
  const launched = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  const ids: string[] = [];
  for (let n = 0; n < parties; n++) ids.push(await api.record('party', { type: 'register', name: `药店${String(n).padStart(3, '0')}`, kind: 'pharmacy', address: '某路' }));
  await api.record('party', { type: 'register', name: '=HYPERLINK("x")', kind: 'clinic', address: '@某路' });
  for (const source of ['complaint', 'randomDraw']) {
    const opened = await api.call('POST', '/api/v1/cases', { token: people.inspector.token, body: { partyId: ids[0], title: '无证经营', source } });
    expect(opened.status).toBe(201);
  }
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function bytesOf(who: Name, path: string): Promise<{ readonly status: number; readonly bytes: Buffer; readonly name: string }> {
  const response = await fetch(api.base + path, { headers: { Authorization: `Bearer ${people[who].token}` } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), name: response.headers.get('content-disposition') ?? '' };
}
async function sheetOf(who: Name, path: string): Promise<ExcelJS.Worksheet> {
  const { status, bytes } = await bytesOf(who, path);
  expect([path, status]).toEqual([path, 200]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}
async function rowsOf(who: Name, path: string): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  (await sheetOf(who, path)).eachRow((row) => rows.push((row.values as string[]).slice(1)));
  return rows;
}
async function documentRows(who: Name, path: string): Promise<readonly (readonly string[])[]> {
  const { status, bytes } = await bytesOf(who, path);
  expect([path, status]).toEqual([path, 200]);
  const { tables } = await readPlanSource(bytes, planMediaTypes.docx);
  return (tables[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));
}

describe('lists taken out as files', () => {
  test.each([
    ['inspector', '/api/v1/cases', 2, ['案号', '案由', '当事人']],
    ['office', '/api/v1/campaigns', 1, ['名称', '文号', '级别']],
    ['office', '/api/v1/tasks', 2, ['序号', '任务内容', '牵头单位']],
    ['inspector', '/api/v1/parties', parties + 1, ['名称', '类别', '地址']],
    ['admin', '/api/v1/units', 6, ['单位名称', '上级单位', '类别']],
    ['admin', '/api/v1/people', 5, ['姓名', '用户名', '邮箱']],
    ['liaison', '/api/v1/notifications', 2, ['时间', '标题', '事由']],
    ['office', '/api/v1/figures/units', 1, ['名次', '单位', '任务数']],
  ] as const)('%s %s has %i rows below its head, in both forms', async (who, path, count, head) => {
    const filter = path.includes('figures') ? '&from=2020-01-01&until=2099-12-31' : '';
    const listed = (await api.call('GET', `${path}?limit=200${filter}`, { token: people[who].token })).body.items.length;
    expect(listed).toBe(Math.min(count, 200));
    const rows = await rowsOf(who, `${path}.xlsx?${filter.slice(1)}`);
    expect([rows[0]?.slice(0, 3), rows.length - 1]).toEqual([head, count]);
    const inWords = await documentRows(who, `${path}.docx?${filter.slice(1)}`);
    expect([inWords[0]?.slice(0, 3), inWords.length - 1]).toEqual([head, count]);
    expect(inWords.slice(1).map((row) => row[0])).toEqual(rows.slice(1).map((row) => row[0]));
  });

  test('take the list’s filters, refuse its pages, and are named after the day', async () => {
    expect(await rowsOf('inspector', '/api/v1/cases.xlsx?source=randomDraw')).toHaveLength(2);
    expect(await documentRows('inspector', '/api/v1/parties.docx?kind=clinic')).toHaveLength(2);
    expect((await bytesOf('inspector', '/api/v1/cases.xlsx?limit=10')).status).toBe(400);
    expect(decodeURIComponent((await bytesOf('inspector', '/api/v1/cases.xlsx')).name)).toMatch(/案件\d{4}-\d\d-\d\d\.xlsx/);
  });

  test('show what the asker sees and no more', async () => {
    for (const path of ['/api/v1/cases', '/api/v1/campaigns', '/api/v1/tasks', '/api/v1/parties', '/api/v1/figures/units'])
      expect([path, (await rowsOf('stranger', `${path}.xlsx`)).length]).toEqual([path, 1]);
    for (const path of ['/api/v1/units.xlsx', '/api/v1/people.xlsx', '/api/v1/people.docx']) {
      expect([path, (await bytesOf('liaison', path)).status]).toEqual([path, 403]);
    }
  });

  test('are text: what looks like a formula is none, and stays none when the cell is edited', async () => {
    const cell = (await sheetOf('inspector', '/api/v1/parties.xlsx?kind=clinic')).getCell('A2');
    expect([cell.value, cell.type, cell.numFmt]).toEqual(['=HYPERLINK("x")', ExcelJS.ValueType.String, '@']);
  });

  test('lie on landscape pages with their head on each', async () => {
    const { bytes } = await bytesOf('inspector', '/api/v1/cases.docx');
    const archive = await openArchive(bytes);
    try {
      let xml = '';
      await archive.read('word/document.xml', (text) => {
        xml += text;
        return true;
      });
      expect(xml).toMatch(/w:w="16838" w:h="11906" w:orient="landscape"/);
      expect(xml).toContain('<w:tblHeader/>');
    } finally {
      archive.close();
    }
  });
});
