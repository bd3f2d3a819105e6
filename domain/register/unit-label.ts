import type { Org, Unit } from '../org/org.ts';
import type { Instant } from '../process/time.ts';
import { unitPath } from './unit-path.ts';

const byName = new WeakMap<Org, ReadonlyMap<string, readonly Unit[]>>();

/** The units of a name, indexed once for each version of the register. */
function unitsNamed(name: string, org: Org): readonly Unit[] {
  let index = byName.get(org);
  if (!index) {
    const named = new Map<string, Unit[]>();
    for (const unit of org.units()) {
      const known = named.get(unit.name);
      if (known) known.push(unit);
      else named.set(unit.name, [unit]);
    }
    index = named;
    byName.set(org, index);
  }
  return index.get(name) ?? [];
}

/** A unit by its name, led by those of the units above it as far as another living unit bears it too: 云山区/健康办. Empty for a unit that the register does not know. */
export function unitLabel(unitId: string, org: Org, at: Instant): string {
  const unit = org.unit(unitId);
  if (!unit) return '';
  const others = unitsNamed(unit.name, org).filter(({ id, until }) => id !== unitId && (until === undefined || until > at));
  if (others.length === 0) return unit.name;
  const taken = others.map(({ id }) => `/${unitPath(id, org)}`);
  const steps = unitPath(unitId, org).split('/');
  const from = steps.findLastIndex((_step, index) => !taken.some((path) => path.endsWith(`/${steps.slice(index).join('/')}`)));
  return steps.slice(Math.max(0, from)).join('/');
}
