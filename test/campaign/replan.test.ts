import type { PlannedTask } from '../../domain/campaign/commands.ts';
import { changesTo } from '../../domain/campaign/next-version.ts';
import type { PlanChange } from '../../domain/campaign/revision.ts';
import { at, liaison, merged, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';
import { apply, change, dueOn, launched, monthly, reason, stages, tasks, version } from './replanned.ts';

describe('a running plan, re-planned from its next version', () => {
  const next: readonly PlannedTask[] = [
    { ...planned('1', { leadUnitId: 'education', dueOn: '2026-05-29' }), content: '任务内容1（扩大到民办学校）' },
    planned('2', { leadUnitId: 'health', dueOn: '2026-06-15' }),
    monthly('4'),
    planned('5', { kind: 'eachUnit', unitIds: ['town-2', 'town-3'], dueOn: '2026-09-15' }),
    planned('6', { leadUnitId: 'finance', dueOn: '2026-07-31' }),
  ];

  test('adds, changes and cancels what differs and leaves the rest alone; the campaign keeps the version with what it did', () => {
    const run = launched();
    const untouched = run.task('4');
    apply(run, next);
    expect(run.campaign.revisions).toMatchObject([
      { revision: 2, kind: 'replan', planId: 'plan-2', reason, added: ['6'], amended: ['1', '2', '5', '5-2'], cancelled: ['3'], left: [] },
    ]);
    expect(run.task('4')).toEqual(untouched);
    expect(stages(run)).toEqual({
      '1': 'signed',
      '2': 'issued',
      '3': 'cancelled',
      '4': 'signed',
      '5': 'issued',
      '5-1': 'cancelled',
      '5-2': 'signed',
      '5-3': 'issued',
      '6': 'issued',
    });
    expect(dueOn(run)).toMatchObject({ '1': '2026-05-29', '2': '2026-06-15', '5': '2026-09-15', '5-2': '2026-09-15', '5-3': '2026-09-15', '6': '2026-07-31' });
    expect([run.task('1').content, run.task('2').leadUnitId]).toEqual(['任务内容1（扩大到民办学校）', 'health']);
    expect(run.task('1').dueHistory).toMatchObject([{ dueOn: '2026-05-15', cause: 'correction', reason }]);
    expect(run.task('5').childTaskIds).toEqual(['5-1', '5-2', '5-3'].map((number) => run.task(number).id));
    expect(run.task('5-3')).toMatchObject({ leadUnitId: 'town-3', parentTaskId: run.task('5').id, kind: 'once' });
    expect(run.campaign.taskCount).toBe(9);
    expect(new Set(run.tasks.map((task) => task.order)).size).toBe(9);
  });

  test('a unit that is newly asked after the date is as late as the others, and is chased from the day after', () => {
    const run = launched();
    run.passTo(at('2026-10-12 10:00'));
    run.does({ type: 'replan', changes: [{ change: 'amend', taskId: run.task('5').id, amendment: { unitIds: ['town-1', 'town-2', 'town-3'] } }], reason }, office);
    run.on('5-3', { type: 'sign' }, liaison('town-3'));
    run.passTo(at('2026-10-16 10:00'));
    expect(run.task('5-3').due?.dueOn).toBe('2026-09-30');
    expect(run.rungs(run.task('5-3').id)).toEqual(['2026-10-13 09:00 overdueNotice → liaisonOfficer@town-3', '2026-10-15 09:00 escalation → managerInCharge@town-3']);
  });

  test('applied again it changes nothing', () => {
    const run = launched();
    apply(run, next);
    expect(run.refuses({ type: 'replan', version: version(next), reason }, office)?.code).toBe('campaign.nothing_changed');
  });

  test('tells each person once of the revision, and of each task what it means', () => {
    const run = launched();
    apply(run, next);
    const revision = run.told.filter((one) => one.draft.kind === 'planRevised');
    expect(revision.map((one) => [...one.to].sort())).toEqual([
      ['groupDeputy@group', ...['education', 'finance', 'health', 'town-1', 'town-2'].map((unit) => `liaisonOfficer@${unit}`), 'office@office'],
    ]);
    expect(revision[0]?.draft.why.zh).toBe(`新增1项、调整4项、取消1项任务。理由：${reason}。`);
    const { planRevised: _, ...kinds } = run.counts();
    // The whole of 5 is the office's own; two shares and task 1 have other dates; 3 and one share end; 6 and one share begin; 2 goes from one lead to the other.
    expect(kinds).toEqual({ dueCorrected: 3, taskReassigned: 1, taskReassignedAway: 1, taskCancelled: 2, taskIssued: 2 });
  });

  test('ladders follow the new dates: nothing comes at an old one, and what is cancelled is silent', () => {
    const run = launched();
    apply(run, next);
    run.passTo(at('2026-06-05 10:00'));
    expect(run.rungs(run.task('1').id)).toEqual([
      '2026-05-26 09:00 reminder → liaisonOfficer@education',
      '2026-06-01 09:00 overdueNotice → liaisonOfficer@education',
      '2026-06-03 09:00 escalation → managerInCharge@education',
    ]);
    run.passTo(at('2026-08-01 10:00'));
    expect([run.rungs(run.task('3').id), run.rungs(run.task('5-1').id)]).toEqual([[], []]);
  });

  test('what has been accepted stays as it is, named by the new version or not; what is under review keeps its date and is listed', () => {
    const run = launched();
    for (const number of ['1', '3']) run.on(number, { type: 'submit' }, liaison(run.task(number).leadUnitId));
    run.on('3', { type: 'accept' }, office);
    const accepted = run.task('3');
    apply(run, next);
    expect(run.task('3')).toEqual(accepted);
    expect([run.task('1').content, dueOn(run)['1']]).toEqual(['任务内容1（扩大到民办学校）', '2026-05-15']);
    expect(run.campaign.revisions[0]?.left).toEqual([
      { number: '1', code: 'task.under_review' },
      { number: '3', code: 'task.closed' },
    ]);
    expect(run.refuses({ type: 'replan', version: version(next), reason }, office)?.code).toBe('campaign.nothing_changed');
  });

  test('what has been accepted is left and listed, even where its row names a unit that is no more', () => {
    const run = launched();
    run.on('3', { type: 'submit' }, liaison('health'));
    run.on('3', { type: 'accept' }, office);
    const accepted = run.task('3');
    run.org = merged(run.org, 'health', 'housing');
    const unknown = planned('3', { leadUnitId: 'housing', dueOn: '2026-06-30' });
    apply(run, [tasks[0] ?? unknown, planned('2', { leadUnitId: 'health', dueOn: '2026-06-15' }), unknown, monthly('4'), ...tasks.slice(4)]);
    expect(run.task('3')).toEqual(accepted);
    expect([run.task('2').leadUnitId, run.campaign.revisions[0]?.left]).toEqual(['health', [{ number: '3', code: 'task.closed' }]]);
  });

  test('takes no work away that waits for the office: the task, another in its place and a share are left as they are and listed', () => {
    const run = launched();
    for (const number of ['1', '3']) run.on(number, { type: 'submit' }, liaison(run.task(number).leadUnitId));
    run.on('5-1', { type: 'submit' }, liaison('town-1'));
    const { dueOn: _, ...first } = planned('1', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'quarter' } });
    apply(run, [first, ...next.slice(1)]);
    expect([stages(run)['1'], stages(run)['3'], stages(run)['5-1'], stages(run)['5-3']]).toEqual(['submitted', 'submitted', 'submitted', 'issued']);
    expect(run.tasks.filter((task) => task.number === '1')).toHaveLength(1);
    expect(run.campaign.revisions[0]?.left).toEqual(['1', '5-1', '3'].map((number) => ({ number, code: 'task.under_review' })));
  });

  test('what no plan gave stands: a leader’s instruction is not cancelled because the new version does not name it', () => {
    const run = launched();
    const origin = { kind: 'instruction' as const, reference: '区长批示', on: '2026-03-02', evidence: [] };
    run.does({ type: 'addTask', task: planned('批示1', { leadUnitId: 'finance', dueOn: '2026-07-01', origin }), reason: '批示', taskId: 'instructed' }, office);
    apply(run, next);
    expect(run.task('批示1').stage).toBe('issued');
    expect(run.campaign.revisions[0]).toMatchObject({ cancelled: ['3'], left: [] });
  });

  test('another kind makes it another task; a task is found again by its content when its number moved', () => {
    const run = launched();
    const old = run.task('1');
    const { dueOn: _, ...first } = planned('1', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'quarter' } });
    apply(run, [first, { ...planned('2', { leadUnitId: 'finance', dueOn: '2026-06-15' }), number: '7' }, ...tasks.slice(2)]);
    expect(run.tasks.filter((task) => task.number === '1').map((task) => [task.kind, task.stage])).toEqual([
      ['once', 'cancelled'],
      ['recurring', 'issued'],
    ]);
    expect(run.tasks.find((task) => task.id === old.id)?.cancelReason).toBe(reason);
    expect(run.task('7')).toMatchObject({ content: '任务内容2', stage: 'signed' });
  });

  test('a section set before the others moves their numbers: the tasks are found again by what they say', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const [first, second] = [planned('1', { section: '控烟', leadUnitId: 'education' }), planned('2', { section: '环境', leadUnitId: 'education' })];
    run.does(plan([first, second]), office);
    const [one, two] = [run.task('1').id, run.task('2').id];
    apply(run, [planned('1', { section: '健康教育', content: '新的内容', leadUnitId: 'education' }), { ...first, number: '2' }, { ...second, number: '3' }]);
    expect(run.tasks.map(({ id, number, section, stage }) => [id === one ? 'first' : id === two ? 'second' : 'new', number, section, stage]).sort()).toEqual([
      ['first', '2', '控烟', 'issued'],
      ['new', '1', '健康教育', 'issued'],
      ['second', '3', '环境', 'issued'],
    ]);
  });

  test.each([
    ['a plan’s text', {}],
    ['a task list', { settles: [] }],
  ])('an item set in the middle of a section in %s moves the numbers after it and no task', (_, listed) => {
    const rows = ['开展健康素养监测', '建设健康主题公园', '创建健康学校'].map((content, index) =>
      planned(String(index + 1), { section: '控烟', content, leadUnitId: 'education' }),
    );
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan(rows), office);
    run.on('1', { type: 'sign' }, liaison('education'));
    run.on('1', { type: 'submit' }, liaison('education'));
    run.on('1', { type: 'accept' }, office);
    const ids = run.tasks.map(({ id }) => id);
    const renumbered = [planned('1', { section: '控烟', content: '设立戒烟门诊', leadUnitId: 'education' }), ...rows.map((row, index) => ({ ...row, number: String(index + 2) }))];
    const asListed = (row: PlannedTask): PlannedTask => ('settles' in listed ? { ...row, listed: { number: row.number, settles: listed.settles } } : row);
    expect(changesTo(version(renumbered.map(asListed)), run.tasks)).toMatchObject([
      { change: 'add', task: { content: '设立戒烟门诊' } },
      ...ids.map((taskId, index) => ({ change: 'amend', taskId, amendment: { number: String(index + 2) } })),
    ]);
  });

  test('a plan that leaves fields open leaves them as they are', () => {
    const run = launched();
    const { leadUnitId: _, dueOn: __, standard: ___, ...bare } = planned('1');
    expect(run.refuses({ type: 'replan', version: version([bare, ...tasks.slice(1)]), reason }, office)?.code).toBe('campaign.nothing_changed');
  });

  test('moves the dates of phases that are not closed, the open one’s ladder with it', () => {
    const run = launched();
    const phases = plan([]).phases.map((phase) =>
      phase.kind === 'commitment' ? { ...phase, endsOn: '2026-04-15' } : phase.kind === 'intervention' ? { ...phase, startsOn: '2026-04-16' } : phase,
    );
    run.does({ type: 'replan', version: { ...version(tasks), phases }, reason }, office);
    expect(run.campaign.phases.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ['2026-03-01', '2026-04-15'],
      ['2026-04-16', '2026-10-31'],
      ['2026-11-01', '2026-12-31'],
    ]);
    run.passTo(at('2026-04-14 10:00'));
    expect(run.rungs('campaign').some((line) => line.includes('overdue'))).toBe(false);
    run.passTo(at('2026-04-20 10:00'));
    expect(run.rungs('campaign').some((line) => line.startsWith('2026-04-16'))).toBe(true);
  });
});

describe('changes of a plan, one by one', () => {
  const id = (run: Rehearsal, number: string): string => run.task(number).id;

  test('are refused as a whole when one of them cannot be made, each with its reason', () => {
    const run = launched();
    run.on('1', { type: 'submit' }, liaison('education'));
    const before = run.tasks;
    const refused = change(
      run,
      { change: 'amend', taskId: id(run, '1'), amendment: { dueOn: '2026-08-31' } },
      { change: 'amend', taskId: id(run, '4'), amendment: { dueOn: '2026-08-31' } },
      { change: 'cancel', taskId: id(run, '2') },
    );
    expect([refused?.code, refused?.items]).toEqual([
      'campaign.change_refused',
      [
        { number: '1', code: 'task.under_review' },
        { number: '4', code: 'task.dates_by_rhythm' },
      ],
    ]);
    expect(run.tasks).toEqual(before);
  });

  test('of several that cannot be made every one is named with its own code, units and dates and phases too', () => {
    const run = launched();
    run.on('1', { type: 'submit' }, liaison('education'));
    const { leadUnitId: _, ...leadless } = planned('9');
    const changes: readonly PlanChange[] = [
      { change: 'amend', taskId: id(run, '1'), amendment: { dueOn: '2026-08-31' } },
      { change: 'amend', taskId: id(run, '2'), amendment: { leadUnitId: 'nowhere', dueOn: '2026-03-01' } },
      { change: 'add', task: leadless },
      { change: 'amend', taskId: id(run, '3'), amendment: { content: '改写' } },
    ];
    const refused = run.refuses({ type: 'replan', changes, phases: [{ phase: 9, endsOn: '2026-12-01' }], reason }, office);
    expect([refused?.code, refused?.params, refused?.items]).toEqual([
      'campaign.change_refused',
      { count: 5 },
      [
        { number: '2', code: 'campaign.unit_unknown' },
        { number: '2', code: 'campaign.revision_dates_past' },
        { number: '9', code: 'plan.tasks_incomplete' },
        { number: '10', code: 'campaign.phase_closed' },
        { number: '1', code: 'task.under_review' },
      ],
    ]);
    // What a preview asks besides: the rest as it would be, and each of these left as it is.
    run.does({ type: 'replan', changes, phases: [{ phase: 9, endsOn: '2026-12-01' }], reason, partly: true }, office);
    expect(run.campaign.revisions).toMatchObject([{ added: [], amended: ['3'], cancelled: [] }]);
    expect(run.campaign.revisions[0]?.left.map(({ number, code }) => `${number} ${code}`)).toEqual(refused?.items?.map(({ number, code }) => `${number} ${code}`));
  });

  test('every unit that is not is named, of whatever change', () => {
    const run = launched();
    const refused = change(
      run,
      { change: 'amend', taskId: id(run, '1'), amendment: { leadUnitId: 'nowhere' } },
      { change: 'amend', taskId: id(run, '2'), amendment: { supportingUnitIds: ['elsewhere', 'education'] } },
    );
    expect([refused?.code, refused?.items]).toEqual([
      'campaign.unit_unknown',
      [
        { number: '1', unitId: 'nowhere' },
        { number: '2', unitId: 'elsewhere' },
      ],
    ]);
    const mixed = change(run, { change: 'amend', taskId: id(run, '1'), amendment: { leadUnitId: 'nowhere', dueOn: '2026-03-01' } });
    expect([mixed?.code, mixed?.items]).toEqual([
      'campaign.change_refused',
      [
        { number: '1', code: 'campaign.unit_unknown' },
        { number: '1', code: 'campaign.revision_dates_past' },
      ],
    ]);
  });

  test('a task that goes to another lead with a new date: the new one hears of both, the former that the task left it and no more', () => {
    const run = launched();
    const taskId = id(run, '1');
    run.does({ type: 'replan', changes: [{ change: 'amend', taskId, amendment: { leadUnitId: 'housing', dueOn: '2026-08-31' } }], reason }, office);
    expect([run.task('1').leadUnitId, run.task('1').stage, run.task('1').due?.dueOn]).toEqual(['housing', 'issued', '2026-08-31']);
    const told = run.told.filter(({ processId }) => processId === taskId).map(({ draft, to }) => [draft.kind, to]);
    expect(told).toEqual([
      ['taskReassigned', ['liaisonOfficer@housing']],
      ['taskReassignedAway', ['liaisonOfficer@education']],
      ['dueCorrected', ['liaisonOfficer@housing']],
    ]);
    run.told.length = 0;
    run.does({ type: 'replan', changes: [{ change: 'amend', taskId, amendment: { supportingUnitIds: ['finance'] } }], reason }, office);
    expect(run.told.filter(({ processId }) => processId === taskId).map(({ draft, to }) => [draft.kind, to])).toEqual([['taskReassigned', ['liaisonOfficer@housing']]]);
  });

  test('what the former lead reads asks nothing of it', () => {
    const run = launched();
    run.on('1', { type: 'reassign', leadUnitId: 'housing', reason }, office);
    const away = run.told.find(({ draft }) => draft.kind === 'taskReassignedAway')?.draft;
    expect([away?.title.zh, away?.stops.zh]).toEqual(['【任务已改派其他单位】任务1“任务内容1”', '仅供知悉，无需办理。']);
    // Whoever moved it: a share is not the office’s to move.
    for (const { draft } of run.told) expect([draft.why.zh, draft.why.en].join()).not.toMatch(/领导小组办公室|office/i);
  });

  test.each<[string, (run: Rehearsal) => readonly PlanChange[], string]>([
    ['a task of another campaign', () => [{ change: 'cancel', taskId: 'elsewhere' }], 'campaign.task_unknown'],
    [
      'a task named twice',
      (run) => [
        { change: 'cancel', taskId: id(run, '1') },
        { change: 'amend', taskId: id(run, '1'), amendment: { weight: 2 } },
      ],
      'campaign.change_repeated',
    ],
    ['a date behind', (run) => [{ change: 'amend', taskId: id(run, '1'), amendment: { dueOn: '2026-03-01' } }], 'campaign.revision_dates_past'],
    ['a unit that is not', (run) => [{ change: 'amend', taskId: id(run, '1'), amendment: { leadUnitId: 'nowhere' } }], 'campaign.unit_unknown'],
    ['a new task without a lead', () => [{ change: 'add', task: { ...planned('9'), leadUnitId: undefined } as unknown as PlannedTask }], 'plan.tasks_incomplete'],
    ['what is so already', (run) => [{ change: 'amend', taskId: id(run, '1'), amendment: { dueOn: '2026-05-15' } }], 'campaign.nothing_changed'],
    ['a closed phase', () => [], 'campaign.phase_closed'],
  ])('%s is refused', (what, changes, code) => {
    const run = launched();
    const phases = what === 'a closed phase' ? [{ phase: 9, endsOn: '2026-12-01' }] : [];
    expect(run.refuses({ type: 'replan', changes: changes(run), phases, reason }, office)?.code).toBe(code);
  });

  test('are the office’s alone, and wait while the campaign is suspended', () => {
    const run = launched();
    expect(run.allowed(liaison('education')).map((step) => step.type)).not.toContain('replan');
    expect(run.allowed(office).filter((step) => ['replan', 'shiftDates', 'reassignTasks'].includes(step.type))).toEqual(
      ['replan', 'shiftDates', 'reassignTasks'].map((type) => ({ type, ok: true })),
    );
    run.does({ type: 'suspend', reason: '疫情' }, office);
    expect(run.refuses({ type: 'shiftDates', days: 7, reason }, office)?.code).toBe('campaign.suspended');
  });
});
