import { type CaseState, officersOf } from '../case/state.ts';
import type { Addressee } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import { superiors } from '../policy/chases.ts';
import type { Role } from '../process/actor.ts';
import type { ProcessState, TimedType, World } from '../process/definition.ts';

/** Posts above those who do the work: a ladder that reaches one has climbed. */
const above: readonly Role[] = [...superiors, 'groupDeputy', 'groupLeader'];

/** True when a rung that told a post has climbed: beyond the unit that is late, or above those in it who do the work. */
export const isEscalation = (told: { readonly unitId: string; readonly role: Role | undefined }, late: readonly string[]): boolean =>
  (told.role !== undefined && above.includes(told.role)) || !late.includes(told.unitId);

/** Who answers for what is late: the officers of a case; else of each unit that is late its liaison officers, of an office the office itself, of a body its inspectors. */
export function answeringFor(type: TimedType, state: ProcessState, late: readonly string[], world: Pick<World, 'org' | 'now'>): readonly Pick<Addressee, 'personId' | 'unitId'>[] {
  if (type === 'case') {
    const officers = officersOf(state as CaseState);
    if (officers.length > 0) return officers.map((personId) => ({ personId, unitId: (state as CaseState).bodyUnitId }));
  }
  return late.flatMap((unitId) => {
    const kind = world.org.unit(unitId)?.kind;
    return holdersOf(type === 'case' ? 'inspector' : kind === 'office' ? 'office' : 'liaisonOfficer', [unitId], world);
  });
}
