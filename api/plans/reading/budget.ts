import { charactersLimit } from './limits.ts';

/** Counts what is taken of one file: false from the first text on that goes beyond the limit of its characters, and ever after. */
export function budgetOfFile(): (text: string, blanks?: number) => boolean {
  let left = charactersLimit;
  return (text, blanks = 0) => {
    left -= text.length + 1 + blanks;
    return left >= 0;
  };
}
