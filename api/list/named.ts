import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Sight } from '../http/sight.ts';

/** The reading rule over a read table's row `r` that keeps the people named in `expert_ids`: what units see, and what names the person. */
export function visibleOrNamed(sight: Sight, values: unknown[]): string {
  const byUnit = visibleSql(sight, 'r.id', values);
  if (sight.personId === undefined) return byUnit;
  values.push(sight.personId);
  return `(${byUnit} OR r.expert_ids ? $${values.length})`;
}
