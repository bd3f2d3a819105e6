import type { Calendar } from '../calendar/calendar.ts';
import type { Ladder } from '../chase/ladder.ts';
import { dueLight, type Light } from '../chase/light.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import { taskDue } from './deadlines.ts';

/** 节点: a dated step inside a task. */
export interface TaskNode {
  readonly name: string;
  readonly dueOn: BeijingDate;
  readonly dueAt: Instant;
  /** From here on its light is yellow. */
  readonly soonAt?: Instant;
  readonly doneAt?: Instant;
  /** Done after its date. */
  readonly late?: boolean;
  readonly note?: string;
}

/** A node on a date; its light turns yellow when the ladder first reminds of such a date. */
export function nodeOn(name: string, dueOn: BeijingDate, rule: Bilingual, ladder: Ladder, calendar: Calendar, now: Instant): TaskNode {
  return { ...taskDue(calendar.dueOn(dueOn, now, rule), ladder, calendar), name, dueOn };
}

/** The node's light: like a task's, by its own date. */
export function nodeLight(node: TaskNode, now: Instant): Light {
  if (node.doneAt !== undefined) return node.late ? { colour: 'yellow', cause: 'madeGoodLate' } : { colour: 'green', cause: 'onTime' };
  return dueLight(node, now);
}
