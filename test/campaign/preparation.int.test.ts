import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { postRoutes } from '../../api/posts/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from './plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const units = {} as Record<'group' | 'office' | 'education' | 'sports' | 'culture' | 'finance', string>;
const people = {} as Record<'office' | 'chair' | 'education' | 'sports' | 'culture' | 'financeHead' | 'clerk' | 'administrator', Person>;
const campaignId = randomUUID();
let today = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma }), ...postRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  units.group = await api.unit('健康领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', units.group);
  for (const key of ['education', 'sports', 'culture', 'finance'] as const) units[key] = await api.unit(key, 'department', district);
  people.administrator = await api.person('administrator', { unitId: district, role: 'administrator' });
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.chair = await api.person('chair', { unitId: units.group, role: 'groupLeader' });
  for (const key of ['education', 'sports', 'culture'] as const) people[key] = await api.person(key, { unitId: units[key], role: 'liaisonOfficer' });
  people.financeHead = await api.person('finance-head', { unitId: units.finance, role: 'unitLeader' });
  people.clerk = await api.person('clerk', { unitId: units.finance, role: 'expert' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const dueOn = addDays(today, 100);
  const launch = plan([planned('1', { leadUnitId: units.education, section: '环境', dueOn }), planned('2', { leadUnitId: units.culture, dueOn })], {
    officeUnitId: units.office,
    groupUnitId: units.group,
    memberUnitIds: [units.education, units.finance],
    sections: [{ name: '环境' }],
    phases: [{ kind: 'commitment', name: '政府承诺', startsOn: today, endsOn: addDays(today, 60) }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const step = (who: Person, body: object, path = 'commands'): Promise<Answered> => api.call('POST', `/api/v1/campaigns/${campaignId}/${path}`, { token: who.token, body });
const get = (who: Person, path = `campaigns/${campaignId}`): Promise<Answered> => api.call('GET', `/api/v1/${path}`, { token: who.token });

describe('before a campaign is under way', () => {
  test('the approval is recorded by the office, shown, and meets its condition', async () => {
    const body = { type: 'recordApproval', approvedBy: '区政府常务会议', approvedOn: today };
    expect((await step(people.education, body)).body.code).toBe('policy.forbidden');
    const recorded = await step(people.office, body);
    expect([recorded.status, recorded.body.approval]).toMatchObject([200, { approvedBy: '区政府常务会议', unit: null, approvedOn: today, by: { id: people.office.id } }]);
    expect(recorded.body.conditions.find(({ condition }: { condition: string }) => condition === 'planApproved')).toMatchObject({ held: true, blocks: false });
    expect((await step(people.office, { type: 'recordApproval', approvedOn: today })).body.code).toBe('request.invalid');
  });

  test('the leading group is shown with who holds each post now', async () => {
    const members = [
      { role: 'groupLeader', postId: people.chair.posts[0], title: '区长' },
      { role: 'member', unitId: units.education, title: '教育局局长' },
    ];
    const set = await step(people.office, { type: 'setComposition', members, reason: '成立' });
    expect([set.status, set.body.composition]).toEqual([
      200,
      [
        { role: 'groupLeader', title: '区长', unit: null, postId: people.chair.posts[0], holder: { id: people.chair.id, name: 'chair的持有人' } },
        { role: 'member', title: '教育局局长', unit: { id: units.education, name: 'education' }, postId: null, holder: null },
      ],
    ]);
  });

  test('a working group gives its members the sight of its section’s tasks and of the campaign, and takes it away again', async () => {
    const numbers = async (who: Person): Promise<readonly string[]> => (await get(who, 'tasks')).body.items.map(({ number }: { number: string }) => number);
    expect([(await get(people.sports)).status, await numbers(people.sports)]).toEqual([404, []]);
    const group = { type: 'setWorkingGroup', section: '环境', leadUnitId: units.culture, memberUnitIds: [units.sports], reason: '成立工作组' };
    const shown = await step(people.office, group, 'preview');
    expect([shown.body.refused, shown.body.movesCount]).toEqual([null, 2]);
    const set = await step(people.office, group);
    expect([set.status, set.body.sections]).toEqual([200, [{ name: '环境', lead: { id: units.culture, name: 'culture' }, members: [{ id: units.sports, name: 'sports' }] }]]);
    expect([(await get(people.sports)).status, await numbers(people.sports), await numbers(people.culture)]).toEqual([200, ['1'], ['1', '2']]);
    await step(people.office, { ...group, memberUnitIds: [], reason: '调整' });
    expect([(await get(people.sports)).status, await numbers(people.sports)]).toEqual([404, []]);
  });

  test('a unit without a liaison officer is asked, its head names one of its own people, and the post is filled in the same step', async () => {
    const asked = await step(people.office, { type: 'askLiaisonOfficers', dueOn: addDays(today, 10) });
    expect([asked.status, asked.body.lackingLiaisonOfficers, asked.body.deadlines.map(({ kind }: { kind: string }) => kind).includes('liaison')]).toEqual([
      200,
      [{ id: units.finance, name: 'finance' }],
      true,
    ]);
    const { rows } = await api.pool.query<{ person_id: string }>("SELECT person_id FROM notice WHERE process_id = $1 AND kind = 'liaisonOfficersAsked'", [campaignId]);
    expect(rows).toEqual([{ person_id: people.financeHead.id }]);
    const name = (who: Person, personId: string): Promise<Answered> => step(who, { type: 'nameLiaisonOfficer', personId });
    expect((await name(people.education, people.clerk.id)).body.code).toBe('policy.forbidden');
    expect((await name(people.financeHead, people.education.id)).body.code).toBe('campaign.person_elsewhere');
    const named = await name(people.financeHead, people.clerk.id);
    expect([named.status, named.body.lackingLiaisonOfficers, named.body.deadlines.map(({ kind }: { kind: string }) => kind).includes('liaison')]).toEqual([200, [], false]);
    const posts = await get(people.administrator, `posts?unitId=${units.finance}&role=liaisonOfficer`);
    expect(posts.body.items).toMatchObject([{ title: '联络员', person: { id: people.clerk.id } }]);
    expect((await get(people.office)).body.lackingLiaisonOfficers).toEqual([]);
    expect((await name(people.financeHead, people.clerk.id)).body.code).toBe('post.already_held');
    const other = await name(people.financeHead, people.financeHead.id);
    expect(other.status).toBe(200);
    const held = await get(people.administrator, `posts?unitId=${units.finance}&role=liaisonOfficer`);
    expect(held.body.items).toMatchObject([{ person: { id: people.financeHead.id } }]);
  });

  test('heads of several units naming at once, and an administrator beside them, never leave one undone', async () => {
    const heads = await Promise.all(
      [units.education, units.finance].map(async (unitId, index) => ({
        unitId,
        head: await api.person(`head-${index}`, { unitId, role: 'managerInCharge' }),
        next: await api.person(`next-${index}`, { unitId, role: 'expert' }),
      })),
    );
    const answers = await Promise.all([
      ...heads.map(({ head, next }) => step(head, { type: 'nameLiaisonOfficer', personId: next.id })),
      api.record('unit', { type: 'register', name: '新单位', kind: 'department' }),
    ]);
    expect(answers.slice(0, 2).map((answer) => (answer as Answered).status)).toEqual([200, 200]);
    const { org, now } = await api.ledger.moment();
    expect(heads.map(({ unitId }) => org.postsIn(unitId, 'liaisonOfficer', now).map(({ personId }) => personId))).toEqual(heads.map(({ next }) => [next.id]));
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
