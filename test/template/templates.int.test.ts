import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { createDiskStorage } from '../../api/attachments/storage.ts';
import { setOrphansAside } from '../../api/attachments/store.ts';
import { bulletinRoutes } from '../../api/bulletins/routes.ts';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { meetingRoutes } from '../../api/meetings/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { type DocumentKind, documentKinds } from '../../domain/register/placeholders.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { entryOf, paragraphsOf } from '../api/documents.ts';
import { plan, planned } from '../campaign/plan.ts';
import { paragraph, urgingBody, wordFile } from './word-file.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'liaison' | 'stranger' | 'administrator', Person>;
const units = {} as Record<'office' | 'lead' | 'sealing', string>;
const campaignId = randomUUID();
let taskId = '';
let day = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      const deps = { ledger, prisma };
      return [...campaignRoutes(deps), ...taskRoutes(deps), ...bulletinRoutes(deps), ...meetingRoutes(deps)];
    },
  });
  day = '2026-12-01';
  await setClock(api, startOfDay(day) + 10 * 3_600_000);
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  units.office = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  units.sealing = await api.unit('云山区卫生健康委员会', 'department', district);
  units.lead = await api.unit('云山区教育局', 'department', district);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.liaison = await api.person('liaison', { unitId: units.lead, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office'), role: 'office' });
  people.administrator = await api.person('administrator', { unitId: district, role: 'administrator' });
  const tasks = ['7', '8'].map((number) => planned(number, { leadUnitId: units.lead, dueOn: addDays(day, 10), content: `全区中小学健康教育开课率达100%（${number}）` }));
  const launch = plan(tasks, {
    officeUnitId: units.office,
    groupUnitId: group,
    memberUnitIds: [units.lead],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: day, endsOn: addDays(day, 200) }],
  });
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: { ref, role: 'office', unitId: units.office } });
  if (!outcome.ok) throw new Error(outcome.code);
  const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM task_record ORDER BY number');
  taskId = rows[0]?.id ?? '';
  for (const { id } of rows) await api.call('POST', `/api/v1/tasks/${id}/commands`, { token: people.liaison.token, body: { type: 'sign' } });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const ask = (path: string, who: Person = people.office): Promise<Response> => fetch(`${api.base}${path}`, { headers: { Authorization: `Bearer ${who.token}` } });
const bytesOf = async (path: string): Promise<Buffer> => Buffer.from(await (await ask(path)).arrayBuffer());
const post = (path: string, body: object, who: Person = people.office, version?: number) =>
  api.call('POST', path, { token: who.token, body, ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }) });
async function upload(file: Uint8Array, name = '模板.docx', who: Person = people.office): Promise<string> {
  const { status, body } = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent(name)}`, { token: who.token, raw: file });
  expect([status, body.code]).toEqual([201, undefined]);
  return body.id;
}
const putInForce = async (kind: DocumentKind, file: Uint8Array, who: Person = people.office) =>
  post('/api/v1/templates', { kind, name: '本办版式', attachment: await upload(file, '模板.docx', who) }, who);
const noticeOf = (query = ''): string => `/api/v1/tasks/${taskId}/urging-notice${query}`;

const kindNames = { urgingNotice: '督办通知书', bulletin: '通报', minutes: '会议纪要', workSummary: '工作总结' } as const;

describe('a template of an office', () => {
  let id = '';

  test.each(documentKinds)('%s: our own layout with placeholders is to be had, and may itself be put in force after a look at it', async (kind) => {
    const starter = await ask(`/api/v1/templates/starter/${kind}`);
    expect(decodeURIComponent(starter.headers.get('content-disposition') ?? '')).toContain(`${kindNames[kind]}模板.docx`);
    const attachment = await upload(Buffer.from(await starter.arrayBuffer()));
    const sample = await fetch(`${api.base}/api/v1/templates/sample`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${people.office.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind, attachment }),
    });
    const paragraphs = await paragraphsOf(sample);
    expect(paragraphs[0]).toBe('云山区健康促进工作领导小组办公室');
    expect(paragraphs.join('')).not.toMatch(/\{\{|\}\}/);
    expect((await ask('/api/v1/templates')).status).toBe(200);
    expect((await (await ask('/api/v1/templates')).json()) as object).toEqual({ items: [], next: null });
  });

  test('lacking what the document must say, or with names that nobody knows, it is refused with what is meant', async () => {
    const lacking = await putInForce('urgingNotice', wordFile(paragraph(['{{标题}}{{文号}}']) + paragraph(['{{正文}}'])));
    expect([lacking.status, lacking.body.code]).toEqual([422, 'template.placeholder_missing']);
    expect(lacking.body.items.map((item: { placeholder: string }) => item.placeholder)).toEqual(['{{主送}}', '{{落款}}', '{{代章}}', '{{成文日期}}']);
    const unknown = await putInForce('urgingNotice', wordFile(urgingBody('督办').replace('{{落款}}', '{{落歀}}') + paragraph(['{{天气}}'])));
    expect([unknown.status, unknown.body.code, unknown.body.items]).toEqual([
      422,
      'template.placeholder_unknown',
      [{ placeholder: '落歀', suggestion: '{{落款}}' }, { placeholder: '天气' }],
    ]);
    const crowded = await putInForce('urgingNotice', wordFile(urgingBody('督办').replace('<w:t xml:space="preserve">{{</w:t>', '<w:t>如下：{{</w:t>')));
    expect([crowded.status, crowded.body.code, crowded.body.items]).toEqual([422, 'template.placeholder_not_alone', [{ placeholder: '{{正文}}' }]]);
    const twice = await putInForce('urgingNotice', wordFile(urgingBody('督办') + paragraph(['{{body}}'])));
    expect([twice.status, twice.body.code, twice.body.items]).toEqual([422, 'template.too_many_placeholders', [{ placeholder: '{{正文}}' }]]);
    const text = await post('/api/v1/templates', { kind: 'minutes', name: '纪要', attachment: await upload(Buffer.from('{{正文}}'), '模板.txt') });
    expect([text.status, text.body.code]).toEqual([422, 'template.not_docx']);
  });

  test('in force, drafts are written with it: its own words and looks, and every value', async () => {
    const made = await putInForce('urgingNotice', wordFile(urgingBody('云山区督办专用纸'), { header: paragraph(['内部资料 {{文号}}']) }));
    expect([made.status, made.body]).toMatchObject([201, { kind: 'urgingNotice', name: '本办版式', inForce: true, unit: { id: units.office }, editions: [{ edition: 1 }] }]);
    id = made.body.id;
    expect(made.headers.get('location')).toBe(`/api/v1/templates/${id}`);
    const again = await putInForce('urgingNotice', wordFile(urgingBody('另一版')));
    expect([again.status, again.body.code]).toEqual([409, 'template.in_force']);
    day = addDays(day, 22);
    await passTo(api, 'task', taskId, day);
    const draft = await paragraphsOf(await ask(noticeOf()));
    expect(draft.slice(0, 4)).toEqual(['云山区督办专用纸', '编号：（草稿，未经签发）', '督办通知书', '致：云山区教育局']);
    // Nobody has signed or sealed it, and it has no date: what would say so is left out.
    expect(draft.at(-1)).toBe('云山区健康促进工作领导小组办公室');
    expect(draft.join('')).not.toMatch(/代章|签发人：|\{\{/);
  });

  test('signed, the document is of the edition of that day for ever, whatever is revised or retired later', async () => {
    const signed = await post(`/api/v1/tasks/${taskId}/commands`, { type: 'signUrgingNotice', sealUnitId: units.sealing, answerWithin: 3 });
    expect(signed.status).toBe(200);
    const { number } = signed.body.urgingNotice as { readonly number: string };
    const before = await bytesOf(noticeOf());
    const xml = await entryOf(before, 'word/document.xml');
    const paragraphs = await paragraphsOf(await ask(noticeOf()));
    expect(paragraphs.slice(0, 4)).toEqual(['云山区督办专用纸', `编号：${number}`, '督办通知书', '致：云山区教育局']);
    expect(paragraphs.slice(-5)).toEqual([
      expect.stringMatching(/^任务7，超期\d+日，2026年12月\d+日前答复$/),
      '云山区健康促进工作领导小组办公室',
      '（云山区卫生健康委员会代章）',
      '签发人：office的持有人',
      '2026年12月23日',
    ]);
    // Three paragraphs, each in the style of the one that stood for them.
    expect(xml.match(/<w:pPr><w:pStyle w:val="OurBody"\/><\/w:pPr><w:r><w:rPr><w:i\/><\/w:rPr>/g)).toHaveLength(3);
    expect(await entryOf(before, 'word/header1.xml')).toContain(`内部资料 ${number}`);
    expect(await entryOf(before, 'docProps/core.xml')).not.toContain('某打字员');

    const revised = await post(`/api/v1/templates/${id}/commands`, { type: 'revise', attachment: await upload(wordFile(urgingBody('第二版'))), reason: '换版' }, people.office, 1);
    expect([revised.status, revised.body]).toMatchObject([200, { inForce: true, editions: [{ edition: 1 }, { edition: 2 }] }]);
    expect((await bytesOf(noticeOf())).equals(before)).toBe(true);
    expect((await paragraphsOf(await ask(`/api/v1/templates/${id}/sample.docx`)))[0]).toBe('第二版');
    expect((await paragraphsOf(await ask(`/api/v1/templates/${id}/sample.docx?edition=1`)))[0]).toBe('云山区督办专用纸');
    const same = await post(`/api/v1/templates/${id}/commands`, { type: 'revise', attachment: await upload(wordFile(urgingBody('第二版'))), reason: '再来' }, people.office, 2);
    expect([same.status, same.body.code]).toEqual([409, 'template.unchanged']);

    const retired = await post(`/api/v1/templates/${id}/commands`, { type: 'retire', reason: '不再使用' }, people.office, 2);
    expect([retired.status, retired.body.inForce, retired.body.allowed.map((one: { type: string; reason?: string }) => [one.type, one.reason])]).toEqual([
      200,
      false,
      [
        ['revise', 'template.retired'],
        ['retire', 'template.retired'],
      ],
    ]);
    expect((await bytesOf(noticeOf())).equals(before)).toBe(true);
    const back = await putInForce('urgingNotice', wordFile(urgingBody('第三版')));
    expect([back.status, back.body.id, back.body.editions.map(({ edition }: { edition: number }) => edition)]).toEqual([201, id, [1, 2, 3]]);
    const facts = await api.call('GET', `/api/v1/templates/${id}/facts`, { token: people.office.token });
    expect(facts.body.items.map(({ type }: { type: string }) => type)).toEqual(['templatePutInForce', 'templateRevised', 'templateRetired', 'templatePutInForce']);
  });

  test('what another office has does not exist for it; an administrator sees and keeps them all', async () => {
    for (const path of ['', '/facts', '/sample.docx']) expect((await ask(`/api/v1/templates/${id}${path}`, people.stranger)).status).toBe(404);
    expect(await post(`/api/v1/templates/${id}/commands`, { type: 'retire', reason: '无关' }, people.stranger, 4)).toMatchObject({ status: 404 });
    expect((await api.call('GET', '/api/v1/templates', { token: people.stranger.token })).body.items).toEqual([]);
    const theirs = { unitId: units.office, kind: 'urgingNotice', name: '冒名', attachment: await upload(wordFile(urgingBody('冒名')), '模板.docx', people.stranger) };
    expect(await post('/api/v1/templates', theirs, people.stranger)).toMatchObject({ status: 403, body: { code: 'template.not_your_unit' } });
    expect(await post('/api/v1/templates', theirs, people.liaison)).toMatchObject({ status: 403, body: { code: 'policy.forbidden' } });
    // The file of a template is the office's too.
    const { attachment } = (await api.call('GET', `/api/v1/templates/${id}`, { token: people.office.token })).body.editions[0];
    expect((await ask(`/api/v1/attachments/${attachment}`, people.stranger)).status).toBe(404);
    expect((await ask(`/api/v1/attachments/${attachment}`, people.liaison)).status).toBe(404);
    expect((await api.call('GET', '/api/v1/templates?kind=urgingNotice', { token: people.administrator.token })).body.items).toMatchObject([{ id }]);
    expect((await ask(`/api/v1/attachments/${attachment}`, people.administrator)).status).toBe(200);
    const kept = {
      unitId: units.office,
      kind: 'workSummary',
      name: '总结',
      attachment: await upload(wordFile(paragraph(['本办总结{{文号}}{{标题}}']) + paragraph(['{{正文}}'])), '模板.docx', people.administrator),
    };
    expect(await post('/api/v1/templates', kept, people.administrator)).toMatchObject({ status: 201, body: { unit: { id: units.office } } });
    const summary = await paragraphsOf(await ask(`/api/v1/campaigns/${campaignId}/summary.docx`));
    expect(summary[0]).toMatch(/^本办总结（草稿，未经签发）.*工作总结$/);
    // The file names no place for the annexes that the text speaks of.
    expect(summary).toContain('附表1  各单位任务情况');
  });
});

describe('the other documents', () => {
  test('a bulletin has headings in the template’s own style and its tables where the template says; signed before, it stays in our own layout', async () => {
    const body = { campaignId, kind: 'progress', title: '关于进展情况的通报', from: addDays(day, -4), until: day };
    const [first, second] = [await post('/api/v1/bulletins', body), await post('/api/v1/bulletins', body)];
    const documentOf = (one: typeof first): string => `/api/v1/bulletins/${one.body.id}/document`;
    expect(await post(`/api/v1/bulletins/${first.body.id}/commands`, { type: 'sign' })).toMatchObject({ status: 200 });
    const own = await paragraphsOf(await ask(documentOf(first)));
    const file = wordFile(
      [
        paragraph(['本办通报', '{{文号}}']),
        paragraph(['{{标题}}']),
        paragraph(['{{小标题}}'], '<w:pStyle w:val="OurHeading"/>'),
        paragraph(['{{正文}}'], '<w:pStyle w:val="OurBody"/>'),
        paragraph(['{{附表}}']),
        paragraph(['{{落款}}']),
        paragraph(['{{代章}}']),
        paragraph(['{{成文日期}}']),
      ].join(''),
    );
    expect((await putInForce('bulletin', file)).status).toBe(201);
    const signed = await post(`/api/v1/bulletins/${second.body.id}/commands`, { type: 'sign' });
    expect(signed.status).toBe(200);
    const bytes = await bytesOf(documentOf(second));
    const xml = await entryOf(bytes, 'word/document.xml');
    expect(xml).toContain(signed.body.number);
    const headings = signed.body.sections.length as number;
    expect(headings).toBeGreaterThan(0);
    expect(xml.match(/"OurHeading"/g)).toHaveLength(headings);
    expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
    // The tables stand before the signature, as the template has it, each with a paragraph after it.
    expect(xml.lastIndexOf('</w:tbl>')).toBeLessThan(xml.indexOf('办公室</w:t>', xml.lastIndexOf('</w:tbl>')));
    expect(xml).not.toContain('</w:tbl><w:tbl>');
    expect(await paragraphsOf(await ask(documentOf(first)))).toEqual(own);
  });

  test('minutes keep the template of the day they were recorded, also when they are corrected', async () => {
    const file = wordFile(
      [
        paragraph(['本办纪要{{文号}}']),
        paragraph(['{{标题}}']),
        paragraph(['出席：{{出席}}']),
        paragraph(['{{纪要内容}}']),
        paragraph(['{{议定事项}}']),
        paragraph(['{{成文日期}}']),
      ].join(''),
    );
    const made = await putInForce('minutes', file);
    expect(made.status).toBe(201);
    const convened = await post('/api/v1/meetings', { campaignId, kind: 'office', title: '推进会', heldOn: day, agenda: [], unitIds: [units.lead] });
    const meeting = `/api/v1/meetings/${convened.body.id}`;
    expect([convened.status, (await ask(`${meeting}/minutes`)).status]).toEqual([201, 404]);
    const decision = { content: '补齐师资', leadUnitId: units.lead, dueOn: addDays(day, 30) };
    expect(await post(`${meeting}/commands`, { type: 'recordMinutes', minutes: '第一段\n第二段', decisions: [decision] })).toMatchObject({ status: 200 });
    const lines = await paragraphsOf(await ask(`${meeting}/minutes`));
    expect(lines).toEqual([
      expect.stringMatching(/^本办纪要\S+1号$/),
      '会议纪要',
      '第一段',
      '第二段',
      expect.stringMatching(/^1．补齐师资。由云山区教育局牵头，2027年1月\d+日前完成。$/),
      expect.stringMatching(/^2026年12月23日$/),
    ]);
    const { id, version } = made.body;
    expect(await post(`/api/v1/templates/${id}/commands`, { type: 'retire', reason: '停用' }, people.office, version)).toMatchObject({ status: 200 });
    expect(await post(`${meeting}/commands`, { type: 'correctMinutes', minutes: '改后一段', reason: '笔误' })).toMatchObject({ status: 200 });
    expect((await paragraphsOf(await ask(`${meeting}/minutes`))).slice(1, 3)).toEqual(['会议纪要', '改后一段']);
  });

  test('the ledger is whole, and every file that was in force is named by its template', async () => {
    expect(await verify(api.pool)).toMatchObject({ faults: [] });
    const { rows } = await api.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM attachment_use u JOIN process p ON p.id = u.process_id WHERE p.type = 'template'");
    expect(rows[0]?.n).toBe(6);
    const before = await bytesOf(noticeOf());
    expect(await setOrphansAside(api.pool, await createDiskStorage(api.folder), new Date('2100-01-01'))).toBe(0);
    expect((await bytesOf(noticeOf())).equals(before)).toBe(true);
  });
});
