import { flat, hanDigits, hanNumber } from './text.ts';

/** Ways to number a piece of a document, from the outermost inward. */
export const markerStyles = ['part', 'article', 'han', 'hanParen', 'plain', 'arabic', 'arabicParen', 'circled'] as const;
export type MarkerStyle = (typeof markerStyles)[number];

/** A number at the head of a line or sentence. */
export interface Marker {
  readonly style: MarkerStyle;
  readonly ordinal: number;
  /** As written, without trailing space. */
  readonly label: string;
  /** Characters up to where the text begins. */
  readonly length: number;
  /** For 1.1 and 1.1.1: the outer numbers; the depth tells the level. */
  readonly outer?: readonly number[];
}

/** Depth of a style; 1.1 stands one deeper than 1. */
export const rankOf = (marker: Pick<Marker, 'style' | 'outer'>): number => markerStyles.indexOf(marker.style) * 10 + (marker.outer?.length ?? 0);

const han = `[${hanDigits}]{1,4}`;
const patterns: readonly (readonly [RegExp, MarkerStyle])[] = [
  [new RegExp(`^第(${han}|\\d{1,2})(?:部分|篇|章)\\s*[:、,.]?\\s*`), 'part'],
  [new RegExp(`^第(${han}|\\d{1,3})条\\s*[:、,.]?\\s*`), 'article'],
  [new RegExp(`^(?:重点)?(?:任务|行动|工程|专项)(${han}|\\d{1,3})\\s*[:、.]\\s*`), 'han'],
  [new RegExp(`^(${han})\\s*[、.]\\s*`), 'han'],
  [new RegExp(`^\\((${han})\\)\\s*[、.,]?\\s*`), 'hanParen'],
  [/^\((\d{1,3})\)\s*[、.,]?\s*/, 'arabicParen'],
  [/^(\d{1,3})\)\s*[、.]?\s*/, 'arabicParen'],
];
const dotted = /^(\d{1,3}(?:\.\d{1,2}){1,3})(?:[.、]\s*|\s+)(?=\D)|^(\d{1,2}(?:\.\d{1,2}){1,3})(?=[\u4e00-\u9fa5《“"])/;
const arabic = /^(\d{1,3})\s*(?:[.、]\s*(?!\d)|\.\s*(?=\d{4}年))/;

function circledNumber(char: string): number | undefined {
  const code = char.charCodeAt(0);
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  if (code >= 0x2776 && code <= 0x277f) return code - 0x2775;
  if (code >= 0x2474 && code <= 0x2487) return code - 0x2473;
  if (code >= 0x2488 && code <= 0x249b) return code - 0x2487;
  if (code >= 0x3220 && code <= 0x3229) return code - 0x321f;
  return undefined;
}

/** A unit that a measure follows, which makes “1.75人” or “2.5万” no number of an item. */
const measure = /^(?:万|亿|千|百|元|人|个|%|‰|公里|平方|倍|年|月|日|小时|分钟)/;

/** The number at the head of a text (leading space allowed), or undefined. Half- and full-width forms are alike. */
export function markerOf(text: string): Marker | undefined {
  const head = flat(text.slice(0, 60));
  const indent = head.length - head.trimStart().length;
  const body = head.slice(indent);
  const first = body.charAt(0);
  const circled = circledNumber(first);
  if (circled !== undefined) {
    const rest = /^.\s*[、.]?\s*/.exec(body)?.[0].length ?? 1;
    const code = first.charCodeAt(0);
    const style: MarkerStyle = code >= 0x3220 ? 'hanParen' : code >= 0x2488 && code <= 0x249b ? 'arabic' : code >= 0x2474 && code <= 0x2487 ? 'arabicParen' : 'circled';
    return { style, ordinal: circled, label: first, length: indent + rest };
  }
  for (const [pattern, style] of patterns) {
    const match = pattern.exec(body);
    if (!match?.[1]) continue;
    const ordinal = /^\d/.test(match[1]) ? Number(match[1]) : hanNumber(match[1]);
    if (ordinal === undefined || ordinal === 0) return undefined;
    return { style, ordinal, label: match[0].trimEnd(), length: indent + match[0].length };
  }
  const deep = dotted.exec(body);
  const levels = deep?.[1] ?? deep?.[2];
  if (deep && levels) {
    const numbers = levels.split('.').map(Number);
    if (!measure.test(body.slice(deep[0].length)) && numbers.every((value) => value > 0))
      return { style: 'arabic', ordinal: numbers.at(-1) ?? 1, outer: numbers.slice(0, -1), label: levels, length: indent + deep[0].length };
    return undefined;
  }
  const simple = arabic.exec(body);
  if (!simple?.[1] || Number(simple[1]) === 0) return undefined;
  return { style: 'arabic', ordinal: Number(simple[1]), label: simple[0].trimEnd(), length: indent + simple[0].length };
}

const inlineHead = new RegExp(`(?<=[。；;:：!！])\\s{0,4}(?=\\(?(?:${han}|\\d{1,3})[)、.]|[\\u2460-\\u249b]|第${han}部分)`, 'g');

/** A piece of a line: from `start`, with its own marker where it has one. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly marker?: Marker;
}

/**
 * Cuts a line where further items follow on it: “54.……。55.……”. A number within a line counts when it continues the series of that style that is open, or begins one
 * (number 1) whose number 2 follows on the same line or as `next` says at the head of the next.
 */
export function cutItems(text: string, open: ReadonlyMap<MarkerStyle, number>, next?: Marker): readonly Piece[] {
  const head = markerOf(text);
  const state = new Map(open);
  if (head) state.set(head.style, head.ordinal);
  const plain = flat(text);
  const candidates: { at: number; marker: Marker }[] = [];
  for (const match of plain.matchAll(inlineHead)) {
    const at = match.index + match[0].length;
    const marker = markerOf(text.slice(at, at + 60));
    if (marker && marker.outer === undefined) candidates.push({ at, marker });
  }
  const cuts: { at: number; marker: Marker }[] = [];
  // Styles that enumerate within the sentence at hand (“三项措施：1.……；2.……”): until the sentence ends their numbers are no items.
  const within = new Set<MarkerStyle>();
  candidates.forEach(({ at, marker }, index) => {
    const opensSentence = /[。!！]\s*$/.test(plain.slice(Math.max(0, at - 6), at));
    if (opensSentence) within.clear();
    const continues = !within.has(marker.style) && state.get(marker.style) !== undefined && marker.ordinal === (state.get(marker.style) ?? 0) + 1;
    // After a colon or semicolon a series that starts at 1 is an enumeration within the sentence, not further items.
    const begins =
      marker.ordinal === 1 &&
      head !== undefined &&
      opensSentence &&
      rankOf(marker) > rankOf(head) &&
      (candidates.slice(index + 1, index + 40).some((later) => later.marker.style === marker.style && later.marker.ordinal === 2) ||
        (next?.style === marker.style && next.ordinal === 2));
    if (!continues && !begins) {
      if (marker.ordinal === 1) within.add(marker.style);
      return;
    }
    cuts.push({ at, marker });
    state.set(marker.style, marker.ordinal);
    for (const style of markerStyles) if (markerStyles.indexOf(style) > markerStyles.indexOf(marker.style)) state.delete(style);
  });
  const bounds = [{ at: 0, marker: head }, ...cuts];
  return bounds.map(({ at, marker }, index) => {
    const end = bounds[index + 1]?.at ?? text.length;
    return { start: at, text: text.slice(at, end), ...(marker ? { marker } : {}) };
  });
}
