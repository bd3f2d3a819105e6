import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { migrationsFolder } from '../../prisma/migrate.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

let api: TestApi;
let prisma: PrismaClient;
beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return campaignRoutes({ ledger, prisma });
    },
  });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

interface Row {
  readonly kind: string;
  readonly person_id: string;
  readonly whole_id: string;
  readonly about_ids: readonly string[];
}

test('notices of before the chase ledger are given their campaign, and an urging by hand its tasks where the facts tell them', async () => {
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('健康办', 'office', group);
  const [education, culture] = [await api.unit('教育局', 'department', district), await api.unit('文旅局', 'department', district)];
  const office = await api.person('office', { unitId: officeUnit, role: 'office' });
  const liaison = await api.person('education', { unitId: education, role: 'liaisonOfficer' });
  const other = await api.person('culture', { unitId: culture, role: 'liaisonOfficer' });
  const dueOn = addDays(beijingDateOf((await api.ledger.moment()).now), 50);
  // Two sections number their tasks alike: of such a number nobody knows which of them was meant.
  const tasks = [
    planned('1', { leadUnitId: education, dueOn, section: '环境' }),
    planned('2', { leadUnitId: education, dueOn }),
    planned('3', { leadUnitId: culture, dueOn, section: '环境' }),
    planned('3', { leadUnitId: culture, dueOn, section: '教育' }),
  ];
  const campaignId = randomUUID();
  const ref = { by: 'person' as const, personId: office.id, postId: office.posts[0] ?? '', unitId: officeUnit };
  const command = plan(tasks, { officeUnitId: officeUnit, groupUnitId: group, memberUnitIds: [education, culture], dates: { mode: 'backfill' } });
  const launched = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command, actor: { ref, role: 'office', unitId: officeUnit } });
  if (!launched.ok) throw new Error(launched.code);
  expect((await api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, { token: office.token, body: { type: 'urge' } })).status).toBe(200);
  const read = async () => (await api.pool.query<Row>('SELECT kind, person_id, whole_id, about_ids FROM notice ORDER BY id')).rows;
  const before = await read();
  expect(before.every((row) => row.whole_id === campaignId)).toBe(true);

  await api.pool.query(
    'ALTER TABLE notice DROP COLUMN whole_id, DROP COLUMN about_ids; DROP INDEX process_extension_asked; DROP INDEX notice_chase_process; DROP INDEX notice_chase_unit',
  );
  await api.pool.query(await readFile(path.join(migrationsFolder, '0014_chases', 'migration.sql'), 'utf8'));

  const after = await read();
  expect(after.map((row) => row.whole_id)).toEqual(before.map((row) => row.whole_id));
  const named = (rows: readonly Row[], personId: string) => rows.filter((row) => row.kind === 'tasksUrged' && row.person_id === personId).map((row) => row.about_ids);
  expect([named(before, liaison.id)[0]?.length, named(before, other.id)[0]?.length]).toEqual([2, 2]);
  expect([named(after, liaison.id), named(after, other.id)]).toEqual([named(before, liaison.id), [[]]]);
});
