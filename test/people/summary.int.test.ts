import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { planMediaTypes, readPlanSource } from '../../api/plans/reading/read.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { behind, type ShownFigure } from '../reports/behind.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
interface Shown {
  readonly sections: readonly { readonly title: string; readonly figures: readonly ShownFigure[] }[];
}

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'health' | 'education' | 'stranger', Person>;
let campaignId = '';
let today = '';

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
  const education = await api.unit('教育局', 'department', district);
  people.office = await api.person('office', { unitId: officeUnit, role: 'office' });
  people.health = await api.person('health', { unitId: health, role: 'liaisonOfficer' });
  people.education = await api.person('education', { unitId: education, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区', 'district'), role: 'unitLeader' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const tasks = Array.from({ length: 30 }, (_, n) => planned(String(n + 1), { leadUnitId: n % 3 === 0 ? education : health, dueOn: addDays(today, n % 2 === 0 ? 5 : 60) }));
  const launch = plan(tasks, {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [health, education],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: officeUnit },
    role: 'office' as const,
    unitId: officeUnit,
  };
  campaignId = randomUUID();
  const launched = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  const step = async (who: Person, id: string, body: object) => expect((await api.call('POST', `/api/v1/tasks/${id}/commands`, { token: who.token, body })).status).toBe(200);
  const { items } = (await api.call('GET', '/api/v1/tasks?limit=200', { token: people.health.token })).body;
  for (const [n, { id }] of items.slice(0, 9).entries()) {
    await step(people.health, id, { type: 'sign' });
    if (n < 6) await step(people.health, id, { type: 'submit', summary: '办结' });
    if (n < 4) await step(people.office, id, { type: 'accept' });
  }
  await step(people.office, items[10].id, { type: 'cancel', reason: '合并' });
  const meeting = await api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, {
    token: people.office.token,
    body: { type: 'recordMeeting', heldOn: today, minutes: '听取汇报' },
  });
  expect(meeting.status).toBe(200);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const summary = (who: Person, query = '') => api.call('GET', `/api/v1/campaigns/${campaignId}/summary${query}`, { token: who.token });
const numberOf = (shown: Shown, title: string, label: string) => shown.sections.find((one) => one.title === title)?.figures.find((one) => one.label === label)?.value;

describe('a campaign’s summary', () => {
  test.each([
    ['office', 29],
    ['health', 26],
    ['education', 26],
  ] as const)(
    'every number that %s sees is the number of rows in the list it names',
    async (name, numbers) => {
      const { status, body } = await summary(people[name], `?from=${today}&until=${addDays(today, 30)}`);
      expect(status).toBe(200);
      const figures = (body as Shown).sections.flatMap((section) => section.figures);
      expect(figures).toHaveLength(numbers);
      for (const figure of figures) expect([figure.label, figure.rows, await behind(api, people[name].token, figure)]).toEqual([figure.label, figure.rows, figure.value]);
    },
    60_000,
  );

  test('counts what happened, for the office the whole and for a unit its own', async () => {
    const { body } = await summary(people.office, `?from=${today}&until=${addDays(today, 30)}`);
    const of = (title: string, label: string) => numberOf(body, title, label);
    expect([of('任务总体情况', '任务'), of('任务总体情况', '已验收'), of('任务总体情况', '待验收'), of('任务总体情况', '另取消')]).toEqual([29, 4, 2, 1]);
    expect([of('本期完成情况', '本期到期'), of('本期完成情况', '本期验收'), of('本期完成情况', '其中按期报送'), of('本期完成情况', '其中逾期报送')]).toEqual([14, 4, 4, 0]);
    expect([of('卫健委', '任务'), of('教育局', '任务'), body.meetings]).toEqual([19, 10, [{ heldOn: today, text: '听取汇报' }]]);
    const own = await summary(people.education);
    expect([numberOf(own.body, '任务总体情况', '任务'), own.body.sections.map((section: { title: string }) => section.title).slice(-1)]).toEqual([10, ['教育局']]);
    const before = await summary(people.office, '?from=2020-01-01&until=2020-12-31');
    expect([numberOf(before.body, '本期完成情况', '本期验收'), before.body.meetings]).toEqual([0, []]);
    expect((await summary(people.stranger)).status).toBe(404);
    expect((await summary(people.office, '?from=2026-02-01&until=2026-01-01')).status).toBe(400);
  });

  test('is drafted as a document with the same numbers', async () => {
    const response = await fetch(`${api.base}/api/v1/campaigns/${campaignId}/summary.docx?from=${today}`, { headers: { Authorization: `Bearer ${people.office.token}` } });
    const { lines } = await readPlanSource(Buffer.from(await response.arrayBuffer()), planMediaTypes.docx);
    const text = lines.map((line) => line.text).join('\n');
    expect(text).toContain('任务29项，已验收4项');
    expect(text).toContain('另在专项行动中记载会议1次');
    expect(text).toContain('（草稿，未经签发）');
  });
});
