import type { Bilingual } from './fields.ts';

/** The word of a name at its place: a name with two meanings has a word for the one (`decision.partly`) beside that for all others (`partly`). */
export function wordAt(words: Readonly<Record<string, Bilingual>>, place: string): Bilingual | undefined {
  const parts = place.split('.');
  const known = parts.map((_, from) => parts.slice(from).join('.')).find((name) => name in words);
  return known === undefined ? undefined : words[known];
}
