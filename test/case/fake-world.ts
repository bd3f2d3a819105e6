import type { Calendar } from '../../domain/calendar/calendar.ts';
import { createCalendar } from '../../domain/calendar/create-calendar.ts';
import type { Org, Person, Post, Unit } from '../../domain/org/org.ts';
import { createOrg } from '../../domain/org/snapshot.ts';
import type { Actor, Role } from '../../domain/process/actor.ts';

/** A calendar that knows weekends and the days off it is given; its years count as announced unless it is to be provisional. */
export const fakeCalendar = (options: { readonly version?: number; readonly holidays?: readonly string[]; readonly provisional?: boolean } = {}): Calendar =>
  createCalendar({
    version: options.version ?? 1,
    days: (options.holidays ?? []).map((date) => ({ date, kind: 'holiday', name: '假日' })),
    announcedYears: options.provisional ? [] : [2026, 2027],
  });

const unit = (id: string, kind: Unit['kind'], more: Partial<Unit> = {}): Unit => ({ id, name: id, aliases: [], kind, from: 0, ...more });

/** Units of the fake district. */
const units = {
  district: unit('u-district', 'district', { name: '云山区' }),
  office: unit('u-office', 'office', { name: '云山区健康办', parentId: 'u-district' }),
  body: unit('u-body', 'enforcementBody', { name: '云山区市场监管综合执法大队', shortName: '云山市监', parentId: 'u-district' }),
  joint: unit('u-joint', 'enforcementBody', { name: '云山区卫生监督所', shortName: '云山卫监', parentId: 'u-district' }),
  stranger: unit('u-stranger', 'enforcementBody', { name: '青石区市场监管综合执法大队', shortName: '青石市监' }),
};

const person = (id: string, certificateExpiresOn?: string, active = true): Person => ({
  id,
  name: id,
  username: id,
  active,
  ...(certificateExpiresOn ? { certificateExpiresOn } : {}),
});

/** People of the fake district. */
export const people = {
  a: person('p-a', '2099-12-31'),
  b: person('p-b', '2099-12-31'),
  expired: person('p-expired', '2026-03-02'),
  uncertified: person('p-uncertified'),
  gone: person('p-gone', '2099-12-31', false),
  joint: person('p-joint', '2099-12-31'),
  stranger: person('p-stranger', '2099-12-31'),
  manager: person('p-manager'),
  leader: person('p-leader'),
  clerk: person('p-clerk'),
};

const post = (holder: Person, role: Role, unitId: string): Post => ({ id: `post-${holder.id}`, unitId, role, title: role, personId: holder.id, from: 0 });
const vacant = (holder: Person, role: Role, unitId: string): Post => {
  const { personId: _, ...left } = post(holder, role, unitId);
  return left;
};
const posts: readonly Post[] = [
  post(people.a, 'inspector', 'u-body'),
  post(people.b, 'inspector', 'u-body'),
  post(people.expired, 'inspector', 'u-body'),
  post(people.uncertified, 'inspector', 'u-body'),
  { ...vacant(people.gone, 'inspector', 'u-body'), tenures: [{ personId: people.gone.id, from: 0, until: 1 }] },
  post(people.joint, 'inspector', 'u-joint'),
  post(people.stranger, 'inspector', 'u-stranger'),
  post(people.manager, 'managerInCharge', 'u-body'),
  post(people.leader, 'unitLeader', 'u-body'),
  post(people.clerk, 'office', 'u-office'),
];

/** The fake district as the ledger would know it. */
export const org: Org = createOrg({ version: 1, units: Object.values(units), posts, persons: Object.values(people) });

/** The same district with other posts, or units as they stand later. */
export const orgWith = (more: { readonly posts?: readonly Post[]; readonly units?: readonly Unit[] }): Org => {
  const anew = new Set([...(more.posts ?? []), ...(more.units ?? [])].map(({ id }) => id));
  const kept = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => all.filter(({ id }) => !anew.has(id));
  return createOrg({
    version: 2,
    units: [...kept(Object.values(units)), ...(more.units ?? [])],
    posts: [...kept(posts), ...(more.posts ?? [])],
    persons: Object.values(people),
  });
};

/** The actor of a person's only post. */
export function actorOf(holder: Person, on: { readonly forPersonId?: string } = {}): Actor {
  const held = posts.find((item) => item.personId === holder.id);
  if (!held) throw new Error(`${holder.id} holds no post`);
  return { ref: { by: 'person', personId: holder.id, postId: held.id, unitId: held.unitId, ...on }, role: held.role, unitId: held.unitId };
}
