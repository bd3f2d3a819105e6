import type { BeijingDate, Instant } from '../process/time.ts';

/** A due moment for people: the day for day-based deadlines, the second in Beijing for drills. */
export const dueText = (due: { readonly dueOn?: BeijingDate; readonly dueAt: Instant }): string =>
  due.dueOn ?? new Date(due.dueAt + 28_800_000).toISOString().slice(0, 19).replace('T', ' ');
