import type { Org } from '../org/org.ts';

/** Deeper than any tree of units. */
const deepest = 32;

/** A unit by the names from the top of its tree: 云山区/卫健局/监督所. It names one unit, for names are unique below one parent. */
export function unitPath(unitId: string, org: Org): string {
  const names: string[] = [];
  for (let unit = org.unit(unitId); unit && names.length < deepest; unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) names.unshift(unit.name);
  return names.join('/');
}
