import { randomUUID } from 'node:crypto';
import { startOfDay } from '../../domain/calendar/beijing.ts';
import type { Instant } from '../../domain/process/time.ts';
import { isCounted, isOverdue } from '../../domain/task/counted.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { verify } from '../../ledger/verify.ts';
import { setClock } from '../api/clock.ts';
import { at } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { type Cast, openCast } from './cast.ts';

let cast: Cast;
const campaignId = randomUUID();
const now = at('2026-05-20 10:00');

/** Days on both sides of months' ends, and within months: what is due then stands in whole months of one period and in the days around those of another. */
const days = [
  '2026-03-15',
  '2026-03-31',
  '2026-04-01',
  '2026-04-18',
  '2026-04-30',
  '2026-05-01',
  '2026-05-11',
  '2026-05-29',
  '2026-05-31',
  '2026-06-01',
  '2026-06-30',
  '2026-07-02',
];
const bodies = ['education', 'finance', 'health'] as const;

beforeAll(async () => {
  cast = await openCast(bodies, (api) => setClock(api, at('2026-03-02 10:00')));
  const { units, execute, step, submitted, accepted } = cast;
  const { education = '', finance = '', health = '', office = '', group = '' } = units;
  // Of each day two tasks, and one of which each unit has a share.
  const tasks = days.flatMap((dueOn, index) => [
    planned(`${2 * index + 1}`, { leadUnitId: education, dueOn }),
    planned(`${2 * index + 2}`, { leadUnitId: finance, dueOn }),
    planned(`${100 + index}`, { leadUnitId: finance, dueOn, kind: 'eachUnit', unitIds: [education, finance, health] }),
  ]);
  // Due at nine on the day of the ranking, an hour before it.
  await cast.api.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  const { dueOn: _, ...dueToday } = planned('50', { leadUnitId: education, duePeriod: { value: (at('2026-05-20 09:00') - at('2026-03-02 10:00')) / 3_600_000, unit: 'hour' } });
  tasks.push(dueToday);
  const phases = [{ kind: 'intervention', name: '综合干预', startsOn: '2026-03-02', endsOn: '2026-12-31' }] as const;
  await execute('office', 'campaign', campaignId, plan(tasks, { officeUnitId: office, groupUnitId: group, memberUnitIds: [education, finance, health], phases }), true);
  await cast.know();
  // In time: both of one unit at once, so that two steps add to the same standing.
  await Promise.all(['1', '3', '5', '13', '19'].map((number) => accepted('education', number)));
  await Promise.all(['100-3', '104-3', '109-3'].map((number) => accepted('health', number)));
  await step('office', '4', { type: 'cancel', reason: '合并' });
  await step(undefined, '6', { type: 'suspend', reason: '暂停' });
  await setClock(cast.api, now);
  // Late, under review, taken back, handed to another unit, and due in another month than before.
  await accepted('finance', '2');
  await submitted('finance', '8');
  await step('office', '13', { type: 'relapse', reason: '复查不合格' });
  await step('office', '10', { type: 'reassign', leadUnitId: health, reason: '职能调整' });
  await step('education', '15', { type: 'sign' });
  await step('education', '15', { type: 'requestExtension', dueOn: '2026-07-20', reason: '招标延期' });
  await step('office', '15', { type: 'decideExtension', approve: true, reason: '同意' });
});
afterAll(() => cast?.close());

interface Shown {
  readonly unit: { readonly id: string };
  readonly tasks: number;
  readonly accepted: number;
  readonly onTime: number;
  readonly overdue: number;
}

/** What a ranking must show of these tasks, counted one by one by the domain's own rules. */
function counted(states: readonly TaskState[], from: Instant, before: Instant): Readonly<Record<string, readonly number[]>> {
  const due = states.filter((task) => isCounted(task) && task.due !== undefined && from <= task.due.dueAt && task.due.dueAt < before);
  const of = (mine: readonly TaskState[]): readonly number[] => {
    const done = mine.filter(({ stage }) => stage === 'accepted');
    return [mine.length, done.length, done.filter(({ madeGoodLate }) => !madeGoodLate).length, mine.filter((task) => isOverdue(task, now)).length];
  };
  return Object.fromEntries(
    [...new Set(due.map(({ leadUnitId }) => leadUnitId))].map((unit): readonly [string, readonly number[]] => [unit, of(due.filter(({ leadUnitId }) => leadUnitId === unit))]),
  );
}

const firsts = ['2026-01-01', '2026-03-15', '2026-03-16', '2026-04-01', '2026-04-18', '2026-05-01', '2026-05-12', '2026-06-01', '2026-06-30'];
const lasts = ['2026-03-31', '2026-04-17', '2026-04-30', '2026-05-10', '2026-05-20', '2026-05-30', '2026-05-31', '2026-06-30', '2026-07-20', '2026-12-31'];

describe('a ranking', () => {
  test('of any period counts the tasks that the rules count, for the office and for a unit alone', async () => {
    const { api, units, who } = cast;
    const { rows } = await api.pool.query<{ state: TaskState }>(`SELECT state FROM process WHERE type = 'task'`);
    const states = rows.map(({ state }) => state);
    const seen = new Set<string>();
    for (const [name, mine] of [
      ['office', states],
      ['finance', states.filter(({ leadUnitId }) => leadUnitId === units.finance)],
    ] as const) {
      for (const from of firsts) {
        for (const until of lasts.filter((last) => last >= from)) {
          const { status, body } = await api.call('GET', `/api/v1/figures/units?from=${from}&until=${until}`, { token: who[name]?.token ?? '' });
          expect(status).toBe(200);
          const shown = (body.items as readonly Shown[]).map(({ unit, tasks, accepted, onTime, overdue }) => [unit.id, [tasks, accepted, onTime, overdue]] as const);
          expect([name, from, until, Object.fromEntries(shown)]).toEqual([name, from, until, counted(mine, startOfDay(from), startOfDay(until) + 86_400_000)]);
          for (const [, figures] of shown) seen.add(figures.join(' '));
        }
      }
    }
    // Else the periods above would tell nothing apart.
    expect(seen.size).toBeGreaterThan(30);
  });

  test('is what the ledger’s tasks add up to, and verify names the standing that is not', async () => {
    const { api, units } = cast;
    expect((await verify(api.pool)).faults).toEqual([]);
    const { rows } = await api.pool.query<{ unit_id: string; month: string }>(
      `UPDATE unit_standing SET on_time = on_time + 1 WHERE unit_id = $1 AND month = '2026-04-01' RETURNING unit_id, to_char(month, 'YYYY-MM') AS month`,
      [units.finance],
    );
    expect(rows).toEqual([{ unit_id: units.finance, month: '2026-04' }]);
    const named = { processId: campaignId, type: 'campaign', what: 'tableDiffers', detail: `unit_standing: the tasks of ${units.finance} due in 2026-04 do not add up to it` };
    expect((await verify(api.pool)).faults).toEqual([named]);
  });
});
