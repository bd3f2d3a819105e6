import type { Deadline } from '../chase/deadline.ts';
import type { Light } from '../chase/light.ts';
import type { Instant } from '../process/time.ts';
import { type CaseState, episodeOf } from './state.ts';

/** What a case's light depends on; kept as columns of its read table, so that lists show the same light. */
export interface LightInputs {
  /** The earliest open deadline. */
  readonly dueAt?: Instant;
  /** When that deadline counts as near: the moment of its first reminder. */
  readonly soonAt?: Instant;
  /** The party's last submission of this episode came late. */
  readonly madeGoodLate: boolean;
}

/** The open deadline that is due first. */
export const nextDeadline = (deadlines: readonly Deadline[]): Deadline | undefined => [...deadlines].sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq)[0];

/** The moment from which a deadline counts as near: its first reminder, reached or to come. */
function soonAt(deadline: Deadline): Instant | undefined {
  const reminders = [...deadline.reached.filter((item) => item.at < deadline.dueAt), ...deadline.rungs.filter((rung) => rung.before)];
  return reminders.length === 0 ? undefined : Math.min(...reminders.map((item) => item.at));
}

/** The inputs as the state gives them. */
export function lightInputs(state: CaseState): LightInputs {
  const next = nextDeadline(state.deadlines);
  const soon = next && soonAt(next);
  const last = state.submissions.filter((submission) => submission.episode === episodeOf(state)).at(-1);
  return { ...(next ? { dueAt: next.dueAt } : {}), ...(soon === undefined ? {} : { soonAt: soon }), madeGoodLate: last?.late === true };
}

/** Red while a deadline has passed, yellow when one is near or what was late has been made good, green otherwise. */
export function caseLight({ dueAt, soonAt: soon, madeGoodLate }: LightInputs, now: Instant): Light {
  if (dueAt !== undefined && now > dueAt) return { colour: 'red', cause: 'overdue' };
  if (soon !== undefined && now >= soon) return { colour: 'yellow', cause: 'dueSoon' };
  return madeGoodLate ? { colour: 'yellow', cause: 'madeGoodLate' } : { colour: 'green', cause: 'onTime' };
}

/** The light of one deadline. */
export function deadlineLight(deadline: Deadline, now: Instant): Light {
  const soon = soonAt(deadline);
  return caseLight({ dueAt: deadline.dueAt, ...(soon === undefined ? {} : { soonAt: soon }), madeGoodLate: false }, now);
}
