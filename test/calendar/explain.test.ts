import { announcedCalendar } from '../../domain/calendar/announced.ts';
import { atTime, endOfDay } from '../../domain/calendar/beijing.ts';
import { explainDue } from '../../domain/calendar/explain.ts';

const calendar = announcedCalendar();
const rule = { zh: '责令改正通知书载明的改正期限（《行政处罚法》第二十八条）', en: 'The period set in the order to rectify (Administrative Penalty Law, article 28)' };
const at10 = (date: string) => atTime(date, 10);

describe('why this date', () => {
  test('over National Day 2026: rule, start, counted days with the make-up day, skipped days with their reasons, end', () => {
    const due = calendar.due(at10('2026-09-30'), { value: 5, unit: 'workingDay' }, rule);
    expect(explainDue(due)).toEqual({
      zh:
        '依据：责令改正通知书载明的改正期限（《行政处罚法》第二十八条）。期限5个工作日，自2026年9月30日（周三）起算，起算当日不计入。' +
        '计入5天：2026年10月8日至10日、2026年10月12日至13日（其中2026年10月10日为国庆节调休上班）。' +
        '不计8天：2026年10月1日至7日（国庆节放假）、2026年10月11日（周末）。到期日为2026年10月13日（周二），至当日24时止。',
      en:
        'Rule: The period set in the order to rectify (Administrative Penalty Law, article 28). 5 working days, starting on Wednesday 30 September 2026; the start day does not count. ' +
        'Counted, 5 days: 8–10 October 2026, 12–13 October 2026 (10 October 2026 is worked in exchange for National Day). ' +
        'Not counted, 8 days: 1–7 October 2026 (National Day holiday), 11 October 2026 (weekend). Due on Tuesday 13 October 2026, until the end of that day in Beijing.',
    });
    expect(explainDue(due.basis)).toEqual(explainDue(due));
  });

  test('a working-day deadline that reaches into 2027 says that it is provisional (暂定) and of which year', () => {
    const told = explainDue(calendar.due(at10('2026-12-30'), { value: 3, unit: 'workingDay' }, rule));
    expect(told.zh).toContain('暂定：2027年放假安排尚未公布，目前只扣除周末，公布后重新计算。');
    expect(told.zh).toContain('2026年12月31日至2027年1月1日');
    expect(told.en).toContain('Provisional: the holidays of 2027 are not announced yet, so only weekends are left out');
  });

  test('a calendar-day deadline there says that its day stands and only reminders may move', () => {
    const told = explainDue(calendar.due(at10('2026-12-20'), { value: 30, unit: 'calendarDay' }, rule));
    expect(told.zh).toContain('按自然日计算的到期日不受影响');
    expect(told.en).toContain('the due day stands');
    expect(explainDue(calendar.due(at10('2026-12-20'), { value: 30, unit: 'calendarDay' }, rule, { rollForward: true })).zh).toContain('目前只扣除周末');
  });

  test('excluded days are named as such', () => {
    const told = explainDue(calendar.due(at10('2026-11-23'), { value: 1, unit: 'workingDay' }, rule, { excluded: [{ from: '2026-11-24', until: '2026-11-25' }] }));
    expect(told.zh).toContain('不计2天：2026年11月24日至25日（依法不计入期限）。');
    expect(told.en).toContain('Not counted, 2 days: 24–25 November 2026 (excluded from the period).');
    expect(told.en).toContain('1 working day, starting');
    expect(told.en).toContain('Counted, 1 day: 26 November 2026.');
  });

  test('neighbouring days with different reasons are told apart', () => {
    const told = explainDue(calendar.due(at10('2026-11-26'), { value: 1, unit: 'workingDay' }, rule, { excluded: [{ from: '2026-11-27', until: '2026-11-27' }] }));
    expect(told.zh).toContain('不计3天：2026年11月27日（依法不计入期限）、2026年11月28日至29日（周末）。');
  });

  test('a date that a document names is not derived', () => {
    const told = explainDue(calendar.dueOn('2027-06-30', at10('2026-11-23'), rule));
    expect(told.zh).toContain('日期由文件直接规定，不经推算。到期日为2027年6月30日（周三），至当日24时止。');
    expect(told.zh).not.toContain('暂定');
    expect(told.en).toContain('The document names the date itself; nothing is counted. Due on Wednesday 30 June 2027');
  });

  test('an exact period names both moments by the Beijing clock', () => {
    const told = explainDue(calendar.due(atTime('2026-11-23', 23, 59) + 58_000, { value: 2, unit: 'second' }, rule));
    expect(told.zh).toContain('自2026年11月23日23:59:58起2秒。于2026年11月24日00:00:00届满。');
    expect(told.en).toContain('2 seconds from 23:59:58 on 23 November 2026 (Beijing). Ends at 00:00:00 on 24 November 2026 (Beijing).');
  });

  test('a due day that a suspension moved tells both the count and the move', () => {
    const due = calendar.due(at10('2026-11-23'), { value: 1, unit: 'workingDay' }, rule);
    const told = explainDue({ ...due, dueOn: '2026-11-27', dueAt: endOfDay('2026-11-27') });
    expect(told.zh).toContain('到期日为2026年11月24日（周二），至当日24时止。因中止顺延3天，至2026年11月27日（周五）。');
    expect(told.en).toContain('Moved by 3 days for the time it stood still, to Friday 27 November 2026.');
  });
});
