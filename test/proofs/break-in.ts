import type { Rule } from './rule.ts';

/** The file's text with the rule broken. Throws when what is to be broken does not stand there exactly once. */
export function breakIn(text: string, { story, broken }: Rule): string {
  const times = text.split(broken.text).length - 1;
  if (times !== 1) throw new Error(`${story}: what is to be broken stands ${times} times in ${broken.file}`);
  return text.replace(broken.text, () => broken.instead);
}
