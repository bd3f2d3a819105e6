import type { Language } from '../i18n/language.ts';

const beijing = 'Asia/Shanghai';
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: beijing, ...options });
  formats.set(key, known);
  return known;
}

const yearOf = (at: Date): string => beijingDate(at).slice(0, 4);

/** `12月1日 周二`, with the year when it is not this one; in English `Tue 1 Dec`. A Beijing date as `2026-12-01`. */
export function dayText(date: string, language: Language): string {
  const at = new Date(`${date}T12:00:00+08:00`);
  const year = yearOf(at) === yearOf(new Date()) ? {} : ({ year: 'numeric' } as const);
  return format(language, { ...year, month: language === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' }).format(at);
}

/** `12月`, in January with the year; in English `Dec`. */
export function monthText(at: Date, language: Language): string {
  const january = format('en', { month: 'numeric' }).format(at) === '1';
  return format(language, { month: 'short', ...(january ? ({ year: 'numeric' } as const) : {}) }).format(at);
}

/** `12月1日 周二 09:00` in Beijing time, whatever the device's own zone is. */
export function momentText(instant: string, language: Language): string {
  return `${dayText(beijingDate(new Date(instant)), language)} ${clockText(instant, language)}`;
}

/** The Beijing date of a moment, as `2026-12-01`. Beijing has been eight hours ahead all year since 1992. */
export const beijingDate = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Whole days from today to a Beijing date; negative once it has passed. */
export const daysUntil = (date: string, now = new Date()): number => Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${beijingDate(now)}T00:00:00Z`)) / 86_400_000);

/** How a due day stands: passed days ago, passed at a moment of today, due later today, or some days away. */
export type DueWords = 'due.over' | 'due.passed' | 'due.today' | 'due.left';

/** How what is due on a Beijing day, at a moment of it, is put. */
export function dueWords(dueOn: string, dueAt: string, now = new Date()): DueWords {
  const days = daysUntil(dueOn, now);
  if (days !== 0) return days < 0 ? 'due.over' : 'due.left';
  return Date.parse(dueAt) < now.getTime() ? 'due.passed' : 'due.today';
}

/** `09:00`: the time of day in Beijing. */
export const clockText = (instant: string, language: Language): string => format(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant));

/** How long ago something was, as people say it: `2分钟前`; from a day on, its moment. */
export function agoText(instant: string, language: Language, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
  if (minutes >= 24 * 60) return momentText(instant, language);
  const said = new Intl.RelativeTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { numeric: 'auto' });
  return minutes === 0 ? (language === 'en' ? 'just now' : '刚刚') : minutes < 60 ? said.format(-minutes, 'minute') : said.format(-Math.floor(minutes / 60), 'hour');
}
