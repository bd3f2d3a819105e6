import { announcedCalendar } from '../../domain/calendar/announced.ts';
import type { Addressee } from '../../domain/notice/notice.ts';
import type { Org, Post, Unit } from '../../domain/org/org.ts';
import type { Actor, Role } from '../../domain/process/actor.ts';
import type { Instant } from '../../domain/process/time.ts';

/** A Beijing moment: `at('2026-03-02 10:00')`. */
export const at = (text: string): Instant => Date.parse(`${text.replace(' ', 'T')}+08:00`);

export const calendar = announcedCalendar();

const unit = (id: string, kind: Unit['kind'], parentId?: string): Unit => ({ id, name: id, aliases: [], kind, from: 0, ...(parentId ? { parentId } : {}) });

/** Departments and towns of the invented district. */
export const departments = ['education', 'finance', 'health', 'housing'] as const;
export const towns = ['town-1', 'town-2', 'town-3'] as const;

const units: readonly Unit[] = [
  unit('district', 'district'),
  unit('group', 'leadingGroup', 'district'),
  unit('office', 'office', 'district'),
  ...departments.map((id) => unit(id, 'department', 'district')),
  ...towns.map((id) => unit(id, 'town', 'district')),
];

const held = (unitId: string, role: Role, personId = `${role}@${unitId}`): Post => ({ id: `post:${personId}`, unitId, role, title: role, personId, from: 0 });
const posts: readonly Post[] = [
  held('group', 'groupLeader'),
  held('group', 'groupDeputy'),
  held('office', 'office'),
  held('office', 'office', 'second@office'),
  ...[...departments, ...towns].flatMap((id) => [held(id, 'liaisonOfficer'), held(id, 'managerInCharge')]),
];

/** The district as the ledger would know it; posts of `vacant` units have no liaison officer. */
export function districtOrg(vacant: readonly string[] = []): Org {
  const living = posts.map((post): Post => {
    if (post.role !== 'liaisonOfficer' || !vacant.includes(post.unitId)) return post;
    const { personId: _, ...empty } = post;
    return empty;
  });
  const find = (id: string): Unit | undefined => units.find((one) => one.id === id);
  return {
    unit: find,
    units: () => units,
    people: () => [],
    posts: () => [],
    person: () => undefined,
    personNamed: () => undefined,
    post: (id) => living.find((one) => one.id === id),
    postsOf: (personId) => living.filter((one) => one.personId === personId),
    postsHeld: (personId) => living.filter((one) => one.personId === personId),
    postsIn: (unitId, role) => living.filter((one) => one.unitId === unitId && one.role === role),
    below: (unitId) => new Set(units.flatMap((one) => (one.id === unitId || one.parentId === unitId ? [one.id] : []))),
    isAbove: (upper, lower) => find(lower)?.parentId === upper,
    addressees: (unitId, role) =>
      living
        .filter((one) => one.unitId === unitId && one.role === role && one.personId !== undefined)
        .slice(0, 1)
        .map((one): Addressee => ({ personId: one.personId ?? '', postId: one.id, unitId: one.unitId })),
  };
}

/** The same district after these units became one: it took over their work. */
export function merged(org: Org, into: string, ...unitIds: readonly string[]): Org {
  const all = org.units().map((one) => (unitIds.includes(one.id) ? { ...one, until: 1, successorId: into } : one));
  return { ...org, units: () => all, unit: (id) => all.find((one) => one.id === id) };
}

/** The holder of a role in a unit, as an actor. */
export const actor = (unitId: string, role: Role, personId = `${role}@${unitId}`): Actor => ({ ref: { by: 'person', personId, postId: `post:${personId}`, unitId }, role, unitId });

export const office = actor('office', 'office');
export const liaison = (unitId: string): Actor => actor(unitId, 'liaisonOfficer');
