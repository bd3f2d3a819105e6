import type { ProcessState, TimedType } from '../../domain/process/definition.ts';

/** What carries the title of a process; all else has one under that name. */
const titled: Readonly<Partial<Record<TimedType, 'content' | 'name'>>> = { task: 'content', indicator: 'name', survey: 'name' };

/** What a process is called besides its number. */
export const titleOf = (type: TimedType, state: ProcessState): string =>
  (state as ProcessState & { readonly content?: string; readonly name?: string; readonly title?: string })[titled[type] ?? 'title'] ?? '';
