import { randomUUID } from 'node:crypto';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { system } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import type { Answered, TestApi } from '../api/api.ts';
import { passTo } from '../api/clock.ts';
import { type Person, startResources } from '../api/small-district.ts';
import { openTwoTasks, type TwoTasks } from '../people/two-tasks.ts';

let api: TestApi;
let district: TwoTasks;
let task: string;
beforeAll(async () => {
  api = await startResources();
  district = await openTwoTasks(api);
  task = district.tasks['2'] ?? '';
});
afterAll(() => api?.close());

const say = (who: Person, id: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  api.call('POST', `/api/v1/tasks/${id}/commands`, { token: who.token, body, headers });
async function does(who: Person, id: string, body: object): Promise<Answered['body']> {
  const answer = await say(who, id, body);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body;
}
const read = async (who: Person, path: string): Promise<Answered['body']> => (await api.call('GET', `/api/v1/${path}`, { token: who.token })).body;
const dues = async (who: Person) => (await read(who, 'me/dues')).items.filter(({ process }: Answered['body']) => process.id === task).map(({ kind }: Answered['body']) => kind);
const heard = async (who: Person) => (await read(who, 'notifications')).items.map(({ kind, title }: Answered['body']) => [kind, title]);
const withdraw = { type: 'withdrawStep' };

describe('the last step on a task, withdrawn through the API', () => {
  test('submitted, withdrawn, due again from the lead and from nobody else, submitted again and accepted', async () => {
    const { health, office } = district.people;
    await does(health, task, { type: 'sign' });
    const before = await read(health, `tasks/${task}`);
    expect(before.allowed).toContainEqual(expect.objectContaining({ type: 'withdrawStep', ok: false, reason: 'process.nothing_to_withdraw' }));
    const submitted = await does(health, task, { type: 'submit', summary: '已完成' });
    expect([
      submitted.allowed.filter(({ ok }: { ok: boolean }) => ok).map(({ type, name }: { type: string; name: string }) => [type, name]),
      await dues(office),
      await dues(health),
    ]).toEqual([[['withdrawStep', '撤回上一步']], ['review'], []]);
    const seen = await api.call('POST', `/api/v1/tasks/${task}/preview`, { token: health.token, body: withdraw });
    expect(seen.body).toMatchObject({
      people: 1,
      notices: [{ kind: 'stepWithdrawn', text: { zh: { title: '【报送验收已撤回】任务2“任务内容2”' } }, to: [{ unit: { name: '健康办' } }] }],
    });
    expect((await say(office, task, withdraw)).body).toMatchObject({
      status: 409,
      code: 'process.step_of_another',
      detail: expect.stringContaining('上一步由他人办理，只能由其本人撤回'),
    });

    const key = { 'Idempotency-Key': randomUUID() };
    const withdrawn = await say(health, task, { ...withdraw, reason: '附件有误' }, key);
    expect([withdrawn.status, (await say(health, task, { ...withdraw, reason: '附件有误' }, key)).text]).toEqual([200, withdrawn.text]);
    const same = ({ version: _version, ...rest }: Answered['body']) => rest;
    expect(same(withdrawn.body)).toEqual(same(before));
    expect([withdrawn.body.version, await dues(office), await dues(health)]).toEqual([before.version + 2, [], ['task']]);
    expect((await heard(office)).slice(0, 2)).toEqual([
      ['stepWithdrawn', '【报送验收已撤回】任务2“任务内容2”'],
      ['taskSubmitted', '【任务待验收】任务2“任务内容2”'],
    ]);
    const { items: facts } = await read(health, `tasks/${task}/facts`);
    expect(facts.slice(-2)).toMatchObject([
      { type: 'taskSubmitted', name: '报送验收', data: { mayBeWithdrawn: true } },
      {
        type: 'stepWithdrawn',
        name: '撤回上一步',
        data: { withdrawn: before.version + 1 },
        said: [
          { name: '撤回的步骤', text: '报送验收' },
          { name: '理由', text: '附件有误' },
        ],
      },
    ]);
    expect((await say(health, task, withdraw)).body).toMatchObject({ status: 409, code: 'process.nothing_to_withdraw' });
    expect((await say(office, task, { type: 'accept' })).body.code).toBe('task.not_submitted');

    await does(health, task, { type: 'submit', summary: '已完成' });
    expect(await dues(office)).toEqual(['review']);
    expect((await does(office, task, { type: 'accept' })).stage).toBe('accepted');
    expect((await heard(office)).filter(([kind]: readonly string[]) => kind === 'stepWithdrawn')).toHaveLength(1);
  });

  test('by another delegate of the person in whose stead it was done: the one acting then or now, until another has acted; the record says by whom and for whom', async () => {
    const { health, office } = district.people;
    const [first, second] = [
      await api.person('first', { unitId: district.units.culture, role: 'liaisonOfficer' }),
      await api.person('second', { unitId: district.units.culture, role: 'liaisonOfficer' }),
    ];
    const delegate = async (to: Person, kind: string): Promise<Readonly<Record<string, string>>> => {
      const id = randomUUID();
      const from = beijingDateOf((await api.ledger.moment()).now);
      const command = { type: 'grant', toPersonId: to.id, postId: health.posts[0], from, until: addDays(from, 30), reason: '出差', kind };
      expect(await api.ledger.execute({ type: 'delegation', id, creates: true, command, actor: system })).toMatchObject({ ok: true });
      return { 'Duban-Delegation': id };
    };
    const [acting, entering] = [await delegate(first, 'acting'), await delegate(second, 'entry')];
    await does(office, task, { type: 'relapse', reason: '反弹' });
    expect((await say(first, task, { type: 'submit', summary: '代为报送' }, acting)).status).toBe(200);
    expect((await say(second, task, withdraw)).status).toBe(404);
    expect((await say(second, task, withdraw, acting)).body.code).toBe('actor.delegation_invalid');
    expect((await say(office, task, withdraw)).body.code).toBe('process.step_of_another');
    const withdrawn = await say(second, task, withdraw, entering);
    expect([withdrawn.status, withdrawn.body.stage]).toEqual([200, 'signed']);
    const { items: facts } = await read(health, `tasks/${task}/facts`);
    expect(facts.slice(-2).map(({ type, actor }: Answered['body']) => [type, actor.person.id, actor.forPerson.id, actor.entered])).toEqual([
      ['taskSubmitted', first.id, health.id, false],
      ['stepWithdrawn', second.id, health.id, true],
    ]);
    // What the person does alone is no delegate's to withdraw; what a delegate did, the person may.
    await does(health, task, { type: 'submit', summary: '本人报送' });
    expect((await say(first, task, withdraw, acting)).body.code).toBe('process.step_of_another');
    await does(health, task, withdraw);
    expect((await say(first, task, { type: 'submit', summary: '代为报送' }, acting)).status).toBe(200);
    await does(health, task, withdraw);
    expect((await say(first, task, { type: 'submit', summary: '代为报送' }, acting)).status).toBe(200);
    await does(office, task, { type: 'accept' });
    expect((await say(second, task, withdraw, entering)).body.code).toBe('process.nothing_to_withdraw');
  });

  test('withdrawn and accepted at the same moment: one of them wins, each time', async () => {
    const { health, office } = district.people;
    const won = new Set<string>();
    for (let round = 0; round < 24; round++) {
      if ((await read(health, `tasks/${task}`)).stage === 'accepted') await does(office, task, { type: 'relapse', reason: '反弹' });
      await does(health, task, { type: 'submit', summary: '已完成' });
      const accept = (): Promise<Answered> => say(office, task, { type: 'accept' });
      const takeBack = (): Promise<Answered> => say(health, task, withdraw);
      const [first, second] = await Promise.all(round % 2 ? [accept(), takeBack()] : [takeBack(), accept()]);
      const [accepted, withdrawn] = round % 2 ? [first, second] : [second, first];
      expect([accepted?.status, withdrawn?.status].toSorted()).toEqual([200, 409]);
      expect([accepted?.body.code, withdrawn?.body.code]).toContain(accepted?.status === 200 ? 'process.nothing_to_withdraw' : 'task.not_submitted');
      won.add(accepted?.status === 200 ? 'accept' : 'withdraw');
      expect((await read(health, `tasks/${task}`)).stage).toBe(accepted?.status === 200 ? 'accepted' : 'signed');
    }
    expect([...won].toSorted()).toEqual(['accept', 'withdraw']);
  });

  test('a rung that came meanwhile ends it; a chase that a withdrawn step seemed to end is ended by the step that did', async () => {
    const { education, office } = district.people;
    const other = district.tasks['1'] ?? '';
    await passTo(api, 'task', other, '2026-03-04');
    await does(education, other, { type: 'return', reason: '不属本单位职责' });
    const again = await does(education, other, withdraw);
    expect([again.stage, again.deadlines.map(({ kind, reached }: Answered['body']) => [kind, reached.map(({ rung }: { rung: string }) => rung)])]).toEqual([
      'issued',
      [
        ['sign', ['unsigned']],
        ['task', []],
      ],
    ]);
    await does(education, other, { type: 'sign' });
    const { items } = await read(office, `chases?processId=${other}`);
    expect(items.filter(({ rung }: Answered['body']) => rung === 'unsigned')).toMatchObject([{ outcome: { state: 'ended', endedBy: { fact: 'taskSigned' } } }]);
    await does(education, other, { type: 'submit', summary: '已完成' });
    await passTo(api, 'task', other, '2026-03-11');
    expect((await say(education, other, withdraw)).body.code).toBe('process.nothing_to_withdraw');
    await passTo(api, 'task', other, '2026-03-13');
  });

  test('the ledger equals the fold of its facts', async () => {
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
