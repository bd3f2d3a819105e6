import { type Manner, type Owed, owedTable } from '../../domain/chase/owing.ts';
import type { Participation } from '../../domain/process/definition.ts';
import type { Bind } from './source.ts';

/** Where a query has a deadline: SQL of its process's type and id, and of its kind. */
interface Deadline {
  readonly type: string;
  readonly process: string;
  readonly kind: string;
}

/** The kind without what it says of one unit, one finding, one request, as the index of migration 0017 has it. */
export const plainKind = (kind: string): string => `regexp_replace(${kind}, '[.:-].*', '')`;
/** The kind as `v` has to do with it by its part, as `keysOf` writes it. */
const keyOf = ({ type, kind }: Deadline): string => `v.relation || ' ' || ${type} || ' ' || ${plainKind(kind)}`;
const keysOf = (lines: readonly Owed[]): readonly string[] => lines.map(({ by, type, kind }) => `${by} ${type} ${kind}`);

/** Of these lines none is left to the part that does it in the stead of the participation `v`; as conditions to follow another. */
function notElsewhere(bind: Bind, deadline: Deadline, lines: readonly Owed[]): string {
  const deputies = new Set<Participation>(lines.flatMap(({ unless }) => unless ?? []));
  // All parts of the process, by its primary key: asked for by relation, the planner would skip through the index of units.
  const conditions = [...deputies].map((deputy) => {
    const left = bind(keysOf(lines.filter(({ unless }) => unless === deputy)));
    return ` AND NOT (${keyOf(deadline)} = ANY(${left}) AND ${bind(deputy)} = ANY(ARRAY(SELECT a.relation FROM participation a WHERE a.process_id = ${deadline.process})))`;
  });
  return conditions.join('');
}

/** The participation `v` owes the deadline, in one of these manners. */
function byPart(bind: Bind, deadline: Deadline, manners: readonly Manner[]): string {
  const lines = owedTable.filter(({ manner }) => manners.some((one) => one === manner));
  return `${keyOf(deadline)} = ANY(${bind(keysOf(lines))})${notElsewhere(bind, deadline, lines)}`;
}

/** Of the participation `v`, whose part is concerned with the deadline's kind: that it is concerned with this one. What names a unit is that unit's alone, what another part does in its stead not its. */
export function ownSql(bind: Bind, deadline: Deadline): string {
  const { kind } = deadline;
  const named = bind([...new Set(owedTable.flatMap(({ by, manner }) => (manner === 'named' ? [by] : [])))]);
  return `CASE WHEN position(':' IN ${kind}) > 0 THEN split_part(${kind}, ':', 2) = v.unit_id::text ELSE NOT v.relation = ANY(${named}::text[])${notElsewhere(bind, deadline, owedTable)} END`;
}

/** One of these units (a parameter of the query) owes the deadline in one of these manners: `owes` of domain/chase/owing.ts as SQL, made of the same table. */
export function owedSql(bind: Bind, deadline: Deadline, units: string, manners: readonly Manner[]): string {
  const { type, process, kind } = deadline;
  const known = bind([...new Set(owedTable.map((line) => `${line.type} ${line.kind}`))]);
  return `CASE WHEN position(':' IN ${kind}) > 0 THEN split_part(${kind}, ':', 2) = ANY(${units}::text[]) AND ${type} || ' ' || ${plainKind(kind)} = ANY(${known})
 ELSE EXISTS (SELECT 1 FROM participation v WHERE v.process_id = ${process} AND v.unit_id = ANY(${units}::uuid[]) AND ${byPart(bind, deadline, manners)}) END`;
}
