import { pinyin } from 'pinyin-pro';

/** Characters of a text whose initials are kept: more is not typed into a search (a query ends there), and reading these takes a tenth of a millisecond at most. */
export const initialsUpTo = 100;

/**
 * The pinyin initials of a text as people type them: 健康办, jkb. Of a character with several readings the one that fits its word (重庆, cq); Latin letters and digits stand for
 * themselves, in small letters; everything else is left out. Only the first 100 characters are read.
 * Read tables keep what this answers, and `verify` compares it: another dictionary (pinyin-pro) comes with a migration that empties the columns `initials`, so that they are filled anew.
 */
export const initialsOf = (text: string): string =>
  pinyin([...text.slice(0, 2 * initialsUpTo)].slice(0, initialsUpTo).join('').normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
