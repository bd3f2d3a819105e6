import type { Instant } from '../../domain/process/time.ts';
import type { Bind } from '../list/source.ts';

/** The colour that the task of row `r` shows at this moment, as an expression: the rule of domain/task/light.ts over the task's glance (a test holds the two together). */
export function lightSql(now: Instant, bind: Bind): string {
  const at = `coalesce((r.glance ->> 'suspendedAt')::float8, ${bind(now)}::float8)`;
  return `CASE WHEN r.stage = 'accepted' THEN CASE WHEN r.made_good_late THEN 'yellow' ELSE 'green' END
 WHEN r.stage = 'cancelled' OR NOT r.glance ? 'due' THEN 'green'
 WHEN coalesce(r.glance ->> 'suspendedFrom', r.stage) = 'submitted' AND r.glance ? 'submission' THEN CASE WHEN (r.glance #>> '{submission,late}')::boolean THEN 'red' ELSE 'green' END
 WHEN ${at} > (r.glance #>> '{due,dueAt}')::float8 THEN 'red'
 WHEN ${at} >= (r.glance #>> '{due,soonAt}')::float8 THEN 'yellow' ELSE 'green' END`;
}
