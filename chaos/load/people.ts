import { demoUnits } from '../../app/demo/district.ts';
import type { History } from '../history.ts';
import { type Client, type Door, signIn } from './client.ts';

/** Units that lead the tasks of the load, by their key in the demo district. */
const leads = ['health', 'education', 'culture', 'market', 'civil', 'publicity'] as const;
const liaisonOf = (key: string): string => (key === 'education' ? 'liaison' : `liaison-${key}`);

/** An enforcement body as the load works in it. */
export interface Body {
  readonly inspectors: readonly [Client, Client];
  readonly manager: Client;
}

/** Everybody whom the load plays, signed in. */
export interface People {
  readonly admin: Client;
  readonly office: Client;
  /** Another person of the office, for what one person may not decide alone. */
  readonly officeToo: Client;
  readonly bodies: readonly Body[];
  /** Liaison officers by the id of their unit. */
  readonly liaisons: ReadonlyMap<string, Client>;
  /** Parties that cases are opened against. */
  readonly parties: readonly string[];
}

interface UnitList {
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

/** Signs in everybody and reads what they need to know. The door must answer. */
export async function signInPeople(door: Door, password: string, history: () => History): Promise<People> {
  const person = (username: string): Promise<Client> => signIn(door, username, password, history);
  const [admin, office, officeToo, a, b, c, d, manager, managerToo] = await Promise.all(
    ['admin', 'office', 'office-2', 'inspector-a', 'inspector-b', 'inspector-c', 'inspector-d', 'manager', 'manager-market-inspection'].map(person),
  );
  if (!admin || !office || !officeToo || !a || !b || !c || !d || !manager || !managerToo) throw new Error('somebody is missing');
  const units = await office.get<UnitList>('/api/v1/units?limit=200');
  const liaisons = new Map<string, Client>();
  for (const key of leads) {
    const name = demoUnits.find((unit) => unit.key === key)?.name;
    const id = units.items.find((unit) => unit.name === name)?.id;
    if (id === undefined) throw new Error(`the demo district has no unit ${key}`);
    liaisons.set(id, await person(liaisonOf(key)));
  }
  const parties: string[] = [];
  for (const [index, kind] of ['pharmacy', 'clinic', 'restaurant', 'hotel'].entries()) {
    const inspector = index % 2 === 0 ? a : c;
    const made = await inspector.prepare<{ readonly id: string }>({ method: 'POST', path: '/api/v1/parties', body: { name: `演练对象${index + 1}`, kind, address: '演示区' } });
    parties.push(made.id);
  }
  return {
    admin,
    office,
    officeToo,
    bodies: [
      { inspectors: [a, b], manager },
      { inspectors: [c, d], manager: managerToo },
    ],
    liaisons,
    parties,
  };
}

interface PersonView {
  readonly version: number;
}

/** Gives everybody of the load a mail address, so that their notices leave the building. */
export async function giveAddresses(people: People): Promise<void> {
  const everybody = [people.office, people.officeToo, ...people.bodies.flatMap(({ inspectors, manager }) => [...inspectors, manager]), ...people.liaisons.values()];
  for (const { personId, username } of everybody) {
    const { version } = await people.admin.get<PersonView>(`/api/v1/people/${personId}`);
    await people.admin.prepare({ method: 'POST', path: `/api/v1/people/${personId}/commands`, body: { type: 'change', mail: `${username}@drill.invalid` }, ifMatch: version });
  }
}
