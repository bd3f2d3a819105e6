import { pinyin } from 'pinyin-pro';
import type { Org } from '../../domain/org/org.ts';

const known = new WeakMap<Org, Map<string, string>>();

/** The initials of a name as people type them: 健康办, jkb. Read once per version of the registers; of a character with several readings the one that fits its word. */
export function initialsOf(name: string, org: Org): string {
  const names = known.get(org) ?? new Map<string, string>();
  known.set(org, names);
  const read = names.get(name) ?? pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();
  names.set(name, read);
  return read;
}

/** What may be the initials of a name. */
export const areInitials = (words: string): boolean => /^[a-z]{2,}$/i.test(words);
