import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Rung } from '../../domain/chase/ladder.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
/** Task 4 of education, due on 15 May with a node on 30 April; task 5 every month until 20 June. */
function begun(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  const { dueOn: _, ...monthly } = planned('5', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'month', until: '2026-06-20' } });
  run.does(plan([planned('4', { leadUnitId: 'education', dueOn: '2026-05-15' }), monthly]), office);
  for (const number of ['4', '5']) run.on(number, { type: 'sign' }, lead);
  run.on('4', { type: 'planNodes', nodes: [{ name: '中期', dueOn: '2026-04-30' }] }, lead);
  return run;
}
/** Suspended from 20 March to 19 April: thirty days. */
function stoodStill(run: Rehearsal): void {
  run.now = at('2026-03-20 10:00');
  run.does({ type: 'suspend', reason: '疫情' }, office);
  run.now = at('2026-04-19 10:00');
  run.does({ type: 'resume', mode: 'shift' }, office);
}
const dues = (run: Rehearsal): unknown =>
  run
    .task('4')
    .deadlines.flatMap(({ kind, dueOn }) => (kind === 'review' ? [] : [[kind, dueOn]]))
    .toSorted();
const told = (run: Rehearsal): readonly string[] => run.rungs(run.task('4').id).map((line) => line.replace(/ →.*/, ''));

describe('a campaign suspended while the office decides on a task, its dates moved', () => {
  test.each<[string, 'submit' | 'return']>([
    ['handed in', 'submit'],
    ['returned', 'return'],
  ])('the dates of one that was %s move with the others’, and its ladders go on standing still until the office has decided', (_, type) => {
    const run = begun();
    run.now = at('2026-03-18 10:00');
    run.on('4', { type, reason: '不属职责' }, lead);
    stoodStill(run);
    expect([run.task('4').due?.dueOn, run.task('4').nodes[0]?.dueOn, dues(run)]).toEqual([
      '2026-06-14',
      '2026-05-30',
      [
        ['node', '2026-05-30'],
        ['task', '2026-06-14'],
      ],
    ]);
    expect(run.task('4').deadlines.filter(({ kind, pausedAt }) => kind !== 'review' && pausedAt === undefined)).toEqual([]);
    run.now = at('2026-04-20 10:00');
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.told.length = 0;
    run.passTo(at('2026-06-30 10:00'));
    // Each rung comes later by the 33 days since 18 March, on a working morning; what would only remind of a date that has passed by then does not come.
    expect(told(run).filter((line) => /node|reminder|overdueNotice|escalation/.test(line))).toEqual([
      '2026-06-08 09:00 nodeOverdue',
      '2026-06-10 09:00 nodeEscalation',
      '2026-06-22 09:00 overdueNotice',
      '2026-06-23 09:00 escalation',
    ]);
  });

  test('other rules for the chase set after it are reckoned from the moved dates: the standstill counts once', () => {
    const run = begun();
    run.now = at('2026-03-18 10:00');
    run.on('4', { type: 'submit' }, lead);
    stoodStill(run);
    const task = defaultTaskLadders.task.map((step): Rung => (step.rung === 'leadingGroup' ? step : { ...step, offset: { ...step.offset, value: step.offset.value + 1 } }));
    run.does({ type: 'setLadders', ladders: { task }, reason: '加快' }, office);
    run.now = at('2026-04-20 10:00');
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    // Reckoned from Sunday, 14 June, and later by the two days before the standstill and the one after it; the one that stayed as it was, of 1 June, by all 33 days.
    const planned = run.task('4').deadlines.flatMap(({ kind, rungs }) => (kind === 'task' ? rungs.map(({ rung, at: moment }) => `${beijingDateOf(moment)} ${rung}`) : []));
    expect(planned).toEqual(['2026-06-15 reminder', '2026-06-22 overdueNotice', '2026-06-22 escalation', '2026-06-29 urgingNotice', '2026-07-06 leadingGroup']);
  });

  test('one whose acceptance was taken back and that is sent back then is due on the moved date', () => {
    const run = begun();
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    run.on('4', { type: 'withdrawAcceptance', reason: '误操作' }, office);
    stoodStill(run);
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    expect([run.task('4').due?.dueOn, run.task('4').dueHistory.at(-1)?.cause, dues(run)]).toEqual([
      '2026-06-14',
      'suspension',
      [
        ['node', '2026-05-30'],
        ['task', '2026-06-14'],
      ],
    ]);
  });

  test('kept, the dates stand', () => {
    const run = begun();
    run.on('4', { type: 'submit' }, lead);
    run.now = at('2026-03-20 10:00');
    run.does({ type: 'suspend', reason: '疫情' }, office);
    run.now = at('2026-04-19 10:00');
    run.does({ type: 'resume', mode: 'keep' }, office);
    expect([run.task('4').due?.dueOn, dues(run), run.task('5').rhythm?.until]).toEqual([
      '2026-05-15',
      [
        ['node', '2026-04-30'],
        ['task', '2026-05-15'],
      ],
      '2026-06-20',
    ]);
  });

  test('a rhythm ends when it did: the open period moves by the days, those after are the calendar’s', () => {
    const run = begun();
    stoodStill(run);
    expect([run.task('5').due?.dueOn, run.task('5').rhythm?.until]).toEqual(['2026-04-30', '2026-06-20']);
  });
});
