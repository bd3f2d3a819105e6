import type { BeijingDate } from '../process/time.ts';
import { type DateBase, type FoundPeriod, findDates, findPeriod, isoDate } from './date.ts';
import { markerOf } from './marker.ts';
import { pageRole } from './page.ts';
import type { SourceLine } from './source.ts';
import { flat, tight, withDigits } from './text.ts';

/** What a plan says of itself before its first chapter. */
export interface PlanHeading {
  readonly title: string;
  readonly documentNumber: string | null;
  readonly issuingBody: string | null;
  readonly issuedOn: BeijingDate | null;
  /** A line where the date should stand but only broken digits do. */
  readonly damagedDate?: SourceLine;
  /** Year that dates without one are read in, and the document's own date. */
  readonly base: DateBase;
  /** Lines that hold nothing but title, number, body or date. */
  readonly lines: ReadonlySet<number>;
}

const planWord = '(?:方案|计划|规划|要点|清单|分解表|分工表|任务书|责任书|工作安排|任务分解|任务分工|责任分工|台账|责任表|任务表|行动|纲要|举措|措施|意见|部署|任务)';
const planTitle = new RegExp(`${planWord}(?:\\([^()]{1,30}\\)|（[^（）]{1,30}）){0,2}$`);
const notice = /(?:关于)?(?:印发|下发|转发|发布|公布)(?:[^《》]{0,10})《([^《》]{4,80}(?:《[^《》]{1,60}》[^《》]{0,40})?)》(?:[^。]{0,20})的?(?:通知|通告)?$/;
const bareNotice = new RegExp(`(?:关于)(?:印发|下发|转发)(?:<|〈)?([^《》<>。]{4,80}?${planWord}(?:\\([^()]{1,30}\\))?)(?:>|〉)?的?通知$`);
const aboutNotice = /关于(?!印发|下发|转发)(.{4,60})的(?:通知|意见|实施意见)$/;
const number = /([\u4e00-\u9fa5]{1,14}[〔[【(（]\s?(?:19|20)\d{2}\s?[〕\]】)）]\s?(?:第\s?)?\d{1,4}\s?号)/;
const body = /(?:政府|办公室|委员会|局|委|领导小组|指挥部|办|部|会|厅|院|中心)(?:\(?代章\)?)?$/;
const signed = /^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?:印发)?$/;

/** Reads title, number, body and date. `firstItem` is the line of the first numbered piece of the document. */
export function readHeading(lines: readonly SourceLine[], firstItem: number): PlanHeading {
  const rows = lines.map((line) => ({ line: line.line, text: line.text.trim(), plain: withDigits(flat(line.text)).trim() })).filter((row) => row.text.length > 0);
  const opening = rows.filter((row) => row.line < firstItem);
  const document = opening.filter((row) => pageRole(row.text) === 'document');
  const used = new Set<number>();

  let noticeRow: (typeof rows)[number] | undefined;
  let title = '';
  let prefix = '';
  for (const row of document.slice(0, 40)) {
    if (row.plain.length > 160) continue;
    const match = notice.exec(row.plain) ?? bareNotice.exec(row.plain);
    if (!match?.[1]) continue;
    noticeRow = row;
    title = cutLike(row.text, row.plain, match[1]);
    prefix = row.text.slice(0, row.plain.indexOf('关于')).trim();
    used.add(row.line);
    break;
  }
  if (!noticeRow) {
    // The notice's title broken over two lines.
    for (let index = 0; index + 1 < Math.min(document.length, 30) && !title; index += 1) {
      const two = `${document[index]?.text ?? ''}${document[index + 1]?.text ?? ''}`;
      if (two.length > 120 || !/关于/.test(two) || /[。]/.test(two)) continue;
      const match = notice.exec(flat(two)) ?? bareNotice.exec(flat(two));
      if (!match?.[1]) continue;
      title = cutLike(two, flat(two), match[1]);
      prefix = two.slice(0, flat(two).indexOf('关于')).trim();
      for (const row of document.slice(index, index + 2)) used.add(row.line);
    }
  }
  const alone = document.filter((row) => row.text.length <= 60 && planTitle.test(row.plain) && !/[。;,:]/.test(row.plain) && !/关于印发/.test(row.plain));
  for (const row of alone) used.add(row.line);
  if (title.length === 0) {
    const standing = alone[0];
    title = standing?.text ?? '';
    if (standing) {
      const index = document.indexOf(standing);
      const before = document[index - 1];
      // A title of two lines: “XX市健康促进行动” over “实施方案”.
      if (standing.text.length <= 14 && before && before.text.length <= 40 && !/[。,:;号日]$/.test(before.plain) && !number.test(before.plain)) {
        title = `${before.text}${standing.text}`;
        used.add(before.line);
      }
    }
  }
  if (title.length === 0) {
    const about = document.find((row) => row.plain.length <= 100 && aboutNotice.test(row.plain));
    title = about?.text ?? '';
    if (about) {
      used.add(about.line);
      prefix = about.text.slice(0, about.plain.indexOf('关于')).trim();
    }
  }

  const numberRow = opening.find(
    (row) => number.test(row.plain) && (row.plain.length <= 40 || /^(?:文\s{0,8}号|发文字号)/.test(row.plain)) && !/[《]/.test(row.plain.slice(0, row.plain.search(number))),
  );
  const written = numberRow && number.exec(flat(numberRow.text));
  // Cut from the line itself: the brackets of a document number are kept as they were set.
  const documentNumber =
    numberRow && written
      ? numberRow.text
          .slice(written.index, written.index + written[0].length)
          .replace(/^(?:文\s?号|发文字号|字号)/, '')
          .replace(/\s/g, '')
      : null;
  if (numberRow) used.add(numberRow.line);

  const dateRow = [...document].reverse().find((row) => signed.test(tight(row.plain))) ?? tailDate(rows, firstItem);
  const parts = dateRow && signed.exec(tight(dateRow.plain));
  let issuedOn = parts ? (isoDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) ?? null) : null;
  if (dateRow) used.add(dateRow.line);
  const damaged =
    issuedOn === null
      ? (document.find((row, index) => isDamaged(row.plain) && index > 0 && body.test(document[index - 1]?.plain.replace(/\(代章\)$/, '') ?? '')) ??
        document.find((row) => isDamaged(row.plain)))
      : undefined;
  if (damaged) used.add(damaged.line);
  const meta = (pattern: RegExp): string | undefined => {
    for (const row of rows.slice(0, 60)) {
      const value = pattern.exec(row.plain)?.[1]?.trim();
      if (value) return value;
    }
    return undefined;
  };
  if (issuedOn === null && !damaged && !dateRow)
    issuedOn = asDate(meta(/(?:成文日期|发文日期|印发日期|签发日期)\s{0,4}:?\s{0,4}(\d{4}(?:年|-|\.|\/)\d{1,2}(?:月|-|\.|\/)\d{1,2})/)) ?? null;

  const anchor = dateRow ?? damaged;
  const signature: string[] = [];
  if (anchor) {
    for (let index = rows.findIndex((row) => row.line === anchor.line) - 1; index >= 0 && signature.length < 8; index -= 1) {
      const row = rows[index];
      if (!row || row.text.length > 40 || /[。,:;《]/.test(row.plain) || !body.test(tight(row.plain)) || planTitle.test(row.plain)) break;
      signature.unshift(row.text);
      if (row.line < firstItem) used.add(row.line);
    }
  }
  const from = meta(/^(?:发布机构|发文机关|发文单位|制定机关)\s{0,4}:?\s{0,4}([\u4e00-\u9fa5]{4,30})/);
  const issuingBody =
    signature.find((name) => !/代章/.test(name)) ??
    (prefix.length >= 4 && body.test(flat(prefix)) && !/^[市区县]/.test(prefix) ? prefix : undefined) ??
    from ??
    (prefix.length >= 3 && body.test(flat(prefix)) ? prefix : null);

  const inTitle = [...flat(title).matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  const published = meta(/(?:日期|时间)\s{0,4}:\s{0,4}(\d{4})/);
  const fromNumber = documentNumber === null ? undefined : /(\d{4})/.exec(documentNumber)?.[1];
  const year = inTitle.length === 1 ? inTitle[0] : undefined;
  const otherYear = Number(issuedOn?.slice(0, 4) ?? fromNumber ?? inTitle[0] ?? published ?? Number.NaN);
  const baseYear = year ?? (Number.isNaN(otherYear) ? undefined : otherYear);
  const base: DateBase = {
    ...(baseYear === undefined ? {} : { year: baseYear }),
    ...(issuedOn !== null && year === undefined ? { issuedOn } : {}),
    ...(year === undefined ? {} : { certain: true }),
  };
  return {
    title: tidyTitle(title),
    documentNumber,
    issuingBody: issuingBody === undefined || issuingBody === null ? null : issuingBody.replace(/\s/g, ''),
    issuedOn,
    ...(damaged ? { damagedDate: { line: damaged.line, text: damaged.text } } : {}),
    base,
    lines: used,
  };
}

const cutLike = (text: string, plain: string, found: string): string => {
  const at = plain.indexOf(found);
  return plain.length === text.length && at >= 0 ? text.slice(at, at + found.length) : found;
};

const tidyTitle = (title: string): string =>
  title
    .replace(/^\s*附件\s?\d{0,2}\s?[:：]?/, '')
    .replace(/\s{2,}/g, ' ')
    .trim();

/** Digits alone where a date should stand (202178, 2020928), or a date with holes in it (20 年 月 日). */
const isDamaged = (plain: string): boolean => /^(?:19|20)\d{3,6}$/.test(tight(plain)) || (/^(?:20)?\d{0,2}年\d{0,2}月\d{0,2}日?$/.test(tight(plain)) && !signed.test(tight(plain)));

/** A date at the document's end, after the last chapter. */
function tailDate<T extends { readonly line: number; readonly plain: string }>(rows: readonly T[], firstItem: number): T | undefined {
  const late = rows.filter((row) => row.line > firstItem);
  return [...late].reverse().find((row) => signed.test(tight(row.plain)) && !markerOf(row.plain));
}

function asDate(text: string | undefined): BeijingDate | undefined {
  const parts = text === undefined ? null : /(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(text);
  return parts ? isoDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** The plan's period: from its phases, a sentence that states it, or the years of its title. */
export function readPeriod(title: string, body: readonly SourceLine[], phases: readonly FoundPeriod[], base: DateBase): FoundPeriod {
  const starts = phases
    .map((phase) => phase.startsOn)
    .filter((date) => date !== null)
    .sort();
  const ends = phases
    .map((phase) => phase.endsOn)
    .filter((date) => date !== null)
    .sort();
  if (starts[0] && ends.at(-1)) return { startsOn: starts[0], endsOn: ends.at(-1) ?? null };
  for (const line of body) {
    const match = /(?:周期|期限|实施时间|活动时间|整治时间|行动时间|工作时间|创建时间)(?:为|是|:|从|自){1,2}([^。;]{6,40})/.exec(flat(line.text));
    const period = match?.[1] === undefined ? undefined : findPeriod(match[1], base);
    if (period?.startsOn && period.endsOn && findDates(match?.[1] ?? '', base).length > 1) return period;
  }
  const years = /(20\d{2})\s?(?:年)?\s?(?:-{1,2}|~|至|到)\s?(20\d{2})/.exec(flat(title));
  if (years) return { startsOn: isoDate(Number(years[1]), 1, 1) ?? null, endsOn: isoDate(Number(years[2]), 12, 31) ?? null };
  const single = /(?<!\d)(20\d{2})年?(?:度)?/.exec(flat(title));
  if (single && /计划|要点|安排|任务/.test(title)) return { startsOn: isoDate(Number(single[1]), 1, 1) ?? null, endsOn: isoDate(Number(single[1]), 12, 31) ?? null };
  return { startsOn: starts[0] ?? null, endsOn: ends.at(-1) ?? null };
}

/** What a document is, judged by its title and wording. */
export type DocumentKind = 'plan' | 'pressConference' | 'report';

/** Press conferences and reports of work done are no plans; pinyin that a web page put beside characters does not hide them. */
export function documentKind(lines: readonly SourceLine[], title: string): DocumentKind {
  const head = lines.slice(0, 400).map((line) => flat(line.text.slice(0, 2_000)).replace(/\([a-zA-ZÀ-ɏ'’ ]{1,8}\)/g, ''));
  const all = head.join('\n');
  const planned = planTitle.test(flat(title)) && !/总结/.test(title);
  const count = (pattern: RegExp): number => [...all.matchAll(pattern)].length;
  const press = count(/[发發][布佈][会會]/g);
  const asked = count(/主持人\s?:|[记記]者(?:提[问問]|朋友|:)|(?:^|\n)\s?[问問](?:[题題])?\s?\d{0,2}\s?:|答[记記]者[问問]|[发發][布佈]人\s?:/g);
  if (!planned && press >= 2 && asked >= 2) return 'pressConference';
  const headline = lines.filter((line) => line.text.trim().length > 0 && line.text.trim().length <= 60).slice(0, 12);
  const report = headline.some((line) =>
    /(?:工作)?总结(?:报告)?(?:$|[及和与暨])|情况(?:的)?(?:报告|汇报|通报)$|述职报告|工作汇报|工作简报|简报$|调研报告|工作纪实|新闻稿|综述$/.test(flat(line.text).trim()),
  );
  if (!planned && report) return 'report';
  return 'plan';
}
