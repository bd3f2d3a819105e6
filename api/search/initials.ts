import type { Org } from '../../domain/org/org.ts';
import { initialsOf } from '../../ledger/projection/initials.ts';

const known = new WeakMap<Org, Map<string, string>>();

/** The initials of a name of the registers, read once per version of these. */
export function initialsOfName(name: string, org: Org): string {
  const names = known.get(org) ?? new Map<string, string>();
  known.set(org, names);
  const read = names.get(name) ?? initialsOf(name);
  names.set(name, read);
  return read;
}

/** The words as initials, in small letters, where they may be such: letters and digits, two letters at least, a letter first. */
export const asInitials = (words: string): string | undefined => (/^[a-z][a-z0-9]*$/i.test(words) && /[a-z][0-9]*[a-z]/i.test(words) ? words.toLowerCase() : undefined);
