import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from './plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const units = {} as Record<'group' | 'office' | 'education' | 'culture', string>;
const people = {} as Record<'office' | 'education' | 'culture', Person>;
const campaignId = randomUUID();
const tasks: Record<string, string> = {};
let today = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma })];
    },
  });
  const district = await api.unit('云山区', 'district');
  units.group = await api.unit('健康领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', units.group);
  units.education = await api.unit('教育局', 'department', district);
  units.culture = await api.unit('文旅局', 'department', district);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.culture = await api.person('culture', { unitId: units.culture, role: 'liaisonOfficer' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const dueOn = addDays(today, 100);
  const launch = plan([planned('1', { leadUnitId: units.education, dueOn, content: '控烟' }), planned('2', { leadUnitId: units.culture, dueOn })], {
    officeUnitId: units.office,
    groupUnitId: units.group,
    memberUnitIds: [units.education, units.culture],
    phases: [{ kind: 'commitment', name: '政府承诺', startsOn: today, endsOn: addDays(today, 60) }],
  });
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: { ref, role: 'office', unitId: units.office } });
  if (!outcome.ok) throw new Error(outcome.code);
  for (const { id, number } of (await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record')).rows) tasks[number] = id;
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const step = (body: object, path = 'commands', headers: Record<string, string> = {}): Promise<Answered> =>
  api.call('POST', `/api/v1/campaigns/${campaignId}/${path}`, { token: people.office.token, body, headers });

test('the text for a chat group names what the list of tasks shows under the same filters, and no other', async () => {
  const read = async (query: string) => {
    const { status, body } = await api.call('GET', `/api/v1/campaigns/${campaignId}/urging-text${query}`, { token: people.office.token });
    return [status, body.tasks, body.units];
  };
  expect(await read('')).toEqual([200, 2, 2]);
  expect(await read(`?q=${encodeURIComponent('控烟')}`)).toEqual([200, 1, 1]);
  for (const none of ['light=red', 'phase=evaluation', 'stage=accepted', 'open=false', 'overdue=true']) expect([none, await read(`?${none}`)]).toEqual([none, [200, 0, 0]]);
  expect(await read(`?overdue=false&light=green&leadUnitId=${units.culture}`)).toEqual([200, 1, 1]);
  const { body: list } = await api.call('GET', `/api/v1/campaigns/${campaignId}/tasks`, { token: people.office.token });
  const [first, ...others] = list.items.map(({ id }: { readonly id: string }) => id);
  expect([await read(`?taskIds=${first}`), await read(`?taskIds=${[first, ...others].join(',')}`), await read(`?taskIds=${campaignId}`)]).toEqual([
    [200, 1, 1],
    [200, 2, 2],
    [200, 0, 0],
  ]);
  expect((await read('?taskIds=1'))[0]).toBe(400);
});

describe('the preview of an urging', () => {
  test('shows the notice as its addressees will read it, in both languages', async () => {
    const { status, body } = await step({ type: 'urge', leadUnitId: units.education, message: '请抓紧' }, 'preview');
    expect([status, body.refused, body.noticesCount]).toEqual([200, null, 1]);
    expect(body.notices[0]).toMatchObject({
      text: {
        zh: {
          title: '【催办】云山区健康促进区建设工作实施方案（演示）：1项任务待办',
          why: `请抓紧 领导小组办公室催办：任务1“控烟”应于${addDays(today, 100)}完成，还有100日，尚未签收。`,
          rule: '领导小组办公室人工催办',
          stops: '提交验收，或获准延期。',
        },
        en: { why: '请抓紧 The office urges: task 1.', rule: 'Urged by the office by hand' },
      },
      dueAt: null,
    });
    const urged = await step({ type: 'urge', leadUnitId: units.education, message: '请抓紧' });
    expect([urged.status, urged.body.urging]).toMatchObject([200, { by: { id: people.office.id }, numbers: ['1'], left: [] }]);
    const { rows } = await api.pool.query<{ title: { zh: string }; why: { zh: string } }>("SELECT title, why FROM notice WHERE kind = 'tasksUrged'");
    expect(rows.map(({ title, why }) => [title.zh, why.zh])).toEqual([[body.notices[0].text.zh.title, body.notices[0].text.zh.why]]);
  });

  test('says what was urged a moment ago: alone it is refused, among others left out and listed', async () => {
    const again = await step({ type: 'urge', taskIds: [tasks[1]] });
    expect([again.status, again.body.code, again.body.items]).toMatchObject([409, 'task.urged_lately', [{ number: '1', from: again.body.params.from }]]);
    expect(Date.parse(again.body.params.from)).toBeGreaterThan((await api.ledger.moment()).now);
    expect((await step({ type: 'urge', taskIds: [tasks[1]] }, 'preview')).body.refused).toMatchObject({ code: 'task.urged_lately' });
    const both = await step({ type: 'urge' }, 'preview');
    expect([both.body.refused, both.body.left]).toMatchObject([null, [{ number: '1', code: 'task.urged_lately', detail: expect.stringContaining('可以再次催办') }]]);
    const { body } = await step({ type: 'urge' });
    expect(body.urging).toMatchObject({ numbers: ['2'], left: [{ number: '1' }] });
    // A report is something new.
    await api.call('POST', `/api/v1/tasks/${tasks[1]}/commands`, { token: people.education.token, body: { type: 'sign' } });
    expect((await step({ type: 'urge', taskIds: [tasks[1]] })).status).toBe(200);
  });

  test('names each task that was chosen and is not urged, with a code and in words, before and after; where it is all of them the refusal does', async () => {
    for (const type of ['sign', 'submit']) await api.call('POST', `/api/v1/tasks/${tasks[2]}/commands`, { token: people.culture.token, body: { type } });
    await api.call('POST', `/api/v1/tasks/${tasks[1]}/commands`, { token: people.education.token, body: { type: 'report', progress: '已开工' } });
    const choice = { type: 'urge', taskIds: [tasks[2], tasks[1]] };
    const left = { number: '2', code: 'task.under_review', detail: '任务已提交，正待领导小组办公室验收。' };
    const seen = await step(choice, 'preview');
    expect([seen.body.refused, seen.body.noticesCount, seen.body.left]).toEqual([null, 1, [left]]);
    expect((await step(choice, 'preview', { 'Accept-Language': 'en' })).body.left).toEqual([{ ...left, detail: 'The task has been submitted and awaits the office’s decision.' }]);
    const { body } = await step(choice);
    expect(body.urging).toMatchObject({ numbers: ['1'], left: [{ ...left, from: null }] });
    const alone = { type: 'urge', taskIds: [tasks[2]] };
    expect((await step(alone)).body).toMatchObject({ code: 'campaign.nobody_to_urge', items: [{ number: '2', code: 'task.under_review' }] });
    expect((await step(alone, 'preview')).body).toMatchObject({ refused: { code: 'campaign.nobody_to_urge' }, left: [left] });
  });
});

describe('the preview of a re-plan', () => {
  test('shows of each field what it is and what it would be: text, units, dates', async () => {
    const [before, after] = [addDays(today, 100), addDays(today, 120)];
    const amendment = { content: '全面控烟', dueOn: after, leadUnitId: units.culture, supportingUnitIds: [units.education] };
    const phases = [{ phase: 0, endsOn: addDays(today, 70) }];
    const { status, body } = await step({ type: 'replan', changes: [{ change: 'amend', taskId: tasks[1], amendment }], phases, reason: '调整' }, 'preview');
    expect([status, body.refused]).toEqual([200, null]);
    const changes = (type: string) => body.moves.find((move: { type: string }) => move.type === type).changes;
    const [education, culture] = [
      { id: units.education, name: '教育局' },
      { id: units.culture, name: '文旅局' },
    ];
    expect(changes('task')).toEqual([
      { field: 'content', name: '任务内容', before: '控烟', after: '全面控烟' },
      { field: 'dueOn', name: '完成时限', before, after },
      { field: 'leadUnitId', name: '牵头单位', before: education, after: culture },
      { field: 'supportingUnitIds', name: '配合单位', before: [], after: [education] },
    ]);
    expect(changes('campaign')).toEqual([{ field: 'phases.0.endsOn', name: '“政府承诺”结束', before: addDays(today, 60), after: addDays(today, 70) }]);
    const english = await step({ type: 'replan', changes: [{ change: 'amend', taskId: tasks[1], amendment: { standard: '无烟' } }], reason: '调整' }, 'preview', {
      'Accept-Language': 'en',
    });
    expect(english.body.moves.find((move: { type: string }) => move.type === 'task').changes).toEqual([
      { field: 'standard', name: 'Standard', before: '达到方案要求', after: '无烟' },
    ]);
  });

  test('in which changes cannot be made names each with why, and shows what the others would do', async () => {
    const changes = [
      { change: 'amend', taskId: tasks[1], amendment: { leadUnitId: randomUUID(), dueOn: addDays(today, -1) } },
      { change: 'amend', taskId: tasks[2], amendment: { content: '全面宣传' } },
    ];
    const { status, body } = await step({ type: 'replan', changes, reason: '调整' }, 'preview');
    expect([status, body.refused]).toMatchObject([
      200,
      {
        code: 'campaign.change_refused',
        items: [
          { number: '1', code: 'campaign.unit_unknown' },
          { number: '1', code: 'campaign.revision_dates_past' },
        ],
      },
    ]);
    expect(body.left).toMatchObject([
      { number: '1', code: 'campaign.unit_unknown', detail: expect.stringMatching(/^单位[0-9a-f-]{36}不存在/) },
      { number: '1', code: 'campaign.revision_dates_past' },
    ]);
    const moved = body.moves.filter(({ type }: { type: string }) => type === 'task');
    expect(moved.map(({ number, changes: shown }: Answered['body']) => [number, shown.map(({ field }: { field: string }) => field)])).toEqual([['2', ['content']]]);
    const taken = await step({ type: 'replan', changes, reason: '调整' });
    expect([taken.status, taken.body.code, taken.body.items]).toEqual([409, 'campaign.change_refused', body.refused.items]);
  });

  test('in which no change can be made names them all the same', async () => {
    const changes = [{ change: 'amend', taskId: tasks[1], amendment: { dueOn: addDays(today, -1) } }];
    const { body } = await step({ type: 'replan', changes, reason: '调整' }, 'preview');
    expect([body.refused.code, body.moves, body.left]).toMatchObject(['campaign.revision_dates_past', [], [{ number: '1', code: 'campaign.revision_dates_past' }]]);
  });
});

describe('asking for liaison officers', () => {
  test('is not offered where every member unit has one', async () => {
    const { body } = await api.call('GET', `/api/v1/campaigns/${campaignId}`, { token: people.office.token });
    const offered = body.allowed.find(({ type }: { type: string }) => type === 'askLiaisonOfficers');
    expect([body.lackingLiaisonOfficers, offered]).toMatchObject([[], { type: 'askLiaisonOfficers', ok: false, reason: 'campaign.liaison_complete' }]);
    const asked = await step({ type: 'askLiaisonOfficers', dueOn: addDays(today, 10) });
    expect([asked.status, asked.body.code]).toEqual([409, 'campaign.liaison_complete']);
  });
});
