import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import type { PlannedTask } from '../../domain/campaign/commands.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { at } from '../campaign/district.ts';
import { plan } from '../campaign/plan.ts';
import { startApi, type TestApi } from './api.ts';
import { setClock } from './clock.ts';

export type Person = Awaited<ReturnType<TestApi['person']>>;

/** A Monday, on whose morning the district begins. */
export const today = '2026-03-02';

/** The API with the routes of every resource. */
export async function startResources(): Promise<TestApi> {
  let prisma: PrismaClient | undefined;
  const api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  return {
    ...api,
    close: async () => {
      await prisma?.$disconnect();
      await api.close();
    },
  };
}

/** A district with its leading group and its office, in which somebody works. */
export interface SmallDistrict {
  readonly district: string;
  readonly group: string;
  readonly office: string;
  readonly officer: Person;
  /** The office launches a campaign of these tasks; answers its id, and theirs by number. */
  readonly launch: (tasks: readonly PlannedTask[], more: Parameters<typeof plan>[1]) => Promise<{ readonly campaignId: string; readonly tasks: Readonly<Record<string, string>> }>;
}

export async function openSmallDistrict(api: TestApi): Promise<SmallDistrict> {
  await setClock(api, at(`${today} 10:00`));
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('云山区领导小组', 'leadingGroup', district);
  const office = await api.unit('健康办', 'office', group);
  const officer = await api.person('office', { unitId: office, role: 'office' });
  return {
    ...{ district, group, office, officer },
    launch: async (tasks, more) => {
      const campaignId = randomUUID();
      const ref = { by: 'person' as const, personId: officer.id, postId: officer.posts[0] ?? '', unitId: office };
      const command = plan(tasks, { officeUnitId: office, groupUnitId: group, ...more });
      const outcome = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command, actor: { ref, role: 'office', unitId: office } });
      if (!outcome.ok) throw new Error(outcome.code);
      const { rows } = await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record WHERE campaign_id = $1', [campaignId]);
      return { campaignId, tasks: Object.fromEntries(rows.map(({ id, number }) => [number, id])) };
    },
  };
}
