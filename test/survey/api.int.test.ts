import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { indicatorRoutes } from '../../api/indicators/routes.ts';
import { surveyRoutes } from '../../api/surveys/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

const blocks = 12;
let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'town' | 'stranger', Person>;
const ids = {} as Record<'office' | 'town' | 'campaign' | 'other', string>;
let today = '';
let surveyId = '';
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...indicatorRoutes({ ledger, prisma }), ...surveyRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区人民政府', 'district');
  ids.office = await api.unit('健康办', 'office', district);
  ids.town = await api.unit('东镇', 'town', district);
  people.office = await api.person('office', { unitId: ids.office, role: 'office' });
  people.town = await api.person('town', { unitId: ids.town, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office', await api.unit('邻区', 'district')), role: 'office' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: ids.office },
    role: 'office' as const,
    unitId: ids.office,
  };
  for (const name of ['campaign', 'other'] as const) {
    const launch = plan([planned('1', { leadUnitId: ids.town, dueOn: addDays(today, 60) })], {
      officeUnitId: ids.office,
      groupUnitId: district,
      memberUnitIds: [ids.town],
      phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 300) }],
    });
    ids[name] = randomUUID();
    const outcome = await api.ledger.execute({ type: 'campaign', id: ids[name], creates: true, command: launch, actor });
    if (!outcome.ok) throw new Error(outcome.code);
  }
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const get = (who: Person, path: string) => api.call('GET', `/api/v1${path}`, { token: who.token });
const post = (who: Person, path: string, body: object) => api.call('POST', `/api/v1${path}`, { token: who.token, body });

test('all blocks but one are done: it is shown so, and not completed before the one missing is named with why', async () => {
  const points = Array.from({ length: blocks }, (_, index) => ({ unitId: ids.town, name: `${index + 1}号街区`, planned: 1 }));
  const begun = await post(people.office, '/surveys', { campaignId: ids.campaign, name: '环境卫生现场调查', points, dueOn: addDays(today, 30) });
  expect([begun.status, begun.body.number, begun.body.progress]).toEqual([201, `调查〔${today.slice(0, 4)}〕1号`, '0/12']);
  surveyId = begun.body.id;
  expect((await post(people.stranger, `/surveys/${surveyId}/commands`, { type: 'recordProgress', point: 1, reached: 1 })).status).toBe(404);
  const steps = Array.from({ length: blocks - 1 }, (_, index) => index + 1);
  for (const point of steps) {
    const { body } = await post(people.town, `/surveys/${surveyId}/commands`, { type: 'recordProgress', point, reached: 1, valid: 1 });
    if (body.code) throw new Error(body.code);
  }
  const shown = await get(people.town, `/surveys/${surveyId}`);
  expect([shown.body.progress, shown.body.sample]).toMatchObject(['11/12', { points: 12, done: 11, planned: 12, reached: 11 }]);
  const short = await post(people.office, `/surveys/${surveyId}/commands`, { type: 'complete', note: '现场调查结束' });
  expect([short.status, short.body.code, short.body.items]).toMatchObject([409, 'survey.points_short', [{ point: 12, name: '12号街区' }]]);
  await post(people.office, `/surveys/${surveyId}/commands`, { type: 'recordQualityCheck', point: 1, rechecked: 1, agreed: 1 });
  const done = await post(people.office, `/surveys/${surveyId}/commands`, { type: 'complete', note: '现场调查结束', shortfalls: [{ point: 12, reason: '拆迁' }] });
  expect([done.body.stage, done.body.progress, done.body.points.at(-1).shortfall]).toEqual(['completed', '11/12', '拆迁']);
  const listed = await get(people.town, `/campaigns/${ids.campaign}/surveys`);
  expect(listed.body.items).toMatchObject([{ id: surveyId, stage: 'completed', progress: '11/12', sample: { agreement: '100' } }]);
  expect((await get(people.town, `/campaigns/${ids.other}/surveys`)).body.items).toEqual([]);
});

test('it is the source of a value in its own campaign, and of none in another', async () => {
  const rule = { kind: 'ratio', target: 95 };
  const made = async (campaignId: string) => (await post(people.office, '/indicators', { campaignId, name: '环境卫生达标率', rule, ownerUnitId: ids.town })).body.id;
  const value = { type: 'recordValue', numerator: 19, denominator: 20, on: today, surveyId };
  const recorded = await post(people.town, `/indicators/${await made(ids.campaign)}/commands`, value);
  expect(recorded.body).toMatchObject({ outcome: 'reached', current: '95', values: [{ survey: { id: surveyId, sample: { reached: 11 } } }] });
  expect((await post(people.town, `/indicators/${await made(ids.other)}/commands`, value)).body.code).toBe('survey.unfit_source');
  expect((await verify(api.pool)).faults).toEqual([]);
});
