import { addDays } from '../../domain/calendar/beijing.ts';
import { planned } from '../campaign/plan.ts';
import type { TestApi } from './api.ts';
import { openSmallDistrict, type Person, startResources, today } from './small-district.ts';

let api: TestApi;
const people = {} as Record<'office' | 'education' | 'stranger' | 'inspector', Person>;
let caseNumber: string;

beforeAll(async () => {
  api = await startResources();
  const { district, office, officer, launch } = await openSmallDistrict(api);
  people.office = officer;
  const education = await api.unit('教育局', 'department', district);
  const culture = await api.unit('重庆路街道办事处', 'subDistrict', district);
  const body = await api.unit('卫生监督所', 'enforcementBody', district);
  people.education = await api.person('education', { unitId: education, role: 'liaisonOfficer' });
  people.stranger = await api.person('stranger', { unitId: culture, role: 'liaisonOfficer' });
  people.inspector = await api.person('inspector', { unitId: body, role: 'inspector' });
  const tasks = [...Array(30).keys()].map((index) =>
    planned(String(index + 1), {
      leadUnitId: index === 0 ? education : office,
      dueOn: addDays(today, 60),
      content: index < 25 ? `控烟宣传第${index + 1}项` : `健康步道第${index + 1}段`,
    }),
  );
  await launch(tasks, { memberUnitIds: [education], title: '控烟专项行动' });
  const created = async (path: string, sent: object) => (await api.call('POST', `/api/v1/${path}`, { token: people.inspector.token, body: sent })).body;
  const party = await created('parties', { name: '安康大药房', kind: 'pharmacy', address: '云山路1号' });
  caseNumber = (await created('cases', { partyId: party.id, title: '控烟投诉', source: 'complaint' })).number;
});
afterAll(() => api?.close());

/** What is found, by type: the titles. */
async function found(who: Person, q: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { status, body } = await api.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}`, { token: who.token });
  expect(status).toBe(200);
  return Object.fromEntries(body.groups.map(({ type, items }: { type: string; items: { title: string }[] }) => [type, items.map(({ title }) => title)]));
}

describe('search', () => {
  test('two characters find tasks, campaigns and cases that one sees, and nothing of what one does not see', async () => {
    expect(await found(people.education, '控烟')).toEqual({ task: ['控烟宣传第1项'], campaign: ['控烟专项行动'] });
    expect(await found(people.inspector, '控烟')).toEqual({ case: ['控烟投诉'] });
    expect(await found(people.stranger, '控烟')).toEqual({});
    const office = await found(people.office, '控烟');
    expect([office.campaign, office.case, office.task?.length]).toEqual([['控烟专项行动'], undefined, 19]);
  });

  test('a case by its number and by its party’s name, with the party beside it', async () => {
    expect([await found(people.inspector, caseNumber), await found(people.inspector, '安康')]).toEqual([{ case: ['控烟投诉'] }, { case: ['控烟投诉'] }]);
    const { body } = await api.call('GET', `/api/v1/search?q=${encodeURIComponent('安康')}`, { token: people.inspector.token });
    expect(body.groups[0].items[0]).toMatchObject({ number: caseNumber, detail: '安康大药房' });
    expect(await found(people.office, '安康')).toEqual({});
  });

  test('units and people by part of a name, a post, or the initials of their pinyin, whatever the case; a character is read as its word has it', async () => {
    expect((await found(people.stranger, '健康')).unit).toEqual(['健康办']);
    expect((await found(people.stranger, 'JKB')).unit).toEqual(['健康办']);
    expect((await found(people.stranger, 'cqlj')).unit).toEqual(['重庆路街道办事处']);
    expect((await found(people.stranger, 'wsjd')).unit).toEqual(['卫生监督所']);
    expect((await found(people.stranger, 'inspector岗')).person).toEqual(['inspector的持有人']);
    expect(await found(people.stranger, 'zzz')).toEqual({});
  });

  test('what was named like a pattern is taken as it stands; one character is refused', async () => {
    expect(await found(people.office, '%控')).toEqual({});
    const { status, body } = await api.call('GET', `/api/v1/search?q=${encodeURIComponent('控')}`, { token: people.office.token });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });
});
