import type { BeijingDate } from '../process/time.ts';
import { isoDate } from './date.ts';
import type { SourceLine } from './source.ts';
import { flat, sentences, withDigits } from './text.ts';

/** How an indicator is judged. Ratios are in per cent; `change` is the relative change against the baseline in per cent, negative for a fall. */
export type IndicatorRule =
  | { readonly kind: 'atLeast' | 'atMost' | 'coverage' | 'count'; readonly target: number; readonly unit: string }
  | {
      readonly kind: 'relative' | 'relativeOrReference';
      readonly target: null;
      readonly unit: '%';
      readonly change: number;
      readonly baseline: string | null;
      /** What it may be better than instead, as the document says it, and on which side better lies. */
      readonly reference: string | null;
      readonly better: 'above' | 'below';
    };

/** A place that states an indicator. */
export interface Cite {
  readonly line: number;
  readonly text: string;
}

export interface PlanIndicator {
  readonly name: string;
  readonly rule: IndicatorRule;
  /** Day by which it is to be reached, where the statement names a year of several. */
  readonly dueOn: BeijingDate | null;
  readonly cites: readonly Cite[];
}

const num = '(\\d{1,7}(?:\\.\\d{1,3})?)';
const atLeastWords = '不低于|不少于|不小于|不得低于|≥|>=|大于|高于|超过|达到|达|保持在|稳定在|维持在|提高到|提升到|上升到|提高至|提升至|上升至|增长到|增加到|增加至|实现|为|在|>';
const atMostWords = '不高于|不超过|不大于|不多于|≤|<=|小于|低于|控制在|下降到|降低到|降到|降至|下降至|降低至|减少到|减少至|<';
const comparator = `(${atMostWords}|${atLeastWords})?`;
const adverbs = '(?:均要?|都要?|分别|总体|稳定|要|应|须|力争|确保|基本|全部|总|平均)?';
const percents = `${num}%(?:(?:、|,|和|与)${num}%){0,7}`;
const ratio = new RegExp(`${adverbs}\\s{0,2}${comparator}\\s{0,2}(${percents})\\s{0,2}(及?以上|及?以下|以内)?`, 'g');
const share = new RegExp(`${num}%(?:以上)?的([^,。;:、(《%\\d]{2,20})`, 'g');
const build = /(?:建设|建成|创建|创成|打造|完成|培育|评选出?|命名|建立|达到|达标|实现|覆盖)/;
const relative = new RegExp(
  `([^,。;:]{2,30}?)(?:在|较|比|以)([^,。;]{2,16}?)(?:的?基础上|(?=提高|提升|增长|上升|增加|降低|下降|减少))(?:相对|分别|再|逐步)?(提高|提升|增长|上升|增加|降低|下降|减少)(?:了|幅度)?(?:不低于|不少于|至少|达到)?${num}%(?:以上)?(?:,?\\s{0,2}(或者?|并?且)(?:是)?(高于|不低于|优于|超过|低于|不高于|达到)([^,。;]{2,24}))?`,
  'g',
);
const counted = new RegExp(
  `(评选出?|建成|创建|创成|建设|打造|培育|命名|新建|新增|改造|完成|设置|设立|组建|配备|推出|评定|遴选)(?:不少于|至少|达到|不低于|各)?\\s{0,2}${num}\\s{0,2}(万)?(?:余)?(个|家|户|所|处|条|块|名|座|支|场|间|台|套|公里|人|张|部|辆)(?:以上)?(?:的)?([^,。;:、(《》及和与]{2,20})`,
  'g',
);
const density = new RegExp(
  `([^,。;:、]{2,30}?)(?:${atLeastWords})?\\s{0,2}${num}\\s{0,2}(人|名|张|个|例|户)?\\s?(?:\\/|每)\\s?(\\d{0,3}[千万]|10万|1000)(?:常住)?(人口|人|活产儿?)?`,
  'g',
);
const perHead = new RegExp(`(每(?:\\d{0,3}[千万]|百)(?:名)?(?:常住)?(?:人口|人|老年人)[^,。;:、\\d]{2,24}?)(?:${atLeastWords})\\s{0,2}${num}\\s{0,2}(人|名|张|个)`, 'g');
const measured = /(?:率|比例|比重|占比|水平|满意度|知晓度|覆盖面|参与度|达标度|覆盖|指数)(?:的)?$/;
const lead =
  /^(?:[\d年月底末前、和到至]{0,24}[,，])?\s*(?:到|至|截至)?(?:\d{4}年(?:底|末)?)?(?:使|确保|力争|实现|推动|其中|做到|全[市区县](?=\D{6})|以及|并|且|逐步|同时|进一步|努力|达到|保证|促进|要求|目标是|开展(?=.{0,10}(?:率|比例)))*/;

interface Found {
  readonly name: string;
  readonly rule: IndicatorRule;
  readonly year?: number;
  /** A condition that is asked besides (且高于全省平均水平) and that no rule holds. */
  readonly also?: string;
}

const tidy = (name: string): string =>
  name
    .trim()
    .replace(lead, '')
    .replace(/[均都]$/, '')
    .replace(/(?:总体|稳定|分别|基本)$/, '')
    .replace(/^[的、和及与:\s]+/, '')
    .trim();

/** Splits “健康社区、健康促进医院的比例” into one name each; a shared tail (的比例) is put to each. */
function namesOf(text: string): readonly string[] {
  const tail = /(?:的)?(建成率|覆盖率|达标率|比例|占比|比重)$/.exec(text);
  const parts = text
    .split(/、|和(?=[^,]{3,}$)|以及|及(?=[^,]{3,}$)/)
    .map((part) => part.trim())
    .filter((part) => part.length > 1);
  if (parts.length < 2) return [text];
  if (parts.every((part) => measured.test(part))) return parts;
  if (tail?.[1] && !parts.slice(0, -1).some((part) => measured.test(part))) {
    const body = parts.map((part, index) => (index === parts.length - 1 ? part.slice(0, part.length - tail[0].length) : part));
    return body.map((part) => `${part}${tail[1]}`);
  }
  return [text];
}

const ratioRule = (name: string, word: string | undefined, target: number, after: string | undefined): IndicatorRule => {
  const most = (word !== undefined && new RegExp(`^(?:${atMostWords})$`).test(word)) || (after !== undefined && /下|内/.test(after));
  if (!most && target === 100 && /覆盖/.test(name)) return { kind: 'coverage', target, unit: '%' };
  return { kind: most ? 'atMost' : 'atLeast', target, unit: '%' };
};

/** “到2022年和2030年,” at the head of a sentence holds for those after its semicolons too. */
const yearHead = /^[^%]{0,6}?\d{4}年底?(?:(?:、|和|及|与)\d{4}年底?){1,3},?/;

function inSentence(sentence: string, before: string): readonly Found[] {
  const own = withDigits(flat(sentence))
    .trim()
    .replace(/以\s?上/g, '以上');
  const text = before.length > 0 && !/\d{4}年/.test(own) ? `${before}${own}` : own;
  const found: Found[] = [];
  const taken: [number, number][] = [];
  const free = (from: number, until: number): boolean => !taken.some(([start, end]) => from < end && until > start);
  const years = /^[^%]{0,6}?(\d{4})年底?(?:(?:、|和|及|与)(\d{4})年底?){1,3}/.exec(text);
  const yearList = years ? [...years[0].matchAll(/(\d{4})年/g)].map((match) => Number(match[1])) : [];
  const single = /(?:到|至|截至|力争)(\d{4})年(?:底|末)?[,，]?/.exec(text)?.[1];
  const year = single === undefined ? undefined : Number(single);

  for (const match of text.matchAll(relative)) {
    const [all, rawName = '', baseline = '', verb = '', value = '', joint, side, measure] = match;
    const isAlso = joint?.endsWith('且') === true;
    const reference = isAlso ? undefined : measure;
    const name = tidy(rawName);
    if (name.length < 2 || !/率|水平|比例|比重|寿命|素养|[量数]$/.test(name)) continue;
    const falls = /降|减/.test(verb);
    taken.push([match.index, match.index + all.length]);
    found.push({
      name,
      rule: {
        kind: reference === undefined ? 'relative' : 'relativeOrReference',
        target: null,
        unit: '%',
        change: falls ? -Number(value) : Number(value),
        baseline: baseline.replace(/的$/, '').trim() || null,
        reference: reference?.trim() ?? null,
        better: side === undefined || isAlso ? (falls ? 'below' : 'above') : /^(?:低|不高)/.test(side) ? 'below' : 'above',
      },
      ...(isAlso ? { also: `${side ?? ''}${measure ?? ''}` } : {}),
    });
  }
  let built = false;
  for (const match of text.matchAll(share)) {
    const before = text.slice(Math.max(0, match.index - 14), match.index);
    built ||= build.test(before) && !/[,。]/.test(before.slice(-1));
    if (!built || !free(match.index, match.index + match[0].length)) continue;
    const thing = (match[2] ?? '').trim().replace(/(?:达到|达标|完成|实现|开展|建成|通过).{0,12}$/, '');
    if (thing.length < 2) continue;
    taken.push([match.index, match.index + match[0].length]);
    found.push({ name: `${thing}比例`, rule: { kind: 'atLeast', target: Number(match[1]), unit: '%' }, ...(year ? { year } : {}) });
  }
  for (const match of text.matchAll(density)) {
    const name = tidy(match[1] ?? '').replace(new RegExp(`(?:${atLeastWords}|${atMostWords})$`), '');
    if (name.length < 2 || !/率|数|水平|比/.test(name) || !free(match.index, match.index + match[0].length)) continue;
    taken.push([match.index, match.index + match[0].length]);
    const of = `/${match[4] ?? ''}${match[5] ?? '人口'}`;
    const most = new RegExp(`(?:${atMostWords})\\s{0,2}$`).test(text.slice(match.index, match.index + match[0].indexOf(match[2] ?? '')));
    found.push({ name, rule: { kind: most ? 'atMost' : 'count', target: Number(match[2]), unit: `${match[3] ?? ''}${of}` }, ...(year ? { year } : {}) });
  }
  for (const match of text.matchAll(perHead)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    taken.push([match.index, match.index + match[0].length]);
    found.push({ name: tidy(match[1] ?? ''), rule: { kind: 'count', target: Number(match[2]), unit: match[3] ?? '' }, ...(year ? { year } : {}) });
  }
  for (const match of text.matchAll(ratio)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const word = match[1];
    const values = [...(match[2] ?? '').matchAll(/\d{1,7}(?:\.\d{1,3})?/g)].map((value) => Number(value[0]));
    const clauseStart = Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.lastIndexOf('%')) + 1;
    let subject = tidy(before.slice(clauseStart).replace(/\([^()]{0,30}\)$/, ''));
    if (subject.length < 2 && values.length > 1) subject = tidy(before.slice(before.lastIndexOf(',', clauseStart - 2) + 1, Math.max(0, clauseStart - 1)));
    if (!measured.test(subject)) continue;
    if (/^(?:以上|以下)?的/.test(text.slice(match.index + match[0].length, match.index + match[0].length + 3))) continue;
    // A reached figure of the past is a baseline, not a target.
    if (/(?:已|截至目前|目前|现有|上年|去年)[^,]{0,20}$/.test(before)) continue;
    taken.push([match.index, match.index + match[0].length]);
    const names = namesOf(subject);
    if (yearList.length === values.length && values.length > 1) {
      values.forEach((value, index) => {
        found.push({ name: subject, rule: ratioRule(subject, word, value, match.at(-1)), ...(yearList[index] ? { year: yearList[index] } : {}) });
      });
    } else if (names.length === values.length || values.length === 1) {
      names.forEach((name, index) => {
        found.push({ name: tidy(name), rule: ratioRule(name, word, values[index] ?? values[0] ?? 0, match.at(-1)), ...(year ? { year } : {}) });
      });
    }
  }
  for (const match of text.matchAll(counted)) {
    const thing = (match[5] ?? '').trim().replace(/(?:建设|创建|工作|任务)$/, '');
    if (!free(match.index, match.index + match[0].length) || thing.length < 2 || /^(?:以上|左右|目标|方面|月|年|阶段)/.test(thing)) continue;
    found.push({ name: thing, rule: { kind: 'count', target: Number(match[2]) * (match[3] ? 10_000 : 1), unit: match[4] ?? '个' }, ...(year ? { year } : {}) });
  }
  return found;
}

/** What makes two statements the same indicator: the name without brackets, 建设, 的 and the word for ratio. */
const keyOf = (found: Found): string =>
  `${flat(found.name)
    .replace(/\([^()]{0,30}\)/g, '')
    .replace(/比例|占比|比重|建设|建成率|的|\s/g, '')}|${found.rule.kind === 'coverage' ? 'atLeast' : found.rule.kind}|${found.year ?? ''}`;

const spellTarget = (rule: IndicatorRule): string => (rule.target === null ? `${(rule as { change: number }).change}%` : `${rule.target}${rule.unit}`);

export interface FoundIndicators {
  readonly indicators: readonly PlanIndicator[];
  readonly conflicts: readonly { readonly line: number; readonly name: string; readonly first: string; readonly second: string }[];
  /** Conditions asked besides the rule of an indicator, which were not read. */
  readonly partly: readonly { readonly line: number; readonly name: string; readonly also: string }[];
}

/** Indicators with a numeric target in these lines; repeated statements are merged and each place is cited. */
export function findIndicators(lines: readonly SourceLine[]): FoundIndicators {
  const byKey = new Map<string, { name: string; rule: IndicatorRule; dueOn: BeijingDate | null; cites: Cite[] }>();
  const conflicts: { line: number; name: string; first: string; second: string }[] = [];
  const partly: { line: number; name: string; also: string }[] = [];
  for (const line of lines) {
    let years = '';
    for (const sentence of sentences(line.text)) {
      const follows = sentence.start > 0 && /[;；]/.test(line.text.charAt(sentence.start - 1));
      years = yearHead.exec(withDigits(flat(sentence.text.slice(0, 60))).trim())?.[0] ?? (follows ? years : '');
      if (!/[\d%％‰一二三四五六七八九十]/.test(flat(sentence.text)) || sentence.text.length > 4_000) continue;
      for (const found of inSentence(sentence.text, years)) {
        if (found.also !== undefined) partly.push({ line: line.line, name: found.name, also: found.also.trim() });
        const key = keyOf(found);
        const known = byKey.get(key);
        const cite = { line: line.line, text: sentence.text.trim().slice(0, 400) };
        if (!known) byKey.set(key, { name: found.name, rule: found.rule, dueOn: (found.year && isoDate(found.year, 12, 31)) || null, cites: [cite] });
        else {
          if (!known.cites.some((place) => place.line === cite.line && place.text === cite.text)) known.cites.push(cite);
          if (spellTarget(known.rule) !== spellTarget(found.rule))
            conflicts.push({ line: line.line, name: known.name, first: spellTarget(known.rule), second: spellTarget(found.rule) });
        }
      }
    }
  }
  return { indicators: [...byKey.values()], conflicts, partly };
}
