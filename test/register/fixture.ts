import { announcedCalendar } from '../../domain/calendar/announced.ts';
import { startOfDay } from '../../domain/calendar/beijing.ts';
import type { Person, Post, Unit } from '../../domain/org/org.ts';
import { createOrg } from '../../domain/org/snapshot.ts';
import { type Actor, type Role, system } from '../../domain/process/actor.ts';
import type { Decision } from '../../domain/process/decision.ts';
import type { Definition, ProcessState, World } from '../../domain/process/definition.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import { fold } from '../../domain/process/fold.ts';

/** Noon of 1 December 2026 in Beijing. */
export const noon = startOfDay('2026-12-01') + 43_200_000;

const units: Unit[] = [
  { id: 'district', name: '演示区', aliases: [], kind: 'district', from: 0 },
  { id: 'bureau', name: '某局', aliases: [], kind: 'department', parentId: 'district', from: 0 },
  { id: 'branch', name: '某分局', aliases: [], kind: 'institution', parentId: 'bureau', from: 0 },
  { id: 'body', name: '执法大队', aliases: [], kind: 'enforcementBody', parentId: 'bureau', from: 0 },
  { id: 'gone', name: '旧局', aliases: [], kind: 'department', parentId: 'district', from: 0, until: 1 },
];
const post = (id: string, unitId: string, role: Role, personId?: string, deputyPostId?: string): Post => ({
  id,
  unitId,
  role,
  title: id,
  from: 0,
  ...(personId ? { personId } : {}),
  ...(deputyPostId ? { deputyPostId } : {}),
});
const posts: Post[] = [
  post('admin', 'bureau', 'administrator', 'root'),
  post('leader', 'bureau', 'unitLeader', 'ann', 'deputy'),
  post('deputy', 'bureau', 'managerInCharge', 'ben'),
  post('empty', 'branch', 'liaisonOfficer'),
  post('officer', 'body', 'inspector', 'ina'),
];
const person = (id: string, more: Partial<Person> = {}): Person => ({ id, name: id, username: id, active: true, ...more });
const people: Person[] = [
  person('root'),
  person('ann'),
  person('ben'),
  person('ina', { certificateExpiresOn: '2027-06-30' }),
  person('ivo', { certificateExpiresOn: '2026-12-10' }),
  person('left', { active: false }),
];

export const as = (role: Role, personId: string, unitId: string, more: Partial<Actor['ref']> = {}): Actor => ({ ref: { by: 'person', personId, unitId, ...more }, role, unitId });
export const administrator = as('administrator', 'root', 'bureau');

/** The world at noon; `more` adds posts and people of a story. */
export const world = (
  actor: Actor = administrator,
  more: { readonly posts?: readonly Post[]; readonly people?: readonly Person[]; readonly units?: readonly Unit[]; readonly now?: number } = {},
): World => ({
  now: more.now ?? noon,
  receivedAt: more.now ?? noon,
  actor,
  org: createOrg({ version: 1, units: [...units, ...(more.units ?? [])], posts: [...posts, ...(more.posts ?? [])], persons: [...people, ...(more.people ?? [])] }),
  calendar: announcedCalendar(),
  drill: false,
  children: [],
  attached: [],
  parties: new Map(),
  attachments: new Map(),
  processes: new Map(),
  newId: () => 'new',
});
export { post as postOf };

/** Takes steps one after another; each must be accepted. The state is passed through JSON, as the ledger keeps it. */
export function lived<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
  definition: Definition<S, C, F>,
  id: string,
  ...steps: readonly (readonly [C, World?])[]
): S {
  let state = definition.initial(id);
  for (const [command, given = world()] of steps) {
    const decided = definition.decide(state, command, given);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.code}`);
    for (const fact of decided.facts)
      state = JSON.parse(JSON.stringify(fold(definition, state, { seq: state.version + 1, at: given.now, receivedAt: given.now, actor: system.ref, fact })));
  }
  return state;
}

/** `ok` with the facts' types, or the code of the refusal. */
export const verdict = (decided: Decision<FactBase>): string => (decided.ok ? ['ok', ...decided.facts.map((fact) => fact.type)].join(' ') : decided.code);
