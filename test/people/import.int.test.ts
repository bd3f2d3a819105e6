import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { xlsxType } from '../../api/documents/answer.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { unitStep } from '../api/unit-step.ts';
import { until } from '../harness/until.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
type Rows = Readonly<Record<string, readonly (readonly string[])[]>>;

let api: TestApi;
let prisma: PrismaClient;
let admin: Person;
let other: Person;

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  const district = await api.unit('云山区', 'district');
  admin = await api.person('admin', { unitId: district, role: 'administrator' });
  other = await api.person('other', { unitId: district, role: 'unitLeader' });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const heads: Rows = {
  单位: [['单位名称*', '上级单位', '类别*', '简称', '别名']],
  人员: [['姓名*', '用户名*', '邮箱', '执法证号', '执法证有效期']],
  岗位: [['单位*', '岗位名称*', '角色*', '用户名']],
  检查对象: [['名称*', '类别*', '地址*', '联系方式', '统一社会信用代码']],
};
async function workbook(rows: Rows): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const name of new Set([...Object.keys(heads), ...Object.keys(rows)]))
    book.addWorksheet(name).addRows([...(heads[name] ?? []), ...(rows[name] ?? [])].map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const send = async (raw: Uint8Array, query = '', token = admin.token) => api.call('POST', `/api/v1/org/import${query}`, { token, raw, headers: { 'Content-Type': xlsxType } });
const facts = async (): Promise<number> => (await api.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact')).rows[0]?.n ?? 0;

const good: Rows = {
  // A unit may stand above its parent.
  单位: [
    ['监督所', '云山区/卫健局', '执法机构', '卫监所', '区卫监所、卫生监督'],
    ['卫健局', '云山区', '部门'],
    ['东街道', '云山区', '街道'],
  ],
  人员: [
    ['甲', 'jia', 'jia@example.cn', 'Z-1', '2099-12-31'],
    ['乙', 'yi'],
  ],
  岗位: [
    ['监督所', '监督员', '执法人员', 'jia'],
    ['云山区/东街道', '联络员', '联络员', 'yi'],
    ['卫健局', '分管领导', '分管领导', ''],
  ],
  检查对象: [['安康药店', '药店', '东街1号', '', '91330000ABCDEFGH1X']],
};

describe('an import of the registers', () => {
  test('is an administrator’s', async () => {
    const raw = await workbook(good);
    expect((await send(raw, '', other.token)).body.code).toBe('policy.forbidden');
    expect((await api.call('GET', '/api/v1/org/import-template.xlsx', { token: other.token })).status).toBe(403);
  });

  test('names each wrong cell by sheet, row, column and code, and takes nothing where one is wrong', async () => {
    const before = await facts();
    const raw = await workbook({
      单位: [
        ['卫健局', '云山区', '部门'],
        ['卫健局', '云山区', '部门'],
        ['某站', '没有的局', '事业单位'],
        ['某所', '云山区', '公司'],
        ['', '云山区', '部门'],
      ],
      人员: [
        ['甲', 'a'],
        ['乙', 'yi', 'no mail'],
        ['丙', 'bing', '', 'Z-2', ''],
        ['丁', 'ding', '', 'Z-3', '2001-01-01'],
      ],
      岗位: [
        ['卫健局', '监督员', '执法人员', ''],
        ['云山区', '联络员', '联络员', 'nobody'],
      ],
      检查对象: [['甲店', '药店', '']],
    });
    for (const query of ['?dryRun=true', '']) {
      const { status, body } = await send(raw, query);
      expect(status).toBe(200);
      expect(body.problems.map(({ sheet, row, column, code }: Record<string, unknown>) => `${sheet} ${row} ${column} ${code}`).sort()).toEqual(
        [
          '单位 3 单位名称 import.row_twice',
          '单位 4 上级单位 import.unit_unknown',
          '单位 5 类别 import.kind_unknown',
          '单位 6 单位名称 import.required',
          '人员 2 用户名 import.username_invalid',
          '人员 3 邮箱 import.mail_invalid',
          '人员 4 执法证有效期 import.required',
          '人员 5 执法证有效期 person.certificate_expired',
          '岗位 2 角色 post.role_not_of_unit',
          '岗位 3 用户名 person.unknown',
          '检查对象 2 地址 import.required',
        ].sort(),
      );
    }
    expect(await facts()).toBe(before);
    const missing = new ExcelJS.Workbook();
    missing.addWorksheet('人员').addRows([['姓名'], ['甲']]);
    expect((await send(new Uint8Array(await missing.xlsx.writeBuffer()))).body.problems[0]).toMatchObject({
      sheet: '人员',
      row: 0,
      column: '用户名',
      code: 'import.column_missing',
    });
  });

  test('tried only, tells what it would make and makes nothing', async () => {
    const before = await facts();
    const { body } = await send(await workbook(good), '?dryRun=true');
    expect(body).toMatchObject({ dryRun: true, id: null, problems: [], passwords: [], units: { made: 3 }, people: { made: 2 }, posts: { made: 3 }, parties: { made: 1 } });
    expect(await facts()).toBe(before);
  });

  test('makes everything in one transaction; first passwords are shown once, kept nowhere, and must be changed', async () => {
    const { status, body } = await send(await workbook(good), '', admin.token);
    expect([status, body.problems, body.people.made, body.passwords.length]).toEqual([200, [], 2, 2]);
    const { rows } = await api.pool.query<{ n: number }>(
      'SELECT count(DISTINCT process_id)::int AS n FROM fact WHERE command_id = (SELECT command_id FROM fact WHERE process_id = $1)',
      [body.id],
    );
    expect(rows[0]?.n).toBe(1 + 3 + 2 + 3 + 1);
    const [first] = body.passwords;
    const signedIn = await api.call('POST', '/api/v1/session', { body: { username: first.username, password: first.password } });
    expect([signedIn.status, signedIn.body.mustChangePassword]).toEqual([200, true]);
    expect((await api.call('GET', '/api/v1/tasks', { token: signedIn.body.token })).body.code).toBe('password.must_change');
    const kept = await api.pool.query('SELECT 1 FROM command WHERE body::text LIKE $1', [`%${first.password}%`]);
    const said = await api.pool.query('SELECT 1 FROM fact WHERE data::text LIKE $1', [`%${first.password}%`]);
    expect([kept.rowCount, said.rowCount, api.lines.some((line) => line.includes(first.password))]).toEqual([0, 0, false]);
    const units = (await api.call('GET', '/api/v1/units?limit=200', { token: admin.token })).body.items;
    expect(units.find((unit: { name: string }) => unit.name === '监督所')).toMatchObject({
      parent: { name: '卫健局' },
      kind: 'enforcementBody',
      aliases: ['区卫监所', '卫生监督'],
    });
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('the same workbook again changes nothing, and another holder, mail or kind is a change', async () => {
    const before = await facts();
    const { body } = await send(await workbook(good));
    expect(body).toMatchObject({ id: null, problems: [], passwords: [], units: { made: 0, changed: 0, same: 3 }, people: { same: 2 }, posts: { same: 3 }, parties: { same: 1 } });
    expect(await facts()).toBe(before);
    const changed = await send(
      await workbook({
        ...good,
        人员: [['甲', 'jia', 'other@example.cn', 'Z-1', '2099-12-31']],
        岗位: [['卫健局', '分管领导', '分管领导', 'yi']],
        检查对象: [['安康药店', '诊所', '东街1号']],
      }),
    );
    expect(changed.body).toMatchObject({ problems: [], people: { changed: 1 }, posts: { changed: 1 }, parties: { changed: 1 }, units: { same: 3 } });
    // The import itself, one person, one post, one party.
    expect(await facts()).toBe(before + 4);
  });

  test('of one workbook twice at once makes each record once; who was second is told to try again, and the passwords shown open something', async () => {
    const raw = await workbook({ 人员: [['双', 'shuang']], 检查对象: [['同时药店', '药店', '东街2号']] });
    const holder = await api.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM world_version WHERE id = 1 FOR UPDATE');
      const sent = Promise.all([send(raw), send(raw)]);
      await until(async () => {
        const { rows } = await api.pool.query<{ waiting: number }>(
          "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rows[0]?.waiting === 2;
      }, 10_000);
      await holder.query('COMMIT');
      const answers = await sent;
      expect((await api.pool.query("SELECT 1 FROM party_record WHERE name = '同时药店'")).rowCount).toBe(1);
      expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
        [200, undefined],
        [409, 'register.changed_since'],
      ]);
      const shown = answers.flatMap(({ body }) => body.passwords ?? []);
      expect(shown).toHaveLength(1);
      expect((await api.call('POST', '/api/v1/session', { body: { username: 'shuang', password: shown[0].password } })).status).toBe(200);
      expect((await api.pool.query('SELECT 1 FROM credential c WHERE NOT EXISTS (SELECT 1 FROM person_record p WHERE p.id = c.person_id)')).rowCount).toBe(0);
    } finally {
      holder.release();
    }
    expect((await send(raw)).body).toMatchObject({ id: null, passwords: [], people: { same: 1 }, parties: { same: 1 } });
  });

  test('that cannot set its first passwords makes nobody; one that is refused leaves no password', async () => {
    const raw = await workbook({ 人员: [['稳', 'wen']] });
    await api.pool.query(`CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'credentials are stuck'; END $$`);
    await api.pool.query('CREATE TRIGGER stuck BEFORE INSERT ON credential FOR EACH ROW EXECUTE FUNCTION stuck()');
    try {
      expect((await send(raw)).body.code).toBe('service.failed');
      expect((await api.pool.query(`SELECT 1 FROM person_record WHERE username = 'wen'`)).rowCount).toBe(0);
    } finally {
      await api.pool.query('DROP TRIGGER stuck ON credential');
      await api.pool.query('DROP FUNCTION stuck');
    }
    const done = await send(raw);
    expect([done.status, done.body.passwords?.length]).toEqual([200, 1]);
    expect((await api.pool.query('SELECT 1 FROM credential c WHERE NOT EXISTS (SELECT 1 FROM person_record p WHERE p.id = c.person_id)')).rowCount).toBe(0);
  });

  test('a first password is handed out anew by an administrator: the old one and every session end with it', async () => {
    const { body: found } = await api.call('GET', '/api/v1/people?q=%E4%B9%99', { token: admin.token });
    const path = `/api/v1/people/${found.items[0].id}/first-password`;
    expect((await api.call('POST', path, { token: other.token })).body.code).toBe('policy.forbidden');
    const { body: first } = await api.call('POST', path, { token: admin.token });
    const signIn = (password: string) => api.call('POST', '/api/v1/session', { body: { username: 'yi', password } });
    const session = await signIn(first.password);
    expect(session.body.mustChangePassword).toBe(true);
    const { body: second } = await api.call('POST', path, { token: admin.token });
    expect([second.password === first.password, (await signIn(first.password)).status, (await signIn(second.password)).status]).toEqual([false, 401, 200]);
    expect((await api.call('GET', '/api/v1/me', { token: session.body.token })).status).toBe(401);
  });

  test('takes two thousand rows in one step', async () => {
    const people = Array.from({ length: 1_400 }, (_, n) => [`人员${n}`, `p${String(n).padStart(4, '0')}`]);
    const posts = Array.from({ length: 600 }, (_, n) => ['东街道', `岗位${n}`, '专家', `p${String(n).padStart(4, '0')}`]);
    const { status, body } = await send(await workbook({ 人员: people, 岗位: posts }));
    expect([status, body.people.made, body.posts.made, body.passwords.length]).toEqual([200, 1_400, 600, 1_400]);
    const beyond = await send(await workbook({ 人员: [...people, ['多', 'duo']], 岗位: posts }), '?dryRun=true');
    expect(beyond.body.problems[0].code).toBe('import.too_many_rows');
    // What could not be read to its end is not imported in part.
    const notes = Array.from({ length: 240 }, () => ['说明'.repeat(9_000)]);
    const unread = await send(await workbook({ 说明: notes, 人员: [['某人', 'mouren']] }));
    expect([unread.body.problems[0].code, unread.body.people.made]).toEqual(['import.not_read_whole', 0]);
  });

  test('has a template that says what each column takes, and that is read again', async () => {
    const response = await fetch(`${api.base}/api/v1/org/import-template.xlsx`, { headers: { Authorization: `Bearer ${admin.token}` } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.buffer as ArrayBuffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['单位', '人员', '岗位', '检查对象', '说明']);
    expect((await send(bytes, '?dryRun=true')).body.problems.map(({ code }: { code: string }) => code)).toEqual(['import.nothing']);
  });
});

describe('an old workbook, after units were renamed and merged', () => {
  const old: Rows = {
    单位: [
      ['信访站', '云山区/老干局', '事业单位'],
      ['老干局', '云山区', '部门', '老干'],
      ['西街道', '云山区', '街道', '', '西街'],
    ],
    岗位: [
      ['西街道', '联络员', '联络员', 'yi'],
      ['云山区/老干局', '分管领导', '分管领导', ''],
    ],
  };
  const idOf = async (name: string): Promise<string> => (await api.pool.query<{ id: string }>('SELECT id FROM unit_record WHERE name = $1', [name])).rows[0]?.id ?? '';

  test('makes no unit again: each such row says what it is now, and changes nothing', async () => {
    expect((await send(await workbook(old))).body).toMatchObject({ problems: [], notes: [], units: { made: 3 }, posts: { made: 2 } });
    const bureau = await idOf('老干局');
    await unitStep(api, bureau, { type: 'rename', name: '老干部服务局' });
    const south = await api.unit('南街道', 'subDistrict', await idOf('云山区'));
    await unitStep(api, await idOf('西街道'), { type: 'merge', successorId: south, reason: '撤并' });
    await unitStep(api, south, { type: 'rename', name: '新南街道' });
    const before = await facts();
    for (const query of ['?dryRun=true', '']) {
      const { body } = await send(await workbook(old), query);
      expect(body).toMatchObject({ id: null, problems: [], units: { made: 0, changed: 0, same: 3 }, posts: { made: 0, changed: 0, same: 2 } });
      expect(body.notes.map(({ sheet, row, named, unit }: Record<string, unknown>) => [sheet, row, named, unit])).toEqual([
        ['单位', 3, '老干局', { id: bureau, name: '老干部服务局' }],
        ['单位', 4, '西街道', { id: south, name: '新南街道' }],
        ['岗位', 2, '西街道', { id: south, name: '新南街道' }],
        ['岗位', 3, '云山区/老干局', { id: bureau, name: '老干部服务局' }],
      ]);
      expect(body.notes.slice(0, 2).map(({ detail }: { detail: string }) => detail)).toEqual([
        '“老干局”现为“老干部服务局”（已更名）。',
        '“西街道”现为“新南街道”（已并入或由其承接）。',
      ]);
    }
    expect(await facts()).toBe(before);
  });

  test('takes no post from its holder: posts of both units that were merged stay with those who hold them', async () => {
    const both: Rows = {
      单位: [
        ['北街道', '云山区', '街道'],
        ['北二街道', '云山区', '街道'],
      ],
      人员: [
        ['张', 'zhang'],
        ['李', 'li'],
      ],
      岗位: [
        ['北街道', '联络员', '联络员', 'zhang'],
        ['北二街道', '联络员', '联络员', 'li'],
      ],
    };
    expect((await send(await workbook(both))).body).toMatchObject({ problems: [], posts: { made: 2 } });
    const north = await idOf('北街道');
    await unitStep(api, await idOf('北二街道'), { type: 'merge', successorId: north, reason: '撤并' });
    const holders = async () => {
      const { org, now } = await api.ledger.moment();
      return org.postsIn(north, 'liaisonOfficer', now).map(({ personId }) => org.person(personId ?? '')?.username);
    };
    expect((await holders()).sort()).toEqual(['li', 'zhang']);
    const before = await facts();
    for (const query of ['?dryRun=true', ''])
      expect((await send(await workbook(both), query)).body).toMatchObject({ id: null, problems: [], posts: { made: 0, changed: 0, same: 2 } });
    const another = { 岗位: [['北街道', '联络员', '联络员', 'yi']] };
    expect((await send(await workbook(another))).body.problems).toMatchObject([{ sheet: '岗位', row: 2, column: '用户名', code: 'import.post_ambiguous' }]);
    expect([await facts(), (await holders()).sort()]).toEqual([before, ['li', 'zhang']]);
  });

  test('means what bears the name today, where something does; what ended without a successor may be made anew', async () => {
    const bureau = await api.record('unit', { type: 'register', name: '老干局', kind: 'department', parentId: await idOf('云山区') });
    const { body } = await send(await workbook({ 单位: [['老干局', '云山区', '部门', '新老干']] }));
    expect([body.notes, body.units, (await api.ledger.moment()).org.unit(bureau)?.shortName]).toEqual([[], { made: 0, changed: 1, same: 0 }, '新老干']);
    await unitStep(api, bureau, { type: 'end' });
    await unitStep(api, await idOf('老干部服务局'), { type: 'rename', name: '离退休干部局' });
    const gone = await api.unit('临时指挥部', 'department', await idOf('云山区'));
    await unitStep(api, gone, { type: 'end' });
    expect((await send(await workbook({ 单位: [['临时指挥部', '云山区', '部门']] }), '?dryRun=true')).body).toMatchObject({ notes: [], units: { made: 1 } });
  });
});
