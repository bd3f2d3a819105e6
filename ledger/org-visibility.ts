/** What a query lets through: everything, or records with one of these participations of these units. */
interface Sight {
  readonly all: boolean;
  readonly units: readonly { readonly relation: string; readonly unitIds: readonly string[] }[];
}

/** The reading rule as SQL: a condition on the process id in `column`, its values numbered after those in `values`, to which they are added. */
export function visibleSql(sight: Sight, column: string, values: unknown[]): string {
  if (sight.all) return 'true';
  if (sight.units.length === 0) return 'false';
  const alternatives = sight.units.map(({ relation, unitIds }) => {
    values.push(relation, [...unitIds]);
    return `(v.relation = $${values.length - 1} AND v.unit_id = ANY($${values.length}::uuid[]))`;
  });
  return `EXISTS (SELECT 1 FROM participation v WHERE v.process_id = ${column} AND (${alternatives.join(' OR ')}))`;
}
