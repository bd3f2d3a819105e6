import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { ladderRoutes } from '../../api/ladders/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { plan, planned } from '../campaign/plan.ts';
import { type Answered, startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'education' | 'stranger', Person>;
const campaignId = randomUUID();
let today = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...ladderRoutes({ ledger })];
    },
  });
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const office = await api.unit('健康办', 'office', group);
  const education = await api.unit('教育局', 'department', district);
  people.office = await api.person('office', { unitId: office, role: 'office' });
  people.education = await api.person('education', { unitId: education, role: 'unitLeader' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('文旅局', 'department', district), role: 'unitLeader' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan(
    ['1', '2', '3'].map((number) => planned(number, { leadUnitId: education, dueOn: addDays(today, 100) })),
    { officeUnitId: office, groupUnitId: group, memberUnitIds: [education], phases: [{ kind: 'commitment', name: '政府承诺', startsOn: today, endsOn: addDays(today, 60) }] },
  );
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: { ref, role: 'office', unitId: office } });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const step = (who: Person, body: object, path = 'commands', headers: Record<string, string> = {}): Promise<Answered> =>
  api.call('POST', `/api/v1/campaigns/${campaignId}/${path}`, { token: who.token, body, headers });
const rules = (who: Person, headers: Record<string, string> = {}): Promise<Answered> => api.call('GET', `/api/v1/campaigns/${campaignId}/ladders`, { token: who.token, headers });
const reason = '区领导要求加快';
const workingDays = (value: number) => ({ value, unit: 'workingDay' });
const [reminder, overdueNotice, escalation] = defaultTaskLadders.task;

describe('chase rules over the API', () => {
  test('the default ones, of campaigns and of cases, in the reader’s language', async () => {
    const { status, body } = await api.call('GET', '/api/v1/ladders', { token: people.stranger.token });
    expect([status, body.campaign.length, body.cases.length]).toEqual([200, 12, 7]);
    const task = body.campaign.find(({ ladder }: { ladder: string }) => ladder === 'task');
    expect(task.name).toBe('完成时限');
    expect(task.rungs[2]).toEqual({ rung: 'escalation', offset: workingDays(2), to: 'managerInCharge', name: '报分管领导', when: '到期后第3个工作日', toName: '分管领导' });
    expect(body.limits).toContainEqual({ part: 'every', limit: 'meeting', name: '领导小组会议周期', period: null, months: 6, text: '每6个月', isDefault: true });
    expect(body.cases.find(({ ladder }: { ladder: string }) => ladder === 'conclude')).toMatchObject({
      limit: '90日',
      rule: expect.stringContaining('第六十条'),
      name: '作出处理决定',
    });
    const english = await api.call('GET', '/api/v1/ladders', { token: people.stranger.token, headers: { 'Accept-Language': 'en' } });
    expect(english.body.campaign[1].rungs[0]).toMatchObject({ name: 'reminder', when: '3 working days before the due moment', toName: 'whoever is responsible' });
    expect((await api.call('GET', '/api/v1/ladders')).status).toBe(401);
  });

  test('a change previewed, then taken by the office alone: each open task follows, and the campaign’s rules say where they differ', async () => {
    const change = { type: 'setLadders', reason, ladders: { task: [{ ...reminder, offset: workingDays(-200) }, overdueNotice, escalation], limits: { sign: workingDays(2) } } };
    const { status, body } = await step(people.office, change, 'preview');
    expect([status, body.refused, body.movesCount, body.noticesCount]).toEqual([200, null, 4, 0]);
    const tasks = body.moves.filter(({ type }: { type: string }) => type === 'task');
    for (const { rungs, facts } of tasks) {
      expect(facts).toEqual(['laddersSet']);
      expect(rungs.map(({ rung, atOnce, after }: { rung: string; atOnce: boolean; after: string | null }) => [rung, atOnce, after === null])).toEqual([
        ['reminder', true, false],
        ['urgingNotice', false, true],
        ['leadingGroup', false, true],
      ]);
    }
    expect(body.moves.find(({ type }: { type: string }) => type === 'campaign').changes).toEqual([
      { field: 'ladders.limits.sign', name: '签收时限', before: '1个工作日', after: '2个工作日' },
    ]);
    expect((await rules(people.office)).body.ladders.every(({ isDefault }: { isDefault: boolean }) => isDefault)).toBe(true);

    expect((await step(people.education, change)).body.code).toBe('policy.forbidden');
    expect((await step(people.stranger, change)).status).toBe(404);
    const version = (await api.call('GET', `/api/v1/campaigns/${campaignId}`, { token: people.office.token })).body.version;
    expect((await step(people.office, change, 'commands', { 'If-Match': `"${version - 1}"` })).body.code).toBe('process.changed_since');
    const headers = { 'Idempotency-Key': randomUUID() };
    const [first, again] = [await step(people.office, change, 'commands', headers), await step(people.office, change, 'commands', headers)];
    expect([first.status, first.body.version, again.body.version]).toEqual([200, version + 1, version + 1]);
    expect(first.body.ladders).toMatchObject({ task: change.ladders.task, limits: { sign: workingDays(2), review: workingDays(5) } });

    const shown = await rules(people.education);
    expect(shown.body.ladders.filter(({ isDefault }: { isDefault: boolean }) => !isDefault)).toMatchObject([
      { ladder: 'task', rungs: [{ rung: 'reminder' }, { rung: 'overdueNotice' }, { rung: 'escalation' }], leftOut: [{ rung: 'urgingNotice' }, { rung: 'leadingGroup' }] },
    ]);
    expect(shown.body.limits.filter(({ isDefault }: { isDefault: boolean }) => !isDefault)).toEqual([
      { part: 'limits', limit: 'sign', name: '签收时限', period: workingDays(2), months: null, text: '2个工作日', isDefault: false },
    ]);
    expect((await rules(people.stranger)).status).toBe(404);
    const { rows } = await api.pool.query<{ next: string }>(
      "SELECT DISTINCT state #>> '{ladders,task,0,offset,value}' AS next FROM process WHERE parent_id = $1 AND type = 'task'",
      [campaignId],
    );
    expect(rows).toEqual([{ next: '-200' }]);
  });

  test('somebody else to tell, and an interval: the preview names both people and both texts, no moment, and nothing comes at once', async () => {
    const ladders = { task: [reminder, overdueNotice, { ...escalation, to: 'unitLeader' }], every: { meeting: { months: 3 } } };
    const asked = (language: string) => step(people.office, { type: 'setLadders', reason, ladders }, 'preview', { 'Accept-Language': language });
    const { body } = await asked('en');
    expect(body.moves.find(({ type }: { type: string }) => type === 'campaign').changes).toEqual([
      { field: 'ladders.every.meeting', name: 'meetings of the leading group', before: 'every 6 months', after: 'every 3 months' },
    ]);
    const [task, ...others] = body.moves.filter(({ type }: { type: string }) => type === 'task');
    const escalated = task.rungs.find(({ rung }: { rung: string }) => rung === 'escalation');
    expect(escalated).toMatchObject({ to: { before: 'the manager in charge', after: 'the unit’s leader' }, atOnce: false });
    expect([escalated.before === escalated.after, others.length]).toEqual([true, 2]);
    expect((await asked('zh')).body.moves.at(-1).rungs.find(({ rung }: { rung: string }) => rung === 'escalation').to).toEqual({ before: '分管领导', after: '主要负责人' });
  });

  test('is refused where it is no ladder, where exact units stand outside drills, and where nothing would be another', async () => {
    const set = async (ladders: object) => (await step(people.office, { type: 'setLadders', reason, ladders })).body.code;
    expect(await set({ task: [reminder, reminder] })).toBe('request.invalid');
    expect(await set({ every: { bulletin: { months: 1 } } })).toBe('request.invalid');
    expect(await set({ task: [{ ...reminder, offset: { value: -3, unit: 'second' } }] })).toBe('period.unit_refused');
    // As the database gives a ladder back, its fields stand in another order.
    expect(await set({ sign: defaultTaskLadders.sign, limits: { sign: { unit: 'workingDay', value: 2 } } })).toBe('campaign.nothing_changed');
    expect((await step(people.office, { type: 'setLadders', ladders: { phase: [] } })).body.code).toBe('request.invalid');
  });
});
