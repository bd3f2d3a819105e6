import fc from 'fast-check';
import { sheetOf } from '../../api/export/sheets.ts';
import { cutShort } from '../../api/export/table.ts';
import { draftedTasks, draftLayout } from '../../api/plans/export.ts';
import { rhythmText, taskLayout } from '../../api/tasks/export.ts';
import { askedOf, type TaskRow } from '../../api/tasks/rows.ts';
import type { PlannedTask } from '../../domain/campaign/commands.ts';
import { launchFromDraft, versionFromDraft } from '../../domain/campaign/launch.ts';
import { changesTo } from '../../domain/campaign/next-version.ts';
import type { VersionChange } from '../../domain/campaign/revision.ts';
import { type PlanDraft, parsePlan } from '../../domain/plan/draft.ts';
import { type DraftChange, editDraft, type FilledDraft, fillDraft, missingForLaunch } from '../../domain/plan/fill.ts';
import { asRead, listColumns } from '../../domain/plan/list-form.ts';
import type { SourceTable } from '../../domain/plan/source.ts';
import type { PlanUnit } from '../../domain/plan/unit.ts';
import type { Rhythm } from '../../domain/task/rhythm.ts';
import { at, departments, districtOrg, office, towns } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { districtUnits, fixtureDraft } from './sources.ts';

const org = districtOrg();
const units = org.units().map(({ id, name, aliases, kind, parentId }) => ({ id, name, aliases, kind, ...(parentId === undefined ? {} : { parentId }) }));

const launched = (tasks: readonly PlannedTask[]): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.drill = true;
  run.does(plan(tasks), office);
  return run;
};

/** The rows of the campaign's task list as a file has them, its head first. */
function listed(run: Rehearsal, language: 'zh' | 'en' = 'zh'): string[][] {
  const rows = run.tasks
    .toSorted((a, b) => a.order - b.order)
    .map((task): TaskRow => {
      const shares = run.tasks.filter((one) => one.parentTaskId === task.id && one.stage !== 'cancelled').sort((a, b) => a.order - b.order);
      return { ...task, asked: askedOf(task.kind === 'eachUnit' ? shares : []), whole: run.tasks.find((one) => one.id === task.parentTaskId)?.number };
    });
  const sheet = sheetOf(taskLayout.name, taskLayout.columns, rows, { org, now: run.now, language });
  return [sheet.columns.map(({ header }) => header), ...sheet.rows.map((row) => row.map(String))];
}
const draftOf = (rows: readonly (readonly string[])[], known: readonly PlanUnit[] = units): PlanDraft => {
  const table: SourceTable = { line: 1, title: '任务', rows: rows.map((cells, index) => ({ line: index + 1, cells: cells.map((text) => ({ text })) })) };
  return parsePlan({ lines: [], tables: [table] }, { units: known });
};
const changes = (run: Rehearsal, rows: readonly (readonly string[])[]): readonly VersionChange[] =>
  changesTo(versionFromDraft('next', draftOf(rows), { org, now: run.now, actor: office }), run.tasks);
const codes = (rows: readonly (readonly string[])[]): readonly string[] => draftOf(rows).warnings.map(({ code }) => code);

/** Texts that other plans are read by and that a list only hands on. */
const fragments = [
  '开展健康教育',
  '1.建立台账。\n2.每季度召开会议',
  '按云政办发〔2026〕7号办理',
  '（一）ＡＢＣ１２３，全面控烟',
  '2026年6月底前完成（牵头单位：finance；配合单位：health）',
  '合计三项',
  '注：各乡镇（街道）要每月报送',
  '联系人：王某某 13800001111',
  '工作标准：达到90%以上',
  '  前后有空格  ',
  '佐证材料：照片、台账；名单',
  '= 1+1',
  '完成时限：长期坚持',
];
const text = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('\n'));
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ span: fc.constantFrom('week', 'month', 'quarter', 'halfYear', 'year'), until: fc.constantFrom('2026-10-31', '2027-03-31') }),
  fc.constant({ every: { value: 30, unit: 'second' as const } }),
);
const numbers = ['', '（三）', '督办〔2026〕3号', '1.2.', '十'];
const task = fc
  .record({
    form: fc.constantFrom('', ...numbers),
    content: text,
    standard: fc.option(text, { nil: undefined }),
    section: fc.constantFrom(undefined, '健康〔教育〕', '一、控烟', '（二）环境'),
    phase: fc.constantFrom('commitment' as const, 'intervention' as const, 'evaluation' as const),
    kind: fc.constantFrom('once' as const, 'recurring' as const, 'eachUnit' as const),
    lead: fc.constantFrom(...departments),
    supporting: fc.subarray([...departments, ...towns]),
    unitIds: fc.subarray([...towns], { minLength: 1 }),
    rhythm,
    isPaced: fc.boolean(),
    due: fc.oneof(
      fc.constantFrom('2026-04-30', '2026-12-31').map((dueOn) => ({ dueOn })),
      fc.constant({ duePeriod: { value: 90, unit: 'minute' as const } }),
    ),
    evidence: fc.subarray(['照片', '会议纪要、签到表', '台账〔附件〕'], { minLength: 0 }),
    weight: fc.option(fc.constantFrom(0, 0.125, 2, 1_000), { nil: undefined }),
  })
  .map((made) => (index: number): PlannedTask => {
    const isPaced = made.kind === 'recurring' || (made.kind === 'eachUnit' && made.isPaced);
    const { dueOn: _due, standard: _standard, ...bare } = planned(`${made.form}${index + 1}`, { content: made.content, kind: made.kind, phase: made.phase, leadUnitId: made.lead });
    return {
      ...bare,
      supportingUnitIds: made.supporting.filter((unitId) => unitId !== made.lead),
      evidenceRequired: made.evidence,
      ...(made.standard === undefined ? {} : { standard: made.standard }),
      ...(made.section === undefined ? {} : { section: made.section }),
      ...(made.kind === 'eachUnit' ? { unitIds: made.unitIds } : {}),
      ...(isPaced ? { rhythm: made.rhythm } : made.due),
      ...(made.weight === undefined ? {} : { weight: made.weight }),
    };
  });
const tasks = fc.array(task, { minLength: 1, maxLength: 8 }).map((made) => made.map((one, index) => one(index)));

describe('a task list that was given out and comes back', () => {
  test('unchanged is the plan as it stands, whatever its tasks are and say, in both languages', () => {
    fc.assert(
      fc.property(tasks, fc.constantFrom('zh' as const, 'en' as const), fc.nat(), (made, language, gone) => {
        const run = launched(made);
        const dropped = run.tasks[gone % (run.tasks.length + 1)];
        if (dropped) run.on(dropped.number, { type: 'cancel', reason: '重复' }, office);
        expect(changes(run, listed(run, language))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('has no row of a share or of what was cancelled for a task, and says which were left out', () => {
    const run = launched([planned('1'), planned('2'), planned('3', { kind: 'eachUnit', unitIds: [...towns] })]);
    run.on('2', { type: 'cancel', reason: '重复' }, office);
    const draft = draftOf(listed(run));
    expect(draft.tasks.map(({ number, kind, each }) => [number, kind, each?.units?.map(({ unitId }) => unitId)])).toEqual([
      ['1', 'once', undefined],
      ['3', 'eachUnit', [...towns]],
    ]);
    const told = draft.warnings.filter(({ code }) => code === 'plan.cancelled_unread' || code === 'plan.shares_unread').map(({ zh }) => zh);
    expect(told).toEqual(['表中1项已取消的任务未读取：2。', '表中3项分任务随所属任务，未读取：3-1、3-2、3-3。']);
  });

  const reported: Rhythm = { span: 'month', until: '2026-10-31' };
  const { dueOn: _, ...monthly } = planned('3', { leadUnitId: 'housing', kind: 'recurring', rhythm: reported, section: '控烟' });
  const standing: readonly PlannedTask[] = [
    planned('1', { content: '相同内容', leadUnitId: 'education', supportingUnitIds: ['health'], section: '健康教育', evidenceRequired: ['照片', '名单'], weight: 2 }),
    planned('2', { content: '相同内容', leadUnitId: 'finance', section: '控烟' }),
    monthly,
    planned('4', { kind: 'eachUnit', unitIds: ['town-1', 'town-2'], evidenceRequired: ['总结'] }),
  ];
  const column = (name: keyof typeof listColumns, rows: readonly (readonly string[])[]): number => rows[0]?.indexOf(listColumns[name].zh) ?? -1;
  /** The list with one cell written anew. */
  const edited = (run: Rehearsal, number: string, name: keyof typeof listColumns, value: string): string[][] => {
    const rows = listed(run);
    return rows.map((row, index) => (index > 0 && row[0] === number ? row.with(column(name, rows), value) : row));
  };

  test.each<[number: string, column: keyof typeof listColumns, value: string, amendment: object | undefined]>([
    ['1', 'content', '另外的内容', { content: '另外的内容' }],
    ['1', 'content', '', undefined],
    ['1', 'due', '2026-11-30', { dueOn: '2026-11-30' }],
    ['1', 'due', '2026年11月底前', { dueOn: '2026-11-30' }],
    ['1', 'due', '', undefined],
    ['1', 'due', '长期坚持', undefined],
    ['1', 'lead', 'housing', { leadUnitId: 'housing' }],
    ['1', 'lead', '没有的单位', undefined],
    ['1', 'supporting', 'health、finance', { supportingUnitIds: ['health', 'finance'] }],
    ['1', 'supporting', '', { supportingUnitIds: [] }],
    ['1', 'supporting', 'health、没有的单位', undefined],
    ['1', 'standard', '达到国家〔2026〕标准', { standard: '达到国家〔2026〕标准' }],
    ['1', 'standard', '', undefined],
    ['1', 'section', '控烟', { section: '控烟' }],
    ['1', 'phase', '考评督导', { phase: 'evaluation' }],
    ['1', 'evidence', '照片、会议纪要', { evidenceRequired: ['照片', '会议纪要'] }],
    ['1', 'evidence', '', { evidenceRequired: [] }],
    ['1', 'phase', '第四阶段', undefined],
    ['1', 'weight', '5分', { weight: 5 }],
    ['1', 'weight', '很高', undefined],
    ['1', 'lead', 'housing、finance', { leadUnitId: 'housing', supportingUnitIds: ['finance', 'health'] }],
    ['2', 'rhythm', '每月', undefined],
    ['2', 'units', 'town-1', undefined],
    ['1', 'kind', '', undefined],
    ['2', 'number', '9', { number: '9' }],
    ['3', 'rhythm', '', undefined],
    ['3', 'due', '2026-12-31', undefined],
    ['3', 'rhythm', '每月，至2026-12-31', { dueOn: '2026-12-31' }],
    ['4', 'units', 'town-2、town-3', { unitIds: ['town-2', 'town-3'] }],
    ['4', 'units', 'town-2、没有的镇', undefined],
    ['4', 'units', '', undefined],
    ['4', 'evidence', '总结\n照片', { evidenceRequired: ['总结', '照片'] }],
  ])('with one cell written anew it changes just that: task %s, %s “%s”', (number, name, value, amendment) => {
    const run = launched(standing);
    const { id } = run.task(number);
    expect(changes(run, edited(run, number, name, value))).toEqual(amendment ? [{ change: 'amend', taskId: id, amendment }] : []);
  });

  test('a rhythm of another pace, or another kind, makes it another task', () => {
    const run = launched(standing);
    expect(changes(run, edited(run, '3', 'rhythm', '每季度，至2026-10-31'))).toMatchObject([
      { change: 'replace', taskId: run.task('3').id, task: { kind: 'recurring', rhythm: { span: 'quarter', until: '2026-10-31' } } },
    ]);
    expect(changes(run, edited(run, '2', 'kind', '周期性'))).toMatchObject([{ change: 'replace', taskId: run.task('2').id }]);
  });

  test('a pace of a drill is written as every period is', () => {
    const every = { value: 3, unit: 'calendarDay' as const };
    expect([rhythmText({ every }, 'zh'), rhythmText({ every, until: '2026-10-31' }, 'en')]).toEqual(['每3日', 'every 3 calendar days, until 2026-10-31']);
  });

  test('another task in the place of one has its number and all that its row leaves open: cells emptied, columns taken out', () => {
    const run = launched(standing);
    const { id, phase } = run.task('1');
    const paced = edited(run, '1', 'kind', '周期性');
    const rows = paced.map((row) => (row[0] === '1' ? row.with(column('rhythm', paced), '每季度') : row));
    const whole = {
      number: '1',
      content: '相同内容',
      standard: '达到方案要求',
      section: '健康教育',
      phase,
      leadUnitId: 'education',
      supportingUnitIds: ['health'],
      evidenceRequired: ['照片', '名单'],
      weight: 2,
      kind: 'recurring',
      // The date of what was to be done once is no end of a rhythm.
      rhythm: { span: 'quarter' },
    };
    expect(changes(run, rows)).toEqual([{ change: 'replace', taskId: id, task: whole }]);
    const emptied = ['standard', 'section', 'weight', 'phase', 'lead'] as const;
    const empty = rows.map((row) => (row[0] === '1' ? emptied.reduce((cells, name) => cells.with(column(name, rows), ''), row) : row));
    expect(changes(run, empty)).toEqual([{ change: 'replace', taskId: id, task: whole }]);
    // Emptied, supporting units and evidence are settled: there are none.
    const none = (['supporting', 'evidence'] as const).reduce((cells, name) => cells.map((row) => (row[0] === '1' ? row.with(column(name, rows), '') : row)), rows);
    expect(changes(run, none)).toMatchObject([{ task: { supportingUnitIds: [], evidenceRequired: [] } }]);
    const kept = ['number', 'content', 'kind', 'rhythm', 'due', 'stage'] as const;
    const few = rows.map((row) => kept.map((name) => row[column(name, rows)] ?? ''));
    expect(changes(run, few)).toEqual([{ change: 'replace', taskId: id, task: whole }]);
    const version = versionFromDraft('next', draftOf(few), { org, now: run.now, actor: office });
    run.does({ type: 'replan', version, reason: '改为每季度' }, office);
    expect(run.tasks.find((task) => task.number === '1' && task.stage === 'issued')).toMatchObject({ standard: '达到方案要求', leadUnitId: 'education', weight: 2 });
  });

  test('what a launch would refuse is what the draft says is lacking, whatever it is', () => {
    const run = launched(standing);
    const rows = listed(run);
    const emptied: readonly (readonly [number: string, name: keyof typeof listColumns, value: string])[] = [
      ['1', 'content', ''],
      ['2', 'due', ''],
      ['3', 'lead', '没有的单位'],
      ['3', 'rhythm', ''],
      ['4', 'units', 'town-1、没有的镇'],
    ];
    const draft = draftOf(emptied.reduce((all, [number, name, value]) => all.map((row) => (row[0] === number ? row.with(column(name, rows), value) : row)), rows));
    const missing = missingForLaunch(draft);
    expect(missing).toEqual([
      { number: '1', lacks: ['content'] },
      { number: '2', lacks: ['deadline'] },
      { number: '3', lacks: ['lead', 'deadline'] },
      { number: '4', lacks: ['units'] },
    ]);
    const refused = new Rehearsal(run.now).refuses(launchFromDraft(draft, {}, { org, now: run.now, actor: office }), office);
    expect([refused?.code, refused?.items?.map(({ number, lacks }) => ({ number, lacks }))]).toEqual(['plan.tasks_incomplete', missing]);
  });

  test('a unit of a share that the register does not know stays among the unknown, and is put right unit by unit', () => {
    const run = launched(standing);
    const draft = draftOf(edited(run, '4', 'units', 'town-2、没有的镇'));
    const fill = (changes: readonly DraftChange[]): FilledDraft => {
      const filled = fillDraft(draft, changes, { units });
      if (!filled.ok) throw new Error(filled.code);
      return filled.draft;
    };
    expect(draft.unknownUnits).toEqual(['没有的镇']);
    expect(fill([{ select: { tasks: ['1'] }, set: { weight: 3 } }]).unknownUnits).toEqual(['没有的镇']);
    const each = { expression: '两个镇', kinds: [], units: ['town-2', { name: 'town-3' }, { unitId: 'town-2' }] };
    const mended = fill([{ select: { where: { lacks: 'units' } }, set: { each } }]);
    expect([mended.unknownUnits, missingForLaunch(mended)]).toEqual([[], []]);
    expect(changesTo(versionFromDraft('next', mended, { org, now: run.now, actor: office }), run.tasks)).toEqual([
      { change: 'amend', taskId: run.task('4').id, amendment: { unitIds: ['town-2', 'town-3'] } },
    ]);
    expect(fillDraft(draft, [{ select: { tasks: ['4'] }, set: { each: { ...each, units: ['nobody'] } } }], { units })).toMatchObject({ code: 'plan.unit_unknown' });
  });

  test('without a number in its row it keeps that of the task, and the units of their shares', () => {
    const run = launched([...standing, planned('7', { content: '另外的任务' })]);
    const quarterly = edited(run, '3', 'rhythm', '每季度，至2026-10-31').map((row) => (row[0] === '3' ? row.with(0, '') : row));
    expect(changes(run, quarterly)).toMatchObject([{ change: 'replace', taskId: run.task('3').id, task: { number: '3', rhythm: { span: 'quarter' } } }]);
    const shared = edited(run, '4', 'rhythm', '每月，至2026-10-31');
    const open = shared.map((row) => (row[0] === '4' ? row.with(column('units', shared), '').with(column('due', shared), '') : row));
    expect(changes(run, open)).toMatchObject([
      { change: 'replace', task: { number: '4', kind: 'eachUnit', unitIds: ['town-1', 'town-2'], evidenceRequired: ['总结'], rhythm: { span: 'month', until: '2026-10-31' } } },
    ]);
  });

  test('a row less is cancelled, a row without a number is added under the next number that the campaign has not had', () => {
    const run = launched(standing);
    run.does({ type: 'addTask', task: planned('9'), reason: '新增' }, office);
    run.on('9', { type: 'cancel', reason: '重复' }, office);
    const rows = listed(run);
    const without = rows.filter((row) => row[0] !== '4' && !row[0]?.startsWith('4-'));
    expect(changes(run, without)).toEqual([{ change: 'cancel', taskId: run.task('4').id }]);
    const added = rows[1]?.with(0, '').with(1, '新的任务') ?? [];
    expect(changes(run, [...rows, added])).toMatchObject([{ change: 'add', task: { number: '10', content: '新的任务', kind: 'once', leadUnitId: 'education' } }]);
    // Neither a number of a row that is gone nor one of a task that the list does not show is taken for the new one.
    const few = [...rows.filter((row) => !['3', '4', '4-1', '4-2', '9'].includes(row[0] ?? '')), added];
    expect(draftOf(few).tasks.map(({ number }) => number)).toEqual(['1', '2', '3']);
    expect(changes(run, few).map((one) => ('task' in one ? one.task.number : one.change))).toEqual(['10', 'cancel', 'cancel']);
    expect(codes([...rows, added])).toContain('plan.number_given');
  });

  test('rows set in another order, and two of equal content, stay what they are', () => {
    const run = launched(standing);
    const [head = [], ...rows] = listed(run);
    expect(changes(run, [head, ...rows.toReversed()])).toEqual([]);
  });

  test('without columns that an office took out, tasks keep what these would say, and the import says so', () => {
    const run = launched(standing);
    const rows = listed(run);
    const kept = ['number', 'content', 'lead', 'section', 'phase', 'stage'] as const;
    const few = rows.map((row) => kept.map((name) => row[column(name, rows)] ?? ''));
    expect(changes(run, few)).toEqual([]);
    expect(draftOf(few).warnings.find(({ code }) => code === 'plan.columns_absent')).toMatchObject({
      code: 'plan.columns_absent',
      zh: expect.stringContaining('配合单位、完成时限、工作标准、任务类型、周期、分担单位、佐证材料、权重'),
    });
    expect(
      changes(
        run,
        few.map((row) => (row[0] === '1' ? row.with(2, 'housing') : row)),
      ),
    ).toEqual([{ change: 'amend', taskId: run.task('1').id, amendment: { leadUnitId: 'housing' } }]);
  });

  test('what a plan cannot say is told: dates that follow a rhythm, moments, paces of a drill', () => {
    const { dueOn: _due, ...drill } = planned('1', { duePeriod: { value: 90, unit: 'minute' } });
    const { dueOn: __, ...pace } = planned('2', { kind: 'recurring', rhythm: { every: { value: 30, unit: 'second' } } });
    const run = launched([drill, pace, monthly]);
    expect(codes(listed(run))).toEqual(expect.arrayContaining(['plan.moments_unread', 'plan.rhythm_unread', 'plan.paced_dates_unread']));
    expect(draftOf(listed(run)).warnings.find(({ code }) => code === 'plan.paced_dates_unread')?.zh).toContain('2、3');
  });

  test('the end of a rhythm cannot be moved: the campaign says so and changes nothing', () => {
    const run = launched(standing);
    const version = versionFromDraft('next', draftOf(edited(run, '3', 'rhythm', '每月，至2026-12-31')), { org, now: run.now, actor: office });
    const refused = run.refuses({ type: 'replan', version, reason: '年中调整' }, office);
    expect([refused?.code, refused?.items]).toEqual(['campaign.nothing_changed', [{ number: '3', code: 'task.dates_by_rhythm' }]]);
  });

  test('a contact in a cell is hidden with a word, and the task keeps what it says', () => {
    const run = launched([planned('1', { content: '报送联系人：王某某 13800001111' })]);
    expect(codes(listed(run))).toContain('plan.contact_masked');
    expect(draftOf(listed(run)).tasks[0]?.content).not.toContain('13800001111');
    expect(changes(run, listed(run))).toEqual([]);
  });

  test.each(['urban-health-2019', 'wulong-2021', 'lianyun-2020'])('the list of a draft is the draft again: %s', (name) => {
    const draft = fixtureDraft(name);
    const sheet = sheetOf(draftLayout.name, draftLayout.columns, draftedTasks({ content: draft }), { org, now: 0, language: 'zh' });
    const again = draftOf([sheet.columns.map(({ header }) => header), ...sheet.rows.map((row) => row.map(String))], districtUnits);
    const told = ({ tasks, sections }: PlanDraft) =>
      tasks.map(({ section, number, content, lead, supporting, each, kind, dueOn, rhythm, standard, evidence, weight, phase }) => [
        sections.find(({ id }) => id === section)?.title,
        { number, content, lead, supporting, each, kind, dueOn, rhythm, standard, evidence, weight, phase },
      ]);
    expect(told(again)).toEqual(told(draft));
    expect(again.tasks.length).toBeGreaterThan(5);
  });

  test('what an office fills into its draft is settled, and a new number holds', () => {
    const run = launched(standing);
    const bare = draftOf(listed(run).map((row) => row.slice(0, 9)));
    expect(bare.tasks[2]).toMatchObject({ number: '3', kind: 'once', listed: { number: '3', settles: ['supporting'] } });
    const filled = fillDraft(bare, [{ select: { tasks: ['3'] }, set: { rhythm: 'quarter' } }], { units });
    const renumbered = filled.ok ? editDraft(filled.draft, { numbers: { '1': '8' } }, { units }) : filled;
    if (!renumbered.ok) throw new Error(renumbered.code);
    const version = versionFromDraft('next', renumbered.draft, { org, now: run.now, actor: office });
    expect(changesTo(version, run.tasks)).toMatchObject([
      { change: 'amend', taskId: run.task('1').id, amendment: { number: '8' } },
      { change: 'replace', taskId: run.task('3').id, task: { kind: 'recurring', rhythm: { span: 'quarter' } } },
    ]);
  });

  test('what contradicts itself or is no phase is told', () => {
    const run = launched(standing);
    for (const [name, value, code] of [
      ['rhythm', '每月', 'plan.kind_contradicted'],
      ['units', 'town-1', 'plan.kind_contradicted'],
      ['phase', '第四阶段', 'plan.phase_unread'],
      ['content', '', 'plan.content_absent'],
    ] as const) {
      expect(codes(listed(run))).not.toContain(code);
      expect(codes(edited(run, '2', name, value))).toContain(code);
    }
  });

  test('cut short, it says so: of what is missing nothing is known', () => {
    const run = launched(standing);
    for (const language of ['zh', 'en'] as const) expect(codes([...listed(run), [cutShort(20_000, language)]])).toContain('plan.truncated');
  });

  test('a text reads the same however often it is read', () => {
    fc.assert(fc.property(text, (one) => asRead(asRead(one)) === asRead(one)));
  });
});
