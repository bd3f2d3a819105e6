import { type Refusal, refuse } from '../process/decision.ts';

/** Longest number of a task that is entered, in characters: documents write “三、（一）2.（1）” or “S-2026-014”. Numbers of shares go on from that of their whole and may be longer. */
export const taskNumberLimit = 32;

/** What no number holds: line breaks, and marks that end a sentence. */
const strange = /[\p{Cc}\u2028\u2029。！？；]/u;

/** Whether a text can be the number of a task: some characters on one line, no sentence. */
export const isTaskNumber = (text: string): boolean => text.length > 0 && text.length <= taskNumberLimit && !strange.test(text);

/** `task.number_unfit` with every text that cannot be a task's number, or undefined. */
export function numbersRefused(numbers: readonly string[]): Refusal | undefined {
  const unfit = numbers.filter((number) => !isTaskNumber(number));
  return unfit.length === 0
    ? undefined
    : refuse(
        'task.number_unfit',
        { limit: taskNumberLimit },
        unfit.map((number) => ({ number: number.slice(0, 60) })),
      );
}
