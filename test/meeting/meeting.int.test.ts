import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { meetingRoutes } from '../../api/meetings/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { addMonths } from '../../domain/calendar/span.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { paragraphsOf } from '../api/documents.ts';
import { unitStep } from '../api/unit-step.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'office' | 'education' | 'health' | 'stranger', Person>;
const units = {} as Record<'office' | 'education' | 'health', string>;
const campaignId = randomUUID();
/** A Monday. */
const today = '2026-03-02';
let meetingId = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...campaignRoutes({ ledger, prisma }), ...taskRoutes({ ledger, prisma }), ...meetingRoutes({ ledger, prisma })];
    },
  });
  await setClock(api, at(`${today} 10:00`));
  const district = await api.unit('云山区人民政府', 'district');
  const group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  units.office = await api.unit('云山区健康促进工作领导小组办公室', 'office', group);
  units.education = await api.unit('云山区教育局', 'department', district);
  units.health = await api.unit('云山区卫生健康委员会', 'department', district);
  const culture = await api.unit('云山区文化和旅游局', 'department', district);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.health = await api.person('health', { unitId: units.health, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: culture, role: 'liaisonOfficer' });
  const launch = plan([planned('1', { leadUnitId: units.education, dueOn: addDays(today, 100) })], {
    officeUnitId: units.office,
    groupUnitId: group,
    memberUnitIds: [units.education, units.health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 300) }],
  });
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office };
  const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: { ref, role: 'office', unitId: units.office } });
  if (!outcome.ok) throw new Error(outcome.code);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const convene = (body: object) => api.call('POST', '/api/v1/meetings', { token: people.office.token, body: { campaignId, kind: 'leadingGroup', title: '半年工作会议', ...body } });
const step = (who: Person, body: object) => api.call('POST', `/api/v1/meetings/${meetingId}/commands`, { token: who.token, body });
const get = (who: Person, path: string) => api.call('GET', `/api/v1${path}`, { token: who.token });
const told = async (who: Person, kind: string): Promise<number> =>
  ((await get(who, '/notifications')).body.items as { readonly kind: string }[]).filter((notice) => notice.kind === kind).length;

describe('a meeting of the leading group', () => {
  test('is convened with its number; the units invited see it, are told once and may reply, nobody else sees it', async () => {
    const refused = [
      await convene({}),
      await convene({ heldOn: addDays(today, -1) }),
      await convene({ period: { value: 2, unit: 'second' } }),
      await convene({ heldOn: today, unitIds: [] }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(['meeting.date_needed', 'meeting.date_past', 'period.unit_refused', 'meeting.nobody_invited']);
    const unknown = await api.call('POST', '/api/v1/meetings', { token: people.office.token, body: { campaignId: randomUUID(), kind: 'office', title: '会', heldOn: today } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'process.not_found']);
    const convened = await convene({ heldOn: addDays(today, 10), place: '三楼会议室', agenda: [{ title: '教育局汇报', unitId: units.education }] });
    expect(convened.status).toBe(201);
    meetingId = convened.body.id;
    expect(convened.body).toMatchObject({ number: '会议〔2026〕1号', stage: 'convened', dueOn: addDays(today, 10), place: '三楼会议室', decisions: [] });
    expect(convened.body.invited.map((one: { unit: { id: string } }) => one.unit.id)).toEqual([units.education, units.health]);
    expect(convened.body.deadlines.map((one: { kind: string }) => one.kind).sort()).toEqual(['day', 'reply']);
    expect([await told(people.education, 'meetingConvened'), await told(people.health, 'meetingConvened'), await told(people.stranger, 'meetingConvened')]).toEqual([1, 1, 0]);
    expect((await get(people.stranger, `/meetings/${meetingId}`)).body.code).toBe('process.not_found');
    expect((await get(people.education, `/meetings/${meetingId}`)).body.allowed).toEqual([{ type: 'reply', name: '会议回执', ok: true }]);
  });

  test('is replied to; with the last reply nobody is asked any more, and a new date asks again', async () => {
    expect((await step(people.health, { type: 'reply', attends: false })).body.code).toBe('meeting.reason_needed');
    const one = await step(people.education, { type: 'reply', attends: true });
    expect(one.body.deadlines.map((deadline: { kind: string }) => deadline.kind).sort()).toEqual(['day', 'reply']);
    const all = await step(people.health, { type: 'reply', attends: false, reason: '同日有会' });
    expect(all.body.deadlines.map((deadline: { kind: string }) => deadline.kind)).toEqual(['day']);
    const moved = await step(people.office, { type: 'changeMeeting', heldOn: addDays(today, 22), reason: '场地冲突' });
    expect(moved.body.deadlines.map((deadline: { kind: string }) => deadline.kind).sort()).toEqual(['day', 'reply']);
    expect(moved.body.invited.map((invited: { reply: unknown }) => invited.reply)).toEqual([null, null]);
    expect(await told(people.health, 'meetingChanged')).toBe(1);
    expect((await step(people.office, { type: 'recordMinutes', minutes: '早了' })).body.code).toBe('meeting.not_yet');
    const preview = await api.call('POST', `/api/v1/meetings/${meetingId}/preview`, { token: people.office.token, body: { type: 'cancel', reason: '预览' } });
    expect([preview.status, preview.body.refused, preview.body.moves[0]?.stage]).toEqual([200, null, { before: 'convened', after: 'cancelled' }]);
  });

  test('counts as held when its day is over, only silent units having been asked again; the office then owes the minutes', async () => {
    await step(people.health, { type: 'reply', attends: true });
    await passTo(api, 'meeting', meetingId, addDays(today, 23));
    const rungs = async (who: Person) =>
      ((await get(who, '/notifications')).body.items as { rung: string | null; process: { id: string } }[])
        .filter((notice) => notice.process.id === meetingId && notice.rung !== null)
        .map((notice) => notice.rung)
        .reverse();
    expect([await rungs(people.education), await rungs(people.health)]).toEqual([['replyReminder', 'replyOverdue'], []]);
    const { body } = await get(people.office, `/meetings/${meetingId}`);
    expect([body.stage, body.heldOn, body.deadlines.map((one: { kind: string }) => one.kind)]).toEqual(['held', addDays(today, 22), ['minutes']]);
    await passTo(api, 'meeting', meetingId, addDays(today, 31));
    expect(await rungs(people.office)).toEqual(['minutesReminder', 'minutesOverdue']);
  });

  test('attendance names posts of the unit, never persons, and only units that were invited', async () => {
    const strange = await step(people.office, { type: 'recordAttendance', present: [{ unitId: units.education, postId: people.health.posts[0] }] });
    const uninvited = await step(people.office, { type: 'recordAttendance', present: [{ unitId: units.office }] });
    expect([strange.body.code, uninvited.body.code]).toEqual(['meeting.post_strange', 'meeting.unit_not_invited']);
    const { body } = await step(people.office, { type: 'recordAttendance', present: [{ unitId: units.education, postId: people.education.posts[0] }] });
    expect([body.stage, body.attendance.present[0].post.title, body.attendance.absent.map((one: { id: string }) => one.id)]).toEqual(['held', 'liaisonOfficer岗', [units.health]]);
  });

  test('each decision becomes a task in the same transaction, the meeting counts for the campaign, and one that cannot become a task refuses the whole', async () => {
    const now = beijingDateOf((await api.ledger.moment()).now);
    const decisions = [
      { content: '建立健康小屋10个', leadUnitId: units.health, supporting: [units.education], dueOn: addDays(now, 60), standard: '覆盖全部街道' },
      { content: '开展近视普查', leadUnitId: units.education, duePeriod: { value: 30, unit: 'workingDay' } },
    ];
    const tasksBefore = (await get(people.office, `/campaigns/${campaignId}/tasks`)).body.items.length;
    const undated = await step(people.office, { type: 'recordMinutes', minutes: '纪要', decisions: [...decisions, { content: '无时限', leadUnitId: units.health }] });
    expect([undated.status, undated.body.code]).toEqual([422, 'plan.tasks_incomplete']);
    expect((await get(people.office, `/campaigns/${campaignId}/tasks`)).body.items).toHaveLength(tasksBefore);
    const recorded = await step(people.office, { type: 'recordMinutes', minutes: '会议听取了工作汇报。\n会议强调，要压实责任。', decisions });
    expect([recorded.status, recorded.body.stage, recorded.body.deadlines]).toEqual([200, 'recorded', []]);
    expect(recorded.body.decisions.map((one: { task: { number: string; stage: string } }) => [one.task.number, one.task.stage])).toEqual([
      [`${recorded.body.number}-1`, 'issued'],
      [`${recorded.body.number}-2`, 'issued'],
    ]);
    const { taskId } = recorded.body.decisions[0];
    const task = (await get(people.health, `/tasks/${taskId}`)).body;
    expect([task.origin, task.lead.id, task.supporting[0].id, task.standard, task.dueOn]).toEqual([
      { kind: 'meeting', reference: recorded.body.number, on: addDays(today, 22), evidence: [] },
      units.health,
      units.education,
      '覆盖全部街道',
      addDays(now, 60),
    ]);
    const { body: campaign } = await get(people.office, `/campaigns/${campaignId}`);
    expect(campaign.meetings).toEqual([{ heldOn: addDays(today, 22), minutes: `会议纪要见${recorded.body.number}`, decisions: [], evidence: [] }]);
    expect(campaign.deadlines.find((one: { kind: string }) => one.kind === 'meeting').dueOn).toBe(addMonths(addDays(today, 22), 6));
    await api.call('POST', `/api/v1/tasks/${taskId}/commands`, { token: people.health.token, body: { type: 'sign' } });
    expect((await get(people.education, `/meetings/${meetingId}`)).body.decisions[0].task.stage).toBe('signed');
    expect(await told(people.education, 'minutesRecorded')).toBe(1);
  });

  test('minutes are corrected, the former ones kept, and read as an official document', async () => {
    expect((await step(people.office, { type: 'cancel', reason: '迟了' })).body.code).toBe('meeting.recorded');
    const corrected = await step(people.office, { type: 'correctMinutes', minutes: '会议听取了工作汇报并作出部署。', reason: '漏记' });
    expect([corrected.body.minutes.reason, corrected.body.formerMinutes.length]).toEqual(['漏记', 1]);
    const file = await fetch(`${api.base}/api/v1/meetings/${meetingId}/minutes`, { headers: { Authorization: `Bearer ${people.health.token}` } });
    const paragraphs = await paragraphsOf(file);
    expect(paragraphs.slice(0, 4)).toEqual(['云山区健康促进工作领导小组办公室', corrected.body.number, '会议纪要', '云山区教育局、云山区卫生健康委员会：']);
    expect(paragraphs).toEqual(
      expect.arrayContaining([
        '出席：云山区教育局（liaisonOfficer岗）',
        '缺席：云山区卫生健康委员会',
        '会议听取了工作汇报并作出部署。',
        expect.stringContaining('1．建立健康小屋10个。由云山区卫生健康委员会牵头'),
      ]),
    );
    // Units that are renamed afterwards, if only on paper as from an earlier day, stand in them as they were called.
    await unitStep(api, units.health, { type: 'rename', name: '云山区卫生健康局', from: addDays(today, 1) });
    await unitStep(api, units.office, { type: 'rename', name: '云山区健康促进办公室' });
    const again = await fetch(`${api.base}/api/v1/meetings/${meetingId}/minutes`, { headers: { Authorization: `Bearer ${people.health.token}` } });
    expect(await paragraphsOf(again)).toEqual(paragraphs);
    const { body: now } = await get(people.health, `/meetings/${meetingId}`);
    expect([now.invited.map((one: { unit: { name: string } }) => one.unit.name), now.office.name]).toEqual([['云山区教育局', '云山区卫生健康局'], '云山区健康促进办公室']);
  });

  test('a decision is corrected with its task, taken out with it, and never made twice, in one transaction', async () => {
    const body = async () => (await get(people.office, `/meetings/${meetingId}`)).body;
    const before = await body();
    const [first] = before.decisions;
    const same = { content: first.content, leadUnitId: first.lead.id };
    const moved = await step(people.office, { type: 'correctMinutes', minutes: before.minutes.text, reason: '时限笔误', decisions: [{ ...same, dueOn: addDays(today, 300) }] });
    expect([moved.status, moved.body.decisions.length, moved.body.decisions[0].task.dueOn]).toEqual([200, before.decisions.length, addDays(today, 300)]);
    const extra = { content: '另议事项', leadUnitId: units.education, dueOn: addDays(today, 310) };
    const added = await step(people.office, { type: 'correctMinutes', minutes: before.minutes.text, reason: '漏记', decisions: [same, extra] });
    const { number, taskId } = added.body.decisions.at(-1);
    expect([added.body.decisions.length, number]).toEqual([before.decisions.length + 1, before.decisions.length + 1]);
    const out = await step(people.office, { type: 'correctMinutes', minutes: before.minutes.text, reason: '会上未议定', takenOut: [number] });
    expect(out.body.decisions.at(-1)).toMatchObject({ takenOut: true, task: { stage: 'cancelled' } });
    expect((await api.call('GET', `/api/v1/tasks/${taskId}`, { token: people.office.token })).body.cancelReason).toBe('会上未议定');
    const again = await step(people.office, { type: 'correctMinutes', minutes: before.minutes.text, reason: '重复', takenOut: [number] });
    expect([again.status, again.body.code]).toEqual([422, 'meeting.decision_unknown']);
    const paragraphs = await paragraphsOf(await fetch(`${api.base}/api/v1/meetings/${meetingId}/minutes`, { headers: { Authorization: `Bearer ${people.health.token}` } }));
    expect(paragraphs.some((text) => text.includes('另议事项'))).toBe(false);
  });

  test('the next one has the next number, is dropped with word to all, and is found in the lists; the books hold', async () => {
    const now = beijingDateOf((await api.ledger.moment()).now);
    const second = await convene({ kind: 'workingGroup', title: '专题会', heldOn: addDays(now, 3), unitIds: [units.health] });
    expect(second.body.number).toBe('会议〔2026〕2号');
    meetingId = second.body.id;
    expect((await step(people.office, { type: 'cancel', reason: '并入下次会议' })).body).toMatchObject({ stage: 'cancelled', deadlines: [] });
    expect([await told(people.health, 'meetingCancelled'), await told(people.education, 'meetingCancelled')]).toEqual([1, 0]);
    const numbers = async (who: Person, path: string): Promise<readonly string[]> => (await get(who, path)).body.items.map((item: { title: string }) => item.title);
    expect(await numbers(people.health, '/meetings')).toEqual(['专题会', '半年工作会议']);
    expect(await numbers(people.education, `/campaigns/${campaignId}/meetings`)).toEqual(['半年工作会议']);
    expect(await numbers(people.office, `/campaigns/${campaignId}/meetings?kind=workingGroup&open=false`)).toEqual(['专题会']);
    expect((await fetch(`${api.base}/api/v1/meetings/${meetingId}/minutes`, { headers: { Authorization: `Bearer ${people.office.token}` } })).status).toBe(404);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('one that was held outlives its campaign: its minutes are recorded after the end, without decisions', async () => {
    const now = beijingDateOf((await api.ledger.moment()).now);
    const [held, ahead] = [await convene({ title: '年终会议', heldOn: now }), await convene({ title: '下次会议', heldOn: addDays(now, 3) })];
    meetingId = held.body.id;
    await step(people.office, { type: 'recordAttendance', present: [{ unitId: units.education }] });
    const { body: campaign } = await get(people.office, `/campaigns/${campaignId}`);
    const ended = await api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, {
      token: people.office.token,
      body: { type: 'cancel', reason: '工作调整' },
      headers: { 'If-Match': `"${campaign.version}"` },
    });
    expect([ended.status, ended.body.stage]).toEqual([200, 'closed']);
    const stages = [held, ahead].map(async ({ body }) => (await get(people.office, `/meetings/${body.id}`)).body.stage);
    expect(await Promise.all(stages)).toEqual(['held', 'cancelled']);
    const decided = await step(people.office, { type: 'recordMinutes', minutes: '纪要', decisions: [{ content: '甲', leadUnitId: units.education, dueOn: addDays(now, 60) }] });
    expect(decided.body.code).toBe('campaign.closed');
    const recorded = await step(people.office, { type: 'recordMinutes', minutes: '会议总结了全年工作。' });
    expect([recorded.status, recorded.body.stage, recorded.body.deadlines]).toEqual([200, 'recorded', []]);
    expect((await get(people.office, `/campaigns/${campaignId}`)).body.version).toBe(ended.body.version);
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
