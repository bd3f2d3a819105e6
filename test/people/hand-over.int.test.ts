import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { type Actor, system } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
type Name = 'admin' | 'leaver' | 'successor' | 'uncertified' | 'colleague' | 'stranger';

/** A leaver's items in all: posts, cases, delegations. */
const cases = 222;
let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<Name, Person>;
let body = '';
let today = '';
const caseIds: string[] = [];
let filedTogether = '';

async function certify(personId: string): Promise<void> {
  const outcome = await api.ledger.execute({
    type: 'person',
    id: personId,
    command: { type: 'setCertificate', number: 'C1', expiresOn: addDays(today, 300) } as { type: string },
    actor: system,
  });
  if (!outcome.ok) throw new Error(outcome.code);
}
const inspector = ({ id, posts }: Person): Actor => ({ ref: { by: 'person', personId: id, postId: posts[0] ?? '', unitId: body }, role: 'inspector', unitId: body });
async function execute(actor: Actor, id: string, command: { readonly type: string }, creates = false): Promise<void> {
  const outcome = await api.ledger.execute({ type: 'case', id, command, actor, creates });
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code}`);
}

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  today = beijingDateOf((await api.ledger.moment()).now);
  const district = await api.unit('云山区', 'district');
  body = await api.unit('卫生监督所', 'enforcementBody', district);
  const town = await api.unit('某镇', 'town', district);
  people.admin = await api.person('admin', { unitId: district, role: 'administrator' });
  people.leaver = await api.person('leaver', { unitId: body, role: 'inspector' }, { unitId: body, role: 'liaisonOfficer' });
  people.successor = await api.person('successor', { unitId: district, role: 'expert' });
  people.colleague = await api.person('colleague', { unitId: body, role: 'inspector' });
  people.uncertified = await api.person('uncertified', { unitId: body, role: 'inspector' });
  people.stranger = await api.person('stranger', { unitId: town, role: 'liaisonOfficer' });
  for (const name of ['leaver', 'successor', 'colleague'] as const) await certify(people[name].id);
  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  const open = { type: 'open', partyId, title: '检查', source: 'complaint' };
  for (let n = 0; n < cases; n++) {
    const id = randomUUID();
    caseIds.push(id);
    await execute(inspector(people.leaver), id, open, true);
  }
  filedTogether = caseIds[0] ?? '';
  await execute(inspector(people.leaver), filedTogether, { type: 'recordInspection', officers: [people.leaver.id, people.colleague.id], result: 'violation', findings: [] } as {
    type: string;
  });
  const closed = randomUUID();
  await execute(inspector(people.leaver), closed, open, true);
  await execute(inspector(people.leaver), closed, { type: 'recordInspection', officers: [people.leaver.id, people.colleague.id], result: 'clean', findings: [] } as {
    type: string;
  });
  await execute({ ref: { by: 'time' } }, closed, { type: 'closeCase' });
  const granted = await api.call('POST', '/api/v1/delegations', {
    token: people.leaver.token,
    headers: { 'Duban-Post': people.leaver.posts[0] ?? '' },
    body: { toPersonId: people.colleague.id, postId: people.leaver.posts[0], from: today, until: addDays(today, 10), reason: '出差' },
  });
  expect(granted.status).toBe(201);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const path = (more = '') => `/api/v1/people/${people.leaver.id}/hand-over${more}`;
const asked = (name: Name, where: string, wish: object) => api.call('POST', where, { token: people[name].token, body: { reason: '调离', ...wish } });
const facts = async (): Promise<number> => (await api.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact')).rows[0]?.n ?? 0;

describe('a leaver’s hand-over', () => {
  test('is an administrator’s, and previewed by nobody else', async () => {
    for (const where of [path(), path('/preview')]) {
      const answered = await asked('stranger', where, { toPersonId: people.successor.id });
      expect([answered.status, answered.body.code]).toEqual([403, 'policy.forbidden']);
    }
  });

  test('is refused whole where the law lets nobody take a case over, each such item named; the preview names them too and shows the rest', async () => {
    const before = await facts();
    const refused = await asked('admin', path(), { toPersonId: people.uncertified.id });
    expect([refused.status, refused.body.code, refused.body.params?.count ?? refused.body.items.length]).toEqual([409, 'person.hand_over_blocked', cases]);
    expect(refused.body.items[0]).toMatchObject({ type: 'case', toPersonId: people.uncertified.id, code: 'case.certificate_expired' });
    const preview = await asked('admin', path('/preview'), { toPersonId: people.uncertified.id });
    expect([preview.status, preview.body.refused.code, preview.body.stuck.length]).toEqual([200, 'person.hand_over_blocked', cases]);
    expect(preview.body.items.map((item: { type: string }) => item.type).sort()).toEqual(['delegation', 'post', 'post']);
    expect(await facts()).toBe(before);
  });

  test('shows every item before and after, and the notices to both; nothing is written by showing it', async () => {
    const before = await facts();
    const { status, body: shown } = await asked('admin', path('/preview'), { toPersonId: people.successor.id });
    expect([status, shown.refused, shown.stuck]).toEqual([200, null, []]);
    const count = (type: string) => shown.items.filter((item: { type: string }) => item.type === type).length;
    expect([count('post'), count('case'), count('delegation')]).toEqual([2, cases, 1]);
    expect(shown.items.find((item: { id: string }) => item.id === filedTogether)).toMatchObject({ before: { id: people.leaver.id }, after: { id: people.successor.id } });
    expect(shown.items.find((item: { type: string }) => item.type === 'delegation')).toMatchObject({ before: { id: people.colleague.id }, after: null });
    expect(shown.notices.map((notice: { to: { id: string } }) => notice.to.id).sort()).toEqual([people.leaver.id, people.successor.id].sort());
    expect(await facts()).toBe(before);
  });

  test('names an unknown, an inactive or the same person as no successor, and one who is missing', async () => {
    const codes = async (wish: object) => (await asked('admin', path(), wish)).body.code;
    expect(await codes({ toPersonId: randomUUID() })).toBe('person.unknown');
    expect(await codes({ toPersonId: people.leaver.id })).toBe('person.to_oneself');
    expect(await codes({ toPersonId: people.successor.id, on: addDays(today, 1) })).toBe('register.date_in_future');
    const missing = await asked('admin', path(), { posts: [{ postId: people.leaver.posts[0], toPersonId: people.successor.id }] });
    expect(missing.body.items).toEqual([{ type: 'post', id: people.leaver.posts[1], number: null, toPersonId: null, code: 'person.successor_missing' }]);
  });

  test('moves all 225 items in one transaction, ends sessions and tokens, tells both, and chases the successor from then on', async () => {
    const made = await api.call('POST', '/api/v1/tokens', { token: people.leaver.token, body: { name: '脚本', scope: 'read', days: 10 } });
    const done = await asked('admin', path(), { toPersonId: people.successor.id, leaves: true });
    expect([done.status, done.body.active, done.body.posts]).toEqual([200, false, []]);
    const { rows } = await api.pool.query<{ commands: number; processes: number }>(
      `SELECT count(DISTINCT command_id)::int AS commands, count(DISTINCT process_id)::int AS processes FROM fact
 WHERE command_id = (SELECT command_id FROM fact WHERE process_id = $1 AND type = 'personHandedOver')`,
      [people.leaver.id],
    );
    expect(rows[0]).toEqual({ commands: 1, processes: cases + 2 + 1 + 1 });
    for (const secret of [people.leaver.token, made.body.token]) expect((await api.call('GET', '/api/v1/me', { token: secret })).status).toBe(401);
    expect((await api.pool.query('SELECT 1 FROM session WHERE person_id = $1', [people.leaver.id])).rowCount).toBe(0);
    const { body: mine } = await api.call('GET', '/api/v1/me', { token: people.successor.token });
    expect(mine.roles.sort()).toEqual(['expert', 'inspector', 'liaisonOfficer']);
    const notices = await api.call('GET', '/api/v1/notifications', { token: people.successor.token });
    expect(notices.body.items.map((one: { kind: string }) => one.kind)).toEqual(['handedOver']);
    const one = await api.call('GET', `/api/v1/cases/${filedTogether}`, { token: people.colleague.token });
    expect(one.body.officers.map((officer: { id: string }) => officer.id)).toEqual([people.successor.id, people.colleague.id]);
    expect(one.body.inspections[0].officers[0].id).toBe(people.leaver.id);
    expect((await verify(api.pool)).faults).toEqual([]);
  });

  test('done again finds nothing left', async () => {
    const again = await asked('admin', path(), { toPersonId: people.successor.id });
    expect([again.status, again.body.code]).toEqual([409, 'person.inactive']);
  });
});
