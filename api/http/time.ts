import type { Instant } from '../../domain/process/time.ts';

const beijingOffsetMs = 8 * 3_600_000;

/** An instant as people in China read it, in ISO 8601: `2026-12-01T09:00:00.000+08:00`, whatever the machine's zone. Throws RangeError beyond the year 9999. */
export const iso = (instant: Instant): string => {
  const text = new Date(instant + beijingOffsetMs).toISOString();
  if (text.length !== 24) throw new RangeError('an instant outside the years 0 to 9999');
  return `${text.slice(0, 23)}+08:00`;
};

/** `iso`, or null for a moment that is not there. */
export const isoOrNull = (instant: Instant | null | undefined): string | null => (instant === null || instant === undefined ? null : iso(instant));
