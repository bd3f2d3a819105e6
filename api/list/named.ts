import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Instant } from '../../domain/process/time.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Sight } from '../http/sight.ts';

/**
 * The reading rule over a read table's row `r` that keeps the people named in `expert_ids`, with its process `p`: what units see, and on the days of their visits what names the person
 * (`takingPart` as SQL).
 */
export function visibleOrNamed(sight: Sight, now: Instant, values: unknown[]): string {
  const byUnit = visibleSql(sight, 'r.id', values);
  if (sight.personId === undefined) return byUnit;
  values.push(sight.personId, beijingDateOf(now));
  const [person, today] = [`$${values.length - 1}`, `$${values.length}`];
  const visits = `SELECT FROM jsonb_array_elements(p.state -> 'visits') v WHERE v -> 'personIds' ? ${person} AND v ->> 'from' <= ${today} AND v ->> 'until' >= ${today}`;
  return `(${byUnit} OR r.expert_ids ? ${person} AND EXISTS (${visits}))`;
}
