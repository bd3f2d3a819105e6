import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
let chief: Person;
let secretary: Person;
let other: Person;
let taskId = '';
let today = '';

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  const district = await api.unit('云山区', 'district');
  const group = await api.unit('健康领导小组', 'leadingGroup', district);
  const officeUnit = await api.unit('健康办', 'office', group);
  const health = await api.unit('卫健委', 'department', district);
  chief = await api.person('chief', { unitId: officeUnit, role: 'office' });
  secretary = await api.person('secretary', { unitId: health, role: 'liaisonOfficer' });
  other = await api.person('other', { unitId: health, role: 'unitLeader' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const launch = plan([planned('1', { leadUnitId: health, dueOn: addDays(today, 30) })], {
    officeUnitId: officeUnit,
    groupUnitId: group,
    memberUnitIds: [health],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const actor = { ref: { by: 'person' as const, personId: chief.id, postId: chief.posts[0] ?? '', unitId: officeUnit }, role: 'office' as const, unitId: officeUnit };
  const launched = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  taskId = (await api.call('GET', '/api/v1/tasks', { token: secretary.token })).body.items[0].id;
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const grant = (wish: object) =>
  api.call('POST', '/api/v1/delegations', { token: chief.token, body: { toPersonId: secretary.id, postId: chief.posts[0], from: today, reason: '录入代办', ...wish } });
const step = (token: string, body: object, delegation?: string) =>
  api.call('POST', `/api/v1/tasks/${taskId}/commands`, { token, body, ...(delegation === undefined ? {} : { headers: { 'Duban-Delegation': delegation } }) });

describe('a standing entry for another', () => {
  test('lasts up to a year, while acting in somebody’s stead lasts a quarter', async () => {
    expect((await grant({ kind: 'entry', until: addDays(today, 366) })).body.code).toBe('delegation.too_long');
    expect((await grant({ until: addDays(today, 92) })).body.code).toBe('delegation.too_long');
    const granted = await grant({ kind: 'entry', until: addDays(today, 365) });
    expect([granted.status, granted.body.kind, granted.body.inForce]).toEqual([201, 'entry', true]);
    expect((await grant({ until: addDays(today, 10) })).body.kind).toBe('acting');
  });

  test('names in every record who decided and who only entered it', async () => {
    const { body: mine } = await api.call('GET', '/api/v1/me', { token: secretary.token });
    const entry = mine.delegations.received.find((one: { kind: string }) => one.kind === 'entry').id;
    expect((await step(secretary.token, { type: 'sign' })).status).toBe(200);
    expect((await step(secretary.token, { type: 'planNodes', nodes: [{ name: '节点', dueOn: addDays(today, 5) }] }, entry)).status).toBe(200);
    const { body: facts } = await api.call('GET', `/api/v1/tasks/${taskId}/facts`, { token: chief.token });
    const actors = facts.items
      .slice(-2)
      .map(({ actor }: { actor: { person: { id: string }; forPerson: { id: string } | null; entered: boolean } }) => [actor.person.id, actor.forPerson?.id ?? null, actor.entered]);
    expect(actors).toEqual([
      [secretary.id, null, false],
      [secretary.id, chief.id, true],
    ]);
  });

  test('never decides on what the one who enters asked for, in whichever post; what another asked for it may', async () => {
    const { body: mine } = await api.call('GET', '/api/v1/me', { token: secretary.token });
    const entry = mine.delegations.received.find((one: { kind: string }) => one.kind === 'entry').id;
    const asking = { type: 'requestExtension', reason: '材料未齐', period: { value: 5, unit: 'workingDay' } };
    const deciding = { type: 'decideExtension', approve: true, reason: '同意' };
    expect((await step(secretary.token, asking)).status).toBe(200);
    const own = await step(secretary.token, deciding, entry);
    expect([own.status, own.body.code]).toEqual([403, 'task.same_person']);
    expect((await step(chief.token, deciding)).status).toBe(200);
    expect((await step(other.token, asking)).status).toBe(200);
    expect((await step(secretary.token, deciding, entry)).status).toBe(200);
  });
});
