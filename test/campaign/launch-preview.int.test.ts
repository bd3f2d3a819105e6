import type { TestApi } from '../api/api.ts';
import { type Person, startResources } from '../api/small-district.ts';

let api: TestApi;
let office: Person;
let education = '';

beforeAll(async () => {
  api = await startResources();
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('健康办', 'office', group);
  education = await api.unit('教育局', 'department', district);
  office = await api.person('office', { unitId: officeUnit, role: 'office' });
  await api.person('education', { unitId: education, role: 'liaisonOfficer' });
});
afterAll(() => api?.close());

const text = ['云山区2030年健康促进工作方案', '一、重点任务', '1.开展控烟宣传。', '2.建设健康学校。'].join('\n');

test('a choice of dates that a launch would refuse is said in the answer: looking at it is no error', async () => {
  const ask = (method: 'GET' | 'POST', path: string, body?: object) => api.call(method, `/api/v1/${path}`, { token: office.token, ...(body ? { body } : {}) });
  const imported = await api.call('POST', '/api/v1/plans/import', {
    token: office.token,
    raw: Buffer.from(`${text}\n3.评选健康家庭。`),
    headers: { 'Content-Type': 'text/plain' },
  });
  const plan = `plans/${imported.body.id}`;
  await ask('POST', `${plan}/fill`, { changes: [{ select: { tasks: ['1'] }, set: { dueOn: '2020-06-28' } }] });
  const past = await ask('GET', `${plan}/dates?mode=asPlanned`);
  expect([past.status, past.body.refused.code, past.body.refused.items]).toEqual([200, 'campaign.dates_past', [{ number: '1', date: '2020-06-28' }]]);
  expect((await ask('GET', `${plan}/dates?mode=shift`)).body.refused.code).toBe('campaign.shift_needed');
  const backfill = await ask('GET', `${plan}/dates?mode=backfill`);
  expect([backfill.body.refused, backfill.body.tasks[0]]).toEqual([null, { number: '1', before: '2020-06-28', after: '2020-06-28', history: 'open' }]);
});

test('phases whose dates do not fit are kept in the draft, said of it, and keep it from being launched until they fit', async () => {
  const ask = (method: 'GET' | 'POST', path: string, body?: object) => api.call(method, `/api/v1/${path}`, { token: office.token, ...(body ? { body } : {}) });
  const imported = await api.call('POST', '/api/v1/plans/import', {
    token: office.token,
    raw: Buffer.from(`${text}\n3.检查健康步道。`),
    headers: { 'Content-Type': 'text/plain' },
  });
  const plan = `plans/${imported.body.id}`;
  await ask('POST', `${plan}/fill`, { changes: [{ select: { all: true }, set: { lead: education, dueOn: '2030-06-28', phase: 'intervention' } }] });
  const dated = async (endsOn: string) => {
    const phases = [
      { kind: 'commitment', name: '启动', startsOn: '2030-01-01', endsOn },
      { kind: 'intervention', name: '干预', startsOn: '2030-04-01', endsOn: '2030-09-30' },
    ];
    const filled = await ask('POST', `${plan}/fill`, { edit: { phases } });
    expect(filled.status).toBe(200);
    const listed = await ask('GET', 'plans');
    const { refused } = (await ask('GET', `${plan}/launch?mode=asPlanned`)).body;
    return [filled.body.phases[1].faults, listed.body.items.find(({ id }: { id: string }) => id === imported.body.id).unfit, refused?.code ?? null];
  };
  const backward = { code: 'plan.phase_ends_before_former', message: '阶段“干预”的结束日期早于前面阶段的结束日期。', keepsFromLaunch: true };
  const overlap = { code: 'plan.phase_overlaps', message: '阶段“干预”开始时，前面的阶段还没有结束。', keepsFromLaunch: false };
  expect(await dated('2030-10-31')).toEqual([[backward], 1, 'campaign.phases_disordered']);
  expect(await dated('2030-05-31')).toEqual([[overlap], 0, null]);
  expect(await dated('2030-03-31')).toEqual([[], 0, null]);
});

test('what a launch would begin: lacks while it lacks, then tasks, notices and people by unit and the ladder in words; nothing is written', async () => {
  const ask = (method: 'GET' | 'POST', path: string, body?: object) => api.call(method, `/api/v1/${path}`, { token: office.token, ...(body ? { body } : {}) });
  const imported = await api.call('POST', '/api/v1/plans/import', { token: office.token, raw: Buffer.from(text), headers: { 'Content-Type': 'text/plain' } });
  expect(imported.status).toBe(201);
  const plan = `plans/${imported.body.id}`;
  const lacking = await ask('GET', `${plan}/launch`);
  expect([lacking.status, lacking.body.refused.code, lacking.body.refused.items.length]).toEqual([200, 'plan.tasks_incomplete', 2]);
  const filled = await ask('POST', `${plan}/fill`, { changes: [{ select: { all: true }, set: { lead: education, dueOn: '2030-06-28', phase: 'intervention' } }] });
  expect([filled.status, filled.body.missing]).toEqual([200, []]);
  const { status, body } = await ask('GET', `${plan}/launch?mode=asPlanned`);
  expect([status, body.refused, body.tasks]).toEqual([200, null, 2]);
  const told = body.units.find(({ unit }: { unit: { id: string } }) => unit.id === education);
  expect(told).toMatchObject({ tasks: 2, people: 1 });
  expect(told.notices).toBeGreaterThan(0);
  const due = body.ladders.find(({ ladder }: { ladder: string }) => ladder === 'task');
  expect(due.name).toBe('完成时限');
  expect(due.rungs[0]).toMatchObject({
    rung: 'reminder',
    offset: { value: -3, unit: 'workingDay' },
    to: 'responsible',
    name: '到期前提醒',
    when: '到期前3个工作日',
    toName: '承办人',
  });
  expect(due.rungs.map(({ when }: { when: string }) => when)).toContain('到期后第3个工作日');
  expect((await api.pool.query("SELECT 1 FROM process WHERE type IN ('campaign', 'task')")).rowCount).toBe(0);
});
