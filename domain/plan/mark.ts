import type { DateBase } from './date.ts';
import { isTimingMark, type Timing, timingOfField } from './deadline.ts';
import { setOf } from './set.ts';
import { bracketed, flat } from './text.ts';
import { isUnitName } from './unit.ts';

/** How a list of units takes part: lead, supporting, or named as responsible without telling which leads. */
export type MarkRole = 'lead' | 'responsible' | 'supporting';
export interface MarkedUnits {
  readonly role: MarkRole;
  readonly names: readonly string[];
}

/** What the marks in a task's text say, and the text without them. */
export interface Marks {
  readonly units: readonly MarkedUnits[];
  readonly timings: readonly Timing[];
  readonly standard?: string;
  readonly evidence: readonly string[];
  readonly weight?: number;
  readonly rest: string;
}

type LabelKind = MarkRole | 'deadline' | 'standard' | 'evidence' | 'weight' | 'person';
const labels: readonly (readonly [string, LabelKind])[] = [
  ['牵头责任单位|牵头责任部门|牵头单位|牵头部门|牵头科室|牵头|主要责任单位|主责单位|主责部门|主办单位|主办部门|主体责任单位|第一责任单位|总牵头单位', 'lead'],
  ['责任单位(?:及分工)?|责任部门|责任主体|责任科室|责任分工|负责单位|负责部门|落实单位|实施单位|承办单位|承办部门|完成单位', 'responsible'],
  ['配合责任单位|配合单位|配合部门|协办单位|协办部门|协同单位|协作单位|协助单位|参与单位|参与部门|参加单位|支持单位|共同责任单位|配合', 'supporting'],
  ['完成时限|完成时间|完成期限|办结时限|时限要求|时间要求|时间节点|时间安排|时限|完成时间节点|进度要求|推进时限|整改时限', 'deadline'],
  ['工作标准|工作要求|目标要求|完成标准|验收标准|达标标准|质量标准|预期目标|工作目标|量化指标|考核标准|达标要求', 'standard'],
  ['佐证材料|印证材料|证明材料|支撑材料|台账资料|台账要求|资料清单|资料要求|成果形式|工作成果|成果体现|完成标志|档案资料|备查资料', 'evidence'],
  ['分值|权重|分数|考核分值', 'weight'],
  ['责任人|责任领导|分管领导|联系人|联系电话|经办人|联络员', 'person'],
];
const kindOfLabel = new Map(
  labels.flatMap(([names, kind]) =>
    names
      .replace('(?:及分工)?', '')
      .split('|')
      .map((name) => [name, kind] as const),
  ),
);
const anyLabel = labels.map(([names]) => names).join('|');
const labelHead = new RegExp(`(?<=^|[。;；,，、\\s(\\[【)\\]】])[【\\[(]?(?<label>${anyLabel})[】\\])]?\\s*:\\s*|[【\\[](?<boxed>${anyLabel})[】\\]]\\s*`, 'g');

const fillers = /(?:等)?(?:各)?(?:有关|相关|市级|区级|市直|区直|县直|责任)*(?:部门|单位|科室)$/;
const verbs =
  '(?:共同牵头负责|牵头负责|负责牵头|牵头实施|牵头落实|联合牵头|共同牵头|牵头|按照?各?自?职责?分工(?:负责|落实|配合)?|按职责(?:分工)?(?:负责|落实|配合)?|依职责(?:分工)?(?:负责|落实)?|分别负责|分工负责|共同负责|具体负责|组织实施|负责落实|负责实施|负责|主办|承办|落实|实施|(?:积极|共同|协同)?配合(?:实施|落实)?|(?:共同)?参与(?:配合|实施)?|参加|协办|协助|协同|支持)';
const verbTail = new RegExp(`${verbs}$`);
const onlyVerb = new RegExp(`^(?:(?:共同|分别|一并|均|具体|各自)?${verbs})$`);
const roleOfVerb = (verb: string): MarkRole => (/牵头|主办/.test(verb) ? 'lead' : /配合|参与|参加|协办|协助|协同|支持/.test(verb) ? 'supporting' : 'responsible');

const unitTail = /[局委部办会院社处队站科联室厅团府所校司镇乡村道区县市心馆台企]$/;

/** Names in a list, cut at 、, comma, space, and at 和, 与, 及 where a unit ends before it (“住房和城乡建设局” stays whole). Brackets hold together. */
export function splitNames(text: string): readonly string[] {
  const plain = flat(text);
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  const take = (until: number): void => {
    const name = text.slice(start, until).trim();
    if (name.length > 0) names.push(name);
  };
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain.charAt(at);
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const before = plain.slice(Math.max(start, at - 8), at).replace(/[)\s]+$/, ')');
    const ended = at - start >= 2 && (unitTail.test(before.replace(/\([^()]*\)$/, '')) || /(?:部门|单位|政府|街道\)|机构|医院|学校)\)?$/.test(before));
    const set =
      char === '、' && /^[\s\S]{0,12}各(?:乡\(?镇\)?|镇|街道?|县|区|乡镇)(?:人民政府)?$/.test(plain.slice(start, at)) && /^(?:街道|市、区|区\)|镇|市)/.test(plain.slice(at + 1));
    if (set) continue;
    if ('、,;/|\n'.includes(char) || char === ' ') {
      // A space inside a name of two characters (“妇 联”) is typesetting.
      if (char === ' ' && (at - start < 2 || plain.slice(at + 1).trimStart().length < 2)) continue;
      take(at);
      start = at + 1;
    } else if (ended && '和与及'.includes(char) && !/^[和与及](?:服务|管理)/.test(plain.slice(at, at + 3)) && plain.length - at > 2) {
      take(plain.startsWith('以及', at - 1) ? at - 1 : at);
      start = at + 1;
    } else if (ended && plain.startsWith('以及', at)) {
      take(at);
      start = at + 2;
      at += 1;
    } else if (plain.startsWith('会同', at) && at > start) {
      take(at);
      names.push('会同');
      start = at + 2;
      at += 1;
    }
  }
  take(plain.length);
  return names;
}

const tidyName = (name: string): string => {
  let result = name
    .trim()
    .replace(/[。;；,，.]+$/, '')
    .replace(/^(?:由|其中|请)/, '')
    .replace(/^[:：]/, '')
    .trim();
  if (setOf(result)) return result;
  result = result.replace(/等$/, '');
  const cut = result.replace(fillers, '');
  if (cut !== result && /等/.test(result) && cut.length > 1) result = cut;
  return result.trim();
};

const isParty = (name: string): boolean => setOf(name) !== undefined || isUnitName(name);

/** Words in a labelled field or column are units even where they do not end like one; two or three characters may be a person. */
const isTrusted = (name: string): boolean => isParty(name) || (name.length >= 4 && name.length <= 30 && !/[。:《》〔\d]/.test(name));

/**
 * Reads a list such as “市卫生健康委牵头，市教育局、市市场监管局参与” or “市卫健委、市教育局按职责分工负责”. Empty where it names no unit. `fallback` is the role of names without a verb after
 * them: a label or column has said that these are units.
 */
export function readUnits(text: string, fallback: MarkRole | undefined): readonly MarkedUnits[] {
  const accepts = fallback === undefined ? isParty : isTrusted;
  const found: { role: MarkRole; names: string[] }[] = [];
  let waiting: string[] = [];
  const flush = (role: MarkRole | undefined): void => {
    const names = waiting.map(tidyName).filter((name) => name.length > 1 && accepts(name));
    if (role !== undefined && names.length > 0) found.push({ role, names });
    waiting = [];
  };
  let joined: MarkRole | undefined;
  for (const raw of splitNames(text)) {
    const name = raw.trim().replace(/[。;；.]+$/, '');
    const plain = flat(name);
    if (plain === '会同') {
      flush('lead');
      joined = 'supporting';
      continue;
    }
    if (onlyVerb.test(plain.replace(/等$/, ''))) {
      flush(joined ?? roleOfVerb(plain));
      joined = undefined;
      continue;
    }
    const verb = verbTail.exec(plain);
    if (verb && verb.index > 0) {
      waiting.push(name.slice(0, verb.index).replace(/(?:共同|分别|具体)$/, ''));
      flush(joined ?? roleOfVerb(verb[0]));
      joined = undefined;
      continue;
    }
    waiting.push(name);
  }
  flush(joined ?? fallback);
  return found;
}

interface Field {
  readonly start: number;
  readonly end: number;
  readonly kind: LabelKind;
  readonly value: string;
}

/** Fields that begin with a label and run to the next label, sentence end or closing bracket. */
function fieldsOf(text: string): readonly Field[] {
  const plain = flat(text);
  const heads = [...plain.matchAll(labelHead)];
  return heads.flatMap((match, index) => {
    const name = match.groups?.label ?? match.groups?.boxed ?? '';
    const kind = kindOfLabel.get(name) ?? (name.startsWith('责任单位') ? 'responsible' : undefined);
    if (kind === undefined) return [];
    const from = match.index + match[0].length;
    const nextHead = heads[index + 1]?.index ?? plain.length;
    const stop = stopOf(plain, from, nextHead);
    return [{ start: match.index, end: stop, kind, value: text.slice(from, stop) }];
  });
}

function stopOf(plain: string, from: number, limit: number): number {
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const char = plain.charAt(at);
    if (char === '(' || char === '[' || char === '【') depth += 1;
    else if (char === ')' || char === ']' || char === '】') {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && '。；;\n'.includes(char)) return at;
  }
  return limit;
}

const sentenceMark = new RegExp(`(?<=^|[。；;\\n])\\s{0,8}(?:由)?([^。；;\\n:《》]{2,160}?${verbs})\\s{0,4}(?=$|[。；;\\n])`, 'g');
const byUnit = /由([^。；;,，由\n:]{2,40}?)(?:牵头|负总责|总牵头)/g;

/** Reads and cuts the marks out of a task's text. `base` dates what has no year. */
export function readMarks(text: string, base: DateBase): Marks {
  const units: MarkedUnits[] = [];
  const timings: Timing[] = [];
  const evidence: string[] = [];
  let standard: string | undefined;
  let weight: number | undefined;
  const cut: [number, number][] = [];
  const plain = flat(text);
  const covered = (from: number, until: number): boolean => cut.some(([start, end]) => from < end && until > start);

  const takeField = (kind: LabelKind, value: string): void => {
    if (kind === 'lead' || kind === 'supporting' || kind === 'responsible') {
      const mixed = splitTiming(value, base);
      units.push(...readUnits(mixed.units, kind));
      if (mixed.timing !== undefined) timings.push(timingOfField(mixed.timing, base));
    } else if (kind === 'deadline') timings.push(timingOfField(value, base));
    else if (kind === 'standard') standard = value.trim() || standard;
    else if (kind === 'evidence')
      evidence.push(
        ...value
          .split(/[、,，]/)
          .map((item) => item.trim())
          .filter((item) => item.length > 1),
      );
    else if (kind === 'weight') weight = Number(/\d{1,4}(?:\.\d{1,2})?/.exec(flat(value))?.[0] ?? Number.NaN);
  };

  /** Takes units with their verbs, a date, or both; false where the words are neither. */
  const takeUnlabelled = (inner: string): boolean => {
    const mixed = splitTiming(inner, base);
    const named = mixed.units.length > 3 && verbTail.test(flat(mixed.units).replace(/[。.;,\s]+$/, '')) ? readUnits(mixed.units, undefined) : [];
    units.push(...named);
    const timing = named.length > 0 ? mixed.timing : isTimingMark(inner, base) ? inner : undefined;
    if (timing !== undefined) timings.push(timingOfField(timing, base));
    return named.length > 0 || timing !== undefined;
  };

  for (const piece of bracketed(plain)) {
    const inner = text.slice(piece.start + 1, piece.end - 1);
    const fields = fieldsOf(inner).filter((field) => field.kind !== 'person' || field.start === 0);
    for (const field of fields) takeField(field.kind, field.value);
    const unlabelled = without(
      inner,
      fields.map(({ start, end }) => [start, end] as const),
    );
    if (takeUnlabelled(unlabelled) || fields.length > 0) cut.push([piece.start, piece.end]);
  }
  for (const field of fieldsOf(text)) {
    // A label without a value that a unit, date or words can be read from stays text.
    if (covered(field.start, field.start + 1) || (field.value.trim().length === 0 && field.kind !== 'person')) continue;
    if (field.kind === 'standard' && !isLineStart(plain, field.start)) continue;
    const from = field.end - field.value.length;
    const inside = cut.filter(([start, end]) => start >= from && end <= field.end).map(([start, end]) => [start - from, end - from] as const);
    takeField(field.kind, without(field.value, inside));
    cut.push([field.start, Math.min(text.length, field.end + ('。；;'.includes(plain.charAt(field.end)) ? 1 : 0))]);
  }
  for (const match of plain.matchAll(sentenceMark)) {
    const inner = match[1] ?? '';
    const from = match.index + match[0].indexOf(inner);
    if (covered(from, from + inner.length)) continue;
    const parts = splitNames(inner.replace(verbTail, ''));
    if (!parts.map(tidyName).every((name) => name === '会同' || isParty(name.replace(verbTail, '')) || onlyVerb.test(name))) continue;
    const named = readUnits(text.slice(from, from + inner.length), undefined);
    if (named.length === 0) continue;
    units.push(...named);
    cut.push([match.index, match.index + match[0].length]);
  }
  for (const match of plain.matchAll(byUnit)) {
    if (covered(match.index, match.index + match[0].length)) continue;
    const names = splitNames(match[1] ?? '').map(tidyName);
    if (names.length > 0 && names.every(isParty)) units.push({ role: 'lead', names });
  }
  return { units, timings, evidence, ...(standard ? { standard } : {}), ...(weight !== undefined && Number.isFinite(weight) ? { weight } : {}), rest: without(text, cut) };
}

const isLineStart = (plain: string, at: number): boolean => at === 0 || plain.charAt(at - 1) === '\n';

/** Where a part of a mark ends: at a comma or the like, and before a date after a space or a verb. */
const partEnd = /(?<=[,，;；。])|(?<=\s|牵头|负责|配合|参与|落实)(?=[\d〇○零一二三四五六七八九十]{1,4}\s?[年月])/;

/** “市卫健委牵头，2019年10月底前完成”: the part that names units and the part that names a date. */
function splitTiming(inner: string, base: DateBase): { readonly units: string; readonly timing?: string } {
  const parts = inner.split(partEnd);
  const timing = parts.filter((part) => isTimingMark(part.replace(/[,，;；。]\s*$/, ''), base));
  if (timing.length === 0) return { units: inner };
  return { units: parts.filter((part) => !timing.includes(part)).join(''), timing: timing.join('') };
}

function without(text: string, cut: readonly (readonly [number, number])[]): string {
  let result = '';
  let at = 0;
  for (const [from, until] of [...cut].sort((a, b) => a[0] - b[0])) {
    if (from > at) result += text.slice(at, from);
    at = Math.max(at, until);
  }
  result += text.slice(at);
  return result
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/([。；;，,])[。；;，,]+/g, '$1')
        .replace(/^[。；;，,]+/, ''),
    )
    .filter((line) => line.length > 0)
    .join('\n');
}
