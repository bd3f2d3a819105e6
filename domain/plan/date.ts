import type { BeijingDate } from '../process/time.ts';
import { flat, withDigits } from './text.ts';

/** Days of a month; month counts from 1. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A date as ISO text, or undefined where the calendar has no such day or the year is outside 1990–2100. */
export function isoDate(year: number, month: number, day: number): BeijingDate | undefined {
  if (!Number.isInteger(year) || year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** What a text without year is read against. */
export interface DateBase {
  /** Year that the document speaks of; undefined where it names none. */
  readonly year?: number;
  /** The document's own date: “6月底前” in a document of September means the next June. */
  readonly issuedOn?: BeijingDate;
  /** True when the title names the year: a date without one is then no guess. */
  readonly certain?: boolean;
}

/** A date found in a text. */
export interface FoundDate {
  readonly start: number;
  readonly text: string;
  /** First and last day meant; null where the calendar has no such day. */
  readonly from: BeijingDate | null;
  readonly until: BeijingDate | null;
  /** Set when the year was not written. */
  readonly assumedYear?: number;
}

const part = '(?:上旬|中旬|下旬|月初|月末|月底|初|末|底)';
const to = '\\s{0,2}(?:-{1,2}|~|至|到)\\s{0,2}';
const dayRange = `(\\d{1,2})(?:\\s?[日号])?${to}(\\d{1,2})\\s?[日号]`;
const day = `(\\d{1,2})(?:\\s?[日号]|(?=${to}\\d{1,2}\\s?月))`;
const spelled = new RegExp(
  [
    // Months of age (6-24月龄) are none of a year.
    `(?:(\\d{4})\\s?年|(今年|本年度?|当年|明年|次年))?\\s?(?:(?<![\\d.])(\\d{1,2})${to})?(\\d{1,2})\\s?月(?!龄)(?:份)?\\s?(?:${dayRange}|${day}|(${part}))?`,
    '(\\d{4})(?<separator>[-./])(\\d{1,2})(?:\\k<separator>(\\d{1,2}))?(?!\\d)',
    '(?:(\\d{4})\\s?年|(今年|本年|当年|明年|次年))?\\s?(?:第)?(?:([1-4])季度|(上|下)半年)(?:末|底)?',
    '(?:(\\d{4})\\s?年|(今年|本年|当年|明年|次年)|(?<=[^\\d年每半]|^)(?=年(?:底|末|内)))(?:年?(底|末|内)|(?=[-~至到,。)以之前]|$))',
  ].join('|'),
  'g',
);

const partDays = (year: number, month: number, name: string | undefined): readonly [number, number] => {
  const last = daysIn(year, month);
  if (name === undefined) return [1, last];
  if (name === '上旬' || name.endsWith('初')) return [1, 10];
  if (name === '中旬') return [11, 20];
  if (name === '下旬') return [21, last];
  return [last, last];
};

/** Dates that a text names, in order: days, months and their parts, quarters, half-years, years. Chinese numerals are understood; positions are those of `withDigits(flat(text))`. */
export function findDates(text: string, base: DateBase): readonly FoundDate[] {
  const plain = withDigits(flat(text));
  const found: FoundDate[] = [];
  let year: number | undefined;
  for (const match of plain.matchAll(spelled)) {
    const [all, y1, w1, firstMonth, m1, firstDay, lastDay, d1, p1, y2, , m2, d2, y3, w3, quarter, half, y4, w4, yearEnd] = match;
    if (all.trim().length === 0 && yearEnd === undefined) continue;
    const written = y1 ?? y2 ?? y3 ?? y4;
    const word = w1 ?? w3 ?? w4;
    const month = m1 ?? m2;
    const singleDay = d1 ?? d2;
    const own = written === undefined ? undefined : Number(written);
    const reference = base.year ?? (base.issuedOn ? Number(base.issuedOn.slice(0, 4)) : undefined);
    let assumed: number | undefined;
    let of = own ?? year;
    if (own === undefined && word !== undefined) {
      of = reference === undefined ? undefined : reference + (word === '明年' || word === '次年' ? 1 : 0);
      assumed = of;
    } else if (of === undefined && reference !== undefined) {
      of = reference;
      assumed = reference;
    }
    if (of === undefined) continue;
    const range = (chosen: number): readonly [BeijingDate | undefined, BeijingDate | undefined] => {
      if (month !== undefined) {
        const begins = Number(firstMonth ?? month);
        // 11-3月 ends in the year after.
        const ends = begins > Number(month) ? chosen + 1 : chosen;
        const days = Number(month) >= 1 && Number(month) <= 12 ? partDays(ends, Number(month), p1) : [0, 0];
        const [first, last] = [Number(firstDay ?? singleDay ?? (firstMonth === undefined ? days[0] : 1)), Number(lastDay ?? singleDay ?? days[1])];
        return [isoDate(chosen, begins, first), isoDate(ends, Number(month), last)];
      }
      const [from, until] = quarter !== undefined ? [Number(quarter) * 3 - 2, Number(quarter) * 3] : half === '上' ? [1, 6] : half === '下' ? [7, 12] : [1, 12];
      return [isoDate(chosen, from, 1), isoDate(chosen, until, daysIn(2001, until))];
    };
    let [from, until] = range(of);
    if (assumed !== undefined && word === undefined && base.issuedOn && until !== undefined && until < base.issuedOn) {
      assumed = of + 1;
      [from, until] = range(assumed);
    }
    if (own !== undefined) year = own;
    found.push({ start: match.index, text: all.trim(), from: from ?? null, until: until ?? null, ...(assumed === undefined || base.certain ? {} : { assumedYear: assumed }) });
  }
  return found;
}

/** A period from the first date to the last one of a range such as 2020年9月—2021年1月 or 3月1日至5月31日. */
export interface FoundPeriod {
  readonly startsOn: BeijingDate | null;
  readonly endsOn: BeijingDate | null;
}

const link = /^\s*(?:开始)?\s*(?:-{1,2}|~|至|到|起至)\s*$/;

/** The period that a text names first, or undefined where it names no date. A single month is its own period; “底前” gives an end without a start. */
export function findPeriod(text: string, base: DateBase): FoundPeriod | undefined {
  const plain = withDigits(flat(text));
  const dates = findDates(text, base);
  for (let index = 0; index < dates.length; index += 1) {
    const first = dates[index];
    if (!first) continue;
    const after = first.start + first.text.length;
    const second = dates[index + 1];
    if (second && link.test(plain.slice(after, second.start))) return { startsOn: first.from, endsOn: second.until };
    const toDay = /^\s*(?:-|~|至|到)\s*(\d{1,2})\s?[日号]/.exec(plain.slice(after, after + 10));
    if (toDay?.[1] && first.from) {
      const [year = 0, month = 0] = first.from.split('-').map(Number);
      return { startsOn: first.from, endsOn: isoDate(year, month, Number(toDay[1])) ?? null };
    }
    const tail = plain.slice(after, after + 4);
    if (/^(?:底|末)?(?:之|以)?前/.test(tail)) return { startsOn: null, endsOn: first.until };
    return { startsOn: first.from, endsOn: first.until };
  }
  return undefined;
}
