import { parsePlan } from '../../domain/plan/draft.ts';
import { editDraft } from '../../domain/plan/fill.ts';
import { isTaskNumber, taskNumberLimit } from '../../domain/task/number.ts';
import { at, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { fixtureDraft } from '../plan/sources.ts';

const sentence = '对辖区内的药店全面检查一次，并报送检查情况。';
const long = '9'.repeat(taskNumberLimit + 1);
const unfit = [
  ['a sentence', sentence],
  ['33 characters', long],
  ['two lines', '4\n5'],
] as const;

const launched = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4'), planned('5')]), office);
  return run;
};

test.each(['4', '三、（一）2.（1）', 'S-2026-014', '1-3、5', '督查〔2026〕12号-3', '9'.repeat(taskNumberLimit)])('%s is a number of a task', (text) => {
  expect(isTaskNumber(text)).toBe(true);
});

describe.each(unfit)('%s is no number of a task', (_, number) => {
  test('when a number is corrected', () => {
    expect(launched().refusesOn('4', { type: 'correctField', field: 'number', value: number, reason: '更正' }, office)).toBe('task.number_unfit');
  });

  test('of a task made by hand', () => {
    expect(launched().refuses({ type: 'addTask', task: planned(number), reason: '新增' }, office)).toMatchObject({ code: 'task.number_unfit', params: { limit: 32 } });
  });

  test('in a re-plan, changed or added', () => {
    const run = launched();
    const changes = [
      { change: 'amend', taskId: run.task('4').id, amendment: { number } },
      { change: 'add', task: planned(number) },
    ] as const;
    for (const change of changes) expect(run.refuses({ type: 'replan', changes: [change], reason: '调整' }, office)?.code).toBe('task.number_unfit');
  });

  test('at a launch, where an earlier draft has it', () => {
    expect(new Rehearsal(at('2026-03-02 10:00')).refuses(plan([planned('4'), planned(number)]), office)?.code).toBe('task.number_unfit');
  });

  test('in a draft', () => {
    expect(editDraft(fixtureDraft('lianyun-2020'), { numbers: { '1.1': number } }, { units: [] })).toMatchObject({ ok: false, code: 'task.number_unfit' });
  });
});

describe('the import', () => {
  const read = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    parsePlan(
      {
        lines: [],
        tables: [{ line: 1, title: '健康促进工作任务分解表', rows: [head, ...rows].map((cells, index) => ({ line: index + 1, cells: cells.map((text) => ({ text })) })) }],
      },
      { units: [] },
    );
  const marked = ({ warnings }: ReturnType<typeof read>) => warnings.filter(({ code }) => code === 'plan.number_unfit').map(({ line }) => line);

  test('gives a row of a table whose number cannot be one the next that is free, and marks it', () => {
    const draft = read(
      ['序号', '工作任务', '牵头单位'],
      [
        ['1', '开展控烟宣传', '健康局'],
        [sentence, '建设健康学校', '健康局'],
        ['3', '检查健康步道', '健康局'],
        [long, '检查药店', '健康局'],
      ],
    );
    expect(draft.tasks.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
    expect(marked(draft)).toEqual([3, 5]);
  });

  test('a row of a list that was given out loses such a number: a re-plan keeps the task’s own', () => {
    const draft = read(
      ['序号', '任务内容', '牵头单位', '部分', '阶段', '任务类型', '周期'],
      [
        ['1', '开展控烟宣传', '健康局', '', '', '', ''],
        [sentence, '建设健康学校', '健康局', '', '', '', ''],
      ],
    );
    expect(draft.tasks.map(({ number, listed }) => [number, listed?.number])).toEqual([
      ['1', '1'],
      ['2', null],
    ]);
    expect(marked(draft)).toEqual([3]);
  });

  test('a number that repeats stays within the limit with what tells it apart', () => {
    const number = '9'.repeat(taskNumberLimit);
    const draft = read(
      ['序号', '工作任务', '牵头单位'],
      [
        [number, '开展控烟宣传', '健康局'],
        [number, '建设健康学校', '健康局'],
      ],
    );
    expect(new Set(draft.tasks.map((task) => task.number)).size).toBe(2);
    expect(draft.tasks.every((task) => isTaskNumber(task.number))).toBe(true);
  });
});
