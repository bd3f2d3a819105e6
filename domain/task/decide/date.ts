import { beijingDateOf } from '../../calendar/beijing.ts';
import type { Due, DueBasis } from '../../calendar/calendar.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { BeijingDate, Instant, Period } from '../../process/time.ts';

/**
 * A new due date from either a period (counted from `from`) or a date. Refuses with `task.extension_date_needed` unless exactly one is given,
 * `period.invalid`, `period.unit_refused` outside drills, `task.date_past`.
 */
export function newDue(
  asked: { readonly period?: Period; readonly dueOn?: BeijingDate },
  from: Instant,
  rule: DueBasis['rule'],
  world: World,
): { readonly ok: true; readonly due: Due } | Refusal {
  if ((asked.period === undefined) === (asked.dueOn === undefined)) return refuse('task.extension_date_needed');
  if (asked.period) {
    return periodsRefused([asked.period], world) ?? { ok: true, due: world.calendar.due(from, asked.period, rule) };
  }
  const dueOn = asked.dueOn ?? '';
  if (dueOn < beijingDateOf(world.now)) return refuse('task.date_past', { date: dueOn });
  return { ok: true, due: world.calendar.dueOn(dueOn, world.now, rule) };
}
