import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { deliveryRoutes } from '../../api/deliveries/routes.ts';
import { readHold } from '../../ledger/beacon.ts';
import { digestFigures } from '../../ledger/delivery.ts';
import { startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let unit: string;
let admin: Person;
let office: Person;
beforeAll(async () => {
  api = await startApi({ routes: (ledger) => deliveryRoutes({ ledger }) });
  api.metrics.deliveries({ digests: () => digestFigures(api.pool), held: async () => (await readHold(api.pool)) !== undefined });
  unit = await api.unit('演示区', 'district');
  admin = await api.person('admin', { unitId: unit, role: 'administrator' });
  office = await api.person('office', { unitId: unit, role: 'liaisonOfficer' });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.pool.query('TRUNCATE delivery, notice, digest');
  await api.pool.query('UPDATE ledger_state SET held_since = NULL, held_reason = NULL');
});

async function digest(state: string, at = '2026-11-20T00:00:00Z'): Promise<string> {
  const [id, noticeId] = [randomUUID(), randomUUID()];
  await api.pool.query(
    `INSERT INTO digest (id, person_id, channel, address, message_id, subject, text, state, attempts, last_error, failing_since, created_at)
     VALUES ($1, $2, 'mail', 'office@example.org', '<1@example.org>', '一件案件的标题', '正文', $3, 25, 'mail was not sent: 451', $4, $4)`,
    [id, office.id, state, at],
  );
  await api.pool.query(
    `INSERT INTO notice (id, process_id, fact_seq, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, created_at)
     VALUES ($1, $1, 1, 'x', 'x', false, $2, $3, $4, '{}', '{}', '{}', '{}', ledger_now())`,
    [noticeId, office.id, office.posts[0], unit],
  );
  await api.pool.query(
    "INSERT INTO delivery (id, notice_id, person_id, channel, state, digest_id, created_at, moved_at) VALUES (gen_random_uuid(), $1, $2, 'mail', $3, $4, ledger_now(), ledger_now())",
    [noticeId, office.id, state, id],
  );
  return id;
}
const hold = () => api.pool.query("UPDATE ledger_state SET held_since = '2026-11-21T00:00:00Z', held_reason = 'restored'");
const list = (query = '') => api.call('GET', `/api/v1/deliveries${query}`, { token: admin.token });
const retry = (id: string, headers: Record<string, string> = {}) => api.call('POST', `/api/v1/deliveries/${id}/retry`, { token: admin.token, headers });
const release = (headers: Record<string, string> = {}) => api.call('POST', '/api/v1/deliveries/release', { token: admin.token, headers });

describe('parked deliveries', () => {
  test('are listed for an administrator, newest first in pages, without what they say', async () => {
    const [old, fresh] = [await digest('failed', '2026-11-19T00:00:00Z'), await digest('failed')];
    await digest('sent');
    const first = await list('?limit=1');
    expect(first.body).toEqual({
      held: null,
      items: [
        {
          id: fresh,
          personId: office.id,
          outlet: null,
          channel: 'mail',
          notices: 1,
          attempts: 25,
          lastError: 'mail was not sent: 451',
          failingSince: '2026-11-20T08:00:00.000+08:00',
          createdAt: '2026-11-20T08:00:00.000+08:00',
        },
      ],
      next: expect.any(String),
    });
    expect(first.text).not.toContain('案件');
    expect(first.text).not.toContain('office@example.org');
    const second = await list(`?limit=1&cursor=${first.body.next}`);
    expect([second.body.items.map((item: { id: string }) => item.id), second.body.next]).toEqual([[old], null]);
  });

  test('of an outlet show its name, in the file too', async () => {
    const outletId = randomUUID();
    await api.pool.query("INSERT INTO outlet_record (id, unit_id, kind, name, host, active, version) VALUES ($1, $2, 'wecom', '值班群', 'robot.example.org', true, 1)", [
      outletId,
      unit,
    ]);
    const id = await digest('failed');
    await api.pool.query("UPDATE digest SET person_id = $2, channel = 'wecom' WHERE id = $1", [id, outletId]);
    expect((await list()).body.items).toMatchObject([{ id, personId: outletId, outlet: '值班群', channel: 'wecom' }]);
    const response = await fetch(`${api.base}/api/v1/deliveries.xlsx`, { headers: { Authorization: `Bearer ${admin.token}` } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const cells = (book.worksheets[0]?.getSheetValues() ?? []).flatMap((row) => (Array.isArray(row) ? row : []));
    expect(cells).toEqual(expect.arrayContaining(['值班群', '企业微信群机器人']));
  });

  test('try again as the same message when an administrator says so, once', async () => {
    const id = await digest('failed');
    const key = { 'Idempotency-Key': 'again-1' };
    const first = await retry(id, key);
    expect([first.status, first.body]).toEqual([200, { id }]);
    expect((await retry(id, key)).body).toEqual({ id });
    expect((await api.pool.query('SELECT d.state, v.state AS delivery, d.failing_since FROM digest d JOIN delivery v ON v.digest_id = d.id WHERE d.id = $1', [id])).rows).toEqual([
      { state: 'frozen', delivery: 'frozen', failing_since: null },
    ]);
    const again = await retry(id);
    expect([again.status, again.body.code]).toEqual([409, 'delivery.not_parked']);
    const unknown = await retry(randomUUID());
    expect([unknown.status, unknown.body.code]).toEqual([404, 'delivery.not_found']);
  });

  test('say since when everything is held, until an administrator releases it; once is enough', async () => {
    await hold();
    expect((await list()).body.held).toEqual({ since: '2026-11-21T08:00:00.000+08:00', reason: 'restored' });
    expect((await release()).body).toEqual({ released: true });
    expect((await list()).body.held).toBeNull();
    expect((await release()).body).toEqual({ released: false });
  });

  test('are no business of anybody else, and nothing is changed by asking', async () => {
    const id = await digest('failed');
    await hold();
    const nobody = await api.person('nobody');
    for (const { token } of [office, nobody])
      for (const [method, path] of [
        ['GET', '/api/v1/deliveries'],
        ['POST', `/api/v1/deliveries/${id}/retry`],
        ['POST', `/api/v1/deliveries/${randomUUID()}/retry`],
        ['POST', '/api/v1/deliveries/release'],
      ] as const) {
        const { status, body } = await api.call(method, path, { token });
        expect([path, status, body.code]).toEqual([path, 403, 'policy.forbidden']);
      }
    expect((await api.call('GET', '/api/v1/deliveries')).status).toBe(401);
    expect((await list()).body).toMatchObject({ held: { reason: 'restored' }, items: [{ id }] });
  });

  test('stand among the figures, with the hold; without the database the other figures are still answered', async () => {
    await digest('failed');
    await digest('failed');
    await digest('sent');
    await hold();
    const figures = await api.metrics.registry.metrics();
    expect(figures).toContain('duban_digests{state="failed"} 2');
    expect(figures).toContain('duban_digests{state="unknown"} 0');
    expect(figures).not.toContain('state="sent"');
    expect(figures).toMatch(/^duban_deliveries_held 1$/m);
    await api.pool.query('ALTER TABLE digest RENAME TO digest_away');
    try {
      const without = await api.metrics.registry.metrics();
      expect(without).not.toContain('duban_digests{');
      expect(without).toMatch(/^duban_deliveries_held 1$/m);
    } finally {
      await api.pool.query('ALTER TABLE digest_away RENAME TO digest');
    }
  });
});
