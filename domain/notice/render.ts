import { beijingDateOf, endOfDay, startOfDay, weekdayOf, yearOf } from '../calendar/beijing.ts';
import type { Instant } from '../process/time.ts';
import type { Bilingual } from './notice.ts';

/** What a message says of a notice. */
export interface NoticeText {
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly rule: Bilingual;
  readonly stops: Bilingual;
  readonly dueAt?: Instant;
}

/** A message ready to be sent; the subject is one line. */
export interface RenderedDigest {
  readonly subject: string;
  readonly text: string;
}

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** Characters of a subject: what mail programs show, and far below the line limit of RFC 5322 once encoded. */
const longestSubject = 100;

/**
 * A due moment as people read it in Beijing: 12月1日 周二 09:00 / Tue 1 Dec 09:00. The end of a day is named by its day (当日结束前); seconds appear only where there are
 * any (drills), the year only when it is not that of `now`.
 */
export function dueText(dueAt: Instant, now: Instant): Bilingual {
  const date = beijingDateOf(dueAt);
  const isOtherYear = yearOf(date) !== yearOf(beijingDateOf(now));
  const [year, month, day] = date.split('-').map(Number);
  const zhDay = `${isOtherYear ? `${year}年` : ''}${month}月${day}日 ${weekdays[weekdayOf(date)] ?? ''}`;
  const enDay = `${weekdaysEn[weekdayOf(date)] ?? ''} ${day} ${months[(month ?? 1) - 1] ?? ''}${isOtherYear ? ` ${year}` : ''}`;
  const isDayEnd = dueAt === endOfDay(date);
  const clock = clockOf(dueAt - startOfDay(date));
  return isDayEnd ? { zh: `${zhDay}（当日结束前）`, en: `end of ${enDay}, Beijing time` } : { zh: `${zhDay} ${clock}`, en: `${enDay} ${clock}, Beijing time` };
}

/** A time of day from the milliseconds since its midnight; seconds only where there are any. */
function clockOf(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const seconds = Math.floor(ms / 1000) % 60;
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}

/** Text in one line: line breaks, other control characters and marks that turn the reading direction become a space, so that nothing written by a person can start a header or a line of its own. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}

function item(notice: NoticeText, place: number, language: keyof Bilingual, now: Instant): string {
  const labels =
    language === 'zh'
      ? ({ why: '缘由：', rule: '依据：', stops: '如何终止：', due: '时限：' } as const)
      : ({ why: 'Why: ', rule: 'Rule: ', stops: 'What stops it: ', due: 'Due: ' } as const);
  const say = (text: Bilingual): string => oneLine(text[language]);
  const lines = [
    `${place}. ${say(notice.title)}`,
    `   ${labels.why}${say(notice.why)}`,
    `   ${labels.rule}${say(notice.rule)}`,
    `   ${labels.stops}${say(notice.stops)}`,
    ...(notice.dueAt === undefined ? [] : [`   ${labels.due}${dueText(notice.dueAt, now)[language]}`]),
  ];
  return lines.join('\n');
}

/** One message for all notices, Chinese first, English second: what, why, by which rule, what would stop it, and until when. `now` is when it is frozen. */
export function renderDigest(notices: readonly NoticeText[], now: Instant): RenderedDigest {
  const count = notices.length;
  const first = oneLine(notices[0]?.title.zh ?? '');
  const subject = count === 1 ? first : `督办通知 ${count} 项：${first}`;
  const part = (language: keyof Bilingual): string => notices.map((notice, index) => item(notice, index + 1, language, now)).join('\n\n');
  const text = [
    `您有 ${count} 项督办通知：`,
    part('zh'),
    '本邮件由督办系统自动发送，请勿回复。各项通知在系统“通知”中同样可见。',
    '----------',
    count === 1 ? 'You have 1 notice:' : `You have ${count} notices:`,
    part('en'),
    'Sent automatically by Duban; please do not reply. The same notices stand in the system’s list.',
  ].join('\n\n');
  return { subject: cut(subject, longestSubject), text: `${text}\n` };
}
