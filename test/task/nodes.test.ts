import { nodeLight, type TaskNode } from '../../domain/task/nodes.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
const nodes = [
  { name: '动员部署', dueOn: '2026-03-13' },
  { name: '全面实施', dueOn: '2026-04-30' },
  { name: '总结', dueOn: '2026-05-14' },
];
const signed = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { leadUnitId: 'education', dueOn: '2026-05-15' })]), office);
  run.on('4', { type: 'sign' }, lead);
  return run;
};
const lights = (run: Rehearsal, now = run.now): string =>
  run
    .task('4')
    .nodes.map((node: TaskNode) => nodeLight(node, run.task('4').suspendedAt ?? now).colour[0])
    .join('');

describe('dated nodes inside a task', () => {
  test('each has a light by its own date: green, yellow when the ladder would remind, red when past, yellow again once made good late', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes: nodes.toReversed() }, lead);
    expect(run.task('4').nodes.map((node) => node.name)).toEqual(['动员部署', '全面实施', '总结']);
    expect([lights(run), lights(run, at('2026-03-10 09:00')), lights(run, at('2026-03-13 23:00')), lights(run, at('2026-03-14 00:00'))]).toEqual(['ggg', 'ygg', 'ygg', 'rgg']);
    run.now = at('2026-03-16 10:00');
    run.on('4', { type: 'completeNode', name: '动员部署', note: '3月16日召开' }, lead);
    expect(run.task('4').nodes[0]).toMatchObject({ doneAt: run.now, late: true, note: '3月16日召开' });
    expect(lights(run)).toBe('ygg');
    run.on('4', { type: 'completeNode', name: '全面实施' }, lead);
    expect(run.task('4').nodes[1]).toMatchObject({ late: false });
  });

  test('what arrived in time is not late, though the lock came after', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.now = at('2026-03-14 00:00') + 2_000;
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead, at('2026-03-13 23:59'));
    expect(run.task('4').nodes[0]?.late).toBe(false);
  });

  test('planned anew by lead or office, those done stay; nothing is planned behind, after the task, or twice', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    run.on('4', { type: 'planNodes', nodes: [{ name: '中期检查', dueOn: '2026-04-10' }] }, office);
    expect(run.task('4').nodes.map(({ name, doneAt }) => [name, doneAt !== undefined])).toEqual([
      ['动员部署', true],
      ['中期检查', false],
    ]);
    const refused = (...planned: readonly { readonly name: string; readonly dueOn: string }[]) => run.refusesOn('4', { type: 'planNodes', nodes: planned }, lead);
    expect(refused({ name: '动员部署', dueOn: '2026-04-10' })).toBe('task.node_repeated');
    expect(refused({ name: '一', dueOn: '2026-04-10' }, { name: '一', dueOn: '2026-04-11' })).toBe('task.node_repeated');
    expect(refused({ name: '一', dueOn: '2026-03-01' })).toBe('task.date_past');
    expect(refused({ name: '一', dueOn: '2026-05-16' })).toBe('task.node_later');
    expect(run.refusesOn('4', { type: 'completeNode', name: '没有的' }, lead)).toBe('task.node_unknown');
    expect(run.refusesOn('4', { type: 'completeNode', name: '动员部署' }, lead)).toBe('task.node_done');
    run.on('4', { type: 'completeNode', name: '中期检查' }, lead);
    expect(run.refusesOn('4', { type: 'completeNode', name: '中期检查' }, lead)).toBe('task.no_open_node');
  });

  test('with the campaign suspended a light stands still; resumed by shifting, nodes that lay ahead move with the dates, those past or done stay', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    run.now = at('2026-04-20 10:00');
    run.does({ type: 'suspend', reason: '疫情' }, office);
    expect(lights(run, at('2026-07-01 10:00'))).toBe('ggg');
    run.now = at('2026-05-20 10:00');
    run.does({ type: 'resume', mode: 'shift' }, office);
    expect([run.task('4').nodes.map((node) => node.dueOn), run.task('4').due?.dueOn]).toEqual([['2026-03-13', '2026-05-30', '2026-06-13'], '2026-06-14']);
    expect(lights(run)).toBe('ggg');
  });

  test('the next one is chased beside the task: a word before it, its liaison officer on it, the manager after; done, the one after it; none is left, nobody', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.passTo(at('2026-03-18 12:00'));
    expect(run.rungs(run.task('4').id)).toEqual([
      '2026-03-12 09:00 nodeReminder → liaisonOfficer@education',
      '2026-03-16 09:00 nodeOverdue → liaisonOfficer@education',
      '2026-03-18 09:00 nodeEscalation → managerInCharge@education',
    ]);
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    const chased = () => run.task('4').deadlines.find((deadline) => deadline.kind === 'node')?.dueOn;
    expect(chased()).toBe('2026-04-30');
    // Out of turn: the earlier one is still chased.
    run.on('4', { type: 'completeNode', name: '总结' }, lead);
    expect(chased()).toBe('2026-04-30');
    run.on('4', { type: 'completeNode', name: '全面实施' }, lead);
    expect(chased()).toBeUndefined();
    run.on('4', { type: 'planNodes', nodes: [{ name: '补课', dueOn: '2026-05-08' }] }, office);
    run.on('4', { type: 'planNodes', nodes: [] }, office);
    expect(chased()).toBeUndefined();
  });

  test('its chase stands still while the office decides, goes on when it sends back, and ends with the acceptance', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.on('4', { type: 'submit', summary: '已完成' }, lead);
    run.passTo(at('2026-03-20 10:00'));
    expect(run.rungs(run.task('4').id).filter((line) => line.includes('node'))).toEqual([]);
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.passTo(at('2026-04-30 10:00'));
    expect(
      run
        .rungs(run.task('4').id)
        .filter((line) => line.includes('node'))
        .map((line) => line.split(' ')[2]),
    ).toEqual(['nodeOverdue', 'nodeEscalation']);
    run.on('4', { type: 'submit', summary: '已补' }, lead);
    run.on('4', { type: 'accept' }, office);
    expect(run.task('4').deadlines).toEqual([]);
  });

  /** The rungs told of nodes, as day and rung. */
  const told = (run: Rehearsal, number = '4'): readonly string[] =>
    run.rungs(run.task(number).id).flatMap((line) => (line.includes(' node') ? [line.replace(/ 09:00 (\w+) .*/, ' $1')] : []));
  const nodeOf = (run: Rehearsal, number = '4') => run.task(number).deadlines.find(({ kind }) => kind === 'node');

  test('returned and given to another unit, the task takes the chase of its next node along', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.on('4', { type: 'return', reason: '不属职责' }, lead);
    run.passTo(at('2026-03-09 10:00'));
    run.on('4', { type: 'reassign', leadUnitId: 'health', reason: '改派' }, office);
    expect([nodeOf(run)?.dueOn, nodeOf(run)?.pausedAt]).toEqual(['2026-03-13', undefined]);
    run.passTo(at('2026-03-31 10:00'));
    expect(told(run)).toEqual(['2026-03-23 nodeOverdue', '2026-03-25 nodeEscalation']);
  });

  test('one period of a recurring task accepted, the next node goes on being chased', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { dueOn: _, ...monthly } = planned('4', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'month' } });
    run.does(plan([monthly]), office);
    run.on('4', { type: 'sign' }, lead);
    run.on('4', { type: 'planNodes', nodes: [{ name: '动员部署', dueOn: '2026-03-13' }] }, lead);
    run.on('4', { type: 'submit', summary: '三月' }, lead);
    run.passTo(at('2026-03-04 10:00'));
    run.on('4', { type: 'accept' }, office);
    expect(nodeOf(run)?.pausedAt).toBeUndefined();
    run.passTo(at('2026-03-31 10:00'));
    expect(told(run)).toEqual(['2026-03-18 nodeOverdue', '2026-03-20 nodeEscalation']);
  });

  /** When the office comes back to a task accepted with its first node to come, which is due on 13 March, and what is told of that node from then on. */
  const comingBack = [
    ['ahead', '2026-03-05 10:00', ['2026-03-12 nodeReminder', '2026-03-16 nodeOverdue', '2026-03-18 nodeEscalation']],
    ['behind', '2026-03-24 10:00', ['2026-03-25 nodeOverdue', '2026-03-27 nodeEscalation']],
  ] as const;
  function acceptedLong(then: string): Rehearsal {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes }, lead);
    run.on('4', { type: 'submit', summary: '已完成' }, lead);
    run.on('4', { type: 'accept' }, office);
    run.passTo(at(then));
    return run;
  }

  test.each(comingBack)('an acceptance taken back and sent back to work, its next node is chased again, lie it %s', (_, then, expected) => {
    const run = acceptedLong(then);
    run.on('4', { type: 'withdrawAcceptance', reason: '误操作' }, office);
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.passTo(at('2026-04-08 10:00'));
    expect(told(run)).toEqual(expected);
  });

  test.each(comingBack)('relapsed, its next node is chased again beside it, lie it %s', (_, then, expected) => {
    const run = acceptedLong(then);
    run.on('4', { type: 'relapse', reason: '反弹' }, office);
    expect(run.task('4').deadlines.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['task', '2026-05-15'],
      ['node', '2026-03-13'],
    ]);
    run.passTo(at('2026-04-08 10:00'));
    expect(told(run)).toEqual(expected);
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    expect(nodeOf(run)?.dueOn).toBe('2026-04-30');
  });

  test('a task that entered open from before the launch and relapses is chased from then on, its next node too', () => {
    const run = new Rehearsal(at('2026-08-03 10:00'));
    const { dueOn: _, ...monthly } = planned('4', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'month', until: '2026-06-20' } });
    run.does(plan([monthly], { dates: { mode: 'backfill', open: ['4'] } }), office);
    expect(run.task('4').history).toBe('open');
    run.on('4', { type: 'sign' }, lead);
    run.on('4', { type: 'planNodes', nodes: [{ name: '复查', dueOn: '2026-08-14' }] }, lead);
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    run.on('4', { type: 'relapse', reason: '反弹' }, office);
    expect(run.task('4').deadlines.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['task', '2026-08-17'],
      ['node', '2026-08-14'],
    ]);
  });

  test('a node done so late that the next one is overdue too: that one is chased from now on', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes: [...nodes.slice(0, 1), { name: '中期检查', dueOn: '2026-03-20' }] }, lead);
    run.passTo(at('2026-03-31 10:00'));
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    run.passTo(at('2026-04-09 10:00'));
    expect(told(run).slice(3)).toEqual(['2026-04-01 nodeOverdue', '2026-04-03 nodeEscalation']);
  });
});
