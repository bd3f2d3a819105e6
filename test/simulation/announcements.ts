import type { Announcement } from './days.ts';

/** Notices of a year's holidays, one replacing the other. */
export const announcements: readonly Announcement[] = [
  { holidays: [], makeUps: [] },
  { holidays: ['2026-03-05', '2026-03-06', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05'], makeUps: ['2026-03-14', '2026-05-09'] },
  { holidays: ['2026-03-09', '2026-03-10', '2026-03-23', '2026-04-04', '2026-04-06', '2026-06-19'], makeUps: ['2026-03-29'] },
];
