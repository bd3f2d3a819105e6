/** Longest line that is read, in characters; what follows is left out with a warning. */
export const lineLimit = 100_000;
/** Most characters of one plan that are read. The longest plan seen has 200,000. */
export const textLimit = 2_000_000;
/** Most lines with text that are read. */
export const linesLimit = 20_000;

/** Characters with a plain counterpart of the same length: dashes, spaces and brackets that typesetters vary. */
const plain: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '―': '-',
  '−': '-',
  '﹣': '-',
  '‐': '-',
  '‑': '-',
  '─': '-',
  '〜': '~',
  '﹙': '(',
  '﹚': ')',
  '〔': '(',
  '〕': ')',
  '〈': '《',
  '〉': '》',
  '﹐': ',',
  '﹒': '.',
  '﹕': ':',
  '﹔': ';',
  '∶': ':',
  '︰': ':',
  '｡': '。',
  '､': '、',
  '﹑': '、',
};

const replaceable = /[\uff01-\uff5e\u3000\u00a0\u2000-\u200a\u202f\u205f\t—–―−﹣‐‑─〜﹙﹚〔〕〈〉﹐﹒﹕﹔∶︰｡､﹑]/g;

/**
 * The same text with full-width letters, digits and punctuation, odd spaces and dashes made plain. Every character keeps its place, so that a position found here cuts the original.
 */
export const flat = (text: string): string =>
  text.replace(replaceable, (char) => {
    const code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    return plain[char] ?? ' ';
  });

const invisible = /(?![\t\n])[\p{Cc}\p{Cf}]|\p{Variation_Selector}|\u115f|\u1160/gu;

/**
 * A line fit to keep: NFC, radicals that PDFs put for characters replaced, control, zero-width and direction characters dropped, lone surrogates replaced, cut at `lineLimit`.
 */
export const clean = (text: string): string =>
  text
    .slice(0, lineLimit)
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (char) => char.normalize('NFKC'))
    .normalize('NFC');

/** Without any white space. */
export const tight = (text: string): string => text.replace(/\s/g, '');

const digits: Readonly<Record<string, number>> = { 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** Characters of Chinese numerals, for use inside a character class. */
export const hanDigits = '〇○零一二两三四五六七八九十百';

/** The number that Chinese numerals up to 999 (二十一, 一百零三) or single digits in a row (二〇二一) write; undefined for anything else. */
export function hanNumber(text: string): number | undefined {
  if (text.length === 0 || text.length > 9) return undefined;
  if (!/[十百]/.test(text)) {
    let value = 0;
    for (const char of text) {
      const digit = digits[char];
      if (digit === undefined) return undefined;
      value = value * 10 + digit;
    }
    return value;
  }
  let total = 0;
  let digit: number | undefined;
  for (const char of text) {
    if (char === '十' || char === '百') {
      total += (digit ?? 1) * (char === '十' ? 10 : 100);
      digit = undefined;
    } else {
      digit = digits[char];
      if (digit === undefined) return undefined;
    }
  }
  return total + (digit ?? 0);
}

/** Chinese numerals before 年, 月, 日, 季度, a range of months and after 百分之 written in digits: 二〇二一年八月 → 2021年8月, 百分之八十 → 80%. Positions change. */
export const withDigits = (text: string): string =>
  text
    .replace(/([〇○零一二三四五六七八九]{4}|[〇○零一二三四五六七八九十]{1,3})(?=年|月|日|季度|[-~至到][〇○零一二三四五六七八九十]{1,3}月)/g, (all) => {
      const value = hanNumber(all);
      return value === undefined ? all : String(value);
    })
    .replace(/百分之([〇○零一二三四五六七八九十百]{1,5}(?:点[〇○零一二三四五六七八九]{1,3})?)/g, (all, spelled: string) => {
      const [whole = '', part] = spelled.split('点');
      const value = hanNumber(whole);
      const decimals = part === undefined ? '' : `.${[...part].map((char) => digits[char] ?? '').join('')}`;
      return value === undefined ? all : `${value}${decimals}%`;
    });

/** A piece in brackets, with the positions of the opening and closing bracket; `end` is the text's length where none closes it. */
export interface Bracketed {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '【': '】' };

/** The outermost pieces in (), [] and 【】 of a flat text, in one pass. Unclosed brackets are left out. */
export function bracketed(text: string): readonly Bracketed[] {
  const found: Bracketed[] = [];
  const open: { at: number; close: string }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const close = closing[char];
    if (close !== undefined) {
      open.push({ at, close });
      continue;
    }
    if (char !== ')' && char !== ']' && char !== '】') continue;
    const top = open.at(-1);
    if (top?.close !== char) continue;
    open.pop();
    while (found.length > 0 && (found.at(-1)?.start ?? -1) > top.at) found.pop();
    found.push({ start: top.at, end: at + 1, inner: text.slice(top.at + 1, at) });
  }
  return found;
}

/** Sentences of a text with their positions; 。；;！!？? and line breaks end one, brackets and quotes hold it together where they close within it. */
export function sentences(text: string): readonly { readonly start: number; readonly text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !'。；;！!？?\n'.includes(text.charAt(at))) continue;
    const piece = text.slice(start, at);
    if (piece.trim().length > 0) found.push({ start, text: piece });
    start = at + 1;
  }
  return found;
}
