import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf, startOfDay } from '../../domain/calendar/beijing.ts';
import { system } from '../../domain/process/actor.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { plan, planned } from '../campaign/plan.ts';
import { startApi, type TestApi } from './api.ts';
import { passTo, setClock } from './clock.ts';
import { entryOf, paragraphsOf } from './documents.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'liaison', Person>;
let sealing = '';
let lead = '';
let taskId = '';
let dueOn = '';
let day = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma })];
    },
  });
  // Five past nine, whenever the test runs: each day is struck when its rungs have just come due, and none moves because it was late.
  await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) SELECT 1, $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint', [
    Date.parse('2026-12-01T09:05:00+08:00'),
  ]);
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  sealing = await api.unit('云山区卫生健康委员会', 'department', district);
  lead = await api.unit('云山区教育局', 'department', district);
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.liaison = await api.person('liaison', { unitId: lead, role: 'liaisonOfficer' });
  day = beijingDateOf((await api.ledger.moment()).now);
  // The hour of day at which the test runs plays no part.
  await setClock(api, startOfDay(day) + 10 * 3_600_000);
  const today = day;
  dueOn = addDays(today, 10);
  const launch = plan([planned('7', { leadUnitId: lead, dueOn, content: '全区中小学健康教育开课率达100%' })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [lead],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: officeUnit },
    role: 'office' as const,
    unitId: officeUnit,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
  taskId = (await api.pool.query<{ id: string }>('SELECT id FROM task_record')).rows[0]?.id ?? '';
  await step(people.liaison, { type: 'sign' });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const step = (who: Person, body: object) => api.call('POST', `/api/v1/tasks/${taskId}/commands`, { token: who.token, body });
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { readonly code: string }).code;
const ask = (who: Person, query = ''): Promise<Response> =>
  fetch(`${api.base}/api/v1/tasks/${taskId}/urging-notice${query}`, { headers: { Authorization: `Bearer ${who.token}` } });

/** Days pass, to 10:00 in Beijing, time taking each of its steps at its moment. */
async function pass(days: number): Promise<void> {
  day = addDays(day, days);
  await passTo(api, 'task', taskId, day);
}

const inWords = (date: string): string => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

describe('the formal urging notice of an overdue task', () => {
  test('is not there before it was drafted', async () => {
    const [early, stranger] = [
      await ask(people.office),
      await fetch(`${api.base}/api/v1/tasks/${randomUUID()}/urging-notice`, { headers: { Authorization: `Bearer ${people.office.token}` } }),
    ];
    expect([early.status, await codeOf(early), stranger.status, await codeOf(stranger)]).toEqual([404, 'document.absent', 404, 'process.not_found']);
  });

  test('is drafted by time, a paper of the office’s own until it is signed, and says that it is a draft', async () => {
    await pass(22);
    const paragraphs = await paragraphsOf(await ask(people.office));
    expect(paragraphs.slice(0, 4)).toEqual(['云山区健康促进工作领导小组办公室', '（草稿，未经签发）', '督办通知书', '云山区教育局：']);
    expect(paragraphs[4]).toMatch(new RegExp(`任务7“全区中小学健康教育开课率达100%”.*应于${inWords(dueOn)}前完成。.*已超期\\d+日.*提醒、.*超期催办、.*报分管领导。`));
    expect(await codeOf(await ask(people.liaison))).toBe('document.absent');
  });

  test('signed, it has number, date, signer, whose seal it bears, and the day of the answer; the lead reads it too', async () => {
    const wrong = await step(people.office, { type: 'signUrgingNotice', sealUnitId: randomUUID() });
    expect(wrong.body.code).toBe('task.unit_unknown');
    // A preview takes no number.
    const preview = await api.call('POST', `/api/v1/tasks/${taskId}/preview`, { token: people.office.token, body: { type: 'signUrgingNotice' } });
    expect([preview.status, preview.body.refused, preview.body.movesCount, preview.body.noticesCount]).toEqual([200, null, 1, 1]);
    const signed = await step(people.office, { type: 'signUrgingNotice', sealUnitId: sealing, answerWithin: 3 });
    expect(signed.status).toBe(200);
    const { number } = signed.body.urgingNotice as { readonly number: string };
    expect(number).toMatch(/^督办〔\d{4}〕1号$/);
    const response = await ask(people.liaison);
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(`督办通知书${number}.docx`);
    const { now, calendar } = await api.ledger.moment();
    const answerOn = calendar.due(now, { value: 3, unit: 'workingDay' }, { zh: '', en: '' }).dueOn ?? '';
    const paragraphs = await paragraphsOf(response);
    expect(paragraphs[1]).toBe(number);
    expect(paragraphs[5]).toContain(`并于${inWords(answerOn)}前将办理情况书面报云山区健康促进工作领导小组办公室`);
    expect(paragraphs.slice(-4)).toEqual(['云山区健康促进工作领导小组办公室', '（云山区卫生健康委员会代章）', inWords(beijingDateOf(now)), '签发人：office的持有人']);
  });

  test('reads the same when the unit was renamed and the task went on', async () => {
    const before = await paragraphsOf(await ask(people.office));
    const command = { type: 'rename', name: '云山区教育和体育局' } as { readonly type: string };
    const renamed = await api.ledger.execute({ type: 'unit', id: lead, command, actor: system });
    expect(renamed).toMatchObject({ ok: true });
    expect(await step(people.liaison, { type: 'submit', summary: '已全部开课' })).toMatchObject({ status: 200, body: { lead: { name: '云山区教育和体育局' } } });
    await pass(2);
    expect(await paragraphsOf(await ask(people.office))).toEqual(before);
  });

  test('keeps its signer when a successor holds the post and the signer goes by another name', async () => {
    const before = await paragraphsOf(await ask(people.liaison));
    const successor = await api.person('successor');
    const { org } = await api.ledger.moment();
    const post = people.office.posts[0] ?? '';
    const steps = [
      { type: 'post', id: post, command: { type: 'assign', personId: successor.id } },
      { type: 'person', id: people.office.id, command: { type: 'change', name: '改名后的签发人' } },
    ] as const;
    for (const step of steps) expect(await api.ledger.execute({ ...step, actor: system })).toMatchObject({ ok: true });
    const now = (await api.ledger.moment()).org;
    expect([org.post(post)?.personId, now.post(post)?.personId, now.person(people.office.id)?.name]).toEqual([people.office.id, successor.id, '改名后的签发人']);
    expect(before.at(-1)).toBe('签发人：office的持有人');
    expect(await paragraphsOf(await ask(people.liaison))).toEqual(before);
    // The post goes back, for what is still to be done in it.
    expect(await api.ledger.execute({ type: 'post', id: post, command: { type: 'assign', personId: people.office.id } as { type: string }, actor: system })).toMatchObject({
      ok: true,
    });
  });

  test('is answered by the lead in writing; once sealed, the scan is the version in force and the signed one is still to be had', async () => {
    expect(await step(people.office, { type: 'sendBack', reason: '请先答复督办通知书' })).toMatchObject({ status: 200 });
    const signed = await paragraphsOf(await ask(people.office));
    const answered = await step(people.liaison, { type: 'answerUrgingNotice', text: '原因：师资不足。已商请人社局补充，月底前开齐。' });
    expect([answered.status, answered.body.urgingNotice.answer]).toEqual([200, expect.objectContaining({ text: '原因：师资不足。已商请人社局补充，月底前开齐。', late: false })]);
    expect(await step(people.office, { type: 'answerUrgingNotice', text: '代答' })).toMatchObject({ status: 403 });
    const paper = new TextEncoder().encode('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const { body: file } = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent('盖章件.pdf')}`, { token: people.office.token, raw: paper });
    expect(await step(people.liaison, { type: 'attachSealedNotice', evidence: file.id })).toMatchObject({ status: 403 });
    const sealed = await step(people.office, { type: 'attachSealedNotice', evidence: file.id });
    expect([sealed.status, sealed.body.urgingNotice.sealed]).toEqual([200, expect.objectContaining({ attachment: file.id, sha256: file.sha256, mediaType: 'application/pdf' })]);
    const inForce = await ask(people.liaison);
    expect([inForce.headers.get('content-type'), await inForce.json()]).toEqual([
      'application/json; charset=utf-8',
      expect.objectContaining({ attachment: file.id, sha256: file.sha256 }),
    ]);
    // Whoever sees the task reads the scan itself.
    expect((await api.call('GET', `/api/v1/attachments/${file.id}`, { token: people.liaison.token })).status).toBe(200);
    expect(await paragraphsOf(await ask(people.liaison, '?version=signed'))).toEqual(signed);
    const draft = await ask(people.office, '?version=draft');
    expect([draft.status, await codeOf(draft)]).toEqual([404, 'document.absent']);
  });

  test('is an A4 page in the fonts of official documents, Chinese text named as such', async () => {
    const xml = await entryOf(Buffer.from(await (await ask(people.office, '?version=signed')).arrayBuffer()), 'word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(new Set([...xml.matchAll(/w:eastAsia="([^"]+)"/g)].map((match) => match[1]))).toEqual(new Set(['方正小标宋简体', '仿宋_GB2312']));
  });
});
