import { isTaskNumber } from '../task/number.ts';
import type { RawTask } from './task.ts';

/** Numbers that tell the tasks apart: the document's own where unique, otherwise the path without what all share. */
export function numbersOf(raw: readonly RawTask[]): readonly string[] {
  const own = raw.map((task) => task.given ?? String(task.path.at(-1)?.ordinal ?? 0));
  const oneStyle = new Set(raw.map((task) => task.path.at(-1)?.node?.marker?.style ?? 'table')).size === 1;
  if (oneStyle && new Set(own).size === own.length) return own;
  const paths = raw.map((task) => (task.given === undefined ? task.path : []));
  let from = 0;
  const written = paths.filter((path) => path.length > 0);
  while (written.length > 1 && written.every((path) => path.length > from + 1 && path[from]?.node === written[0]?.[from]?.node)) from += 1;
  const spelled = (skipParts: boolean): string[] =>
    raw.map((task, index) =>
      task.given !== undefined
        ? task.given
        : (paths[index] ?? [])
            .slice(from)
            .filter((step) => !(step.node?.annex || (skipParts && step.node?.marker?.style === 'part')))
            .map((step) => step.ordinal)
            .join('.'),
    );
  const short = spelled(true);
  return new Set(short).size === short.length ? short : spelled(false);
}

/** The numbers as wanted; in place of none, or of what cannot be one, the place of the task or the next that nobody has. */
export function fittingNumbers(wanted: readonly string[]): readonly string[] {
  const taken = new Set(wanted);
  return wanted.map((text, index) => {
    if (isTaskNumber(text)) return text;
    let free = index + 1;
    while (taken.has(String(free))) free += 1;
    taken.add(String(free));
    return String(free);
  });
}
