import type { Org } from '../org/org.ts';
import type { Actor, Role } from '../process/actor.ts';

/** Who has the figures of enforcement bodies' cases: the leading group and its office. Figures and overdue steps are all that they have of cases. */
const figureRoles: readonly Role[] = ['office', 'groupLeader', 'groupDeputy'];

/** Whether a post of this role has those figures. */
export const hasCaseFigures = (role: Role | undefined): boolean => role !== undefined && figureRoles.includes(role);

/** The nearest district or city above a unit; undefined for one that lies in none. */
function areaOf(unitId: string, org: Org): string | undefined {
  const seen = new Set<string>();
  for (let unit = org.unit(unitId); unit && !seen.has(unit.id); unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) {
    if (unit.kind === 'district' || unit.kind === 'city') return unit.id;
    seen.add(unit.id);
  }
  return undefined;
}

/** The enforcement bodies whose figures these posts have, ended ones too: those of the post's own district or city. Undefined: none of the posts has figures at all. */
export function bodiesCounted(actors: readonly Actor[], org: Org): readonly string[] | undefined {
  const counting = actors.filter(({ role }) => hasCaseFigures(role));
  if (counting.length === 0) return undefined;
  const bodies = new Set<string>();
  for (const { unitId } of counting) {
    const area = unitId === undefined ? undefined : areaOf(unitId, org);
    if (area !== undefined) for (const id of org.below(area)) if (org.unit(id)?.kind === 'enforcementBody') bodies.add(id);
  }
  return [...bodies].sort();
}
