import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../app/embedded/ports.ts';
import { until } from '../harness/until.ts';
import { Instance, password, paste, run } from './instance.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Fact {
  readonly type: string;
  readonly data: { readonly rung?: string };
}
interface Notice {
  readonly rung: string | null;
  readonly process: { readonly id: string };
}

let instance: Instance;
const tokens = new Map<string, string>();

async function ask(username: string, method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
  const token = tokens.get(username) ?? (await signIn(username));
  const answer = await fetch(`${instance.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
}

async function signIn(username: string): Promise<string> {
  const answer = await fetch(`${instance.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
  const { token } = (await answer.json()) as { readonly token: string };
  tokens.set(username, token);
  return token;
}

/** Repeats a request whose connection a killed API broke, under the same key, as a client should. */
async function persist(username: string, method: 'GET' | 'POST', path: string, body?: unknown, key: string = randomUUID()): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await ask(username, method, path, body, key);
      if (answer.status < 500) return answer;
    } catch {}
    if (Date.now() > end) throw new Error(`${method} ${path} was not answered within 30 s`);
    await sleep(100);
  }
}

const seconds = (value: number) => ({ value, unit: 'second' });
const idOf = async (username: string): Promise<string> => String((await ask(username, 'GET', '/api/v1/me')).body.id);

/** A case at which two inspectors found a violation. */
async function violation(ladder?: readonly unknown[]): Promise<string> {
  const party = await ask('inspector-a', 'POST', '/api/v1/parties', { name: '端到端药店', kind: 'pharmacy', address: '演示区' });
  const opened = await ask('inspector-a', 'POST', '/api/v1/cases', { partyId: party.body.id, title: '端到端', source: 'complaint', ...(ladder ? { ladder } : {}) });
  const id = String(opened.body.id);
  const officers = [await idOf('inspector-a'), await idOf('inspector-b')];
  const inspected = await ask('inspector-a', 'POST', `/api/v1/cases/${id}/commands`, { type: 'recordInspection', officers, result: 'violation', findings: [] });
  expect(inspected.status).toBe(200);
  return id;
}
const order = (id: string, period: number) => ask('inspector-a', 'POST', `/api/v1/cases/${id}/commands`, { type: 'issueOrder', requirements: '改正', period: seconds(period) });

async function rungsOf(id: string): Promise<{ readonly facts: readonly string[]; readonly told: readonly string[] }> {
  const facts = (await persist('inspector-a', 'GET', `/api/v1/cases/${id}/facts?limit=200`)).body.items as readonly Fact[];
  const notices = (await persist('manager', 'GET', '/api/v1/notifications?limit=200')).body.items as readonly Notice[];
  return {
    facts: facts.filter((fact) => fact.type === 'rungReached').map((fact) => fact.data.rung ?? ''),
    told: notices.filter((notice) => notice.process.id === id).flatMap((notice) => notice.rung ?? []),
  };
}

describe('npm start', () => {
  beforeAll(async () => {
    instance = new Instance(await freePort());
    const took = await instance.start();
    process.stderr.write(`npm start in an empty data folder: ready in ${took.toFixed(1)} s\n`);
  });
  afterAll(async () => {
    await instance.stop();
    instance.remove();
  });

  test('says what runs where, and names the next thing to try', () => {
    expect(instance.output).toContain(`Console          ${instance.url}/`);
    expect(instance.output).toContain(`API              ${instance.url}/api/v1`);
    expect(instance.output).toContain('inspector-a, inspector-b');
    expect(instance.output).toMatch(/next to try .*npm run walk/);
  });

  test('npm run walk plays a campaign and a case to their ends; who signs in with another password is told what to do', async () => {
    const walked = await run(['run', 'walk', '-s', '--', '--fast'], { PORT: String(instance.port), DUBAN_DEMO_PASSWORD: password });
    expect(walked).toMatchObject({ code: 0 });
    expect(walked.output).toMatch(/督办〔\d{4}〕\d+号/);
    expect(walked.output).not.toContain('\u001b[');
    const wrong = await run(['run', 'walk', '-s'], { PORT: String(instance.port), DUBAN_DEMO_PASSWORD: 'another-password' });
    expect(wrong.code).toBe(1);
    expect(wrong.output).toMatch(/does not accept the demo login[\s\S]*next: DUBAN_DEMO_PASSWORD=/);
  });

  test('the curl examples of docs/api.md do what they say', async () => {
    const guide = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
    const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(8);
    const pasted = await paste(blocks.join('\n'), { DUBAN: instance.url, PASSWORD: password });
    expect(pasted).toMatchObject({ code: 0 });
    expect(pasted.output).toContain('version 2: added 3, amended 1, cancelled 2');
    expect(pasted.output).toMatch(/\n交办〔\d{4}〕\d+号\nnotReached\nreached\n2030-03-18\ntrue\n[1-9]\d*\n/);
    expect(pasted.output).toMatch(/case\.stage_wrong[\s\S]*\n404\n[\s\S]*\ncorrected\n/);
  });

  test('a request sent three times at once has one effect and one answer to the letter', async () => {
    const party = await ask('inspector-a', 'POST', '/api/v1/parties', { name: '三次药店', kind: 'pharmacy', address: '演示区' });
    const key = randomUUID();
    const opening = { partyId: party.body.id, title: '三次', source: 'complaint' };
    const opened = await Promise.all([1, 2, 3].map(() => ask('inspector-a', 'POST', '/api/v1/cases', opening, key)));
    expect(new Set(opened.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const id = String(opened[0]?.body.id);
    const listed = (await ask('inspector-a', 'GET', `/api/v1/cases?partyId=${String(party.body.id)}`)).body.items as readonly unknown[];
    expect(listed).toHaveLength(1);
    const inspection = { type: 'recordInspection', officers: [await idOf('inspector-a'), await idOf('inspector-b')], result: 'violation', findings: [] };
    const once = randomUUID();
    const recorded = await Promise.all([1, 2, 3].map(() => ask('inspector-a', 'POST', `/api/v1/cases/${id}/commands`, inspection, once)));
    expect(new Set(recorded.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await ask('inspector-a', 'GET', `/api/v1/cases/${id}`)).body.version).toBe(2);
    expect(await ask('inspector-a', 'POST', `/api/v1/cases/${id}/commands`, { ...inspection, result: 'clean' }, once)).toMatchObject({
      status: 422,
      body: { code: 'command.key_reused' },
    });
  });

  test('what is refused changes nothing: a stranger, one inspector twice, an order out of order', async () => {
    const party = await ask('inspector-a', 'POST', '/api/v1/parties', { name: '拒绝药店', kind: 'clinic', address: '演示区' });
    const opened = await ask('inspector-a', 'POST', '/api/v1/cases', { partyId: party.body.id, title: '拒绝', source: 'randomDraw' });
    const path = `/api/v1/cases/${String(opened.body.id)}`;
    const before = await ask('inspector-a', 'GET', path);
    const self = await idOf('inspector-a');
    expect(await ask('liaison', 'GET', path)).toMatchObject({ status: 404, body: { code: 'process.not_found' } });
    expect(await ask('office', 'POST', `${path}/commands`, { type: 'issueOrder', requirements: '改正', period: seconds(5) })).toMatchObject({ status: 404 });
    const twice = { type: 'recordInspection', officers: [self, self], result: 'clean', findings: [] };
    expect(await ask('inspector-a', 'POST', `${path}/commands`, twice)).toMatchObject({ status: 422, body: { code: 'case.same_inspector_twice' } });
    expect(await order(String(opened.body.id), 5)).toMatchObject({ status: 409, body: { code: 'case.stage_wrong' } });
    expect((await ask('inspector-a', 'GET', path)).text).toBe(before.text);
  });

  test('the reference page works under its own content security policy: it names only files that this server serves', async () => {
    const page = await fetch(`${instance.url}/api/docs`);
    const html = await page.text();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/<script>|<style>| on\w+=|https?:\/\//);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(2);
    for (const file of [...files, '/api/v1/openapi.json', '/api/docs/problems']) expect([file, (await fetch(`${instance.url}${file}`)).status]).toEqual([file, 200]);
  });

  test('worker and API killed in the middle of an overdue ladder: both come back, and each rung is told exactly once', async () => {
    const id = await violation([
      { rung: 'overdue', offset: seconds(0), to: 'managerInCharge' },
      { rung: 'again', offset: seconds(5), to: 'managerInCharge' },
    ]);
    expect((await order(id, 3)).status).toBe(200);
    const killed = instance.kill('worker');
    await until(async () => (await rungsOf(id)).told.length === 1, 60_000, 250);
    instance.kill('api');
    await until(async () => (await rungsOf(id)).told.length === 2, 60_000, 250);
    await sleep(1_500);
    expect(await rungsOf(id)).toEqual({ facts: ['overdue', 'again'], told: ['again', 'overdue'] });
    expect(instance.processes()).not.toContain(killed);
    expect(instance.output).toMatch(/! worker: ended by SIGKILL; started again/);
    expect(instance.output).toMatch(/! api: ended by SIGKILL; started again/);
  });

  test('SIGTERM leaves no process behind; the next start goes on, and a deadline that passed meanwhile is told once', async () => {
    const id = await violation();
    expect((await order(id, 8)).status).toBe(200);
    await instance.stop();
    expect(instance.output).toMatch(/stopping api[\s\S]*stopping worker[\s\S]*stopping Temporal[\s\S]*stopping PostgreSQL/);
    expect(instance.processes()).toEqual([]);
    const took = await instance.start();
    process.stderr.write(`npm start in a data folder in use: ready in ${took.toFixed(1)} s\n`);
    await until(async () => (await rungsOf(id)).told.length === 1, 60_000, 250);
    await sleep(1_000);
    expect(await rungsOf(id)).toEqual({ facts: ['overdue'], told: ['overdue'] });
    expect((await ask('inspector-a', 'GET', `/api/v1/cases/${id}`)).body.stage).toBe('ordered');
  });
});
