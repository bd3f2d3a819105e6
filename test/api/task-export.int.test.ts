import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { planMediaTypes, readPlanSource } from '../../api/plans/reading/read.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { parsePlan } from '../../domain/plan/draft.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { plan, planned } from '../campaign/plan.ts';
import { startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

/** More than one query's rows. */
const count = 230;
const title = '云山区健康行动';
let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'liaison' | 'stranger', Person>;
let campaignId = '';
let dueOn = '';
let units: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[]; readonly kind: 'department' }[] = [];
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('健康办', 'office', group);
  const [education, health, sports] = [
    await api.unit('教育局', 'department', district),
    await api.unit('卫健委', 'department', district),
    await api.unit('体育局', 'department', district),
  ];
  units = [
    [education, '教育局'],
    [health, '卫健委'],
    [sports, '体育局'],
  ].map(([id = '', name = '']) => ({ id, name, aliases: [], kind: 'department' as const }));
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.liaison = await api.person('liaison', { unitId: health, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区', 'district'), role: 'unitLeader' });
  const today = beijingDateOf((await api.ledger.moment()).now);
  dueOn = addDays(today, 30);
  const tasks = Array.from({ length: count }, (_, index) =>
    planned(String(index + 1), {
      leadUnitId: index % 2 === 0 ? education : health,
      supportingUnitIds: [sports],
      dueOn,
      section: index < 100 ? '健康教育' : '控烟',
      content: index === 2 ? '=1+1，@甲，-2，+3' : `开展第${index + 1}项健康工作`,
    }),
  );
  const launch = plan(tasks, {
    title,
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [education, health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  campaignId = randomUUID();
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: officeUnit },
    role: 'office' as const,
    unitId: officeUnit,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function exported(who: Person, query = ''): Promise<{ readonly bytes: Buffer; readonly rows: readonly (readonly unknown[])[]; readonly sheet: ExcelJS.Worksheet }> {
  const response = await fetch(`${api.base}/api/v1/tasks.xlsx${query}`, { headers: { Authorization: `Bearer ${who.token}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  const bytes = Buffer.from(await response.arrayBuffer());
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  const rows: unknown[][] = [];
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return { bytes, rows, sheet };
}

describe('the tasks of a list as a workbook', () => {
  test('hold every task in the plan’s order, beyond one page, with the columns that offices keep', async () => {
    const { rows, sheet } = await exported(people.office, `?campaignId=${campaignId}`);
    expect(rows).toHaveLength(count + 1);
    expect(rows[0]?.slice(0, 5)).toEqual(['序号', '任务内容', '牵头单位', '配合单位', '完成时限']);
    expect(rows.slice(1)).toEqual(
      Array.from({ length: count }, (_, index) => {
        const content = index === 2 ? '=1+1，@甲，-2，+3' : `开展第${index + 1}项健康工作`;
        const lead = index % 2 === 0 ? '教育局' : '卫健委';
        const section = index < 100 ? '健康教育' : '控烟';
        return [
          String(index + 1),
          content,
          lead,
          '体育局',
          new Date(dueOn),
          '达到方案要求',
          section,
          '综合干预',
          '待签收',
          '正常',
          ...Array(5).fill(undefined),
          '一次性',
          ...Array(5).fill(undefined),
          title,
        ];
      }),
    );
    expect([sheet.pageSetup.paperSize, sheet.pageSetup.orientation, sheet.views[0]?.state]).toEqual([9, 'landscape', 'frozen']);
  });

  test('follow the filters and what the asker sees; a stranger’s has its head alone', async () => {
    expect((await exported(people.office, '?section=%E6%8E%A7%E7%83%9F')).rows).toHaveLength(count - 100 + 1);
    const own = await exported(people.liaison);
    expect(own.rows).toHaveLength(count / 2 + 1);
    expect(new Set(own.rows.slice(1).map((row) => row[2]))).toEqual(new Set(['卫健委']));
    expect((await exported(people.stranger)).rows).toHaveLength(1);
    const paged = await fetch(`${api.base}/api/v1/tasks.xlsx?limit=10`, { headers: { Authorization: `Bearer ${people.office.token}` } });
    expect(paged.status).toBe(400);
  });

  test('are text: what looks like a formula is none', async () => {
    const { sheet } = await exported(people.office, `?campaignId=${campaignId}`);
    const cell = sheet.getCell('B4');
    expect([cell.value, cell.type]).toEqual(['=1+1，@甲，-2，+3', ExcelJS.ValueType.String]);
  });

  test('are read again by the import of plans: the same numbers, contents, units and dates', async () => {
    const { bytes } = await exported(people.office, `?campaignId=${campaignId}`);
    const draft = parsePlan(await readPlanSource(bytes, planMediaTypes.xlsx), { units });
    expect(draft.tasks.map((task) => [task.number, task.lead?.unitId, task.supporting.map((unit) => unit.unitId), task.dueOn])).toEqual(
      Array.from({ length: count }, (_, index) => [String(index + 1), units[index % 2]?.id, [units[2]?.id], dueOn]),
    );
    expect(draft.tasks[10]?.content).toContain('开展第11项健康工作');
  });

  test('whose reader goes away in the middle leave the service as it was', async () => {
    for (let n = 0; n < 5; n++) {
      const leaving = new AbortController();
      const response = await fetch(`${api.base}/api/v1/tasks.xlsx`, { headers: { Authorization: `Bearer ${people.office.token}` }, signal: leaving.signal });
      expect(response.status).toBe(200);
      leaving.abort();
    }
    expect((await exported(people.office)).rows).toHaveLength(count + 1);
  });
});
