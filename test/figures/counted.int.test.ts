import { randomUUID } from 'node:crypto';
import type { TestApi } from '../api/api.ts';
import { setClock } from '../api/clock.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { behind, type ShownFigure } from '../reports/behind.ts';
import { type Cast, openCast } from './cast.ts';

interface Section {
  readonly title: string;
  readonly figures: readonly ShownFigure[];
}
interface Counted {
  readonly value: number;
  readonly rows: string;
}

let cast: Cast;
let api: TestApi;
const campaignId = randomUUID();

const token = (): string => cast.who.office?.token ?? '';
const get = async (path: string) => (await api.call('GET', `/api/v1/${path}`, { token: token() })).body;

/** One campaign on 20 March: accepted in time and late, overdue, cancelled, suspended, and a task of which each of three units has a share. */
beforeAll(async () => {
  cast = await openCast(['教育局', '财政局', '卫健委'], (opened) => setClock(opened, at('2026-03-02 10:00')));
  api = cast.api;
  const { units, execute, step, accepted } = cast;
  const { 教育局: education = '', 财政局: finance = '', 卫健委: health = '', office = '', group = '' } = units;
  const led = (number: string, leadUnitId: string) => planned(number, { leadUnitId, dueOn: '2026-03-10' });
  const launch = plan(
    [
      led('1', education),
      led('2', education),
      led('3', finance),
      led('4', finance),
      { ...led('5', finance), kind: 'eachUnit', unitIds: [education, finance, health] },
      led('6', health),
    ],
    {
      officeUnitId: office,
      groupUnitId: group,
      memberUnitIds: [education, finance, health],
      phases: [{ kind: 'intervention', name: '综合干预', startsOn: '2026-03-02', endsOn: '2026-12-31' }],
    },
  );
  await execute('office', 'campaign', campaignId, launch, true);
  await cast.know();
  await accepted('教育局', '1');
  await accepted('教育局', '5-1');
  await step('office', '4', { type: 'cancel', reason: '合并' });
  await step('office', '5-3', { type: 'cancel', reason: '不涉及' });
  await step(undefined, '6', { type: 'suspend', reason: '暂停' });
  await setClock(api, at('2026-03-20 10:00'));
  await accepted('教育局', '2');
});
afterAll(() => cast?.close());

/** By unit: tasks, accepted, overdue. */
type ByUnit = Readonly<Record<string, readonly [number, number, number]>>;
const expected = { tasks: 6, accepted: 3, cancelled: 2, suspended: 1, overdue: 2 };
const byUnit: ByUnit = { 教育局: [3, 3, 0], 财政局: [2, 0, 2], 卫健委: [1, 0, 0] };

describe('the same tasks are counted', () => {
  test('by a bulletin, in its figures and its text', async () => {
    const { status, body } = await api.call('POST', '/api/v1/bulletins', {
      token: token(),
      body: { campaignId, kind: 'progress', title: '进展通报', from: '2026-03-02', until: '2026-03-20' },
    });
    expect(status).toBe(201);
    const {
      tasks,
      byStage,
      overdue,
      units: ranked,
    } = body.figures as {
      readonly tasks: Counted;
      readonly byStage: Readonly<Record<string, Counted>>;
      readonly overdue: Counted;
      readonly units: readonly ({ readonly unit: { readonly name: string } } & Readonly<Record<'tasks' | 'accepted' | 'overdue' | 'cancelled', Counted>>)[];
    };
    expect({
      tasks: tasks.value,
      accepted: byStage.accepted?.value,
      cancelled: byStage.cancelled?.value,
      suspended: byStage.suspended?.value,
      overdue: overdue.value,
    }).toEqual(expected);
    expect(Object.fromEntries(ranked.map((one) => [one.unit.name, [one.tasks.value, one.accepted.value, one.overdue.value]]))).toEqual(byUnit);
    expect(body.sections[0].paragraphs[0]).toContain('共有任务6项，另取消2项；已验收3项，占50%；待验收0项；超过完成时限仍未办结2项。');
    const all = [tasks, overdue, ...Object.values(byStage), ...ranked.flatMap((one) => [one.tasks, one.accepted, one.overdue, one.cancelled])];
    for (const { value, rows } of all) expect([rows, (await api.call('GET', rows, { token: token() })).body.items.length]).toEqual([rows, value]);
  });

  test('by the work summary', async () => {
    const { sections } = (await get(`campaigns/${campaignId}/summary?from=2026-03-02&until=2026-03-20`)) as { readonly sections: readonly Section[] };
    const value = (title: string, label: string) => sections.find((one) => one.title === title)?.figures.find((one) => one.label === label)?.value;
    const whole = (label: string) => value('任务总体情况', label);
    expect({ tasks: whole('任务'), accepted: whole('已验收'), cancelled: whole('另取消'), suspended: whole('中止'), overdue: whole('超期') }).toEqual(expected);
    expect(whole('未办结')).toBe(3);
    expect(Object.fromEntries(Object.keys(byUnit).map((unit) => [unit, ['任务', '已验收', '超期'].map((label) => value(unit, label))]))).toEqual(byUnit);
    expect(sections.map(({ title }) => title)).not.toContain('健康办');
    expect(['本期到期', '其中已验收', '本期验收', '其中按期报送', '其中逾期报送'].map((label) => value('本期完成情况', label))).toEqual([6, 3, 3, 2, 1]);
    for (const figure of sections.flatMap(({ figures }) => figures)) expect([figure.label, await behind(api, token(), figure)]).toEqual([figure.label, figure.value]);
  });

  test('by the overdue board and the list of what is overdue', async () => {
    const cells = (await get(`figures/tasks?campaignId=${campaignId}`)).items as readonly {
      readonly unit: { readonly name: string };
      readonly tasks: number;
      readonly rows: string;
    }[];
    expect(cells.map(({ unit, tasks }) => [unit.name, tasks])).toEqual([['财政局', 2]]);
    const listed = (await get(`tasks?campaignId=${campaignId}&overdue=true`)).items as readonly { readonly number: string }[];
    expect(listed.map(({ number }) => number)).toEqual(['3', '5-2']);
  });

  test('by the lights of the units, most overdue first, each number with the list of its tasks', async () => {
    const { items } = (await get(`campaigns/${campaignId}/lights`)) as {
      readonly items: readonly ({ readonly unit: { readonly name: string } } & Readonly<
        Record<'all' | 'green' | 'yellow' | 'red', { readonly tasks: number; readonly rows: string }>
      >)[];
    };
    const lit = items.map(({ unit, all, green, yellow, red }) => [unit.name, ...[all, green, yellow, red].map(({ tasks }) => tasks)]);
    expect(lit).toEqual([
      ['财政局', 2, 0, 0, 2],
      ['教育局', 3, 2, 1, 0],
      ['卫健委', 1, 1, 0, 0],
    ]);
    for (const { tasks, rows } of items.flatMap(({ all, green, yellow, red }) => [all, green, yellow, red]))
      expect([rows, (await api.call('GET', rows, { token: token() })).body.items.length]).toEqual([rows, tasks]);
    const page = await get(`campaigns/${campaignId}/lights?limit=2`);
    expect([page.items.length, (await get(`campaigns/${campaignId}/lights?limit=2&cursor=${page.next}`)).items[0]?.unit.name]).toEqual([2, '卫健委']);
  });

  test('by the ranking and by the campaign itself', async () => {
    const ranked = (await get(`figures/units?campaignId=${campaignId}&from=2026-03-02&until=2026-03-20`)).items as readonly {
      readonly unit: { readonly name: string };
      readonly tasks: number;
      readonly accepted: number;
      readonly overdue: number;
      readonly onTime: number;
    }[];
    expect(Object.fromEntries(ranked.map((one) => [one.unit.name, [one.tasks, one.accepted, one.overdue]]))).toEqual(byUnit);
    expect(ranked.find(({ unit }) => unit.name === '教育局')?.onTime).toBe(2);
    const { figures } = await get(`campaigns/${campaignId}`);
    expect([figures.tasks, figures.byStage]).toEqual([expected.tasks, { accepted: 3, cancelled: 2, suspended: 1, issued: 2 }]);
    expect(figures.light).toEqual({ green: 3, yellow: 1, red: 2 });
  });
});
