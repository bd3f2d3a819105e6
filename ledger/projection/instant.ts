import type { Instant } from '../../domain/process/time.ts';

/** An instant as the read tables take it. */
export const instantText = (at: Instant): string => new Date(at).toISOString();
export const instantTextOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : instantText(at));
