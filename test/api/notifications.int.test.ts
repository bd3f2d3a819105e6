import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from './api.ts';

let api: TestApi;
let district: string;
let mine: Awaited<ReturnType<TestApi['person']>>;
beforeAll(async () => {
  api = await startApi();
  district = await api.unit('演示区', 'district');
  mine = await api.person('mine', { unitId: district, role: 'liaisonOfficer' });
});
afterAll(() => api.close());

async function notice(person: { readonly id: string; readonly posts: readonly string[] }, at: string, more: { readonly isRung?: boolean } = {}): Promise<string> {
  const id = randomUUID();
  const text = (zh: string, en: string): string => JSON.stringify({ zh, en });
  await api.pool.query(
    `INSERT INTO notice (id, process_id, fact_seq, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, due_at, urgent, created_at)
     VALUES ($1, $2, 1, $3, 'overdue', $4, $5, $6, $2, $7, $8, $9, $10, '2026-12-01T00:00:00Z', false, $11)`,
    [
      id,
      district,
      more.isRung ? `rung-${id}` : id,
      more.isRung === true,
      person.id,
      person.posts[0],
      text('任务逾期', 'Task overdue'),
      text('过了时限', 'past due'),
      text('催办规则', 'chase rule'),
      text('提交即停', 'submit'),
      at,
    ],
  );
  return id;
}
const list = (query = '', headers: Record<string, string> = {}, token = mine.token) => api.call('GET', `/api/v1/notifications${query}`, { token, headers });

describe('notifications', () => {
  test('are mine alone, newest first, in pages that neither repeat nor skip, also where several came in one instant', async () => {
    const other = await api.person('other', { unitId: district, role: 'liaisonOfficer' });
    await notice(other, '2026-11-20T00:00:00Z');
    for (let n = 0; n < 7; n++) await notice(mine, `2026-11-2${Math.floor(n / 3)}T01:00:00Z`);
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await list(`?limit=2${next ? `&cursor=${next}` : ''}`);
      seen.push(...body.items.map((item: { id: string; createdAt: string }) => `${item.createdAt} ${item.id}`));
      next = body.next ?? '';
    } while (next);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    const times = seen.map((line) => line.split(' ')[0]);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('say what, why, by which rule and what would have stopped it, in the reader’s language', async () => {
    const id = await notice(mine, '2026-11-30T00:00:00Z', { isRung: true });
    const { body } = await list('?limit=1');
    expect(body.items[0]).toEqual({
      id,
      kind: 'overdue',
      rung: `rung-${id}`,
      title: '任务逾期',
      process: { type: 'unit', id: district, number: null },
      dueAt: '2026-12-01T08:00:00.000+08:00',
      createdAt: '2026-11-30T08:00:00.000+08:00',
      readAt: null,
      urgent: false,
      insteadOf: null,
      why: '过了时限',
      rule: '催办规则',
      stops: '提交即停',
    });
    expect((await list('?limit=1', { 'Accept-Language': 'en' })).body.items[0].title).toBe('Task overdue');
  });

  test('are read once: the first reading counts, and the unread filter follows', async () => {
    const reader = await api.person('reader', { unitId: district, role: 'liaisonOfficer' });
    const [one, two] = [await notice(reader, '2026-11-20T00:00:00Z'), await notice(reader, '2026-11-21T00:00:00Z')];
    const read = (id: string, token = reader.token) => api.call('POST', `/api/v1/notifications/${id}/read`, { token });
    const first = await read(one);
    expect(first.status).toBe(200);
    expect((await read(one)).body.readAt).toBe(first.body.readAt);
    const ids = async (unread: string) => (await list(`?unread=${unread}`, {}, reader.token)).body.items.map((item: { id: string }) => item.id);
    expect([await ids('true'), await ids('false')]).toEqual([[two], [one]]);
    expect((await read(one, mine.token)).body.code).toBe('notification.not_found');
    expect((await read(randomUUID())).body.code).toBe('notification.not_found');
  });

  test('of the person stood in for are seen by the delegate under the delegation, those of the delegated post alone', async () => {
    const boss = await api.person('boss', { unitId: district, role: 'unitLeader' }, { unitId: district, role: 'managerInCharge' });
    const deputy = await api.person('deputy', { unitId: district, role: 'liaisonOfficer' });
    const told = await notice(boss, '2026-11-20T00:00:00Z');
    await notice({ id: boss.id, posts: [boss.posts[1] ?? ''] }, '2026-11-21T00:00:00Z');
    const delegation = randomUUID();
    await api.pool.query(
      `INSERT INTO delegation_record (id, from_person_id, to_person_id, post_id, "from", until, reason) VALUES ($1, $2, $3, $4, now() - interval '1 day', now() + interval '1 day', '出差')`,
      [delegation, boss.id, deputy.id, boss.posts[0]],
    );
    expect((await list('', { 'Duban-Delegation': delegation }, deputy.token)).body.items.map((item: { id: string }) => item.id)).toEqual([told]);
    expect((await list('', {}, deputy.token)).body.items).toEqual([]);
  });
});
