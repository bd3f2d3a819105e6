import { editDraft, type Filled, type FilledDraft, fillDraft, missingForLaunch } from '../../domain/plan/fill.ts';
import { districtUnits, fixtureDraft } from './sources.ts';

const context = { units: districtUnits };
const done = (result: Filled): FilledDraft => {
  if (!result.ok) throw new Error(result.code);
  return result.draft;
};
const code = (result: { readonly ok: boolean }): string => ('code' in result ? String(result.code) : 'ok');

describe('filling the Wulong plan', () => {
  const draft = fixtureDraft('wulong-2021');

  test('as read, every task lacks deadline and phase, and all but nos. 82 and 87 a lead', () => {
    const missing = missingForLaunch(draft);
    expect(missing).toHaveLength(92);
    expect(missing.filter((task) => !task.lacks.includes('lead')).map((task) => task.number)).toEqual(['82', '87']);
    expect(missing.every((task) => task.lacks.includes('deadline') && task.lacks.includes('phase'))).toBe(true);
  });

  test('by plan, section, number and what still lacks, all can be launched', () => {
    const result = fillDraft(
      draft,
      [
        { select: { all: true }, set: { phase: 'intervention', dueOn: '2021-11-30' } },
        { select: { section: '控烟行动' }, set: { lead: 'cg', supporting: ['sc', { name: '烟草局' }] } },
        { select: { tasks: ['1', '3'] }, set: { lead: { unitId: 'wsj' }, evidence: ['会议纪要'], weight: 2 } },
        { select: { where: { lacks: 'lead' } }, set: { lead: 'wsj' } },
      ],
      context,
    );
    const filled = done(result);
    expect(missingForLaunch(filled)).toEqual([]);
    expect(filled.tasks.filter((task) => task.lead?.unitId === 'cg')).toHaveLength(12);
    expect(filled.unknownUnits).toEqual(['烟草局']);
    expect(result.ok && result.changed).toHaveLength(92);
    expect(draft.tasks[0]?.lead).toBeNull();
  });

  test('a unit may be named as documents write it; a name that the register does not know stays a name', () => {
    const filled = done(fillDraft(draft, [{ select: { tasks: ['1'] }, set: { lead: { name: '区卫健委' }, supporting: [{ name: '烟草局' }] } }], context));
    expect(filled.tasks[0]?.lead).toEqual({ name: '区卫健委', unitId: 'wsj' });
    expect(filled.tasks[0]?.supporting).toEqual([{ name: '烟草局', unitId: null }]);
  });

  test('a rhythm makes a task recurring; a period replaces a date', () => {
    const recurring = done(fillDraft(draft, [{ select: { tasks: ['5'] }, set: { rhythm: 'quarter' } }], context)).tasks[4];
    expect(recurring).toMatchObject({ kind: 'recurring', rhythm: 'quarter' });
    const drill = done(
      fillDraft(
        draft,
        [
          { select: { tasks: ['5'] }, set: { dueOn: '2021-09-01' } },
          { select: { tasks: ['5'] }, set: { period: { value: 30, unit: 'second' } } },
        ],
        context,
      ),
    ).tasks[4];
    expect(drill).toMatchObject({ dueOn: null, period: { value: 30, unit: 'second' } });
    expect(missingForLaunch({ ...draft, tasks: drill ? [drill] : [] })[0]?.lacks).toEqual(['lead', 'phase']);
  });

  test('who supports may be changed around a set of units, which stays one', () => {
    const towns = { name: '各镇（街道）', unitId: null, kinds: ['town', 'subDistrict'] as const };
    const read = { ...draft, tasks: draft.tasks.map((task, index) => (index === 0 ? { ...task, supporting: [towns] } : task)) };
    const filled = done(fillDraft(read, [{ select: { tasks: ['1'] }, set: { supporting: [{ name: towns.name }, { unitId: 'sc' }] } }], context));
    expect(filled.tasks[0]?.supporting).toEqual([towns, { name: '连云区市场监督管理局', unitId: 'sc' }]);
    expect(filled.unknownUnits).not.toContain(towns.name);
  });

  test('a task that stands in the wrong section is put into another, by id or title, or into none', () => {
    const moved = done(fillDraft(draft, [{ select: { tasks: ['1'] }, set: { section: '控烟行动' } }], context));
    const id = draft.sections.find(({ title }) => title === '控烟行动')?.id;
    expect(id).toBeDefined();
    expect(moved.tasks[0]?.section).toBe(id);
    const alone = done(fillDraft(moved, [{ select: { section: '控烟行动' }, set: { section: null } }], context));
    expect(alone.tasks[0]).toMatchObject({ number: '1', section: null, content: draft.tasks[0]?.content });
    expect(alone.tasks.filter(({ section }) => section === id)).toEqual([]);
  });

  test.each([
    ['an unknown task', { select: { tasks: ['93'] }, set: {} }, 'plan.task_unknown'],
    ['an unknown section', { select: { section: '没有' }, set: {} }, 'plan.section_unknown'],
    ['an unknown section to move to', { select: { tasks: ['1'] }, set: { section: '没有' } }, 'plan.section_unknown'],
    ['an empty selection', { select: {}, set: {} }, 'plan.nothing_selected'],
    ['an unknown unit', { select: { all: true }, set: { lead: 'nobody' } }, 'plan.unit_unknown'],
    ['one unit in both parts', { select: { all: true }, set: { lead: 'wsj', supporting: ['wsj'] } }, 'plan.unit_twice'],
    ['a day that does not exist', { select: { all: true }, set: { dueOn: '2026-02-30' } }, 'plan.date_invalid'],
    ['a weight below nothing', { select: { all: true }, set: { weight: -1 } }, 'plan.weight_invalid'],
    ['a period of nothing', { select: { all: true }, set: { period: { value: 0, unit: 'second' } } }, 'period.invalid'],
    ['a recurring task without rhythm', { select: { tasks: ['1'] }, set: { kind: 'recurring' } }, 'plan.kind_needs'],
  ] as const)('%s is refused', (_, change, refusal) => {
    expect(code(fillDraft(draft, [change], context))).toBe(refusal);
  });
});

describe('editing the Lianyun plan', () => {
  const draft = fixtureDraft('lianyun-2020');

  test('edits title, phases, indicators, members and numbers', () => {
    const edited = done(
      editDraft(
        draft,
        {
          title: '新题',
          phases: [{ kind: 'commitment', name: '启动', startsOn: '2026-01-01', endsOn: '2026-01-31' }],
          indicators: [{ name: '成人吸烟率', rule: { kind: 'atMost', target: 20, unit: '%' } }],
          members: ['wsj'],
          numbers: { '1.1': '1' },
        },
        context,
      ),
    );
    expect([edited.title, edited.phases.length, edited.indicators[0]?.cites[0]?.line, edited.memberUnits.length, edited.tasks[0]?.number]).toEqual(['新题', 1, 45, 1, '1']);
  });

  test.each([
    ['a number taken', { numbers: { '1.1': '8' } }, 'plan.task_number_taken'],
    ['a period that ends before it begins', { period: { startsOn: '2026-02-01', endsOn: '2026-01-31' } }, 'plan.period_dates'],
    ['a day that does not exist', { issuedOn: '2026-13-01' }, 'plan.date_invalid'],
    ['removing an unknown task', { removeTasks: ['99'] }, 'plan.task_unknown'],
  ] as const)('%s is refused', (_, edit, refusal) => {
    expect(code(editDraft(draft, edit, context))).toBe(refusal);
  });
});
