import { memberKeys } from '../../app/demo/district.ts';
import { type DemoIds, register } from '../../app/demo/load.ts';
import type { UnitKind } from '../../domain/org/org.ts';
import type { Actor, Role } from '../../domain/process/actor.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';

/** Seven units more than the demo has: with its twenty members they make the 27 that take part. */
const joined: readonly { readonly key: string; readonly name: string; readonly kind: UnitKind }[] = [
  { key: 'insurance', name: '演示区医疗保障局', kind: 'department' },
  { key: 'agriculture', name: '演示区农业农村委员会', kind: 'department' },
  { key: 'transport', name: '演示区交通运输局', kind: 'department' },
  { key: 'police', name: '演示区公安局', kind: 'department' },
  { key: 'townHill', name: '石门镇人民政府', kind: 'town' },
  { key: 'townRiver', name: '长河镇人民政府', kind: 'town' },
  { key: 'townForest', name: '林溪乡人民政府', kind: 'town' },
];

const townKinds = ['streetEast', 'streetWest', 'streetNorth', 'town', 'townHill', 'townRiver', 'townForest'] as const;
/** Keys of the twenty departments, in the order in which the plan's tasks go round them. */
export const departments: readonly string[] = [...memberKeys, ...joined.map((unit) => unit.key)].filter((key) => !(townKinds as readonly string[]).includes(key));
/** Keys of the seven towns and sub-districts, in the order of their shares. */
export const towns: readonly string[] = townKinds;

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Login of a unit's liaison officer. */
export const liaisonOf = (key: string): string => (key === 'education' ? 'liaison' : `liaison-${kebab(key)}`);
/** Login of a unit's manager in charge. */
export const managerOf = (key: string): string => `manager-${kebab(key)}`;

/** The demo's district with the units that joined it: ids by key, and who acts under a login. */
export interface WulongDistrict {
  readonly ids: Pick<DemoIds, 'unit' | 'person' | 'post'>;
  readonly acting: { readonly actor: (login: string) => Actor };
}

/** Registers the seven units, each with a liaison officer and a manager in charge, beside the demo's. */
export async function loadWulongDistrict(ledger: Ledger): Promise<WulongDistrict> {
  const { ids, acting }: TestDistrict = await loadTestDistrict(ledger);
  const units = new Map<string, string>();
  const holders = new Map<string, Actor>();
  for (const { key, name, kind } of joined) {
    const unitId = await register(ledger, 'unit', { type: 'register', name, aliases: [], kind, parentId: ids.unit('district'), from: '2026-01-01' } as { readonly type: string });
    units.set(key, unitId);
    for (const [role, login] of [['liaisonOfficer', liaisonOf(key)] as const, ['managerInCharge', managerOf(key)] as const])
      holders.set(login, await holder(ledger, unitId, role, login));
  }
  // Who follows a liaison officer in the vacant post: no post of their own yet.
  const successor = await register(ledger, 'person', { type: 'register', name: 'liaison-civil-2', username: 'liaison-civil-2' } as { readonly type: string });
  const post = (login: string): string => holders.get(login)?.ref.postId ?? ids.post(login);
  const followed = acting.actor('liaison-civil');
  holders.set('liaison-civil-2', { ...followed, ref: { ...followed.ref, personId: successor } });
  return {
    ids: { unit: (key) => units.get(key) ?? ids.unit(key), person: (login) => holders.get(login)?.ref.personId ?? ids.person(login), post },
    acting: { actor: (login) => holders.get(login) ?? acting.actor(login) },
  };
}

/** A person in a post of a unit, as an actor. */
async function holder(ledger: Ledger, unitId: string, role: Role, login: string): Promise<Actor> {
  const personId = await register(ledger, 'person', { type: 'register', name: login, username: login } as { readonly type: string });
  const postId = await register(ledger, 'post', { type: 'create', unitId, role, title: login, from: '2026-01-01', personId } as { readonly type: string });
  return { ref: { by: 'person', personId, postId, unitId }, role, unitId };
}

/** Every unit that takes part: 27. */
export const members: readonly string[] = [...departments, ...towns];
if (members.length !== 27) throw new Error(`the plan's year has 27 units, not ${members.length}`);
