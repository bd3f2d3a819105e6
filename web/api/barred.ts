import { Problem } from './problem.ts';

/** Whether something is not for this person, or not there: what was read of it before is not shown or kept either. */
export const isBarred = (failed: unknown): boolean => failed instanceof Problem && (failed.status === 403 || failed.status === 404);
