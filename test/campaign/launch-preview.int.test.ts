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
