import { type Role, roles } from '../../domain/process/actor.ts';
import type { TestApi } from './api.ts';
import { type District, openDistrict } from './export-district.ts';

/** In whose unit of the district a role has its post. */
const homes: Readonly<Record<Role, keyof District['people'] | 'group'>> = {
  administrator: 'admin',
  groupLeader: 'group',
  groupDeputy: 'group',
  office: 'office',
  managerInCharge: 'town',
  liaisonOfficer: 'town',
  unitLeader: 'town',
  inspector: 'inspector',
  expert: 'town',
};

/** A district of which everything is there, in a drill. */
export interface OpenToEveryRole {
  readonly district: District;
  /** Somebody signed in for each role, where that role belongs. */
  readonly tokens: Readonly<Record<Role, string>>;
  /** Ids of these people and of their posts. */
  readonly askers: ReadonlySet<string>;
}

export async function openToEveryRole(api: TestApi, name: string): Promise<OpenToEveryRole> {
  await api.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  const district = await openDistrict(api, name);
  const { org } = await api.ledger.moment();
  const unitOf = (who: keyof District['people']): string => org.post(district.people[who].posts[0] ?? '')?.unitId ?? '';
  const tokens = {} as Record<Role, string>;
  const askers = new Set<string>();
  for (const role of roles) {
    const home = homes[role];
    const unitId = home === 'group' ? (org.unit(unitOf('office'))?.parentId ?? '') : unitOf(home);
    const { id, token, posts } = await api.person(`every-${role}`, { unitId, role });
    tokens[role] = token;
    for (const one of [id, ...posts]) askers.add(one);
  }
  return { district, tokens, askers };
}
