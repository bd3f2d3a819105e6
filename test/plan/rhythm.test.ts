import { codesOf, draftOf, planOf } from './sources.ts';

/** An item of a plan whose title names no year. */
const severalYears = (item: string) =>
  draftOf(['云山区健康促进区建设工作实施方案', '云山区人民政府办公室', '2026年3月5日', '一、重点任务', `1.${item}`, '2.其他工作。'].join('\n'));
const unread = (draft: ReturnType<typeof planOf>) => draft.warnings.filter(({ code }) => code === 'plan.rhythm_day_unread').map(({ line, zh }) => [line, zh]);

describe('a date of each year', () => {
  test.each(['开展监测。（每年12月底前完成）', '开展监测。完成时限：每年12月31日前', '每年12月底前完成监测。', '开展监测。完成时限：每年6月、12月底前'])(
    'of a plan of several years ends no rhythm: %s',
    (item) => {
      const draft = severalYears(item);
      expect(draft.tasks[0]).toMatchObject({ dueOn: null, rhythm: 'year', kind: 'recurring' });
      expect([unread(draft), codesOf(draft).includes('plan.year_assumed')]).toEqual([[], false]);
    },
  );

  test('is told where it is not the year’s last', () => {
    const draft = severalYears('开展监测。（每年11月30日前）');
    expect(draft.tasks[0]).toMatchObject({ dueOn: null, rhythm: 'year' });
    expect(unread(draft)).toEqual([[5, '“每年11月30日”写明每期内的日期，周期性任务的时限按每期末推算，该日期未读取。']]);
  });

  test('is the date of a plan of one year', () => {
    const draft = planOf('1.开展监测。（每年11月30日前）', '2.其他工作。');
    expect([draft.tasks[0], unread(draft)]).toMatchObject([{ dueOn: '2025-11-30', rhythm: 'year' }, []]);
  });

  test('with a year beside it ends the rhythm', () => {
    expect(severalYears('开展监测。完成时限：每年，2028年12月底前').tasks[0]).toMatchObject({ dueOn: '2028-12-31', rhythm: 'year' });
  });
});

test.each([
  ['开展巡查。（每周）', 'week'],
  ['开展巡查。完成时限：每周', 'week'],
  ['每周组织一次卫生大扫除。', 'week'],
  ['每星期通报进展。', 'week'],
  ['推进每周150分钟运动。', null],
  ['保障学生每周3节体育课。', null],
])('%s', (item, rhythm) => {
  const draft = planOf(`1.${item}`, '2.其他工作。');
  expect([draft.tasks[0], unread(draft)]).toMatchObject([{ rhythm, kind: rhythm === null ? 'once' : 'recurring' }, []]);
});

test.each([
  ['报送进展。完成时限：每月5日前', '每月5日'],
  ['每月25日前报送进展。', '每月25日'],
  ['报送进展。（每季度首月10日前）', '每季度首月10日'],
  ['每周五报送进展。', '每周五'],
])('a day within the period is told: %s', (item, text) => {
  expect(unread(planOf(`1.${item}`, '2.其他工作。'))).toEqual([[3, `“${text}”写明每期内的日期，周期性任务的时限按每期末推算，该日期未读取。`]]);
});

test.each(['报送进展。完成时限：每月底', '每季度末报送进展。', '每月召开例会，5日前报送名单。'])('the end of each period is told by nobody: %s', (item) => {
  expect(unread(planOf(`1.${item}`, '2.其他工作。'))).toEqual([]);
});
