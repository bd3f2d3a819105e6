import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { createOutletChannels } from '../../activities/channel/channels.ts';
import { signatureOf } from '../../activities/channel/webhook.ts';
import { createDeliveryActivities, type DeliveryActivities } from '../../activities/delivery.ts';
import { deliveryRoutes } from '../../api/deliveries/routes.ts';
import { outletRoutes } from '../../api/outlets/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { system } from '../../domain/process/actor.ts';
import { readOutletAddress } from '../../ledger/delivery.ts';
import { recipientsWaiting } from '../../ledger/sweep.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { outletServer } from './outlet-server.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
const secret = 'a secret nobody is to see';

let api: TestApi;
let prisma: PrismaClient;
let server: Awaited<ReturnType<typeof outletServer>>;
let deliveries: DeliveryActivities;
const units = {} as Record<'district' | 'group' | 'office' | 'lead', string>;
const people = {} as Record<'administrator' | 'office' | 'liaison' | 'second', Person>;
beforeAll(async () => {
  server = await outletServer();
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return [...outletRoutes({ ledger, prisma }), ...deliveryRoutes({ ledger })];
    },
  });
  // Plain HTTP is for drills.
  await api.pool.query('UPDATE ledger_state SET drill = true');
  deliveries = createDeliveryActivities(
    api.ledger,
    createOutletChannels((id) => readOutletAddress(api.pool, id), { allowedHosts: [server.host] }),
    { window: 'always' },
  );
  const district = await api.unit('云山区人民政府', 'district');
  units.district = district;
  units.group = await api.unit('领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', units.group);
  units.lead = await api.unit('教育局', 'department', district);
  people.administrator = await api.person('administrator', { unitId: district, role: 'administrator' });
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.liaison = await api.person('liaison', { unitId: units.lead, role: 'liaisonOfficer' });
  people.second = await api.person('second', { unitId: units.lead, role: 'liaisonOfficer' });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
  await server?.close();
});
beforeEach(() => {
  server.received.length = 0;
  server.behaviour.reply = () => ({ body: { errcode: 0 } });
});

const register = (who: Person, body: object) => api.call('POST', '/api/v1/outlets', { token: who.token, body });
/** An outlet of a kind for the lead unit. */
const outletOf = async (kind: string, unitId = units.lead): Promise<string> =>
  (await register(people.administrator, { unitId, kind, name: `${kind}渠道`, url: `${server.base}/${kind}?key=${secret}`, secret })).body.id;

/** A campaign with one task for the lead unit: its liaison officer hears of it. Answers the title of the notice. */
async function launch(content: string): Promise<void> {
  const today = beijingDateOf((await api.ledger.moment()).now);
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const command = plan([planned('1', { leadUnitId: units.lead, dueOn: addDays(today, 30), content })], {
    officeUnitId: units.office,
    groupUnitId: units.group,
    memberUnitIds: [units.lead],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
  });
  const outcome = await api.ledger.execute({ type: 'campaign', id: randomUUID(), creates: true, command, actor });
  if (!outcome.ok) throw new Error(outcome.code);
}
const stateOf = async (digestId: string | undefined) =>
  (await api.pool.query<{ state: string; attempts: number }>('SELECT state, attempts FROM digest WHERE id = $1', [digestId ?? null])).rows[0];

describe('outlets', () => {
  test('are registered by administrators for any unit and by an office for its own; what is secret is never shown again, and stands in no table but the erasable store', async () => {
    const body = { kind: 'dingtalk', name: '工作群', url: 'https://robot.example.org/send?access_token=hidden-token', secret };
    const made = await register(people.office, body);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ unit: { id: units.office, name: '健康办' }, host: 'robot.example.org', signed: true, active: true })]);
    expect((await register(people.office, { ...body, unitId: units.lead })).body.code).toBe('outlet.not_your_unit');
    expect((await register(people.liaison, body)).body.code).toBe('policy.forbidden');
    expect((await register(people.administrator, { ...body, unitId: units.lead, kind: 'webhook', secret: undefined })).body.code).toBe('outlet.secret_needed');
    for (const url of ['ftp://a.example.org', 'https://user:pass@a.example.org', 'robot'])
      expect((await register(people.office, { ...body, url })).body.code).toBe('outlet.url_refused');
    const shown = [
      made.text,
      ...(await Promise.all([`/${made.body.id}`, ''].map((path) => api.call('GET', `/api/v1/outlets${path}`, { token: people.office.token })))).map((one) => one.text),
    ];
    expect([api.lines.join(''), ...shown].filter((text) => text.includes(secret) || text.includes('hidden-token'))).toEqual([]);
    const { rows } = await api.pool.query<{ table: string; text: string }>(
      `SELECT 'fact' AS table, string_agg(data::text, '') AS text FROM fact UNION ALL SELECT 'process', string_agg(state::text, '') FROM process
       UNION ALL SELECT 'command', string_agg(body::text, '') FROM command UNION ALL SELECT 'outlet_record', string_agg(o::text, '') FROM outlet_record o`,
    );
    expect(rows.filter(({ text }) => text?.includes('hidden-token') || text?.includes(secret))).toEqual([]);
    expect(await readOutletAddress(api.pool, made.body.id)).toEqual({ url: body.url, secret });
    expect(await verify(api.pool)).toMatchObject({ faults: [] });
  });

  test('of another unit do not exist for an office; a changed address and secret take the place of the old ones, and an ended outlet changes no more', async () => {
    const id = await outletOf('feishu');
    const path = `/api/v1/outlets/${id}`;
    expect((await api.call('GET', path, { token: people.office.token })).status).toBe(404);
    expect((await api.call('GET', '/api/v1/outlets', { token: people.liaison.token })).body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    const step = (version: number, body: object) => api.call('POST', `${path}/commands`, { token: people.administrator.token, body, headers: { 'If-Match': `"${version}"` } });
    expect((await step(1, { type: 'change', url: 'https://other.example.org/hook' })).body).toMatchObject({ host: 'other.example.org', version: 2 });
    expect(await readOutletAddress(api.pool, id)).toEqual({ url: 'https://other.example.org/hook', secret });
    expect((await step(1, { type: 'change', name: '新名' })).status).toBe(412);
    expect((await step(2, { type: 'end', reason: '群已解散' })).body).toMatchObject({ active: false });
    expect((await step(3, { type: 'change', name: '新名' })).body.code).toBe('outlet.ended');
  });

  test('hear each notice to their unit once, however many of its people hear it; a webhook’s message is signed and tells what it is about', async () => {
    const [webhook, robot] = [await outletOf('webhook'), await outletOf('wecom')];
    await launch('中小学健康教育开课');
    const told = await api.pool.query("SELECT person_id FROM notice WHERE kind = 'taskIssued'");
    expect(told.rows.map((row) => row.person_id).toSorted()).toEqual([people.liaison.id, people.second.id].toSorted());
    const { digestId } = await deliveries.freezeDigest(webhook, 'webhook');
    await deliveries.sendDigest(digestId ?? '');
    await deliveries.sendDigest((await deliveries.freezeDigest(robot, 'wecom')).digestId ?? '');
    const [hook, chat] = server.received;
    expect(hook?.headers['duban-signature']).toBe(signatureOf(secret, String(hook?.headers['duban-timestamp']), hook?.body ?? ''));
    const { notices } = JSON.parse(hook?.body ?? '{}');
    expect(notices).toEqual([expect.objectContaining({ kind: 'taskIssued', process: { type: 'task', id: expect.any(String), number: '1' } })]);
    expect(chat?.body).toContain('中小学健康教育开课');
    expect([(await stateOf(digestId))?.state, await deliveries.freezeDigest(webhook, 'webhook')]).toEqual(['sent', {}]);
  });

  test('that are deaf keep nobody else waiting: the message stays the same and is tried again, and is parked at once where no try is of use', async () => {
    const webhook = await outletOf('webhook');
    await launch('第二项');
    server.behaviour.reply = () => ({ status: 503 });
    const { digestId = '' } = await deliveries.freezeDigest(webhook, 'webhook');
    await expect(deliveries.sendDigest(digestId)).rejects.toThrow('503');
    expect([await stateOf(digestId), await deliveries.freezeDigest(webhook, 'webhook')]).toEqual([{ state: 'frozen', attempts: 1 }, { digestId }]);
    server.behaviour.reply = () => ({ status: 410 });
    await deliveries.sendDigest(digestId);
    expect(await stateOf(digestId)).toEqual({ state: 'failed', attempts: 2 });
    const parked = await api.call('GET', '/api/v1/deliveries', { token: people.administrator.token });
    expect(parked.body.items).toContainEqual(expect.objectContaining({ id: digestId, channel: 'webhook', lastError: 'the receiver refused the message with 410' }));
    // Somebody puts the receiver right and lets it try again: the same bytes.
    server.behaviour.reply = () => ({});
    await api.call('POST', `/api/v1/deliveries/${digestId}/retry`, { token: people.administrator.token });
    await deliveries.sendDigest(digestId);
    expect([(await stateOf(digestId))?.state, new Set(server.received.map(({ body }) => body)).size]).toEqual(['sent', 1]);
  });

  test('that were ended are sent nothing more, and the sweep finds those that wait', async () => {
    const ended = await outletOf('wecom');
    await launch('第三项');
    await api.pool.query("UPDATE delivery SET moved_at = moved_at - interval '2 minutes' WHERE person_id = $1", [ended]);
    expect(await recipientsWaiting(api.pool, 100)).toContainEqual({ personId: ended, channel: 'wecom' });
    await api.call('POST', `/api/v1/outlets/${ended}/commands`, { token: people.administrator.token, body: { type: 'end', reason: '停用' }, headers: { 'If-Match': '"1"' } });
    expect(await deliveries.freezeDigest(ended, 'wecom')).toEqual({});
    const { rows } = await api.pool.query('SELECT state, reason FROM delivery WHERE person_id = $1', [ended]);
    expect(rows).toEqual([{ state: 'dropped', reason: 'recipientInactive' }]);
    await launch('第四项');
    expect((await api.pool.query('SELECT 1 FROM delivery WHERE person_id = $1', [ended])).rowCount).toBe(1);
  });

  test('of a unit that was merged, at whatever remove, hear what its successor hears', async () => {
    const [first, second] = [await api.unit('原教委', 'department', units.district), await api.unit('原教体局', 'department', units.district)];
    const [webhook, stranger] = [await outletOf('webhook', first), await outletOf('wecom', units.group)];
    for (const [id, successorId] of [
      [first, second],
      [second, units.lead],
    ] as const) {
      const merged = await api.ledger.execute({ type: 'unit', id, command: { type: 'merge', successorId, reason: '机构改革' } as { type: string }, actor: system });
      if (!merged.ok) throw new Error(merged.code);
    }
    await launch('第五项');
    const heard = async (outlet: string) => (await api.pool.query('SELECT 1 FROM delivery WHERE person_id = $1', [outlet])).rowCount;
    expect([await heard(webhook), await heard(stranger)]).toEqual([1, 0]);
  });
});
