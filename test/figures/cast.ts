import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { type Actor, type Role, system } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';

type Command = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Units by name with a person in each that acts, and the tasks that a test launches, by their numbers. */
export interface Cast {
  readonly api: TestApi;
  readonly units: Record<string, string>;
  readonly who: Record<string, { readonly token: string; readonly actor: Actor }>;
  readonly ids: Map<string, string>;
  /** A command of the person of a unit; of the system where nobody is named. Throws where it is refused. */
  readonly execute: (name: string | undefined, type: TimedType, id: string, command: { readonly type: string }, creates?: boolean) => Promise<void>;
  /** Knows the tasks that are there now by their numbers. */
  readonly know: () => Promise<void>;
  /** The same of the task of this number. */
  readonly step: (name: string | undefined, number: string, command: Command) => Promise<void>;
  /** A task is signed for and handed in. */
  readonly submitted: (name: string, number: string) => Promise<void>;
  /** Handed in, and accepted by the office. */
  readonly accepted: (name: string, number: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A district with its leading group, its office and a body of each of these names, somebody in the office and a liaison officer in each body. */
export async function openCast(bodies: readonly string[], before: (api: TestApi) => Promise<unknown>): Promise<Cast> {
  let prisma: PrismaClient | undefined;
  const api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await before(api);
  const units: Record<string, string> = {};
  const who: Cast['who'] = {};
  const ids = new Map<string, string>();
  const person = async (name: string, role: Role) => {
    const unitId = units[name] ?? '';
    const { id, token, posts } = await api.person(name, { unitId, role });
    who[name] = { token, actor: { ref: { by: 'person', personId: id, postId: posts[0] ?? '', unitId }, role, unitId } };
  };
  const execute: Cast['execute'] = async (name, type, id, command, creates = false) => {
    const outcome = await api.ledger.execute({ type, id, command, actor: (name === undefined ? undefined : who[name]?.actor) ?? system, creates });
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
  };
  const step: Cast['step'] = (name, number, command) => execute(name, 'task', ids.get(number) ?? '', command);
  const submitted: Cast['submitted'] = async (name, number) => {
    await step(name, number, { type: 'sign' });
    await step(name, number, { type: 'submit', summary: '完成' });
  };
  units.district = await api.unit('演示区', 'district');
  units.group = await api.unit('领导小组', 'leadingGroup', units.district);
  units.office = await api.unit('健康办', 'office', units.group);
  await person('office', 'office');
  for (const body of bodies) {
    units[body] = await api.unit(body, 'department', units.district);
    await person(body, 'liaisonOfficer');
  }
  return {
    api,
    units,
    who,
    ids,

    execute,
    know: async () => {
      for (const { id, number } of (await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record')).rows) ids.set(number, id);
    },
    step,
    submitted,
    accepted: async (name, number) => {
      await submitted(name, number);
      await step('office', number, { type: 'accept' });
    },
    close: async () => {
      await prisma?.$disconnect();
      await api.close();
    },
  };
}
