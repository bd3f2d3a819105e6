import { addDays } from '../../domain/calendar/beijing.ts';
import { nearUntil } from '../../domain/chase/light.ts';
import type { Answered, TestApi } from '../api/api.ts';
import { passTo } from '../api/clock.ts';
import { type Person, startResources, today } from '../api/small-district.ts';
import { openTwoTasks, type TwoTasks } from './two-tasks.ts';

interface Due {
  readonly process: { readonly type: string; readonly id: string; readonly number: string | null; readonly title: string };
  readonly kind: string;
  readonly name: string;
  readonly unit: { readonly id: string };
  readonly dueAt: string;
  readonly campaign: { readonly id: string; readonly name: string } | null;
  readonly party: { readonly name: string; readonly address: string } | null;
  readonly workingDays: number;
  readonly light: { readonly colour: string };
  readonly rung: { readonly rung: string; readonly name: string } | null;
  readonly step: { readonly type: string; readonly name: string } | null;
}

let api: TestApi;
const names = ['office', 'leader', 'education', 'educationManager', 'health', 'healthManager', 'both', 'stranger', 'inspectorA', 'inspectorB', 'bodyManager'] as const;
const people = {} as Record<(typeof names)[number], Person>;
let units: TwoTasks['units'];
let campaignId = '';
let tasks: TwoTasks['tasks'];
let caseId: string;

beforeAll(async () => {
  api = await startResources();
  const opened = await openTwoTasks(api);
  ({ units, campaignId, tasks } = opened);
  const { office, education, health, culture: stranger } = opened.people;
  Object.assign(people, { office, education, health, stranger });
  const body = await api.unit('卫生监督所', 'enforcementBody', opened.district);
  people.leader = await api.person('leader', { unitId: opened.group, role: 'groupLeader' });
  people.educationManager = await api.person('educationManager', { unitId: units.education, role: 'managerInCharge' });
  people.healthManager = await api.person('healthManager', { unitId: units.health, role: 'managerInCharge' });
  people.both = await api.person('both', { unitId: units.education, role: 'liaisonOfficer' }, { unitId: units.health, role: 'liaisonOfficer' });
  for (const key of ['inspectorA', 'inspectorB'] as const) people[key] = await api.person(key, { unitId: body, role: 'inspector' });
  people.bodyManager = await api.person('bodyManager', { unitId: body, role: 'managerInCharge' });
  for (const key of ['inspectorA', 'inspectorB'] as const) {
    const certificate = { number: key, expiresOn: '2030-01-01' };
    const outcome = await api.ledger.execute({
      type: 'person',
      id: people[key].id,
      command: { type: 'setCertificate', ...certificate },
      actor: { ref: { by: 'system' } },
    });
    if (!outcome.ok) throw new Error(outcome.code);
  }
});
afterAll(() => api?.close());

const post = async (who: Person, path: string, body: object): Promise<Answered> => {
  const answer = await api.call('POST', `/api/v1/${path}`, { token: who.token, body });
  expect([answer.status < 300, answer.body.code]).toEqual([true, undefined]);
  return answer;
};
const step = (who: Person, path: string, body: object) => post(who, `${path}/commands`, body);
async function dues(who: Person, query = ''): Promise<readonly Due[]> {
  const { status, body } = await api.call('GET', `/api/v1/me/dues${query}`, { token: who.token });
  expect([status, body.next]).toEqual([200, null]);
  return body.items;
}
/** What is due, each as `name number step light`. */
const told = async (who: Person, query = ''): Promise<readonly string[]> =>
  (await dues(who, query)).map(({ process, name, step: next, light }) => `${name} ${process.number ?? process.title} ${next?.type ?? '-'} ${light.colour}`);
const counts = async (who: Person) => (await api.call('GET', '/api/v1/me/dues/count', { token: who.token })).body;

/** Steps that settle what is due, each with what must then stand in the list of whoever may take it. */
const settle = ['sign', 'accept', 'decideExtension', 'signUrgingNotice', 'recordInspection', 'issueOrder', 'decideClose', 'closePhase'];

/** Of everybody: each row's step is one that the process allows; what the process allows and settles stands in a row; the counts are those of the list. */
async function agree(): Promise<void> {
  for (const who of names) {
    const person = people[who];
    const rows = await dues(person);
    for (const { process, campaign, kind, name, dueAt, light, step: next } of rows) {
      const { status, body } = await api.call('GET', `/api/v1/${process.type}s/${process.id}`, { token: person.token });
      expect([who, status]).toEqual([who, 200]);
      const ofCampaign = process.type === 'task' && body.campaignId !== null;
      expect([process.type, campaign]).toEqual([process.type, ofCampaign ? { id: campaignId, name: expect.stringContaining('健康促进区') } : null]);
      // One light for one thing: a task's own, and that of each deadline of a case.
      const shown =
        process.type === 'case' ? body.deadlines.find((one: Due) => one.name === name && one.dueAt === dueAt) : process.type === 'task' && kind === 'task' ? body : { light };
      expect([who, kind, light]).toEqual([who, kind, shown.light]);
      if (next)
        expect([who, process.number, body.allowed]).toEqual([
          who,
          process.number,
          expect.arrayContaining([expect.objectContaining({ type: next.type, name: next.name, ok: true })]),
        ]);
    }
    for (const things of ['tasks', 'cases', 'campaigns']) {
      const { body } = await api.call('GET', `/api/v1/${things}`, { token: person.token });
      for (const { id } of body.items) {
        const { allowed } = (await api.call('GET', `/api/v1/${things}/${id}`, { token: person.token })).body;
        const open = allowed.filter(({ type, ok }: { type: string; ok: boolean }) => ok && settle.includes(type)).map(({ type }: { type: string }) => type);
        expect([who, rows.filter(({ process }) => process.id === id).map(({ step: next }) => next?.type)]).toEqual([who, expect.arrayContaining(open)]);
      }
    }
    const [overdue, soon] = [await dues(person, '?state=overdue'), await dues(person, '?state=soon')];
    expect([who, await counts(person)]).toEqual([who, { overdue: overdue.length, soon: soon.length, open: rows.length, unread: expect.any(Number) }]);
    expect(overdue).toEqual(rows.filter(({ light }) => light.colour === 'red'));
    const { calendar, now } = await api.ledger.moment();
    const near = nearUntil(calendar, now);
    expect(soon).toEqual(rows.filter((row) => row.light.colour !== 'red' && (row.rung !== null || Date.parse(row.dueAt) <= near)));
  }
}

describe('what is due from me', () => {
  test('a unit signs for its tasks first; its manager in charge sees the same; the leader, a stranger and who owes nothing see nothing', async () => {
    expect(await told(people.education)).toEqual(['签收 1 sign yellow', '完成时限 1 sign green']);
    expect(await told(people.educationManager)).toEqual(await told(people.education));
    expect(await told(people.health)).toEqual(['签收 2 sign yellow', '完成时限 2 sign yellow']);
    expect([await told(people.leader), await told(people.stranger), await told(people.inspectorA)]).toEqual([[], [], []]);
    expect((await told(people.office)).toSorted()).toEqual([
      '召开领导小组会议 云政办发〔2026〕7号 recordMeeting green',
      '开展督导检查 云政办发〔2026〕7号 recordSupervision green',
      '阶段结束 云政办发〔2026〕7号 - green',
    ]);
    await agree();
  });

  test('what was signed for is to be submitted; an extension asked for and a submission wait for the office, and no longer for the unit', async () => {
    for (const [who, number] of [
      [people.education, '1'],
      [people.health, '2'],
    ] as const)
      await step(who, `tasks/${tasks[number]}`, { type: 'sign' });
    expect(await told(people.education)).toEqual(['完成时限 1 submit green']);
    await step(people.education, `tasks/${tasks['1']}`, { type: 'requestExtension', reason: '等待设备', dueOn: addDays(today, 90) });
    expect((await told(people.office)).filter((due) => due.includes(' 1 '))).toEqual(['延期申请待决定 1 decideExtension green']);
    await agree();
    await step(people.office, `tasks/${tasks['1']}`, { type: 'decideExtension', approve: false, reason: '不必' });
    await step(people.education, `tasks/${tasks['1']}`, { type: 'submit', summary: '办结' });
    expect([(await told(people.office)).filter((due) => due.includes(' 1 ')), await told(people.education)]).toEqual([['验收 1 accept green'], []]);
    await agree();
  });

  test('an invitation is due from each unit until it has replied itself', async () => {
    const { body } = await post(people.office, 'meetings', { campaignId, kind: 'office', title: '调度会', heldOn: addDays(today, 40) });
    expect([await told(people.education), (await told(people.health)).filter((due) => due.includes('会议'))]).toEqual([
      [`会议回执 ${body.number} reply green`],
      [`会议回执 ${body.number} reply green`],
    ]);
    await step(people.education, `meetings/${body.id}`, { type: 'reply', attends: true });
    expect([await told(people.education), (await told(people.health)).filter((due) => due.includes('会议'))]).toEqual([[], [`会议回执 ${body.number} reply green`]]);
    await agree();
  });

  test('who has posts in two invited units owes the reply of the one that has not replied, and is counted for it', async () => {
    const { body } = await post(people.office, 'meetings', { campaignId, kind: 'office', title: '碰头会', heldOn: addDays(today, 50) });
    const of = async () => (await dues(people.both)).filter(({ process }) => process.id === body.id).map(({ unit }) => unit.id);
    const [first, second] = [units.education, units.health].toSorted();
    const before = (await counts(people.both)).open;
    expect(await of()).toEqual([first]);
    const members = { [units.education]: people.education, [units.health]: people.health };
    await step(members[first ?? ''] as Person, `meetings/${body.id}`, { type: 'reply', attends: true });
    expect([await of(), (await counts(people.both)).open]).toEqual([[second], before]);
    await step(members[second ?? ''] as Person, `meetings/${body.id}`, { type: 'reply', attends: true });
    expect([await of(), (await counts(people.both)).open]).toEqual([[], before - 1]);
    await agree();
  });

  test('a case is due from its inspectors and seen by their manager in charge, who alone decides on closing it', async () => {
    const party = (await post(people.inspectorA, 'parties', { name: '安康药房', kind: 'pharmacy', address: '云山路1号' })).body.id;
    const opened = (await post(people.inspectorA, 'cases', { partyId: party, title: '投诉', source: 'complaint' })).body;
    caseId = opened.id;
    expect([await told(people.inspectorB), await told(people.bodyManager)]).toEqual([[`首次检查 ${opened.number} recordInspection green`], [`首次检查 ${opened.number} - green`]]);
    const [visit, ...others] = await dues(people.inspectorA, '?visits=true');
    expect([visit, others]).toMatchObject([{ process: { id: caseId }, kind: 'inspect', party: { name: '安康药房', address: '云山路1号' }, workingDays: 15 }, []]);
    expect([await told(people.inspectorA, `?processId=${caseId}`), await told(people.inspectorA, `?processId=${campaignId}`)]).toEqual([[expect.stringContaining('首次检查')], []]);
    await agree();
    await step(people.inspectorA, `cases/${caseId}`, {
      type: 'recordInspection',
      officers: [people.inspectorA.id, people.inspectorB.id],
      result: 'violation',
      findings: [{ note: '未亮证' }],
    });
    expect(await told(people.inspectorA)).toEqual([`采取措施 ${opened.number} issueOrder green`]);
    expect(await told(people.inspectorA, '?visits=true')).toEqual([]);
    await step(people.inspectorA, `cases/${caseId}`, { type: 'close', reason: '重复', ground: 'openedInError' });
    const decision = async (who: Person) => (await told(who)).filter((due) => due.startsWith('决定申请'));
    expect([await decision(people.inspectorA), await decision(people.bodyManager), await decision(people.leader)]).toEqual([
      [`决定申请 ${opened.number} - green`],
      [`决定申请 ${opened.number} decideClose green`],
      [],
    ]);
    await agree();
  });

  test('overdue comes first with the rung that it reached, a formal urging notice waits for the office', async () => {
    await passTo(api, 'task', tasks['2'] ?? '', addDays(today, 11));
    const [first, ...rest] = await dues(people.health);
    expect(first).toMatchObject({ process: { number: '2', title: '任务内容2' }, kind: 'task', light: { colour: 'red' }, step: { type: 'submit', name: '报送验收' } });
    expect(first?.rung?.name).toMatch(/督办|分管/);
    expect(rest.every(({ light }) => light.colour !== 'red')).toBe(true);
    expect(await told(people.office)).toContain('签发督办通知书 2 signUrgingNotice yellow');
    await agree();
  });

  test('pages are the list, in its order; another unit’s dues are not mine', async () => {
    const all = (await dues(people.office)).map(({ process, kind }) => `${process.id} ${kind}`);
    const walked: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/api/v1/me/dues?limit=2${cursor}`, { token: people.office.token });
      walked.push(...body.items.map(({ process, kind }: Due) => `${process.id} ${kind}`));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(all.length).toBeGreaterThan(4);
    expect(walked).toEqual(all);
    expect([(await dues(people.office, `?unitId=${units.office}`)).length, await dues(people.office, `?unitId=${units.education}`)]).toEqual([all.length, []]);
    const { status, body } = await api.call('GET', '/api/v1/me/dues?state=late', { token: people.office.token });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  test('what a ladder brought before a manager is shown with who is late, by how much and what may be done, to nobody else, and until it is settled', async () => {
    const escalations = async (who: Person) => (await api.call('GET', '/api/v1/me/escalations', { token: who.token })).body.items;
    const [first, ...others] = await escalations(people.healthManager);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      process: { type: 'task', number: '2', title: '任务内容2' },
      name: '完成时限',
      dueOn: addDays(today, 3),
      daysOver: 8,
      late: [{ id: units.health }],
      officers: expect.arrayContaining([people.health, people.both].map(({ id }) => expect.objectContaining({ person: expect.objectContaining({ id }) }))),
    });
    const { body } = await api.call('GET', `/api/v1/tasks/${tasks['2']}`, { token: people.healthManager.token });
    expect(first.allowed).toEqual(body.allowed);
    for (const who of [people.health, people.stranger, people.educationManager, people.inspectorA]) expect(await escalations(who)).toEqual([]);
    await step(people.health, `tasks/${tasks['2']}`, { type: 'submit', summary: '办结' });
    expect(await escalations(people.healthManager)).toEqual([]);
  });

  test('what is read is no longer counted', async () => {
    const before = (await counts(people.education)).unread;
    const { body } = await api.call('GET', '/api/v1/notifications?unread=true', { token: people.education.token });
    expect([before, before > 0]).toEqual([body.items.length, true]);
    await post(people.education, `notifications/${body.items[0].id}/read`, {});
    expect((await counts(people.education)).unread).toBe(before - 1);
  });
});
