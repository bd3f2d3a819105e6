import { dueText, oneLine, renderDigest } from '../../domain/notice/render.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const now = at('2026-11-24T09:00:00');
const notice = (zh: string, dueAt?: number) => ({
  title: { zh, en: `en of ${zh}` },
  why: { zh: '至今未办结。', en: 'It has not been met.' },
  rule: { zh: '实施方案第三条', en: 'Plan, article 3' },
  stops: { zh: '提交验收后暂停。', en: 'Submitting pauses it.' },
  ...(dueAt === undefined ? {} : { dueAt }),
});

describe('the text of a due moment', () => {
  test('is 12月1日 周二 09:00 in Beijing, whatever the machine’s zone', () => {
    expect(dueText(at('2026-12-01T09:00:00'), now)).toEqual({ zh: '12月1日 周二 09:00', en: 'Tue 1 Dec 09:00, Beijing time' });
  });

  test('names the day alone where the period ends with the day', () => {
    expect(dueText(at('2026-12-01T23:59:59.999'), now)).toEqual({ zh: '12月1日 周二（当日结束前）', en: 'end of Tue 1 Dec, Beijing time' });
  });

  test('shows seconds where there are any, and the year when it is another one', () => {
    expect(dueText(at('2027-01-05T09:00:07'), now)).toEqual({ zh: '2027年1月5日 周二 09:00:07', en: 'Tue 5 Jan 2027 09:00:07, Beijing time' });
  });
});

describe('a digest', () => {
  test('says of each notice what, why, by which rule, what would stop it and until when, Chinese before English', () => {
    const { subject, text } = renderDigest([notice('【超期提醒】任务12', at('2026-12-01T09:00:00')), notice('【案件】复查')], now);
    expect(subject).toBe('督办通知 2 项：【超期提醒】任务12');
    expect(text).toContain(
      '1. 【超期提醒】任务12\n   缘由：至今未办结。\n   依据：实施方案第三条\n   如何终止：提交验收后暂停。\n   时限：12月1日 周二 09:00\n\n2. 【案件】复查\n   缘由：至今未办结。\n   依据：实施方案第三条\n   如何终止：提交验收后暂停。\n\n',
    );
    expect(text).toContain(
      '1. en of 【超期提醒】任务12\n   Why: It has not been met.\n   Rule: Plan, article 3\n   What stops it: Submitting pauses it.\n   Due: Tue 1 Dec 09:00, Beijing time\n',
    );
    expect(text.indexOf('您有 2 项')).toBeLessThan(text.indexOf('You have 2 notices'));
  });

  test('of one notice carries its title as the subject', () => {
    expect(renderDigest([notice('【催办】任务3')], now).subject).toBe('【催办】任务3');
  });

  test('never lets what a person wrote begin a header or a line of its own', () => {
    const hostile = '任务\r\nBcc: all@example.org\u2028x\u202egnp';
    const { subject, text } = renderDigest([notice(hostile)], now);
    expect(subject).toBe('任务 Bcc: all@example.org x gnp');
    expect(text).toContain('\n1. 任务 Bcc: all@example.org x gnp\n');
    expect(oneLine('a\u0000\tb')).toBe('a b');
  });

  test('cuts a long subject between characters', () => {
    const { subject } = renderDigest([notice('𠮷'.repeat(300))], now);
    expect([...subject]).toHaveLength(100);
    expect(subject).toBe(`${'𠮷'.repeat(99)}…`);
  });

  test('is the same text for the same notices and moment', () => {
    const notices = [notice('甲', now), notice('乙')];
    expect(renderDigest(notices, now)).toEqual(renderDigest(notices, now));
  });
});
