import { flat } from './text.ts';

/** What stands where a contact line, a name or a number of a person was. */
const maskedContact = '〔联系信息已隐去〕';

const label =
  /(?:联系人|联系方式|联系电话|联系手机|咨询电话|举报电话|监督电话|服务电话|办公电话|值班电话|电话|手机号?码?|传真|电子邮箱|电子邮件|邮箱|微信号?|QQ号?|身份证号?码?|责任人|经办人|填报人|填表人|审核人|签发人|承办人|分管领导|责任领导|联络员|主持人|发布人|責任編輯|责任编辑|责编|撰稿|供稿|校对|聯繫人|聯系人|電話|主持人|發布人)\s*(?:[(（][^()（）]{0,12}[)）])?\s*:/g;
/** Values that name a post or an organ, not a person. */
const impersonal = /^\s*(?:各|主要|分管|相关|有关|单位|部门)?[^,，、;；\s]{0,14}(?:负责人|负责同志|主要领导|分管领导|相关领导|一把手|各单位|各部门)\s*[;；,，。)]?/;
const hidden = /^\s*\(联系信息已隐去\)/;
const ends = /[;；。)）\]】\n]/;

const numbers = [
  /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g,
  /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/g,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
  /(?<!\d)\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?:[- 转]{1,2}\d{1,5})?(?!\d)/g,
] as const;
const bareNumber = /(?<!\d)[2-9]\d{6,7}(?!\d)/g;
/** A name right before a telephone number. */
const calledName = /(^|[\s,、;:(])([\u4e00-\u9fa5]{2,4})[\s:,]{1,6}(?=(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)|0\d{2,3}-?[2-9]\d{6,7}(?!\d))/g;
const phoneLabel = /电话|電話|手机|传真|联系|聯/;
const title =
  '(?:书记|区长|市长|县长|镇长|乡长|局长|主任|主席|部长|院长|校长|所长|站长|科长|处长|队长|会长|理事长|总经理|组长|秘书长|调研员|巡视员|同志|委员|政委|检察长|行长|干事|经理|主管|股长|专员|科员|办事员|负责人)';
/** A roster line: a name, space, then a post (李某某  区卫生健康委主任), or a label of the group before it. */
const roster = new RegExp(
  `^(\\s*(?:(?:第一)?(?:常务)?(?:副)?(?:组|主|总)\\s*(?:指\\s*挥|长|任)|成\\s*员|秘\\s*书\\s*长)\\s*:)?(\\s*)([\\u4e00-\\u9fa5](?:\\s?[\\u4e00-\\u9fa5·]){1,3})(\\s+)(?=\\S{0,40}${title})`,
);
const loneName = /(?:^|[\s,，、])([\u4e00-\u9fa5](?: ?[\u4e00-\u9fa5]){1,2})\s*$/;

const spans = (text: string, pattern: RegExp): readonly (readonly [number, number])[] =>
  [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length] as const);

function maskSpans(text: string, found: readonly (readonly [number, number])[]): string {
  if (found.length === 0) return text;
  let result = '';
  let at = 0;
  for (const [from, until] of [...found].sort((a, b) => a[0] - b[0])) {
    if (until <= at) continue;
    result += text.slice(at, Math.max(at, from));
    if (!result.endsWith(maskedContact)) result += maskedContact;
    at = until;
  }
  return result + text.slice(at);
}

function labelled(plain: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const match of plain.matchAll(label)) {
    const after = match.index + match[0].length;
    // What is hidden already stays so, and closes no bracket of the line.
    const from = after + (hidden.exec(plain.slice(after, after + 40))?.[0].length ?? 0);
    const until = from + 120;
    const value = plain.slice(from, until);
    if (impersonal.test(value) || value.trim().length === 0) continue;
    const stop = value.search(ends);
    found.push([from, stop < 0 ? plain.length : from + stop]);
  }
  return found;
}

function maskLine(text: string): string {
  const plain = flat(text);
  const found: (readonly [number, number])[] = [...labelled(plain)];
  for (const pattern of numbers) found.push(...spans(plain, pattern));
  found.push(...[...plain.matchAll(calledName)].map((match) => [match.index + (match[1] ?? '').length, match.index + (match[1] ?? '').length + (match[2] ?? '').length] as const));
  if (phoneLabel.test(plain) || found.length > 0) found.push(...spans(plain, bareNumber));
  const post = roster.exec(plain);
  if (post) {
    const from = (post[1] ?? '').length + (post[2] ?? '').length;
    found.push([from, from + (post[3] ?? '').length]);
  }
  return maskSpans(text, found);
}

const isPhoneLine = (text: string): boolean => /^\s*(?:联系|聯|咨询|电话|電話|手机|传真|邮箱|电子邮|\d[\d\s-]{6,}$)/.test(flat(text));

/**
 * The lines with every name, telephone, mail and identity number of a person hidden: what follows 联系人, 电话, 主持人 and the like, numbers of that shape wherever they stand,
 * names on roster lines, and a name alone at the end of a short line next to such a line. The number of lines stays.
 */
export function maskContactLines(lines: readonly string[]): readonly string[] {
  const masked = lines.map(maskLine);
  const near = new Set<number>();
  let previous = -1;
  lines.forEach((text, index) => {
    if (text.trim().length === 0) return;
    if (isPhoneLine(text) || (masked[index] !== text && !/[。；;]/.test(text) && text.length <= 80)) {
      near.add(index);
      if (previous >= 0) near.add(previous);
    } else if (near.has(previous) && (isPhoneLine(lines[previous] ?? '') || masked[previous] !== lines[previous])) near.add(index);
    previous = index;
  });
  return masked.map((text, index) => {
    if (!near.has(index) || text.length > 60 || /[。；;]/.test(text)) return text;
    const plain = flat(text);
    const name = loneName.exec(plain);
    // A name stands apart from the organ by space; one alone on its line is no heading only where the line is nothing but a name of two or three characters.
    if (!name?.[1] || /^(?:附件|附则|附表|附录|抄送|主送)/.test(name[1]) || /[局委办部院会处科室站所组镇乡村区市县]$/.test(name[1].replace(/ /g, ''))) return text;
    const from = plain.lastIndexOf(name[1]);
    return maskSpans(text, [[from, from + name[1].length]]);
  });
}

/** A text with persons' names and numbers hidden, as `maskContactLines`. */
export const maskContacts = (text: string): string => maskContactLines(text.split('\n')).join('\n');
