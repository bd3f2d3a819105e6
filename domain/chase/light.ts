import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../process/time.ts';

/** 正常 / 临期、补办 / 超期. */
export type LightColour = 'green' | 'yellow' | 'red';
export interface Light {
  readonly colour: LightColour;
  /** Why: nothing due soon; due soon; made good late; overdue. */
  readonly cause: 'onTime' | 'dueSoon' | 'madeGoodLate' | 'overdue';
}

/** Until when what is due counts as near for whoever asks what is due: within three working days. */
export const nearUntil = (calendar: Pick<Calendar, 'due'>, now: Instant): Instant => calendar.due(now, { value: 3, unit: 'workingDay' }, { zh: '临期', en: 'due soon' }).dueAt;

/** The light of what is still to be done by a due moment. */
export function dueLight(due: { readonly dueAt: Instant; readonly soonAt?: Instant }, at: Instant): Light {
  if (at > due.dueAt) return { colour: 'red', cause: 'overdue' };
  return due.soonAt !== undefined && at >= due.soonAt ? { colour: 'yellow', cause: 'dueSoon' } : { colour: 'green', cause: 'onTime' };
}
