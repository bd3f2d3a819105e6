import { documentKinds } from '../../domain/register/placeholders.ts';
import type { TestApi } from '../api/api.ts';
import { lists } from '../api/every-list.ts';
import { openDistrict } from '../api/export-district.ts';
import { fileOf } from '../api/exported.ts';
import { startResources } from '../api/small-district.ts';
import { writePapers } from './papers.ts';
import { lacking, type PrintedPage, printed } from './soffice.ts';

if (lacking !== undefined) process.stderr.write(`${lacking} is not here: that documents open in an office program is not looked at (.ci/programs installs it)\n`);

const upright = '210 × 297';
const across = '297 × 210';

/** What no clerk should find on paper: what programs call things, the names of nothing, ids, places left open. */
const forPrograms = /\b[a-z]+[A-Z]\w*|\b(?:undefined|null|NaN|true|false)\b|\[object|[0-9a-f]{8}-[0-9a-f]{4}-|\d\dT\d\d:|\{\{|\}\}/g;
const codesIn = (pages: readonly PrintedPage[]): readonly string[] => pages.flatMap(({ laid }) => laid.match(forPrograms) ?? []);

/** What a printed paper must be: how many pages, which way they lie, and what stands on it. */
interface Wanted {
  readonly pages: readonly [number, number];
  /** In the order in which they come first. */
  readonly sizes: readonly string[];
  readonly says: readonly string[];
  /** So many first pages bear no number: the volume's cover, and the strips. */
  readonly unnumbered?: number;
}

async function withApi(use: (api: TestApi) => Promise<void>): Promise<void> {
  const api = await startResources();
  try {
    await use(api);
  } finally {
    await api.close();
  }
}

const boundName = '档案卷.docx';
let pages: ReadonlyMap<string, readonly PrintedPage[]>;
const files = new Map<string, Buffer>();
const wanted = new Map<string, Wanted>();
const pagesOf = (name: string): readonly PrintedPage[] => pages.get(name) ?? [];
const paper = (name: string, bytes: Buffer, least: number, most: number, says: readonly string[], more: Partial<Wanted> = {}): void => {
  files.set(name, bytes);
  wanted.set(name, { pages: [least, most], sizes: [upright], says, ...more });
};

/** Every kind of document, of the demo's district. */
async function collectPapers(api: TestApi): Promise<void> {
  const { campaignId, get, ids, starterOf, sampleOf, liaisons, volume } = await writePapers(api);
  const office = '演示区健康促进区工作领导小组办公室';
  const commission = '（演示区卫生健康委员会代章）';
  const of = (path: string): Promise<Buffer> => get('office', path);
  paper('督办通知书.docx', await of(`tasks/${ids.own}/urging-notice`), 1, 2, [office, '督办〔2026〕1号', '演示区委宣传部：', '2026年4月16日', '签发人：健康办主任']);
  paper('督办通知书（代章）.docx', await of(`tasks/${ids.byProxy}/urging-notice`), 1, 2, ['督办〔2026〕2号', commission, '演示区城市管理局：']);
  paper('通报.docx', await of(`bulletins/${ids.progress}/document`), 3, 5, ['通报〔2026〕1号', commission, '附表1各单位完成情况', '附表2超期任务', '2026-04-01']);
  paper('通报（草稿）.docx', await of(`bulletins/${ids.criticism}/document`), 3, 5, ['（草稿，未经签发）', '关于部分任务逾期未办结情况的通报']);
  paper('会议纪要.docx', await of(`meetings/${ids.meeting}/minutes`), 2, 2, ['会议纪要', '缺席：西湾街道办事处', '会议议定以下事项：', '2026年3月4日']);
  paper('工作总结.docx', await of(`campaigns/${campaignId}/summary.docx`), 7, 12, ['一、任务总体情况', '（请补充）', '附表1各单位任务情况']);
  paper('简报.docx', await of(`campaigns/${campaignId}/briefing.docx?from=2026-03-02&until=2026-04-16`), 1, 1, ['第期（草稿，未经签发）', '2026年3月2日至2026年4月16日工作情况：']);
  const strips = await get('admin', 'people/first-passwords.docx', { personIds: liaisons.slice(0, 17), address: 'https://duban.example.gov' });
  paper('初始密码条.docx', strips, 3, 3, ['姓名Name：教育局联络员（演示区教育局）', '登录地址Address：https://duban.example.gov'], { unnumbered: 3 });
  for (const kind of documentKinds) {
    paper(`${kind}模板.docx`, await starterOf(kind), 1, 1, ['{{标题}}', '{{正文}}']);
    paper(`${kind}样张.docx`, await sampleOf(kind), 1, 2, ['云山区健康促进工作领导小组办公室']);
  }
  const sheets = {
    得分表: [`evaluations/${ids.evaluation}/scores`, ['演示区教育局', '东港街道办事处', '名次']],
    问题清单: [`supervisions/${ids.supervision}/findings`, ['三所学校健康教育课未排入课表', '整改要求']],
    意见汇总表: [`consultations/${ids.round}/summary`, ['部分采纳', '无意见']],
    任务分解表: [`plans/${ids.plan}/tasks`, ['在全区中小学开足']],
    任务: [`campaigns/${campaignId}/tasks`, ['演示：建设健康步道', '正常', '2026-03-22']],
    指标: [`campaigns/${campaignId}/indicators`, ['演示：健康促进学校比例']],
    岗位: ['posts', ['教育局分管副局长']],
    卷内目录: [`campaigns/${campaignId}/archive`, ['任务分解表（第1版）']],
  } as const;
  for (const [name, [path, says]] of Object.entries(sheets))
    for (const ending of ['docx', 'xlsx'])
      paper(
        `${name}.${ending}`,
        await of(`${path}.${ending}`),
        1,
        6,
        says.filter((text) => ending === 'docx' || text.length < 12),
        { sizes: [across] },
      );
  paper('工作总结数据.xlsx', await of(`campaigns/${campaignId}/summary.xlsx`), 1, 4, ['任务总体情况'], { sizes: [across] });
  paper('导入模板.xlsx', await get('admin', 'org/import-template.xlsx'), 5, 5, ['必填'], { sizes: [across] });
  const pieces = await volume();
  paper(boundName, pieces.get(boundName) ?? Buffer.alloc(0), 15, 30, ['档案卷', '卷内目录', '督办〔2026〕1号', '附表1各单位完成情况'], { sizes: [upright, across], unnumbered: 1 });
  for (const [path, bytes] of pieces) {
    if (!/\.(docx|xlsx)$/.test(path) || path === boundName) continue;
    paper(`归档卷 ${path}`, bytes, 1, 6, [], path.endsWith('.xlsx') ? { sizes: [across] } : {});
  }
}

/** Every list as both files. */
async function collectLists(api: TestApi): Promise<void> {
  await api.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  const district = await openDistrict(api, '云山区');
  for (const [list, { at = () => list, who, column }] of Object.entries(lists))
    for (const ending of ['docx', 'xlsx'] as const) {
      const path = fileOf(at(district), ending);
      const answer = await fetch(api.base + path, { headers: { Authorization: `Bearer ${district.people[who].token}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      paper(`${list.replace('/api/v1/', '')}.${ending}`, Buffer.from(await answer.arrayBuffer()), 1, 8, [column.slice(0, 2)], { sizes: [across] });
    }
}

(lacking === undefined ? describe : describe.skip)('what the API writes, opened and printed by LibreOffice', () => {
  beforeAll(async () => {
    await withApi(collectPapers);
    await withApi(collectLists);
    pages = await printed(files);
  });

  test('opens, every file of it', () => {
    expect(files.size).toBeGreaterThan(120);
    expect([...files.keys()].filter((name) => pagesOf(name).length === 0)).toEqual([]);
  });

  test('stands on pages of A4, as many as expected, none of them empty', () => {
    const found = [...wanted].map(([name, { pages: of }]) => {
      const own = pagesOf(name);
      return { name, sizes: [...new Set(own.map(({ size }) => size))], pages: own.length >= of[0] && own.length <= of[1] ? 'as many as expected' : own.length };
    });
    expect(found).toEqual([...wanted].map(([name, { sizes }]) => ({ name, sizes, pages: 'as many as expected' })));
    // A page's own number and a running title are no content.
    expect([...pages].flatMap(([name, own]) => own.flatMap(({ text }, index) => (text.replace(`—${index + 1}—`, '').length > 3 ? [] : [`${name} ${index + 1}`])))).toEqual([]);
  });

  test('says what it must', () => {
    const missing = [...wanted].flatMap(([name, { says }]) => {
      const all = pagesOf(name)
        .map(({ text }) => text)
        .join('');
      return says.filter((one) => !all.includes(one)).map((one) => `${name}: ${one}`);
    });
    expect(missing).toEqual([]);
  });

  test('shows no clerk what programs call things', () => {
    const codes = [...pages].map(([name, own]) => [name, codesIn(own)] as const).filter(([name, found]) => found.length > 0 && !name.endsWith('模板.docx'));
    expect(codes).toEqual([]);
    // Starters hold the names of places, and nothing else that is not Chinese.
    for (const kind of documentKinds) expect(codesIn(pagesOf(`${kind}模板.docx`)).filter((code) => code !== '{{' && code !== '}}')).toEqual([]);
  });

  test('numbers its pages, and repeats the heads of its tables on each', () => {
    const unnumbered = [...wanted].flatMap(([name, { unnumbered: may = 0 }]) =>
      pagesOf(name).flatMap(({ text }, index) => (index < may || text.endsWith(`—${index + 1}—`) ? [] : [`${name} ${index + 1}`])),
    );
    expect(unnumbered).toEqual([]);
    for (const name of ['任务.docx', '岗位.docx', '岗位.xlsx']) {
      const own = pagesOf(name);
      expect([name, own.length > 1]).toEqual([name, true]);
      const head = name.startsWith('任务') ? '任务内容' : '单位';
      expect(own.filter(({ text }) => !text.includes(head))).toEqual([]);
    }
    const bulletin = pagesOf('通报.docx').filter(({ text }) => /2026-0\d-\d\d/.test(text));
    expect([bulletin.length > 0, bulletin.every(({ text }) => text.includes('超期天数'))]).toEqual([true, true]);
  });

  test('keeps a signature with the text that it signs, and begins annexes on a page of their own', () => {
    for (const [name, last] of [
      ['督办通知书.docx', '逾期仍未办结的'],
      ['督办通知书（代章）.docx', '逾期仍未办结的'],
      ['通报.docx', '按时报送。'],
    ] as const) {
      const signed = pagesOf(name).filter(({ text }) => text.includes('签发人：'));
      expect([
        name,
        signed.map(({ text }) => [text.includes(last), text.includes('演示区健康促进区工作领导小组办公室'), text.includes('2026年4月16日'), text.includes('附表1各')]),
      ]).toEqual([name, [[true, true, true, false]]]);
    }
    // No heading is the last line of its page.
    const ends = ['通报.docx', '工作总结.docx'].flatMap((name) => pagesOf(name).map(({ laid }) => laid.trim().split('\n').at(-2)?.trim() ?? ''));
    expect(ends.filter((line) => /^[一二三四五六七八九十]+、/.test(line))).toEqual([]);
  });
});
