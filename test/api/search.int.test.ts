import { addDays } from '../../domain/calendar/beijing.ts';
import { planned } from '../campaign/plan.ts';
import type { TestApi } from './api.ts';
import { openSmallDistrict, type Person, startResources, today } from './small-district.ts';

let api: TestApi;
const people = {} as Record<'office' | 'education' | 'stranger' | 'inspector', Person>;
let caseNumber: string;
let taskIds: Readonly<Record<string, string>>;

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
  ({ tasks: taskIds } = await launch(tasks, { memberUnitIds: [education], title: '控烟专项行动' }));
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

  test('what was named like a pattern is taken as it stands; one character finds the task whose number it is and nothing else', async () => {
    expect(await found(people.office, '%控')).toEqual({});
    expect(await found(people.office, '控')).toEqual({});
    expect(await found(people.office, '7')).toEqual({ task: ['控烟宣传第7项'] });
    expect((await found(people.office, '12')).task?.[0]).toBe('控烟宣传第12项');
    expect([await found(people.education, '7'), await found(people.education, '1')]).toEqual([{}, { task: ['控烟宣传第1项'] }]);
    const { status, body } = await api.call('GET', '/api/v1/search?q=', { token: people.office.token });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  test('meetings and indicators by their names and the initials of these, for whoever sees them', async () => {
    const campaignId = (await api.call('GET', '/api/v1/campaigns', { token: people.office.token })).body.items[0].id;
    const made = async (path: string, body: object): Promise<number> => (await api.call('POST', `/api/v1/${path}`, { token: people.office.token, body })).status;
    expect(await made('meetings', { campaignId, kind: 'office', title: '无烟调度会', heldOn: addDays(today, 5) })).toBe(201);
    const rule = { kind: 'ratio', bound: 'atLeast', target: '50' };
    expect(
      await made('indicators', {
        campaignId,
        name: '无烟场所比例',
        rule,
        ownerUnitId: (await api.call('GET', '/api/v1/me', { token: people.education.token })).body.posts[0].unit.id,
      }),
    ).toBe(201);
    expect(await found(people.office, '无烟')).toEqual({ meeting: ['无烟调度会'], indicator: ['无烟场所比例'] });
    expect([await found(people.office, 'wyddh'), await found(people.office, 'wycsbl')]).toEqual([{ meeting: ['无烟调度会'] }, { indicator: ['无烟场所比例'] }]);
    for (const words of ['无烟', 'wyddh', 'wycsbl']) expect(await found(people.inspector, words)).toEqual({});
  });

  describe('by the initials of its pinyin', () => {
    test('finds tasks, campaigns, cases and cases of a party for whoever sees them, and for nobody else', async () => {
      expect(await found(people.education, 'kyxc')).toEqual({ task: ['控烟宣传第1项'] });
      expect(await found(people.education, 'KYZX')).toEqual({ campaign: ['控烟专项行动'] });
      expect((await found(people.office, 'jkbd')).task).toEqual(['健康步道第26段', '健康步道第27段', '健康步道第28段', '健康步道第29段', '健康步道第30段']);
      expect(await found(people.office, 'bdd27d')).toEqual({ task: ['健康步道第27段'] });
      expect([await found(people.inspector, 'kyts'), await found(people.inspector, 'akdyf')]).toEqual([{ case: ['控烟投诉'] }, { case: ['控烟投诉'] }]);
      for (const stranger of [people.stranger, people.office, people.education]) expect([await found(stranger, 'kyts'), await found(stranger, 'akdyf')]).toEqual([{}, {}]);
      expect([await found(people.stranger, 'kyxc'), await found(people.inspector, 'jkbd'), await found(people.stranger, 'kyzx')]).toEqual([{}, {}, {}]);
    });

    test('finds after what holds the letters themselves', async () => {
      const correct = { type: 'correctField', field: 'content', value: '张贴KYXC标识', reason: '按上级要求' };
      expect((await api.call('POST', `/api/v1/tasks/${taskIds['9']}/commands`, { token: people.office.token, body: correct })).status).toBe(200);
      const { task = [] } = await found(people.office, 'KYXC');
      expect([task.slice(0, 2), task.length]).toEqual([['张贴KYXC标识', '控烟宣传第1项'], 20]);
    });

    test('goes by what the task asks for now', async () => {
      const correct = { type: 'correctField', field: 'content', value: '修缮银行门前广场', reason: '按上级要求' };
      expect((await api.call('POST', `/api/v1/tasks/${taskIds['30']}/commands`, { token: people.office.token, body: correct })).status).toBe(200);
      expect([await found(people.office, 'xsyh'), (await found(people.office, 'jkbd')).task?.length]).toEqual([{ task: ['修缮银行门前广场'] }, 4]);
    });

    test('is for this field alone: a list goes by what stands there', async () => {
      const listed = async (words: string) => (await api.call('GET', `/api/v1/tasks?q=${encodeURIComponent(words)}`, { token: people.office.token })).body.items.length;
      expect([await listed('jkbd'), await listed('健康步道')]).toEqual([0, 4]);
    });
  });
});
