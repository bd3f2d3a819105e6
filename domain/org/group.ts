import type { Instant } from '../process/time.ts';
import type { Org, Unit } from './org.ts';

/** The leading group nearest to an office: above it, else below each unit above it in turn. */
export function leadingGroupOf(officeUnitId: string, org: Org, now: Instant): string | undefined {
  const isGroup = (unit: Unit): boolean => unit.kind === 'leadingGroup' && (unit.until === undefined || unit.until > now);
  for (let unit = org.unit(officeUnitId); unit !== undefined; unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) {
    if (isGroup(unit)) return unit.id;
    const parentId = unit.id;
    const beside = org.units().find((one) => one.parentId === parentId && isGroup(one));
    if (beside) return beside.id;
  }
  return undefined;
}
