import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bulletinRoutes } from '../../api/bulletins/routes.ts';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { plan, planned } from '../campaign/plan.ts';
import { startApi, type TestApi } from './api.ts';
import { entryOf, paragraphsOf } from './documents.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const units = {} as Record<'office' | 'education' | 'finance', string>;
const people = {} as Record<'office' | 'chair' | 'education' | 'finance' | 'stranger', Person>;
const campaignId = randomUUID();
let today = '';
let id = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma }), ...bulletinRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  units.office = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  units.education = await api.unit('云山区教育局', 'department', district);
  units.finance = await api.unit('云山区财政局', 'department', district);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.chair = await api.person('chair', { unitId: group, role: 'groupLeader' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.finance = await api.person('finance', { unitId: units.finance, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office'), role: 'office' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan(
    [
      planned('1', { leadUnitId: units.education, dueOn: addDays(today, 1), content: '健康教育开课' }),
      planned('2', { leadUnitId: units.finance, dueOn: addDays(today, 60) }),
      planned('3', { kind: 'eachUnit', leadUnitId: units.education, unitIds: [units.education, units.finance], dueOn: addDays(today, 2) }),
    ],
    {
      officeUnitId: units.office,
      groupUnitId: group,
      memberUnitIds: [units.education, units.finance],
      phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
    },
  );
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
  await api.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1)', [4 * 86_400_000]);
  today = addDays(today, 4);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const get = (who: Person, path: string) => api.call('GET', path, { token: who.token });
const step = (who: Person, body: object, on = id) => api.call('POST', `/api/v1/bulletins/${on}/commands`, { token: who.token, body });
const draft = (who: Person, more: object = {}) =>
  api.call('POST', '/api/v1/bulletins', {
    token: who.token,
    body: { campaignId, kind: 'progress', title: '关于健康促进工作进展情况的通报', from: addDays(today, -4), until: today, ...more },
  });
const paper = (who: Person, query = '') => fetch(`${api.base}/api/v1/bulletins/${id}/document${query}`, { headers: { Authorization: `Bearer ${who.token}` } });

describe('a bulletin', () => {
  test('is drafted by the campaign’s office; each of its numbers names the list of its rows, and the list is as long', async () => {
    expect((await draft(people.education)).body.code).toBe('policy.forbidden');
    expect((await draft(people.stranger)).body.code).toBe('process.not_found');
    expect((await draft(people.office, { until: addDays(today, 1) })).body.code).toBe('bulletin.dates_disordered');
    const made = await draft(people.office);
    expect([made.status, made.body.stage, made.body.number]).toEqual([201, 'drafted', null]);
    id = made.body.id;
    const { figures } = made.body;
    const counted = [
      figures.tasks,
      figures.overdue,
      ...Object.values(figures.byStage),
      ...figures.units.flatMap(({ tasks, accepted, cancelled, overdue }: Record<string, unknown>) => [tasks, accepted, cancelled, overdue]),
    ];
    // Of a task of which each unit has a share the shares count, in the numbers and in the lists.
    expect([figures.tasks.value, figures.overdue.value, figures.units.map(({ tasks }: { tasks: { value: number } }) => tasks.value).toSorted()]).toEqual([4, 3, [2, 2]]);
    for (const { value, rows } of counted as { readonly value: number; readonly rows: string }[])
      expect([rows, (await get(people.office, rows)).body.items.length]).toEqual([rows, value]);
  });

  test('is a paper of the office’s own until it is issued: no unit sees it, in no list and under no path', async () => {
    for (const path of ['', '/facts', '/document']) expect((await get(people.education, `/api/v1/bulletins/${id}${path}`)).status).toBe(404);
    expect((await get(people.education, '/api/v1/bulletins')).body.items).toEqual([]);
    const paragraphs = await paragraphsOf(await paper(people.office));
    expect(paragraphs.slice(0, 4)).toEqual(['云山区健康促进工作领导小组办公室', '（草稿，未经签发）', '关于健康促进工作进展情况的通报', '各有关单位：']);
  });

  test('is previewed, edited, signed with a number, and issued to the units, which hear of it and read it', async () => {
    const sections = [{ heading: '总体情况', paragraphs: ['各单位按方案推进。'] }];
    expect((await step(people.office, { type: 'refresh' })).status).toBe(200);
    expect((await step(people.office, { type: 'edit', sections })).body).toMatchObject({ sections, edited: true });
    const preview = await api.call('POST', `/api/v1/bulletins/${id}/preview`, { token: people.office.token, body: { type: 'sign' } });
    expect([preview.status, preview.body.refused, preview.body.movesCount]).toEqual([200, null, 1]);
    expect((await step(people.office, { type: 'sign' })).body.number).toMatch(/^通报〔\d{4}〕1号$/);
    expect((await step(people.office, { type: 'edit', title: '改题' })).body.code).toBe('bulletin.already_signed');
    const issued = await step(people.office, { type: 'issue' });
    expect([issued.status, issued.body.stage, issued.body.deadlines]).toEqual([200, 'issued', []]);
    expect((await get(people.finance, '/api/v1/bulletins')).body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await get(people.stranger, `/api/v1/bulletins/${id}`)).status).toBe(404);
    const { rows } = await api.pool.query<{ person_id: string }>("SELECT person_id FROM notice WHERE process_id = $1 AND kind = 'bulletinIssued'", [id]);
    expect(rows.map((row) => row.person_id).sort()).toEqual([people.chair.id, people.education.id, people.finance.id].sort());
  });

  test('issued shows the units what it says, and what its drafts said to the office and the leading group alone', async () => {
    const draftsRead = async (who: Person) => {
      const { items } = (await get(who, `/api/v1/bulletins/${id}/facts`)).body;
      return items
        .filter(({ type }: { type: string }) => ['bulletinDrafted', 'bulletinEdited', 'bulletinRefreshed'].includes(type))
        .map(({ data }: { data: object }) => ['title', 'sections', 'figures'].filter((key) => key in data));
    };
    const all = [['title', 'sections', 'figures'], ['sections', 'figures'], ['sections']];
    expect([await draftsRead(people.office), await draftsRead(people.chair)]).toEqual([all, all]);
    expect(await draftsRead(people.education)).toEqual([[], [], []]);
    expect((await get(people.education, `/api/v1/bulletins/${id}`)).body).toMatchObject({ title: '关于健康促进工作进展情况的通报', sections: [{ heading: '总体情况' }] });
  });

  test('says beside what was issued how the same stands now, counted alike, to the office and the leading group alone; what was issued stays', async () => {
    const read = async (who: Person) => (await get(who, `/api/v1/bulletins/${id}`)).body;
    const before = await read(people.office);
    const { at: _then, ...figures } = before.figures;
    expect(before.now).toEqual({ at: before.now.at, ...figures });
    const task = (await get(people.office, `/api/v1/campaigns/${campaignId}/tasks`)).body.items.find(({ number }: { number: string }) => number === '2');
    for (const [who, type] of [
      [people.finance, 'sign'],
      [people.finance, 'submit'],
      [people.office, 'accept'],
    ] as const)
      expect((await api.call('POST', `/api/v1/tasks/${task.id}/commands`, { token: who.token, body: { type } })).status).toBe(200);
    for (const who of [people.office, people.chair]) {
      const after = await read(who);
      expect(after.figures).toEqual(before.figures);
      expect([after.figures.byStage.accepted, after.now.byStage.accepted.value]).toEqual([undefined, 1]);
      expect(Date.parse(after.now.at)).toBeGreaterThan(Date.parse(after.figures.at));
      const unit = (of: typeof after.now) => of.units.find((one: { unit: { id: string } }) => one.unit.id === units.finance);
      expect([unit(after.figures).accepted.value, unit(after.now).accepted.value, unit(after.now).percent]).toEqual([0, 1, 50]);
      // A draft made now would say the same.
      const { body: fresh } = await draft(people.office);
      expect({ ...fresh.figures, at: '' }).toEqual({ ...after.now, at: '' });
      await step(people.office, { type: 'withdraw', reason: '比对用' }, fresh.id);
      expect((await get(people.office, `/api/v1/bulletins/${fresh.id}`)).body.now).toBeNull();
    }
    for (const who of [people.education, people.finance]) expect((await read(who)).now).toBeNull();
    expect((await get(people.office, '/api/v1/bulletins')).body.items[0]).not.toHaveProperty('now');
  });

  test('is an official document with the ranking and what is overdue as tables, and reads the same when units were renamed and its signer goes by another name', async () => {
    const before = await paragraphsOf(await paper(people.education));
    expect(before).toEqual(expect.arrayContaining(['一、总体情况', '各单位按方案推进。', '云山区教育局', '健康教育开课']));
    const xml = await entryOf(Buffer.from(await (await paper(people.education)).arrayBuffer()), 'word/document.xml');
    expect([(xml.match(/<w:tbl>/g) ?? []).length, xml.includes('w:w="11906" w:h="16838"')]).toEqual([2, true]);
    await api.ledger.execute({
      type: 'unit',
      id: units.education,
      command: { type: 'rename', name: '云山区教育和体育局' } as { readonly type: string },
      actor: { ref: { by: 'system' } },
    });
    expect(before).toContain('签发人：office的持有人');
    const renamed = await api.ledger.execute({
      type: 'person',
      id: people.office.id,
      command: { type: 'change', name: '改名后的签发人' } as { readonly type: string },
      actor: { ref: { by: 'system' } },
    });
    expect(renamed).toMatchObject({ ok: true });
    expect(await paragraphsOf(await paper(people.education))).toEqual(before);
  });

  test('once sealed is the scan; a second scan needs a reason', async () => {
    const scan = async (text: string): Promise<string> =>
      (
        await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent('盖章件.pdf')}`, {
          token: people.office.token,
          raw: new TextEncoder().encode(`%PDF-1.4\n${text}\n%%EOF\n`),
        })
      ).body.id;
    const [first, second] = [await scan('one'), await scan('two')];
    expect((await step(people.office, { type: 'attachSealed', evidence: first })).body.sealed).toMatchObject({ attachment: first });
    expect((await step(people.office, { type: 'attachSealed', evidence: second })).body.code).toBe('task.scan_reason_needed');
    const replaced = await step(people.office, { type: 'attachSealed', evidence: second, reason: '印章不清' });
    expect([replaced.body.sealed.attachment, replaced.body.formerScans.map((one: { attachment: string }) => one.attachment)]).toEqual([second, [first]]);
    expect(await (await paper(people.education)).json()).toMatchObject({ attachment: second });
    expect((await paper(people.education, '?version=signed')).headers.get('content-type')).toContain('wordprocessingml');
  });

  test('a campaign’s rhythm is owed by its office, and the next counts from the one issued', async () => {
    const campaign = (body: object) => api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, { token: people.office.token, body });
    expect((await campaign({ type: 'setBulletinRhythm', every: { months: 1, period: { value: 1, unit: 'workingDay' } } })).status).toBe(400);
    const set = await campaign({ type: 'setBulletinRhythm', every: { months: 1 } });
    const owed = () => api.pool.query<{ due_on: string; seq: number }>("SELECT due_on, seq FROM deadline_record WHERE process_id = $1 AND kind = 'bulletin'", [campaignId]);
    expect([set.status, (await owed()).rows.length]).toEqual([200, 1]);
    const { seq } = (await owed()).rows[0] ?? { seq: 0 };
    const { body: next } = await draft(people.office, { title: '第二期' });
    await step(people.office, { type: 'sign' }, next.id);
    expect((await step(people.office, { type: 'issue' }, next.id)).status).toBe(200);
    expect((await owed()).rows[0]?.seq).toBeGreaterThan(seq);
    expect((await api.ledger.execute({ type: 'bulletin', id: next.id, command: { type: 'strike' }, actor: time })).ok).toBe(true);
    expect(await verify(api.pool)).toMatchObject({ faults: [] });
  });

  test('a draft ends with its campaign', async () => {
    const { body } = await draft(people.office, { title: '未印发' });
    await api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, { token: people.office.token, body: { type: 'cancel', reason: '方案调整' } });
    expect((await get(people.office, `/api/v1/bulletins/${body.id}`)).body).toMatchObject({ stage: 'withdrawn', withdrawReason: 'campaignCancelled', deadlines: [] });
    expect((await draft(people.office)).body.code).toBe('campaign.closed');
    expect((await get(people.office, `/api/v1/bulletins/${id}`)).body).toMatchObject({ stage: 'issued', now: null });
  });
});
