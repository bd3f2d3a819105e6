import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

interface Level {
  start: number;
  format: string;
  text: string;
}
interface List {
  readonly levels: Map<number, Level>;
}

/** Gives the numbers that Word puts before paragraphs of a list, as they are seen in print. */
export interface Numbering {
  /** The label of the next paragraph of a list, '' for bullets and unknown lists. */
  readonly next: (listId: string, level: number) => string;
  /** List and level of a paragraph style that carries numbers. */
  readonly ofStyle: (styleId: string) => { readonly listId: string; readonly level: number } | undefined;
}

const hanDigits = '零一二三四五六七八九';
/** A number up to 999 in Chinese: 12 → 十二. */
function inHan(value: number): string {
  if (value < 0 || value > 999) return String(value);
  if (value < 10) return hanDigits.charAt(value);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const head = hundreds > 0 ? `${hanDigits.charAt(hundreds)}百` : '';
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : hanDigits.charAt(tens)}十` : hundreds > 0 && ones > 0 ? '零' : '';
  return `${head}${middle}${ones > 0 ? hanDigits.charAt(ones) : ''}`;
}

function spell(value: number, format: string): string {
  if (/^(?:chineseCounting|chineseCountingThousand|ideographDigital|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|chineseLegalSimplified)$/.test(format))
    return inHan(value);
  if (/^decimalEnclosedCircle/.test(format) && value >= 1 && value <= 20) return String.fromCharCode(0x245f + value);
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (/^upperLetter|^lowerLetter/.test(format) && value >= 1 && value <= 26) return String.fromCharCode((format.startsWith('upper') ? 64 : 96) + value);
  return String(value);
}

/** Reads a document's lists and numbered styles. Parts that are missing give a numbering without labels. */
export async function readNumbering(archive: Archive, numberingPart: string | undefined, stylesPart: string | undefined): Promise<Numbering> {
  const abstracts = new Map<string, List>();
  const lists = new Map<string, { abstractId: string; overrides: Map<number, number> }>();
  const styles = new Map<string, { listId: string; level: number }>();
  if (numberingPart !== undefined && archive.names.includes(numberingPart)) {
    let abstractId: string | undefined;
    let listId: string | undefined;
    let level: Level | undefined;
    let overridden = 0;
    await readXml(archive, numberingPart, {
      open: (name, attributes) => {
        const { val } = attributes;
        if (name === 'abstractNum') {
          abstractId = attributes.abstractNumId;
          if (abstractId !== undefined) abstracts.set(abstractId, { levels: new Map() });
        } else if (name === 'lvl' && abstractId !== undefined) {
          level = { start: 1, format: 'decimal', text: '' };
          abstracts.get(abstractId)?.levels.set(Number(attributes.ilvl ?? 0), level);
        } else if (name === 'num') {
          abstractId = undefined;
          listId = attributes.numId;
        } else if (name === 'abstractNumId' && listId !== undefined && val !== undefined) lists.set(listId, { abstractId: val, overrides: new Map() });
        else if (name === 'lvlOverride') overridden = Number(attributes.ilvl ?? 0);
        else if (name === 'startOverride' && listId !== undefined) lists.get(listId)?.overrides.set(overridden, Number(val ?? 1));
        else if (level && name === 'start') level.start = Number(val ?? 1);
        else if (level && name === 'numFmt') level.format = val ?? 'decimal';
        else if (level && name === 'lvlText') level.text = val ?? '';
        return abstracts.size < 2_000 && lists.size < 10_000;
      },
      close: (name) => {
        if (name === 'lvl') level = undefined;
        else if (name === 'abstractNum') abstractId = undefined;
      },
    });
  }
  if (stylesPart !== undefined && archive.names.includes(stylesPart)) {
    let style: string | undefined;
    let level = 0;
    await readXml(archive, stylesPart, {
      open: (name, { styleId, val }) => {
        if (name === 'style') {
          style = styleId;
          level = 0;
        } else if (name === 'ilvl') level = Number(val ?? 0);
        else if (name === 'numId' && style !== undefined && val !== undefined && val !== '0') styles.set(style, { listId: val, level });
        return styles.size < 5_000;
      },
      close: () => undefined,
    });
  }
  const counters = new Map<string, number[]>();
  const started = new Set<string>();
  return {
    ofStyle: (styleId) => styles.get(styleId),
    next: (listId, level) => {
      const list = lists.get(listId);
      const levels = list && abstracts.get(list.abstractId)?.levels;
      const own = levels?.get(level);
      if (!list || !levels || !own || level < 0 || level > 8 || own.format === 'bullet' || own.format === 'none') return '';
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      const startOf = (at: number): number => list.overrides.get(at) ?? levels.get(at)?.start ?? 1;
      const fresh = `${listId}/${level}`;
      if (!started.has(fresh) && list.overrides.has(level)) counts[level] = startOf(level);
      else counts[level] = counts[level] === undefined ? startOf(level) : counts[level] + 1;
      started.add(fresh);
      counts.length = level + 1;
      for (let at = 0; at < level; at += 1) counts[at] ??= startOf(at);
      return own.text.slice(0, 40).replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return spell(counts[at] ?? startOf(at), levels.get(at)?.format ?? 'decimal');
      });
    },
  };
}
