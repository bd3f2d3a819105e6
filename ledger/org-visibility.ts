import type { UnitFilter, Visibility } from '../domain/policy/policy.ts';

/** The reading rule as a Prisma `where` on `Process`: one participation row that fits. No filter lets nothing through. */
export const participationWhere = (filters: readonly UnitFilter[]) => ({
  participations: { some: { OR: filters.map(({ participation, unitIds }) => ({ relation: participation, unitId: { in: [...unitIds] } })) } },
});

/** A visibility as a Prisma `where` on `Process`; on a read table with relation `process`, wrap it: `{ process: visibleWhere(…) }`. Persons named are the route's own affair. */
export const visibleWhere = (visibility: Visibility): ReturnType<typeof participationWhere> | Record<string, never> => (visibility.all ? {} : participationWhere(visibility.units));

/** The reading rule as SQL over `participation`: a condition on the process id in `column`, its values numbered from `first`. */
export function visibleSql(visibility: Visibility, column: string, first = 1): { readonly text: string; readonly values: readonly unknown[] } {
  if (visibility.all) return { text: 'true', values: [] };
  if (visibility.units.length === 0) return { text: 'false', values: [] };
  const values: unknown[] = [];
  const alternatives = visibility.units.map(({ participation, unitIds }) => {
    values.push(participation, [...unitIds]);
    return `(v.relation = $${first + values.length - 2} AND v.unit_id = ANY($${first + values.length - 1}::uuid[]))`;
  });
  return { text: `EXISTS (SELECT 1 FROM participation v WHERE v.process_id = ${column} AND (${alternatives.join(' OR ')}))`, values };
}
