import { PrismaPg } from '@prisma/adapter-pg';
import { resourceRoutes } from '../../api/resources.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { until } from '../harness/until.ts';
import { startApi, type TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;

let api: TestApi;
let prisma: PrismaClient;
const people = {} as Record<'inspector' | 'colleague' | 'stranger', Person>;
let caseId: string;
const open: AbortController[] = [];

beforeAll(async () => {
  api = await startApi(
    {
      routes: (ledger) => {
        prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
        return resourceRoutes({ ledger, prisma });
      },
    },
    { lookMs: 50, beatMs: 100, inAll: 7 },
  );
  const district = await api.unit('云山区', 'district');
  const body = await api.unit('卫生监督所', 'enforcementBody', district);
  const other = await api.unit('另一监督所', 'enforcementBody', district);
  people.inspector = await api.person('inspector', { unitId: body, role: 'inspector' });
  people.colleague = await api.person('colleague', { unitId: body, role: 'managerInCharge' });
  people.stranger = await api.person('stranger', { unitId: other, role: 'inspector' });
  const party = (await post('parties', { name: '安康药房', kind: 'pharmacy', address: '云山路1号' })).id;
  caseId = (await post('cases', { partyId: party, title: '投诉', source: 'complaint' })).id;
});
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  await until(async () => api.changes.listening === 0);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function post(path: string, body: object) {
  const answer = await api.call('POST', `/api/v1/${path}`, { token: people.inspector.token, body });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body;
}
const correct = (value: string) => post(`cases/${caseId}/commands`, { type: 'correctField', field: 'title', value, reason: '笔误' });

/** A stream as a browser has it: what it was told, and whether it has ended. */
async function listen(token: string, watch?: string, delegation?: string) {
  const aborted = new AbortController();
  open.push(aborted);
  const asked = new URLSearchParams({ ...(watch === undefined ? {} : { watch }), ...(delegation === undefined ? {} : { delegation }) });
  const response = await fetch(`${api.base}/api/v1/changes?${asked}`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: aborted.signal,
  });
  const heard = { status: response.status, type: response.headers.get('content-type'), text: '', ended: false, code: undefined as string | undefined };
  if (response.status !== 200) {
    heard.code = ((await response.json()) as { code: string }).code;
    return heard;
  }
  void (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) heard.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // Torn off by the test itself.
    }
    heard.ended = true;
  })();
  await until(async () => heard.text.includes(': listening'));
  return heard;
}
const events = ({ text }: { readonly text: string }): readonly string[] =>
  text
    .split('\n\n')
    .filter((part) => part.startsWith('event: '))
    .map((part) => part.replace('event: ', '').replace('\ndata: ', ' '));
const named = (heard: { readonly text: string }, name: string): readonly string[] => events(heard).filter((event) => event.startsWith(`${name} `));

describe('the stream of changes', () => {
  test('tells whoever watches a case that it moved and in which version, whoever sees cases that one did, and a stranger nothing', async () => {
    const [watching, seeing, stranger] = [
      await listen(people.colleague.token, `case:${caseId}`),
      await listen(people.colleague.token),
      await listen(people.stranger.token, `case:${caseId}`),
    ];
    expect([watching.status, watching.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const { version } = await correct('投诉一');
    await until(async () => named(watching, 'moved').length > 0 && named(watching, 'list').length > 0 && named(seeing, 'list').length > 0);
    expect([named(watching, 'moved'), named(watching, 'list'), events(seeing)]).toEqual([
      [`moved {"type":"case","id":"${caseId}","version":${version}}`],
      ['list {"types":["case"]}'],
      ['list {"types":["case"]}'],
    ]);
    const beats = stranger.text.length;
    await until(async () => stranger.text.length > beats);
    expect(events(stranger)).toEqual([]);
  });

  test('tells whoever stands in for another what that person hears, by the delegation that it names; by none of one’s own it is refused', async () => {
    const [postId, now] = [people.colleague.posts[0], new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)];
    const granted = await api.call('POST', '/api/v1/delegations', {
      token: people.colleague.token,
      body: { toPersonId: people.stranger.id, postId, from: now, until: now, reason: '休假' },
    });
    expect(granted.status).toBe(201);
    const delegation: string = granted.body.id;
    const standingIn = await listen(people.stranger.token, `case:${caseId}`, delegation);
    const { version } = await correct('投诉二');
    await until(async () => named(standingIn, 'moved').length > 0);
    expect(named(standingIn, 'moved')).toEqual([`moved {"type":"case","id":"${caseId}","version":${version}}`]);
    expect((await listen(people.inspector.token, undefined, delegation)).code).toBe('actor.delegation_invalid');
  });

  test('tells a person of a notification, and nobody else', async () => {
    const [asked, asking] = [await listen(people.colleague.token), await listen(people.inspector.token)];
    await post(`cases/${caseId}/commands`, { type: 'close', reason: '误立', ground: 'openedInError' });
    await until(async () => named(asked, 'notice').length > 0 && named(asking, 'list').length > 0);
    expect([named(asked, 'notice'), named(asking, 'notice')]).toEqual([['notice {}'], []]);
  });

  test('looks no more than it listens, and nothing that stood before is news', async () => {
    const first = await listen(people.colleague.token, `case:${caseId}`);
    const beat = () => first.text.split(': beat').length;
    const beats = beat();
    await until(async () => beat() > beats + 1);
    expect(named(first, 'moved')).toEqual([]);
  });

  test('ends with the session, at the next beat', async () => {
    const token = await api.signIn('colleague');
    const heard = await listen(token);
    expect((await api.call('DELETE', '/api/v1/session', { token })).status).toBe(204);
    await until(async () => heard.ended);
    expect((await listen(token)).code).toBe('session.invalid');
  });

  test('is held by a person five times and by the process as often as it may; what is not a process cannot be watched', async () => {
    for (let count = 0; count < 5; count++) expect((await listen(people.inspector.token)).status).toBe(200);
    const sixth = await listen(people.inspector.token);
    expect([sixth.status, sixth.code]).toEqual([429, 'changes.too_many']);
    for (let count = 0; count < 2; count++) expect((await listen(people.stranger.token)).status).toBe(200);
    const eighth = await listen(people.colleague.token);
    expect([eighth.status, eighth.code]).toEqual([503, 'service.busy']);
    for (const watch of ['case', `sort:${caseId}`, `case:${caseId},`, 'case:1']) expect((await listen(people.colleague.token, watch)).code).toBe('request.invalid');
  });

  test('a reader who leaves is no failure of the service', async () => {
    await listen(people.colleague.token);
    for (const one of open.splice(0)) one.abort();
    await until(async () => api.changes.listening === 0);
    expect(api.lines.filter((line) => line.includes('service.failed'))).toEqual([]);
  });

  test('a reader who leaves before the stream opens frees its place', async () => {
    const { changes } = api;
    const opening = changes.open.bind(changes);
    let left = (): void => undefined;
    const leaving = new Promise<void>((resolve) => {
      left = resolve;
    });
    changes.open = async (...asked) => {
      const stream = await opening(...asked);
      await leaving;
      return stream;
    };
    try {
      const aborted = new AbortController();
      const asked = fetch(`${api.base}/api/v1/changes`, { headers: { Authorization: `Bearer ${people.colleague.token}` }, signal: aborted.signal }).catch(() => undefined);
      await until(async () => changes.listening === 1);
      aborted.abort();
      await asked;
      // The service hears of it a moment later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      left();
      await until(async () => changes.listening === 0);
    } finally {
      changes.open = opening;
    }
  });

  test('is ended when the service stops, which it does not delay', async () => {
    const heard = await listen(people.stranger.token);
    api.changes.close();
    await api.stop(600_000);
    await until(async () => heard.ended);
    expect(api.changes.listening).toBe(0);
  }, 30_000);
});
