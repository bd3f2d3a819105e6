import { daysOf, linesOf } from '../../web/registers/year-days.ts';

describe('a year’s days as lines', () => {
  const lines = '2028-01-01 放假 元旦\n2028-01-02 调休上班 元旦';

  test('are read as they are written and pasted, and written as they are read', () => {
    const { days, wrong } = daysOf(lines);
    expect(days).toEqual([
      { date: '2028-01-01', kind: 'holiday', name: '元旦' },
      { date: '2028-01-02', kind: 'makeUp', name: '元旦' },
    ]);
    expect([wrong, linesOf(days)]).toEqual([[], lines]);
    expect(daysOf('2028-05-01\t放假\t劳动节\n\n 2028-05-02，holiday，Labour Day ').days.map(({ name }) => name)).toEqual(['劳动节', 'Labour Day']);
  });

  test('what is no day is named by its line and never left out silently', () => {
    expect(daysOf(`${lines}\n1月3日 放假 元旦\n2028-01-04 休息 元旦\n2028-01-05 放假`).wrong).toEqual([3, 4, 5]);
  });
});
