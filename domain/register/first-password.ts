import type { Org } from '../org/org.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Instant } from '../process/time.ts';

/** Most first passwords handed out at once: 25 sheets of strips. */
export const mostFirstPasswords = 200;
/** Three days: what is handed out on a Friday afternoon still works on the Monday, and a sheet found in a drawer a week later opens nothing. */
export const firstPasswordHours = 72;
/** The longest that one may wait: over the holidays of spring or October. */
export const longestFirstPasswordHours = 240;

/** For whom first passwords are asked: for people by name, or else for those of a unit. */
export interface FirstPasswordsAsked {
  readonly personIds?: readonly string[] | undefined;
  readonly unitId?: string | undefined;
}

/** Active people who hold posts in a unit at a moment. */
export const holdersIn = (unitId: string, org: Org, at: Instant): readonly string[] =>
  org.people().flatMap((person) => (person.active && org.postsOf(person.id, at).some((post) => post.unitId === unitId) ? person.id : []));

/**
 * Who is handed a first password: the people named, or of the holders of posts in a unit those who have not `settled` on a password of their own. Refused, with each person
 * who is in the way, as `person.unknown` or `person.inactive`; as `unit.unknown`, `password.nobody_waiting`, `password.too_many`.
 */
export function handedFirstPasswords(
  { personIds = [], unitId }: FirstPasswordsAsked,
  { org, now, settled }: { readonly org: Org; readonly now: Instant; readonly settled: ReadonlySet<string> },
): { readonly ok: true; readonly personIds: readonly string[] } | Refusal {
  const named = (ids: readonly string[]) => ids.map((personId) => ({ personId }));
  const unknown = personIds.filter((id) => org.person(id) === undefined);
  if (unknown.length > 0) return refuse('person.unknown', {}, named(unknown));
  const inactive = personIds.filter((id) => org.person(id)?.active === false);
  if (inactive.length > 0) return refuse('person.inactive', {}, named(inactive));
  if (unitId !== undefined && !org.unit(unitId)) return refuse('unit.unknown');
  const handed = unitId === undefined ? personIds : holdersIn(unitId, org, now).filter((id) => !settled.has(id));
  if (handed.length === 0) return refuse('password.nobody_waiting');
  if (handed.length > mostFirstPasswords) return refuse('password.too_many', { limit: mostFirstPasswords, count: handed.length });
  return { ok: true, personIds: handed };
}
