import { urgedTasks } from '../../domain/campaign/urging.ts';
import { urgingText } from '../../domain/task/urging.ts';
import { at, districtOrg, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

/** Two tasks of the education department, one of finance that is under review, one of health that has been accepted, one for each of two towns. */
const running = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(
    plan([
      planned('1', { leadUnitId: 'education', dueOn: '2026-05-15' }),
      planned('2', { leadUnitId: 'education', dueOn: '2026-05-29' }),
      planned('3', { leadUnitId: 'finance', dueOn: '2026-05-15' }),
      planned('4', { leadUnitId: 'health', dueOn: '2026-05-15' }),
      planned('5', { kind: 'eachUnit', unitIds: ['town-1', 'town-2'], dueOn: '2026-05-15' }),
    ]),
    office,
  );
  for (const number of ['1', '3', '4', '5-1']) run.on(number, { type: 'sign' }, liaison(run.task(number).leadUnitId));
  for (const number of ['3', '4']) run.on(number, { type: 'submit' }, liaison(run.task(number).leadUnitId));
  run.on('4', { type: 'accept' }, office);
  run.now = at('2026-05-20 10:00');
  run.told.length = 0;
  return run;
};
const heard = (run: Rehearsal) => run.told.map(({ to, draft }) => [to[0], draft.title.zh.replace(/^.*：/, '')]);

describe('urging by hand', () => {
  test('tells each person once, with all tasks that wait for that person; what waits for the office, is done, or is a whole of shares is left out', () => {
    const run = running();
    run.does({ type: 'urge' }, office);
    expect(heard(run)).toEqual([
      ['liaisonOfficer@education', '2项任务待办'],
      ['liaisonOfficer@town-1', '1项任务待办'],
      ['liaisonOfficer@town-2', '1项任务待办'],
    ]);
    expect(run.told[0]?.draft).toMatchObject({
      kind: 'tasksUrged',
      why: { zh: '领导小组办公室催办：任务1“任务内容1”应于2026-05-15完成，已超期5日；任务2“任务内容2”应于2026-05-29完成，还有9日，尚未签收。' },
      rule: { zh: '领导小组办公室人工催办' },
    });
    expect(run.facts.get('campaign')?.at(-1)?.fact).toMatchObject({
      type: 'tasksUrged',
      numbers: ['1', '2', '5-1', '5-2'],
      unitIds: ['education', 'town-1', 'town-2'],
      managers: false,
    });
  });

  test('only what is overdue, of one unit, with a word of the office, to the managers in charge too', () => {
    const run = running();
    run.does({ type: 'urge', overdue: true, leadUnitId: 'education', managers: true, message: '请于周五前办结。' }, office);
    expect(heard(run)).toEqual([
      ['liaisonOfficer@education', '1项任务待办'],
      ['managerInCharge@education', '1项任务待办'],
    ]);
    expect(run.told[1]?.draft.why.zh).toBe('请于周五前办结。 领导小组办公室催办：任务1“任务内容1”应于2026-05-15完成，已超期5日。');
  });

  test('changes no ladder, and is refused where nobody is to be urged', () => {
    const run = running();
    const before = run.tasks;
    run.does({ type: 'urge' }, office);
    expect(run.tasks).toEqual(before);
    expect(run.refuses({ type: 'urge', leadUnitId: 'finance' }, office)?.code).toBe('campaign.nobody_to_urge');
  });

  test('of tasks chosen one by one, each that is not urged is listed in the plan’s order with why; what filters alone choose is not', () => {
    const run = running();
    run.on('2', { type: 'cancel', reason: '并入他项' }, office);
    const whole = run.tasks.find(({ kind }) => kind === 'eachUnit');
    const chosen = [run.task('5-1').id, run.task('4').id, run.task('3').id, run.task('2').id, whole?.id ?? '', run.task('1').id, 'stranger', run.task('4').id];
    const left = [
      { number: '2', code: 'task.cancelled' },
      { number: '3', code: 'task.under_review' },
      { number: '4', code: 'task.closed' },
      { number: '5', code: 'task.waits_for_shares' },
    ];
    const stranger = { number: 'stranger', code: 'campaign.task_unknown', params: { taskId: 'stranger' } };
    run.does({ type: 'urge', taskIds: chosen }, office);
    expect(run.facts.get('campaign')?.at(-1)?.fact).toMatchObject({ numbers: ['1', '5-1'], left: [...left, stranger] });
    expect(run.campaign.urgings?.at(-1)?.left).toEqual([...left, stranger]);
    // What was urged a moment ago stands before them.
    run.on('1', { type: 'report', progress: '已开工' }, liaison('education'));
    run.does({ type: 'urge', taskIds: chosen.slice(0, 6) }, office);
    expect(run.campaign.urgings?.at(-1)).toMatchObject({ numbers: ['1'], left: [{ number: '5-1', from: run.now + 3_600_000 }, ...left] });
    run.now += 4_000_000;
    run.does({ type: 'urge' }, office);
    expect(run.facts.get('campaign')?.at(-1)?.fact).not.toHaveProperty('left');
  });

  test('chosen tasks that a filter, or the wish for what is overdue alone, leaves out are listed too; where nobody is urged, the refusal names each', () => {
    const run = running();
    const ids = ['1', '2', '4', '5-1'].map((number) => run.task(number).id);
    run.does({ type: 'urge', taskIds: ids, overdue: true, leadUnitId: 'education' }, office);
    expect(run.campaign.urgings?.at(-1)).toMatchObject({
      numbers: ['1'],
      left: [
        { number: '2', code: 'task.not_overdue' },
        { number: '4', code: 'task.closed' },
        { number: '5-1', code: 'task.outside_choice' },
      ],
    });
    expect(run.refuses({ type: 'urge', taskIds: [run.task('4').id, run.task('3').id] }, office)).toMatchObject({
      code: 'campaign.nobody_to_urge',
      items: [
        { number: '3', code: 'task.under_review' },
        { number: '4', code: 'task.closed' },
      ],
    });
    expect(run.refuses({ type: 'urge', taskIds: [run.task('4').id, run.task('1').id] }, office)).toMatchObject({
      code: 'task.urged_lately',
      items: [{ number: '1' }, { number: '4', code: 'task.closed' }],
    });
  });

  test('within the hour the managers in charge may be told who were not told then', () => {
    const run = running();
    run.does({ type: 'urge' }, office);
    run.now += 600_000;
    run.does({ type: 'urge', managers: true }, office);
    run.now += 600_000;
    for (const managers of [true, false]) expect(run.refuses({ type: 'urge', managers }, office)?.code).toBe('task.urged_lately');
  });

  test('once an hour by the same person, unless something has happened to the task; of several, what was urged a moment ago is left out and listed', () => {
    const run = running();
    const minutes = (count: number): void => {
      run.now = at('2026-05-20 10:00') + count * 60_000;
    };
    run.does({ type: 'urge' }, office);
    minutes(20);
    expect(run.refuses({ type: 'urge' }, office)).toMatchObject({
      code: 'task.urged_lately',
      params: { from: '2026-05-20T11:00:00+08:00', clock: '2026-05-20 11:00:00' },
      items: ['1', '2', '5-1', '5-2'].map((number) => ({ number, from: '2026-05-20T11:00:00+08:00' })),
    });
    // Somebody else's word is another word, and does not count as the first one's.
    run.does({ type: 'urge', taskIds: [run.task('5-2').id] }, { ...office, ref: { ...office.ref, personId: 'another' } });
    run.on('1', { type: 'report', progress: '已开工' }, liaison('education'));
    run.on('3', { type: 'sendBack', reason: '材料不全' }, office);
    run.told.length = 0;
    run.does({ type: 'urge' }, office);
    expect(heard(run)).toEqual([
      ['liaisonOfficer@education', '1项任务待办'],
      ['liaisonOfficer@finance', '1项任务待办'],
    ]);
    const urgedAt = at('2026-05-20 10:00');
    const left = ['2', '5-1', '5-2'].map((number) => ({ number, from: urgedAt + 3_600_000 }));
    expect(run.campaign.urgings?.at(-1)).toMatchObject({ numbers: ['1', '3'], left });
    // With the hour over, what was not urged again may be.
    minutes(60);
    run.told.length = 0;
    run.does({ type: 'urge' }, office);
    expect(run.campaign.urgings?.at(-1)).toMatchObject({ numbers: ['2', '5-1', '5-2'], left: [{ number: '1' }, { number: '3' }] });
    minutes(200);
    run.does({ type: 'urge' }, office);
    expect(run.campaign.urgings).toHaveLength(1);
  });

  test('a notice names its tasks by their ids', () => {
    const run = running();
    run.does({ type: 'urge', leadUnitId: 'education' }, office);
    expect(run.told[0]?.draft.about).toEqual([run.task('1').id, run.task('2').id]);
  });

  test('a person who answers for several units hears of all in one notice', () => {
    const run = running();
    const org = districtOrg();
    run.org = { ...org, addressees: (unitId, role, moment) => (role === 'liaisonOfficer' ? org.addressees('health', role, moment) : org.addressees(unitId, role, moment)) };
    run.does({ type: 'urge' }, office);
    expect(heard(run)).toEqual([['liaisonOfficer@health', '4项任务待办']]);
  });

  test('where the console is known each task is followed by its address there', () => {
    const run = running();
    const tasks = urgedTasks(run.tasks, { overdue: true }, run.now);
    const lines = urgingText(run.campaign.title, tasks, run.org, run.now, 'https://duban.example/').split('\n');
    expect(lines.filter((line) => line.startsWith('1. ')).map((line) => line.split(' ').at(-1))).toEqual(tasks.map(({ id }) => `https://duban.example/tasks/${id}`));
  });

  test('as text for a chat group it names unit by unit what waits', () => {
    const run = running();
    expect(urgingText(run.campaign.title, urgedTasks(run.tasks, { overdue: true }, run.now), run.org, run.now)).toBe(
      [
        `【催办】${run.campaign.title}（截至2026-05-20，3个单位3项）`,
        'education：',
        '1. 任务1“任务内容1”应于2026-05-15完成，已超期5日',
        'town-1：',
        '1. 任务5-1“任务内容5”应于2026-05-15完成，已超期5日',
        'town-2：',
        '1. 任务5-2“任务内容5”应于2026-05-15完成，已超期5日，尚未签收',
        '请抓紧办理并在系统中提交；确需延期的，请说明理由提出申请。',
      ].join('\n'),
    );
  });
});
