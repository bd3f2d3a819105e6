import type { TaskCommand } from '../../domain/task/commands.ts';
import { task } from '../../domain/task/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { urgingText } from '../../domain/task/urging.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const assigned = (leadUnitId: string, dueOn: string) => ({
  type: 'assign' as const,
  content: `核查${leadUnitId}`,
  leadUnitId,
  dueOn,
  origin: { kind: 'instruction' as const, reference: '区长批示', evidence: [] },
});
const minutes = (run: Rehearsal, count: number): void => {
  run.now = at('2026-05-20 10:00') + count * 60_000;
};

/** Two assigned tasks of the education department, one of finance, one of health that is under review; none of them of the campaign that runs beside. */
function running(): Rehearsal {
  const run = new Rehearsal(at('2026-05-04 10:00'));
  run.does(plan([planned('1', { leadUnitId: 'education', dueOn: '2026-05-15' })]), office);
  for (const [id, unitId, dueOn] of [
    ['a1', 'education', '2026-05-15'],
    ['a2', 'education', '2026-05-29'],
    ['a3', 'finance', '2026-05-18'],
    ['a4', 'health', '2026-05-18'],
  ] as const)
    run.ask('task', id, assigned(unitId, dueOn), office);
  run.ask('task', 'a4', { type: 'sign' }, liaison('health'));
  run.ask('task', 'a4', { type: 'submit' }, liaison('health'));
  minutes(run, 0);
  run.told.length = 0;
  return run;
}
const urge = (run: Rehearsal, id: string, more: object = {}, who = office) => run.ask('task', id, { type: 'urge', ...more }, who);
const decided = (run: Rehearsal, id: string, command: TaskCommand) => task.decide(run.stateOf('task', id), command, run.world(office, 'task', id, command));
const heard = (run: Rehearsal) => run.told.map(({ to, processId, draft }) => [to.join(), processId, draft.title.zh.replace(/^.*：/, ''), draft.about]);

describe('urging tasks outside any campaign by hand', () => {
  test('one: its lead hears what waits since when, by whose word, and the ladders go on', () => {
    const run = running();
    const { deadlines } = run.stateOf('task', 'a1');
    urge(run, 'a1', { message: '请于周五前办结。', managers: true });
    expect(heard(run)).toEqual([
      ['liaisonOfficer@education', 'a1', '1项任务待办', ['a1']],
      ['managerInCharge@education', 'a1', '1项任务待办', ['a1']],
    ]);
    expect(run.told[0]?.draft).toMatchObject({
      kind: 'tasksUrged',
      title: { zh: '【催办】交办任务：1项任务待办' },
      why: { zh: '请于周五前办结。 领导小组办公室催办：任务交办〔2026〕1号“核查education”应于2026-05-15完成，已超期5日，尚未签收。' },
      rule: { zh: '领导小组办公室人工催办' },
    });
    expect(run.stateOf('task', 'a1').deadlines).toEqual(deadlines);
    expect(run.facts.get('a1')?.at(-1)?.fact).toMatchObject({ type: 'tasksUrged', numbers: ['交办〔2026〕1号'], unitIds: ['education'], managers: true });
  });

  test('several in one request: each unit hears once, of its own alone, and each task keeps the record; what waits for the office is left as it is', () => {
    const run = running();
    urge(run, 'a3', { taskIds: ['a1', 'a2', 'a4', 'a3', 'a1'] });
    expect(heard(run)).toEqual([
      ['liaisonOfficer@finance', 'a3', '1项任务待办', ['a3']],
      ['liaisonOfficer@education', 'a1', '2项任务待办', ['a1', 'a2']],
    ]);
    // A lead reads its task's facts: none says what other units were urged.
    expect(['a3', 'a1', 'a2'].map((id) => run.facts.get(id)?.at(-1)?.fact)).toMatchObject([
      { numbers: ['交办〔2026〕3号'], unitIds: ['finance'], tasks: { a3: 1 } },
      { numbers: ['交办〔2026〕1号'], unitIds: ['education'], tasks: { a1: 1 } },
      { numbers: ['交办〔2026〕2号'], unitIds: ['education'], tasks: { a2: 1 } },
    ]);
    expect(['a1', 'a2', 'a4'].map((id) => run.facts.get(id)?.at(-1)?.fact.type)).toEqual(['tasksUrged', 'tasksUrged', 'taskSubmitted']);
  });

  test('several in one request: whoever urges is told of each that is left out and why, and so when nothing is left to be urged', () => {
    const run = running();
    urge(run, 'a1');
    const urging = { type: 'urge', taskIds: ['a1', 'a4'] } as const;
    expect(decided(run, 'a3', urging)).toMatchObject({
      ok: true,
      left: [
        { number: '交办〔2026〕1号', code: 'task.urged_lately', params: { clock: '2026-05-20 11:00:00' }, from: at('2026-05-20 11:00') },
        { number: '交办〔2026〕4号', code: 'task.under_review' },
      ],
    });
    expect(decided(run, 'a3', { type: 'urge', taskIds: ['a2'] })).not.toHaveProperty('left');
    expect(decided(run, 'a1', urging)).toMatchObject({
      code: 'task.urged_lately',
      items: [{ number: '交办〔2026〕1号' }, { number: '交办〔2026〕4号', code: 'task.under_review' }],
    });
  });

  test('once an hour by the same person while a task has not moved; another’s word in between does not count as a move', () => {
    const run = running();
    urge(run, 'a1');
    minutes(run, 20);
    expect(urge(run, 'a1')).toMatchObject({
      code: 'task.urged_lately',
      params: { from: '2026-05-20T11:00:00+08:00', clock: '2026-05-20 11:00:00' },
      items: [{ number: '交办〔2026〕1号', from: '2026-05-20T11:00:00+08:00' }],
    });
    urge(run, 'a1', {}, actor('office', 'office', 'second@office'));
    expect(urge(run, 'a1')).toMatchObject({ code: 'task.urged_lately' });
    run.told.length = 0;
    urge(run, 'a1', { taskIds: ['a2', 'a3'] });
    expect(heard(run).map(([, id]) => id)).toEqual(['a2', 'a3']);
    expect(run.stateOf('task', 'a1')).toMatchObject({
      urgings: [{}, {}, { numbers: [], tasks: {}, left: [{ number: '交办〔2026〕1号', from: at('2026-05-20 11:00') }] }],
    });
    expect(run.facts.get('a1')?.at(-1)?.fact).toMatchObject({ numbers: [], unitIds: [] });
    expect(run.stateOf('task', 'a2')).toMatchObject({ urgings: [{ numbers: ['交办〔2026〕2号'], left: [] }] });
    // Signing for it is something new; so is the managers’ hearing it for the first time.
    run.ask('task', 'a1', { type: 'sign' }, liaison('education'));
    expect(urge(run, 'a1')).toHaveLength(1);
    expect(urge(run, 'a2')).toMatchObject({ code: 'task.urged_lately' });
    expect(urge(run, 'a2', { managers: true })).toHaveLength(1);
    minutes(run, 81);
    expect(urge(run, 'a3')).toHaveLength(1);
    minutes(run, 200);
    urge(run, 'a3');
    expect(run.stateOf('task', 'a3')).toMatchObject({ urgings: [{ at: run.now }] });
  });

  test('what is left out of a request for others keeps that by itself, and the others are urged', () => {
    const run = running();
    urge(run, 'a1');
    run.told.length = 0;
    urge(run, 'a3', { taskIds: ['a1', 'a2'] });
    expect(heard(run).map(([to, id, , about]) => [to, id, about])).toEqual([
      ['liaisonOfficer@finance', 'a3', ['a3']],
      ['liaisonOfficer@education', 'a2', ['a2']],
    ]);
    expect(run.facts.get('a1')?.at(-1)?.fact).toMatchObject({ numbers: [], unitIds: [], left: [{ number: '交办〔2026〕1号', from: at('2026-05-20 11:00') }] });
    expect(run.facts.get('a3')?.at(-1)?.fact).not.toHaveProperty('left');
    expect(urge(run, 'a1')).toMatchObject({ code: 'task.urged_lately' });
  });

  test('a share is urged by the unit that broke the whole down, in its own name, and by the office', () => {
    const run = running();
    const assigner = liaison('district');
    run.ask('task', 'whole', assigned('district', '2026-05-29'), office);
    run.ask('task', 'whole', { type: 'sign' }, assigner);
    run.ask('task', 'whole', { type: 'breakDown', shares: [{ unitId: 'education' }, { unitId: 'finance' }] } as { readonly type: string }, assigner);
    const [first = '', second = ''] = run.stateOf<TaskState>('task', 'whole').childTaskIds;
    run.told.length = 0;
    urge(run, first, { taskIds: [second] }, assigner);
    expect(run.told.map(({ draft }) => draft.why.zh.split('：')[0])).toEqual(['分解任务的单位催办', '分解任务的单位催办']);
    expect(run.told.map(({ to, draft }) => [to.join(), draft.rule.zh])).toEqual([
      ['liaisonOfficer@education', '分解任务的单位人工催办'],
      ['liaisonOfficer@finance', '分解任务的单位人工催办'],
    ]);
    expect(urge(run, first)).toHaveLength(1);
    expect(urge(run, second, { taskIds: ['a1'] }, assigner)).toMatchObject({ code: 'policy.forbidden' });
  });

  test('not a task of a campaign, none that waits for the office, and none that the asker may not urge, be it one of several', () => {
    const run = running();
    const { id } = run.task('1');
    const code = (answer: unknown): string | undefined => (answer as { code?: string }).code;
    expect(code(urge(run, id))).toBe('task.of_campaign');
    expect(code(urge(run, 'a4'))).toBe('task.under_review');
    expect(code(urge(run, 'a1', { taskIds: [id] }))).toBe('task.of_campaign');
    expect(code(urge(run, 'a1', { taskIds: ['nowhere'] }))).toBe('process.not_found');
    expect(code(urge(run, 'a1', { taskIds: ['campaign'] }))).toBe('process.not_found');
    expect(code(urge(run, 'a3', { taskIds: ['a1'] }, liaison('education')))).toBe('policy.forbidden');
    expect(run.told).toEqual([]);
  });

  test('as text for a chat group', () => {
    const run = running();
    expect(urgingText('交办任务', [run.stateOf('task', 'a1'), run.stateOf('task', 'a3')], run.org, run.now)).toBe(
      [
        '【催办】交办任务（截至2026-05-20，2个单位2项）',
        'education：',
        '1. 任务交办〔2026〕1号“核查education”应于2026-05-15完成，已超期5日，尚未签收',
        'finance：',
        '1. 任务交办〔2026〕3号“核查finance”应于2026-05-18完成，已超期2日，尚未签收',
        '请抓紧办理并在系统中提交；确需延期的，请说明理由提出申请。',
      ].join('\n'),
    );
  });
});
