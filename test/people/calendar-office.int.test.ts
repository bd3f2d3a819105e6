import { addDays } from '../../domain/calendar/beijing.ts';
import type { Answered, TestApi } from '../api/api.ts';
import { passTo } from '../api/clock.ts';
import { type Person, startResources, today } from '../api/small-district.ts';
import { openTwoTasks, type TwoTasks } from './two-tasks.ts';

let api: TestApi;
let people: TwoTasks['people'];
let units: TwoTasks['units'];
let campaignId = '';
let tasks: TwoTasks['tasks'];

beforeAll(async () => {
  api = await startResources();
  ({ people, units, campaignId, tasks } = await openTwoTasks(api));
});
afterAll(() => api?.close());

const post = async (who: Person, path: string, body: object): Promise<Answered> => {
  const answer = await api.call('POST', `/api/v1/${path}`, { token: who.token, body });
  expect([answer.status < 300, answer.body.code]).toEqual([true, undefined]);
  return answer;
};
/** Events of the feed by UID, each with its lines put together again. */
async function feed(who: Person): Promise<ReadonlyMap<string, readonly string[]>> {
  const { body } = await api.call('POST', '/api/v1/me/calendar', { token: who.token });
  const { text } = await api.call('GET', body.path);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const events = new Map<string, readonly string[]>();
  for (let at = lines.indexOf('BEGIN:VEVENT'); at >= 0; at = lines.indexOf('BEGIN:VEVENT', at + 1)) {
    const event = lines.slice(at, lines.indexOf('END:VEVENT', at));
    events.set(event.find((line) => line.startsWith('UID:'))?.slice(4) ?? '', event);
  }
  return events;
}
const summaries = async (who: Person): Promise<readonly string[]> =>
  [...(await feed(who)).values()].map((event) => event.find((line) => line.startsWith('SUMMARY:'))?.slice(8) ?? '').toSorted();
const starts = (event: readonly string[] | undefined): string | undefined => event?.find((line) => line.startsWith('DTSTART'));
const sequence = (event: readonly string[] | undefined): number => Number(event?.find((line) => line.startsWith('SEQUENCE:'))?.slice(9));

describe('the calendar of an office and its units', () => {
  test('has the phase’s end, the meeting due every half-year and the supervision due every quarter', async () => {
    const title = '云山区健康促进区建设工作实施方案（演示）';
    const events = await feed(people.office);
    expect([...events.keys()].toSorted()).toEqual(['meeting', 'phaseEnd', 'supervision'].map((kind) => `${campaignId}.${kind}@duban`));
    expect(events.get(`${campaignId}.phaseEnd@duban`)).toEqual(
      expect.arrayContaining(['DTSTART;VALUE=DATE:20261031', `SUMMARY:阶段结束：综合干预（${title}）`, 'TRANSP:TRANSPARENT']),
    );
    expect(await summaries(people.culture)).toEqual([]);
  });

  test('has what is to be decided on: a submission by its limit, an extension by the date that it would replace', async () => {
    for (const [who, number] of [
      [people.education, '1'],
      [people.health, '2'],
    ] as const)
      await post(who, `tasks/${tasks[number]}/commands`, { type: 'sign' });
    await post(people.education, `tasks/${tasks['1']}/commands`, { type: 'requestExtension', reason: '等待, 设备；到货', dueOn: addDays(today, 90) });
    const asked = (await feed(people.office)).get(`${tasks['1']}.extension@duban`);
    expect(starts(asked)).toBe(`DTSTART;VALUE=DATE:${addDays(today, 60).replaceAll('-', '')}`);
    expect(asked).toEqual(expect.arrayContaining(['SUMMARY:延期申请待决定：1 任务内容1', 'DESCRIPTION:1 任务内容1\\n等待\\, 设备；到货']));
    await post(people.office, `tasks/${tasks['1']}/commands`, { type: 'decideExtension', approve: false, reason: '不必' });
    await post(people.education, `tasks/${tasks['1']}/commands`, { type: 'submit', summary: '办结' });
    const office = await summaries(people.office);
    expect(office.filter((summary) => /延期|验收/.test(summary))).toEqual(['验收：1 任务内容1']);
    expect(await summaries(people.education)).toEqual([]);
  });

  test('has a 督办通知书 to sign, then the unit has its answer', async () => {
    await passTo(api, 'task', tasks['2'] ?? '', addDays(today, 11));
    expect(await summaries(people.office)).toContain('签发督办通知书：2 任务内容2');
    await post(people.office, `tasks/${tasks['2']}/commands`, { type: 'signUrgingNotice' });
    expect(await summaries(people.office)).not.toContain('签发督办通知书：2 任务内容2');
    expect(await summaries(people.health)).toEqual(['完成时限：2 任务内容2', '答复督办通知书：2 任务内容2']);
  });

  test('has meetings: for the office and whoever is invited and comes, moved with the same UID, cancelled until their day', async () => {
    const heldOn = addDays(today, 40);
    const { body } = await post(people.office, 'meetings', { campaignId, kind: 'office', title: '调度会', heldOn, place: '三楼，东' });
    const uid = `${body.id}.meeting@duban`;
    const before = (await feed(people.education)).get(uid);
    expect(before).toEqual(
      expect.arrayContaining(['SUMMARY:会议：调度会', 'LOCATION:三楼，东', 'STATUS:CONFIRMED', 'TRANSP:OPAQUE', `DTSTART;VALUE=DATE:${heldOn.replaceAll('-', '')}`]),
    );
    expect([(await feed(people.office)).has(uid), (await feed(people.culture)).has(uid)]).toEqual([true, false]);
    expect(await summaries(people.education)).toContain('会议回执：调度会');
    await post(people.education, `meetings/${body.id}/commands`, { type: 'reply', attends: true });
    expect([(await summaries(people.education)).includes('会议回执：调度会'), (await summaries(people.health)).includes('会议回执：调度会')]).toEqual([false, true]);
    await post(people.health, `meetings/${body.id}/commands`, { type: 'reply', attends: false, reason: '出差' });
    expect((await feed(people.health)).has(uid)).toBe(false);
    await post(people.office, `meetings/${body.id}/commands`, { type: 'changeMeeting', heldOn: addDays(today, 41), reason: '会场' });
    const moved = (await feed(people.education)).get(uid);
    expect(starts(moved)).toBe(`DTSTART;VALUE=DATE:${addDays(today, 41).replaceAll('-', '')}`);
    expect(sequence(moved)).toBeGreaterThan(sequence(before));
    await post(people.office, `meetings/${body.id}/commands`, { type: 'cancel', reason: '合并' });
    const off = (await feed(people.education)).get(uid);
    expect([off?.includes('STATUS:CANCELLED'), sequence(off) > sequence(moved), (await summaries(people.education)).includes('会议回执：调度会')]).toEqual([true, true, false]);
  });

  test('has announced visits for the unit, unannounced ones for the office and the team alone', async () => {
    const visit = (kind: string, title: string, plannedOn: string) =>
      post(people.office, 'supervisions', { campaignId, kind, title, scope: '任务1', plannedOn, unitIds: [units.education], team: [people.culture.id] });
    const open = (await visit('department', '季度督查', addDays(today, 30))).body.id;
    const secret = (await visit('unannounced', '暗访', addDays(today, 31))).body.id;
    const sees = async (who: Person) => {
      const events = await feed(who);
      return [open, secret].map((id) => events.has(`${id}.visit@duban`));
    };
    expect([await sees(people.office), await sees(people.culture), await sees(people.education), await sees(people.health)]).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, false],
    ]);
    await post(people.office, `supervisions/${secret}/commands`, { type: 'cancel', reason: '推迟' });
    expect([await sees(people.education), (await feed(people.office)).get(`${secret}.visit@duban`)?.includes('STATUS:CANCELLED')]).toEqual([[true, false], true]);
  });

  test('has an indicator’s next value, a survey and a self-check of whoever owes them, and no longer once given', async () => {
    const rule = { kind: 'count', bound: 'atLeast', target: '100', unit: '个' };
    const dueOn = addDays(today, 50);
    const indicator = await post(people.office, 'indicators', {
      campaignId,
      name: '健康家庭',
      rule,
      ownerUnitId: units.health,
      perUnit: 'sum',
      unitIds: [units.education, units.culture],
      dueOn,
    });
    const survey = await post(people.office, 'surveys', {
      campaignId,
      name: '基线调查',
      leadUnitId: units.health,
      points: [{ unitId: units.education, name: '一号点', planned: 10 }],
      dueOn,
    });
    const value = `${indicator.body.id}.value:${units.education}@duban`;
    const points = `${survey.body.id}.points:${units.education}@duban`;
    const education = await feed(people.education);
    expect([education.get(value)?.some((line) => line.startsWith('SUMMARY:报送指标数值：')), education.get(points)?.includes('SUMMARY:完成调查：基线调查')]).toEqual([true, true]);
    const health = [...(await feed(people.health)).keys()];
    expect(health.filter((uid) => uid.startsWith(indicator.body.id) || uid.startsWith(survey.body.id))).toEqual([]);
    const standard = { source: '考评标准', items: [{ number: '1', content: '组织领导', points: 10, evidenceRequired: [] }] };
    await post(people.office, 'evaluations', { campaignId, title: '年度考评', standard, classes: [{ name: '部门', unitIds: [units.education] }], selfCheckDueOn: dueOn });
    expect(await summaries(people.education)).toContain('自查自评：年度考评');
    await post(people.education, `surveys/${survey.body.id}/commands`, { type: 'recordProgress', point: 1, reached: 10 });
    expect((await feed(people.education)).has(points)).toBe(false);
  });

  test('has 通报 to sign and to issue', async () => {
    const { body } = await post(people.office, 'bulletins', { campaignId, kind: 'progress', title: '三月通报', from: '2026-03-01', until: '2026-03-12' });
    const uids = async () => [...(await feed(people.office)).keys()].filter((uid) => uid.startsWith(body.id));
    expect(await uids()).toEqual([`${body.id}.signing@duban`]);
    await post(people.office, `bulletins/${body.id}/commands`, { type: 'sign' });
    expect(await uids()).toEqual([`${body.id}.issuing@duban`]);
  });
});
