import type { BeijingDate } from '../process/time.ts';
import { type DateBase, type FoundDate, findDates } from './date.ts';
import { flat, sentences, withDigits } from './text.ts';

/** How often a recurring task is done. */
export const rhythms = ['week', 'month', 'quarter', 'halfYear', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

/** What a text says of when a task is due. */
export interface Timing {
  readonly dueOn: BeijingDate | null;
  readonly rhythm: Rhythm | null;
  /** Every deadline named, in order, where there is more than one. */
  readonly several: boolean;
  /** Words that stand in a deadline's place without a date (长期坚持). */
  readonly open?: string;
  /** A date that the calendar does not have. */
  readonly invalid?: string;
  readonly assumed?: { readonly text: string; readonly year: number };
  /** A day within each period (每年11月30日), where its end is not meant. */
  readonly dayUnread?: string;
}

const rhythmIn = (text: string): Rhythm | null => {
  if (/每(?:个)?半年|半年(?:一次|1次)|每年(?:两|2|二)次/.test(text)) return 'halfYear';
  if (/每(?:个)?季度?|按季度?|季度末?(?:报送|通报|调度)|逐季/.test(text)) return 'quarter';
  if (/每(?:个)?月|按月|逐月|月度(?:报送|通报|调度)|每月/.test(text)) return 'month';
  if (/每(?:个)?年|按年|逐年|每年度/.test(text)) return 'year';
  if (/每(?:个)?(?:周(?![期岁年边])|星期)|按周|逐周/.test(text)) return 'week';
  return null;
};
/** In running text a rhythm counts only as an order to do something at that pace, so that “每年免费测量一次血压” of residents is none. */
const ordered =
  /每(?:个)?(?:半年|季度?|月|年度?)(?:末|底|初|\d{1,2}[日号]?前?)?(?:至少|要|应|须|定期|集中|分别|均|各|不少于)?(?:向[^,。]{2,12})?(?:召开|组织|开展|举办|举行|进行|报送|上报|报告|通报|调度|督导|督查|检查|巡查|评估|考核|分析|研判|更新|公布|发布|汇总|监测|培训|总结|填报|研究|听取|\d|一次|两次)/;
/** A pace of weeks counts with such a verb alone: “每周150分钟运动” is advice. */
const orderedWeekly =
  /每(?:个)?(?:周|星期)[一二三四五六日天]?(?:之|以)?前?(?:至少|要|应|须|定期|集中)?(?:向[^,。]{2,12})?(?:召开|组织|开展|报送|上报|报告|通报|调度|督导|督查|检查|巡查|更新|公布|发布|汇总|研判)/;
const orderIn = (sentence: string): string | undefined => (ordered.exec(sentence) ?? orderedWeekly.exec(sentence))?.[0];
/** A day within each month, quarter or half-year, or of each week. */
const dayWithin = /每(?:个)?(?:(?:月|季度?|半年)[^,。;、\d]{0,6}(?:\d{1,2}[日号]|上旬|中旬|月初)|月初|(?:周|星期)[一二三四五六日天])/;
const openWords = /长期|常年|持续|常态化|全年|贯穿|即时|立即|实时|按(?:上级)?(?:要求|时限|规定)|根据.{0,12}(?:要求|安排)|适时|随时|视情/;

/**
 * Dates without those that each year has anew (每年6月、12月底前): they end no rhythm, save in a plan of one year, whose one period is due on them. `dayUnread`: such a date that is not the year's last day.
 */
function withoutYearly(found: readonly FoundDate[], plain: string, base: DateBase): { readonly dates: readonly FoundDate[]; readonly dayUnread?: string } {
  const yearly: FoundDate[] = [];
  let end = -1;
  for (const date of found) {
    const before = plain.slice(Math.max(0, date.start - 4), date.start);
    const goesOn = end >= 0 && /^(?:之|以)?前?[、,和及与]$/.test(plain.slice(end, date.start));
    if (/^\d{4}/.test(date.text) || !(goesOn || /每(?:个)?年度?$/.test(before))) continue;
    yearly.push(date);
    end = date.start + date.text.length;
  }
  const last = yearly.at(-1);
  if (base.certain || !last) return { dates: found };
  return { dates: found.filter((date) => !yearly.includes(date)), ...(last.until?.endsWith('-12-31') ? {} : { dayUnread: `每年${last.text}` }) };
}

/** Reads a field that holds nothing but a deadline: （2019年10月底前完成）, “完成时限：每季度”, a table's cell. */
export function timingOfField(text: string, base: DateBase): Timing {
  const plain = withDigits(flat(text)).trim();
  const found = findDates(text, base).filter((date) => !/^每/.test(plain.slice(Math.max(0, date.start - 1), date.start)));
  const { dates, dayUnread } = withoutYearly(found, plain, base);
  const bad = dates.find((date) => date.until === null);
  const good = dates.filter((date) => date.until !== null);
  const last = good.reduce<(typeof good)[number] | undefined>((latest, date) => (latest?.until && date.until && date.until < latest.until ? latest : date), undefined);
  const rhythm = rhythmIn(plain);
  const day = dayUnread ?? dayWithin.exec(plain)?.[0];
  return {
    dueOn: last?.until ?? null,
    rhythm,
    several: false,
    ...(bad ? { invalid: bad.text } : {}),
    ...(last?.assumedYear === undefined ? {} : { assumed: { text: last.text, year: last.assumedYear } }),
    ...(rhythm === null || day === undefined ? {} : { dayUnread: day }),
    ...(last === undefined && rhythm === null && openWords.test(plain) ? { open: text.trim().slice(0, 40) } : {}),
  };
}

/** Reads a task's running text: dates count with 前 or 完成 after them or 到, 于 before a year's end; rhythms where something is ordered at that pace in the first two sentences. */
export function timingOfText(text: string, base: DateBase): Timing {
  const plain = withDigits(flat(text));
  const { dates, dayUnread } = withoutYearly(findDates(text, base), plain, base);
  const due = dates.filter((date) => {
    const end = date.start + date.text.length;
    const after = plain.slice(end, end + 14).trimStart();
    if (/^(?:之|以)?前/.test(after)) return true;
    const closes = /[底末日号]$/.test(date.text);
    if (closes && /^[^,。;]{0,8}完成/.test(after)) return true;
    return /[底末]$/.test(date.text) && /(?:到|至|于|在|截至|力争)$/.test(plain.slice(Math.max(0, date.start - 3), date.start).trimEnd());
  });
  const good = due.filter((date) => date.until !== null);
  const bad = due.find((date) => date.until === null);
  const distinct = [...new Set(good.map((date) => date.until))].sort();
  const dueOn = distinct.at(-1) ?? null;
  const chosen = good.find((date) => date.until === dueOn);
  const first = sentences(plain)
    .slice(0, 2)
    .map((sentence) => sentence.text)
    .find((sentence) => orderIn(sentence) !== undefined);
  const rhythm = first === undefined ? null : rhythmIn(orderIn(first) ?? '');
  const day = dayUnread ?? dayWithin.exec(first ?? '')?.[0];
  return {
    dueOn,
    rhythm,
    several: distinct.length > 1,
    ...(rhythm === null || day === undefined ? {} : { dayUnread: day }),
    ...(bad ? { invalid: bad.text } : {}),
    ...(chosen?.assumedYear === undefined ? {} : { assumed: { text: chosen.text, year: chosen.assumedYear } }),
  };
}

/** Whether a bracketed piece is a deadline: it names a date or rhythm and little else. */
export function isTimingMark(inner: string, base: DateBase): boolean {
  const plain = withDigits(flat(inner)).trim();
  if (plain.length > 40) return false;
  if (/^每(?:个)?(?:半年|季度?|月|年度?|周(?![期岁年边])|星期)[^,。]{0,10}$|^(?:长期坚持|长期推进|持续推进|常年坚持|长期|全年|常态化(?:推进|开展)?)$/.test(plain)) return true;
  const dates = findDates(inner, base);
  const last = dates.at(-1);
  if (!last) return false;
  const rest = plain.slice(last.start + last.text.length);
  return /^(?:之|以)?前|完成|^(?:之|以)?前?(?:取得|启动|实现|建成|到位)/.test(rest) || /完成时限|时限|完成时间/.test(plain) || (/[底末]$/.test(last.text) && rest.length === 0);
}
