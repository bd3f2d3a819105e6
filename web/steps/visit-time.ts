import type { Schema } from './schema.ts';
import type { Fields } from './values.ts';

/** The field of a step that says when a visit was. */
export const visitTime = 'inspectedAt';

/** So much earlier than now: a clock a little ahead of the service's names no moment that is yet to come. */
const marginMs = 60_000;

/** The body of a step with the time of its visit: where it was left blank, `now`, the moment of submitting, in milliseconds. A step that is sent later, or again, names the same moment. */
export const withVisitTime = ({ properties = {} }: Schema, body: Fields, now: number): Fields =>
  visitTime in properties && body[visitTime] === undefined ? { ...body, [visitTime]: new Date(now - marginMs).toISOString() } : body;
