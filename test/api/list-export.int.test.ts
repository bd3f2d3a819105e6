import { readFileSync } from 'node:fs';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { resourceRoutes } from '../../api/resources.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from './api.ts';
import { exceptions, lists, pathsOf, recordPath } from './every-list.ts';
import { type District, openDistrict } from './export-district.ts';
import { exportedBy, fileOf, type Item } from './exported.ts';

let api: TestApi;
let prisma: PrismaClient;
/** Two districts with the same records each: whatever stands in a list of one, the other must not have in its files. */
let ours: District;
let theirs: District;

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await api.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  ours = await openDistrict(api, '云山区');
  theirs = await openDistrict(api, '海城区');
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

type Who = keyof District['people'];
const { bytesOf, sheetOf, workbookRows, documentXml, documentRows, listed } = exportedBy(() => api);

/** What no clerk should meet in a cell: ids, JSON, moments as programs write them, the names of nothing. */
const isForPrograms = (value: unknown): boolean =>
  /[0-9a-f]{8}-[0-9a-f]{4}-|^[[{]["{[]|\d\dT\d\d:|\+08:00|\b(null|undefined|NaN|true|false)\b|\[object/.test(value instanceof Date ? '' : String(value));

interface Spec {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly responses: Item } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Item>> };
}
const spec = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Spec;
const declared = Object.entries(spec.paths).flatMap(([path, { get }]) => {
  const answer = get?.responses['200']?.content?.['application/json']?.schema;
  const schema = answer?.$ref ? spec.components.schemas[answer.$ref.split('/').at(-1)] : answer;
  return schema?.properties?.items && schema.properties.next ? [path] : [];
});

describe('every list of the API', () => {
  test('is had as .xlsx and .docx, or named with the reason why not, and is tried below', () => {
    expect(declared.length).toBeGreaterThan(40);
    const wanted = declared.filter((path) => !(path in exceptions));
    for (const ending of ['xlsx', 'docx']) expect(wanted.filter((path) => spec.paths[`${path}.${ending}`]?.get === undefined)).toEqual([]);
    expect(Object.keys(lists).sort()).toEqual([...wanted].sort());
    expect(Object.keys(exceptions).filter((path) => !declared.includes(path))).toEqual([]);
  });

  test.each(Object.entries(lists))('%s: its files hold the rows of the list, in its order, and no other', async (list, tried) => {
    const { column, of, who, at = () => list, hidden } = tried;
    const { token } = ours.people[who];
    const [path, ...others] = pathsOf(list, tried, ours);
    const whole = await listed(token, path);
    expect([list, whole.length >= 2]).toEqual([list, true]);
    for (const filtered of [path, ...others]) {
      const items = filtered === path ? whole : await listed(token, filtered);
      if (filtered !== path) expect([filtered, items.length > 0 && items.length < whole.length]).toEqual([filtered, true]);
      for (const [ending, rowsOf] of [
        ['xlsx', workbookRows],
        ['docx', documentRows],
      ] as const) {
        const [head = [], ...rows] = await rowsOf(token, fileOf(filtered, ending));
        const place = head.indexOf(column);
        expect([ending, place >= 0]).toEqual([ending, true]);
        expect(rows.map((row) => String(row[place]))).toEqual(items.map((item) => String(of(item) ?? '')));
        expect(rows.flat().filter(isForPrograms)).toEqual([]);
      }
    }
    if (hidden && 'nothing' in hidden) return;
    const [district, asker] = hidden ? [ours, hidden] : [theirs, { who, at }];
    const foreign = await listed(district.people[asker.who].token, (asker.at ?? at)(district));
    expect([list, foreign.length >= 2]).toEqual([list, true]);
    const shared = foreign.filter((one) => whole.some((item) => (item.id ?? JSON.stringify(item)) === (one.id ?? JSON.stringify(one))));
    expect(shared).toEqual([]);
  });

  test('of a record that one does not see is answered in both forms as the list is', async () => {
    for (const [list, { at = () => list, who }] of Object.entries(lists)) {
      if (!list.includes('{id}')) continue;
      for (const path of [at(ours), fileOf(at(ours), 'xlsx'), fileOf(at(ours), 'docx')]) {
        const answer = await api.call('GET', path, { token: theirs.people[who].token });
        expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'process.not_found']);
      }
    }
    for (const path of ['/api/v1/deliveries.xlsx', recordPath('campaign', ours, 'archive.docx')]) {
      expect([path, (await bytesOf(ours.people.town.token, path)).status]).toEqual([path, 403]);
    }
  });

  test('keeps back in its files what the list keeps back: another unit’s comment, points not yet told, secrets', async () => {
    const text = async (who: Who, path: string): Promise<string> =>
      JSON.stringify([await workbookRows(ours.people[who].token, `${path}.xlsx`), await documentRows(ours.people[who].token, `${path}.docx`)]);
    const comments = recordPath('consultation', ours, 'facts');
    expect([
      (await text('town', comments)).includes('河湾镇的意见'),
      (await text('office', comments)).includes('河湾镇的意见'),
      (await text('school', comments)).includes('河湾镇的意见'),
    ]).toEqual([true, true, false]);
    const reviews = recordPath('assessment', ours, 'facts');
    expect([(await text('office', reviews)).includes('得分：7'), (await text('town', reviews)).includes('得分：7')]).toEqual([true, false]);
    const outlets = await text('office', '/api/v1/outlets');
    expect([outlets.includes('robot.example.org'), /hidden|access_token/.test(outlets)]).toEqual([true, false]);
  });
});

describe('tables of one record, and figures', () => {
  const office = (): string => ours.people.office.token;

  test('问题清单, 意见汇总表, 得分表 and 任务分解表 are had in both forms with the same rows', async () => {
    const [draft] = await listed(office(), '/api/v1/plans');
    const heads: Readonly<Record<string, readonly string[]>> = {
      [recordPath('supervision', ours, 'findings')]: ['序号', '单位', '类别', '内容', '整改要求', '完成时限', '状态', '异议', '复核结论'],
      [recordPath('consultation', ours, 'summary')]: ['序号', '单位', '反馈情况', '反馈日期', '任务序号', '原文', '意见', '建议表述', '采纳情况', '理由'],
      [`/api/v1/plans/${draft.id}/tasks`]: [
        '序号',
        '任务内容',
        '牵头单位',
        '配合单位',
        '完成时限',
        '工作标准',
        '部分',
        '阶段',
        '任务类型',
        '周期',
        '分担单位',
        '佐证材料',
        '权重',
        '待补内容',
      ],
      '/api/v1/figures/cases': ['序号', '执法机构', '立档', '结案', '责令改正', '行政处罚', '罚没金额（元）'],
    };
    for (const [path, wanted] of Object.entries(heads)) {
      const [head = [], ...rows] = await workbookRows(office(), `${path}.xlsx`);
      expect([path, head]).toEqual([path, wanted]);
      expect([path, rows.length > 0, rows.flat().filter(isForPrograms)]).toEqual([path, true, []]);
      const printed = await documentRows(office(), `${path}.docx`);
      const text = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
      expect([path, printed.slice(0, rows.length + 1)]).toEqual([path, [head, ...rows].map((row) => row.map(text))]);
    }
    const scores = recordPath('evaluation', ours, 'scores');
    expect((await workbookRows(office(), `${scores}.xlsx`))[0]).toEqual(['名次', '单位', '1（10）', '得分', '是否达标', '计算式']);
    expect((await documentRows(office(), `${scores}.docx`)).filter((row) => row[0] === '名次')).toEqual(Array(2).fill(['名次', '单位', '得分', '是否达标', '计算式']));
  });

  test('a draft’s tasks are read again by the import of plans; the numbers of a summary are those that the API tells', async () => {
    const [draft] = await listed(office(), '/api/v1/plans');
    const again = await api.call('POST', '/api/v1/plans/import', {
      token: theirs.people.office.token,
      raw: (await bytesOf(office(), `/api/v1/plans/${draft.id}/tasks.xlsx`)).bytes,
      headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    });
    expect([again.status, again.body.tasks.map((task: Item) => [task.number, task.content])]).toEqual([
      201,
      [
        ['1', '开展宣传。'],
        ['2', '组织检查。'],
      ],
    ]);
    const summary = recordPath('campaign', ours, 'summary');
    const told = (await api.call('GET', summary, { token: office() })).body.sections.flatMap((section: Item) =>
      section.figures.map((figure: Item) => [section.title, figure.label, figure.value]),
    );
    expect(told.length).toBeGreaterThan(3);
    expect((await workbookRows(office(), `${summary}.xlsx`)).slice(1).map((row) => row.slice(1))).toEqual(told);
  });
});

describe('the files of lists', () => {
  test('go on where one query of the list ends', async () => {
    for (let n = 0; n < 205; n++) await api.record('party', { type: 'register', name: `饭店${String(n).padStart(3, '0')}`, kind: 'restaurant', address: '某路' });
    const { token } = ours.people.inspector;
    const names = (await listed(token, '/api/v1/parties?kind=restaurant')).map((item) => item.name);
    expect([names.length, names.at(-1)]).toEqual([205, '饭店204']);
    for (const rows of [await workbookRows(token, '/api/v1/parties.xlsx?kind=restaurant'), await documentRows(token, '/api/v1/parties.docx?kind=restaurant')])
      expect(rows.slice(1).map((row) => row[0])).toEqual(names);
  });

  test('over all campaigns name the campaign of each row to whoever sees it, and to nobody else; that of a task to all who read the task, as the list does', async () => {
    const campaigns = new Map((await listed(ours.people.office.token, '/api/v1/campaigns')).map((item) => [item.id, item.title]));
    for (const [who, things, titled] of [
      ['town', 'tasks', true],
      ['sports', 'tasks', true],
      ['town', 'surveys', true],
      ['sports', 'surveys', false],
    ] as const) {
      const { token } = ours.people[who];
      const items = await listed(token, `/api/v1/${things}`);
      expect([who, things, items.length >= 2]).toEqual([who, things, true]);
      const titles = items.map((item) => campaigns.get(item.campaignId));
      if (things === 'tasks') expect(items.map((item) => item.campaign)).toEqual(items.map((item, index) => ({ id: item.campaignId, name: titles[index] })));
      const [head = [], ...rows] = await workbookRows(token, `/api/v1/${things}.xlsx`);
      expect(head.at(-1)).toBe('专项行动');
      expect(rows.map((row) => row.at(-1))).toEqual(titles.map((title) => (titled ? title : '')));
      expect(new Set(titles).size).toBe(2);
    }
    expect((await listed(ours.people.sports.token, '/api/v1/campaigns')).length).toBe(0);
    expect((await workbookRows(ours.people.town.token, `${recordPath('campaign', ours, 'tasks')}.xlsx`))[0]).not.toContain('专项行动');
  });

  test('take the list’s filters, refuse its pages, and are named after the day', async () => {
    const { token } = ours.people.inspector;
    expect((await bytesOf(token, '/api/v1/cases.xlsx?limit=10')).status).toBe(400);
    expect((await bytesOf(token, '/api/v1/cases.docx?cursor=x')).status).toBe(400);
    expect((await bytesOf(token, '/api/v1/cases.xlsx')).name).toMatch(/案件\d{4}-\d\d-\d\d\.xlsx/);
  });

  test('speak Chinese, or English where it is preferred', async () => {
    const { token } = ours.people.office;
    const heads = async (language: string) => (await workbookRows(token, '/api/v1/meetings.xlsx', language))[0];
    expect(await heads('zh')).toEqual(['序号', '编号', '会议名称', '类别', '拟召开日期', '召开日期', '地点', '状态', '通知日期', '专项行动']);
    expect(await heads('en')).toEqual(['No.', 'Number', 'Title', 'Kind', 'Planned for', 'Held', 'Place', 'Stage', 'Convened', 'Campaign']);
  });

  test('have dates that are dates, numbers that are numbers, and text that is text: what looks like a formula is none, and stays none when the cell is edited', async () => {
    const meetings = await sheetOf(ours.people.office.token, '/api/v1/meetings.xlsx');
    const planned = meetings.getCell('E2');
    expect([planned.type, planned.numFmt, (planned.value as Date).toISOString().slice(10), meetings.getCell('A2').value]).toEqual([
      ExcelJS.ValueType.Date,
      'yyyy-mm-dd',
      'T00:00:00.000Z',
      1,
    ]);
    expect(beijingDateOf((await api.ledger.moment()).now) < (planned.value as Date).toISOString().slice(0, 10)).toBe(true);
    const cell = (await sheetOf(ours.people.inspector.token, '/api/v1/parties.xlsx?kind=clinic')).getCell('A2');
    expect([String(cell.value).slice(0, 11), cell.type, cell.numFmt]).toEqual(['=HYPERLINK(', ExcelJS.ValueType.String, '@']);
  });

  test('lie on landscape pages with their head on each', async () => {
    const xml = await documentXml(ours.people.inspector.token, '/api/v1/cases.docx');
    expect(xml).toMatch(/w:w="16838" w:h="11906" w:orient="landscape"/);
    expect(xml).toContain('<w:tblHeader/>');
  });
});
