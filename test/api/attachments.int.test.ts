import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { type AttachmentStorage, createDiskStorage } from '../../api/attachments/storage.ts';
import { setOrphansAside } from '../../api/attachments/store.ts';
import { startApi, type TestApi } from './api.ts';

let api: TestApi;
let body: string;
let inspector: Awaited<ReturnType<TestApi['person']>>;
let stranger: Awaited<ReturnType<TestApi['person']>>;
beforeAll(async () => {
  api = await startApi({ attachments: { sizeLimit: 100_000, unitQuota: 250_000, uploadLimitMs: 1_000 } });
  const district = await api.unit('演示区', 'district');
  body = await api.unit('卫生监督所', 'enforcementBody', district);
  inspector = await api.person('inspector', { unitId: body, role: 'inspector' });
  stranger = await api.person('stranger', { unitId: await api.unit('教育局', 'department', district), role: 'liaisonOfficer' });
});
afterAll(() => api.close());

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const put = (raw: Uint8Array | string, query = '', headers: Record<string, string> = {}, token = inspector.token) =>
  api.call('PUT', `/api/v1/attachments${query}`, { token, raw, headers });
const left = async (): Promise<string[]> => await readdir(path.join(api.folder, 'incoming'));

describe('an upload', () => {
  test('is kept byte for byte under its hash, its kind told by content', async () => {
    const made = await put(png, `?name=${encodeURIComponent('现场.png')}`);
    expect(made.status).toBe(201);
    const sha256 = createHash('sha256').update(png).digest('hex');
    expect(made.body).toMatchObject({ sha256, size: png.length, mediaType: 'image/png', name: '现场.png', unitId: body, uploadedBy: inspector.id });
    expect(made.headers.get('location')).toBe(`/api/v1/attachments/${made.body.id}`);
    const content = await fetch(`${api.base}/api/v1/attachments/${made.body.id}/content`, { headers: { Authorization: `Bearer ${inspector.token}` } });
    expect(Buffer.from(await content.arrayBuffer())).toEqual(png);
    expect(content.headers.get('content-type')).toBe('image/png');
    expect(content.headers.get('x-content-type-options')).toBe('nosniff');
    expect(content.headers.get('content-disposition')).toMatch(/^attachment; .*UTF-8''%E7%8E%B0%E5%9C%BA\.png$/);
    expect(await left()).toEqual([]);
  });

  test('takes its name from Content-Disposition too, in UTF-8 either way', async () => {
    expect((await put(png, '', { 'Content-Disposition': "attachment; filename*=UTF-8''%E5%9B%BE.png" })).body.name).toBe('图.png');
    expect((await put(png, '', { 'Content-Disposition': `attachment; filename="${Buffer.from('图二.png').toString('latin1')}"` })).body.name).toBe('图二.png');
    expect((await put(png, '', { 'Content-Disposition': 'attachment; filename="..\\\\..\\\\x.png"' })).body.code).toBe('attachment.name_invalid');
  });

  test.each([
    ['nothing', '', '', 'attachment.empty'],
    ['HTML named .pdf', '<html><script>1</script></html>', '?name=a.pdf', 'attachment.type_refused'],
    ['a name that climbs', png, '?name=..%2F..%2Fa.png', 'attachment.name_invalid'],
    ['too much', Buffer.alloc(100_001, 65), '', 'attachment.too_large'],
  ])('of %s is refused and leaves nothing', async (_what, raw, query, code) => {
    expect((await put(raw, query)).body.code).toBe(code);
    expect(await left()).toEqual([]);
  });

  test('too large without a length announced is refused while it comes', async () => {
    const status = await sendChunks(300_000);
    expect(status).toBe(413);
    expect(await left()).toEqual([]);
  });

  test('beyond the unit’s quota is 413', async () => {
    const other = await api.unit('另一执法队', 'enforcementBody');
    const { token } = await api.person('full', { unitId: other, role: 'inspector' });
    for (let n = 0; n < 2; n++) expect((await put(Buffer.alloc(99_999, 65 + n), '', {}, token)).status).toBe(201);
    expect((await put(Buffer.alloc(99_999, 70), '', {}, token)).body.code).toBe('attachment.quota_exceeded');
  });

  test('cut off in the middle, or too slow, leaves nothing', async () => {
    await cutOff();
    expect(await slow()).toBe(408);
    for (let tries = 0; tries < 20 && (await left()).length > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await left()).toEqual([]);
  });

  test('sent three times under one key is one attachment', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => put('三次', '?name=a.txt', headers)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await put('四次', '?name=a.txt', headers)).body.code).toBe('command.key_reused');
    expect(await left()).toEqual([]);
  });

  test('needs a post', async () => {
    const { token } = await api.person('nobody');
    expect((await put(png, '', {}, token)).body.code).toBe('actor.post_missing');
  });
});

describe('an attachment', () => {
  test('of another unit is not there, until a process that one sees names it', async () => {
    const { body: made } = await put('公开说明', '?name=a.txt');
    for (const tail of ['', '/content']) expect((await api.call('GET', `/api/v1/attachments/${made.id}${tail}`, { token: stranger.token })).body.code).toBe('attachment.not_found');
    // Every signed-in person sees the units, so a use by one stands for any process that the stranger sees.
    await api.pool.query('INSERT INTO attachment_use (attachment_id, process_id) VALUES ($1, $2)', [made.id, body]);
    expect((await api.call('GET', `/api/v1/attachments/${made.id}`, { token: stranger.token })).status).toBe(200);
    expect((await api.call('GET', `/api/v1/attachments/${randomUUID()}`, { token: stranger.token })).body.code).toBe('attachment.not_found');
  });

  const later = (days: number): Date => new Date(Date.now() + days * 24 * 3_600_000);
  const isThere = async (storage: AttachmentStorage, sha256: string): Promise<boolean> => (await storage.read(sha256))?.destroy() !== undefined;

  test('whose file nobody names any more is set aside after a day and gone after a month; others stay, and one that is named again comes back', async () => {
    const [orphan, missed] = [(await put('孤儿', '?name=a.txt')).body, (await put('找回', '?name=b.txt')).body];
    const row = await api.pool.query('DELETE FROM attachment WHERE id = ANY($1::uuid[]) RETURNING *', [[orphan.id, missed.id]]);
    const storage = await createDiskStorage(api.folder);
    expect(await setOrphansAside(api.pool, storage, new Date())).toBe(0);
    expect(await setOrphansAside(api.pool, storage, later(1.1))).toBe(2);
    // As of a database to which one went back: it names the file still, which is read meanwhile.
    expect(await isThere(storage, missed.sha256)).toBe(true);
    await api.pool.query('INSERT INTO attachment SELECT * FROM jsonb_populate_record(NULL::attachment, $1::jsonb)', [JSON.stringify(row.rows.find(({ id }) => id === missed.id))]);
    expect(await setOrphansAside(api.pool, storage, later(29))).toBe(0);
    expect(await isThere(storage, orphan.sha256)).toBe(true);
    expect(await setOrphansAside(api.pool, storage, later(31))).toBe(0);
    expect([await isThere(storage, orphan.sha256), await isThere(storage, missed.sha256), await isThere(storage, createHash('sha256').update(png).digest('hex'))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('is touched by no other ledger, by none that was set up anew beside files given to nobody, and not while deliveries are held after a restore', async () => {
    const { body: made } = await put('证据', '?name=c.txt');
    await api.pool.query('DELETE FROM attachment WHERE id = $1', [made.id]);
    const storage = await createDiskStorage(api.folder);
    const { rows } = await api.pool.query<{ id: string }>('SELECT ledger_id AS id FROM ledger_state WHERE id = 1');
    await api.pool.query('UPDATE ledger_state SET ledger_id = gen_random_uuid()');
    expect(await setOrphansAside(api.pool, storage, later(2))).toBeUndefined();
    await api.pool.query('UPDATE ledger_state SET ledger_id = $1, held_since = ledger_now()', [rows[0]?.id]);
    expect(await setOrphansAside(api.pool, storage, later(2))).toBeUndefined();
    await api.pool.query('UPDATE ledger_state SET held_since = NULL');
    const folder = await mkdtemp(join(tmpdir(), 'duban-attachments-'));
    const ownerless = await createDiskStorage(folder);
    const strange = 'f'.repeat(64);
    await mkdir(join(folder, 'ff'));
    await writeFile(join(folder, 'ff', strange), '别处的文件');
    expect([await setOrphansAside(api.pool, ownerless, later(2)), await isThere(ownerless, strange), await ownerless.owner()]).toEqual([undefined, true, undefined]);
    await rm(folder, { recursive: true });
    expect([await setOrphansAside(api.pool, storage, later(2)), await isThere(storage, made.sha256)]).toEqual([1, true]);
  });
});

const open = () => request(`${api.base}/api/v1/attachments`, { method: 'PUT', headers: { Authorization: `Bearer ${inspector.token}` } });

async function sendChunks(bytes: number): Promise<number> {
  const sending = open();
  const answered = new Promise<number>((resolve, reject) => sending.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', reject));
  for (let sent = 0; sent < bytes; sent += 10_000) sending.write(Buffer.alloc(10_000, 65));
  sending.end();
  return await answered;
}

async function cutOff(): Promise<void> {
  const sending = open();
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(10_000, 65));
  await new Promise((resolve) => setTimeout(resolve, 100));
  sending.destroy();
}

async function slow(): Promise<number> {
  const sending = open();
  const answered = new Promise<number>((resolve, reject) => sending.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', reject));
  const drip = setInterval(() => sending.write('x'), 100);
  try {
    return await answered;
  } finally {
    clearInterval(drip);
    sending.destroy();
  }
}
