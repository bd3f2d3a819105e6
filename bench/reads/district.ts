import { randomUUID } from 'node:crypto';
import { createPasswords } from '../../api/session/password.ts';
import { setCredential } from '../../api/session/store.ts';
import type { UnitKind } from '../../domain/org/org.ts';
import { type Actor, type Role, system } from '../../domain/process/actor.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** Of all logins of the invented city. */
export const readerPassword = 'a-password-for-readers';

interface Officer {
  readonly username: string;
  readonly actor: Actor;
}

/** An enforcement body with its people. */
export interface Body {
  readonly unitId: string;
  readonly inspectors: readonly [Officer, Officer];
}

/** A district: who leads its campaigns, and the units that work on them. */
export interface District {
  readonly unitId: string;
  readonly groupUnitId: string;
  readonly officeUnitId: string;
  readonly office: Officer;
  /** Departments, streets, communities: each leads tasks. */
  readonly members: readonly { readonly unitId: string; readonly liaison: Officer }[];
  readonly bodies: readonly Body[];
}

const departments = ['卫生健康局', '教育局', '民政局', '城市管理局', '市场监督管理局', '住房和城乡建设局', '文化和旅游局', '农业农村局'];
const streets = ['东城街道', '西城街道', '南城街道', '北城街道'];
const since = '2023-01-01';

/**
 * An invented city of three districts with 74 units and a login for each kind of reader, entered through the ledger like any register:
 * `reads-admin`, `reads-city`, and for each district n `reads-district-n`, `reads-leader-n`, `reads-office-n`, `reads-liaison-n-m`, `reads-manager-n-m`, `reads-inspector-n-m`, `reads-bodymanager-n-m`.
 */
export async function foundCity(ledger: Ledger): Promise<readonly District[]> {
  const hash = await createPasswords().hash(readerPassword);
  const record = async (type: ProcessType, command: { readonly type: string } & Readonly<Record<string, unknown>>, id?: string): Promise<string> => {
    const target = id ?? randomUUID();
    const outcome = await ledger.execute({ type, id: target, creates: id === undefined, command, actor: system });
    if (!outcome.ok) throw new Error(`${type} ${command.type}: ${outcome.code}`);
    return target;
  };
  const unit = (name: string, kind: UnitKind, parentId?: string) => record('unit', { type: 'register', name, kind, from: since, ...(parentId ? { parentId } : {}) });
  const officer = async (username: string, unitId: string, role: Role): Promise<Officer> => {
    const personId = await record('person', { type: 'register', name: username, username });
    if (role === 'inspector') await record('person', { type: 'setCertificate', number: username, expiresOn: '2099-12-31' }, personId);
    const postId = await record('post', { type: 'create', unitId, role, title: username, from: since, personId });
    await setCredential(ledger.pool, personId, hash, false);
    return { username, actor: { ref: { by: 'person', personId, postId, unitId }, role, unitId } };
  };
  const city = await unit('演示大市', 'city');
  await officer('reads-city', city, 'unitLeader');
  await officer('reads-admin', await unit('演示大市信息中心', 'institution', city), 'administrator');
  const districts: District[] = [];
  for (let n = 1; n <= 3; n++) {
    const area = await unit(`演示第${n}区`, 'district', city);
    const groupUnitId = await unit(`演示第${n}区领导小组`, 'leadingGroup', area);
    const officeUnitId = await unit(`演示第${n}区健康办`, 'office', groupUnitId);
    await officer(`reads-district-${n}`, area, 'unitLeader');
    await officer(`reads-leader-${n}`, groupUnitId, 'groupLeader');
    const members: District['members'][number][] = [];
    const member = async (name: string, kind: UnitKind, parentId: string): Promise<string> => {
      const unitId = await unit(`第${n}区${name}`, kind, parentId);
      const number = `${n}-${members.length + 1}`;
      members.push({ unitId, liaison: await officer(`reads-liaison-${number}`, unitId, 'liaisonOfficer') });
      await officer(`reads-manager-${number}`, unitId, 'managerInCharge');
      return unitId;
    };
    for (const name of departments) await member(name, 'department', area);
    for (const name of streets) {
      const street = await member(name, 'subDistrict', area);
      for (const half of ['上', '下']) await member(`${name}${half}社区`, 'community', street);
    }
    const bodies: Body[] = [];
    for (const [index, name] of (n === 1 ? ['卫生监督所', '市场监管执法大队'] : ['卫生监督所']).entries()) {
      const unitId = await unit(`第${n}区${name}`, 'enforcementBody', members[index === 0 ? 0 : 4]?.unitId ?? area);
      const inspector = (m: number) => officer(`reads-inspector-${n}-${2 * index + m}`, unitId, 'inspector');
      bodies.push({ unitId, inspectors: [await inspector(1), await inspector(2)] });
      await officer(`reads-bodymanager-${n}-${index + 1}`, unitId, 'managerInCharge');
    }
    districts.push({ unitId: area, groupUnitId, officeUnitId, office: await officer(`reads-office-${n}`, officeUnitId, 'office'), members, bodies });
  }
  return districts;
}
