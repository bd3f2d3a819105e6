import { createHmac } from 'node:crypto';
import { type Channel, type Message, SendFailure } from '../../activities/channel/channel.ts';
import { createOutletChannels } from '../../activities/channel/channels.ts';
import { Pace } from '../../activities/channel/pace.ts';
import { isOpenAddress, post } from '../../activities/channel/post.ts';
import type { WaitingNotice } from '../../domain/notice/digest.ts';
import { fitting, renderMarkdown } from '../../domain/notice/markdown.ts';
import type { OutletAddress } from '../../ledger/delivery.ts';
import { outletServer, type Received } from './outlet-server.ts';

const now = Date.parse('2026-12-01T10:00:00+08:00');
const notice = (title: string, more: Partial<WaitingNotice> = {}): WaitingNotice => ({
  deliveryId: title,
  kind: 'overdueNotice',
  rung: 'overdueNotice',
  process: { type: 'task', id: 'f00d', number: '7' },
  urgent: false,
  createdAt: now,
  title: { zh: title, en: `en ${title}` },
  why: { zh: '已过完成时限', en: 'past its deadline' },
  rule: { zh: '工作方案', en: 'the plan' },
  stops: { zh: '提交验收', en: 'submitting' },
  ...more,
});

let server: Awaited<ReturnType<typeof outletServer>>;
beforeEach(async () => {
  server = await outletServer();
});
afterEach(() => server.close());

/** The channel of a kind that finds one outlet at the local server. */
function channel(kind: string, more: Partial<OutletAddress> = {}, allowed = true): Channel {
  const address = { url: `${server.base}/robot?access_token=k3y`, ...more };
  const found = createOutletChannels(async (id) => (id === 'outlet' ? address : undefined), { allowedHosts: allowed ? [server.host] : [], limitMs: 2_000 }).find(
    (one) => one.name === kind,
  );
  if (!found) throw new Error(`no channel ${kind}`);
  return found;
}
function message(on: Channel, notices: readonly WaitingNotice[] = [notice('任务7超期')], to = 'outlet'): Message {
  const rendered = on.render?.(notices, now, 'message-1');
  if (!rendered) throw new Error('the channel renders nothing');
  return { messageId: 'message-1', to, ...rendered, date: now };
}
/** How a send ended: `sent`, or what is known of it and whether a further try is of use. */
const sent = (on: Channel, what = message(on)): Promise<string> =>
  on.send(what).then(
    () => 'sent',
    (error: unknown) => (error instanceof SendFailure ? `${error.taken}${error.isFinal ? ', final' : ''}` : String(error)),
  );
const bodyOf = (index = 0) => JSON.parse(server.received[index]?.body ?? '{}');

describe('a webhook', () => {
  test('is signed over timestamp and body with the outlet’s secret, and says in both languages what the notices say', async () => {
    const webhook = channel('webhook', { secret: 'shared secret' });
    expect(await sent(webhook)).toBe('sent');
    const { headers = {}, body = '' }: Partial<Received> = server.received[0] ?? {};
    const expected = createHmac('sha256', 'shared secret').update(`${headers['duban-timestamp']}.${body}`).digest('hex');
    expect([headers['duban-signature'], headers['duban-message']]).toEqual([`v1=${expected}`, 'message-1']);
    expect(Math.abs(Number(headers['duban-timestamp']) * 1_000 - Date.now())).toBeLessThan(60_000);
    expect(JSON.parse(body)).toEqual({
      id: 'message-1',
      createdAt: '2026-12-01T02:00:00.000Z',
      notices: [
        expect.objectContaining({ kind: 'overdueNotice', title: { zh: '任务7超期', en: 'en 任务7超期' }, process: { type: 'task', id: 'f00d', number: '7' }, dueAt: null }),
      ],
    });
  });

  test('repeated is the same bytes under the same id', async () => {
    const webhook = channel('webhook', { secret: 's' });
    const frozen = message(webhook);
    server.behaviour.reply = () => ({ status: 503 });
    expect(await sent(webhook, frozen)).toBe('no');
    server.behaviour.reply = () => ({});
    expect(await sent(webhook, frozen)).toBe('sent');
    expect(new Set(server.received.map(({ body, headers }) => `${headers['duban-message']} ${body}`)).size).toBe(1);
  });

  test.each([
    [200, 'sent'],
    [204, 'sent'],
    [302, 'no, final'],
    [400, 'no, final'],
    [401, 'no, final'],
    [410, 'no, final'],
    [408, 'no'],
    [429, 'no'],
    [500, 'no'],
  ])('answered %i: %s', async (status, end) => {
    server.behaviour.reply = () => ({ status, headers: { Location: `${server.base}/elsewhere` } });
    expect(await sent(channel('webhook', { secret: 's' }))).toBe(end);
    expect(server.received).toHaveLength(1);
  });

  test('without an answer nobody knows; the receiver tells a repeat by its id', async () => {
    server.behaviour.reply = () => undefined;
    expect([await sent(channel('webhook', { secret: 's' })), channel('webhook').recognisesRepeats]).toEqual(['unknown', true]);
  });

  test('of an outlet without address or secret is not sent', async () => {
    const webhook = channel('webhook', { secret: 's' });
    expect([await sent(webhook, message(webhook, [notice('甲')], 'another')), await sent(channel('webhook'))]).toEqual(['no, final', 'no, final']);
    expect(server.received).toEqual([]);
  });
});

describe('group robots', () => {
  test('WeCom takes Markdown, and only its own word counts', async () => {
    server.behaviour.reply = () => ({ body: { errcode: 0, errmsg: 'ok' } });
    expect(await sent(channel('wecom'))).toBe('sent');
    expect(bodyOf()).toEqual({ msgtype: 'markdown', markdown: { content: expect.stringContaining('**任务7超期**\n> 已过完成时限') } });
    server.behaviour.reply = () => ({ body: 'welcome' });
    expect(await sent(channel('wecom'))).toBe('no');
  });

  test('DingTalk is signed in the address, over timestamp and secret', async () => {
    server.behaviour.reply = () => ({ body: { errcode: 0 } });
    expect(await sent(channel('dingtalk', { secret: 'SECabc' }))).toBe('sent');
    const query = new URL(`http://x${server.received[0]?.path}`).searchParams;
    const timestamp = query.get('timestamp') ?? '';
    expect([query.get('access_token'), query.get('sign')]).toEqual(['k3y', createHmac('sha256', 'SECabc').update(`${timestamp}\nSECabc`).digest('base64')]);
    expect(bodyOf()).toEqual({ msgtype: 'markdown', markdown: { title: '督办通知 1 项', text: expect.stringContaining('任务7超期') } });
  });

  test('Feishu is signed in the body, over nothing by timestamp and secret', async () => {
    server.behaviour.reply = () => ({ body: { code: 0 } });
    expect(await sent(channel('feishu', { secret: 's3cret' }))).toBe('sent');
    const { timestamp, sign, msg_type: type, card } = bodyOf();
    expect([type, sign, card.elements[0].tag]).toEqual(['interactive', createHmac('sha256', `${timestamp}\ns3cret`).update('').digest('base64'), 'markdown']);
  });

  test.each([
    ['wecom', { errcode: 45_009 }, 'no'],
    ['wecom', { errcode: 93_000 }, 'no, final'],
    ['dingtalk', { errcode: 130_101 }, 'no'],
    ['dingtalk', { errcode: 310_000 }, 'no, final'],
    ['feishu', { code: 11_232 }, 'no'],
    ['feishu', { code: 9_499 }, 'no'],
    ['feishu', { code: 19_021 }, 'no, final'],
    // What nobody has told us may pass.
    ['feishu', { code: 77_777 }, 'no'],
  ])('%s answering %j: %s', async (kind, body, end) => {
    server.behaviour.reply = () => ({ body });
    expect(await sent(channel(kind))).toBe(end);
  });

  test('are not sent more in a minute than their makers allow; the rest is told to come later and reaches nobody', async () => {
    server.behaviour.reply = () => ({ body: { errcode: 0 } });
    const robot = channel('wecom');
    const ends: string[] = [];
    for (let n = 0; n < 22; n++) ends.push(await sent(robot));
    expect([ends.filter((end) => end === 'sent').length, ends.slice(20), server.received.length]).toEqual([20, ['no', 'no'], 20]);
  });
});

test('a pace counts in a sliding window, each key apart', () => {
  let at = 0;
  const pace = new Pace(
    [
      { count: 2, ms: 1_000 },
      { count: 3, ms: 60_000 },
    ],
    () => at,
  );
  const take = (key: string): boolean => {
    try {
      pace.take(key);
      return true;
    } catch {
      return false;
    }
  };
  expect([take('a'), take('a'), take('a'), take('b')]).toEqual([true, true, false, true]);
  at = 1_001;
  expect([take('a'), take('a')]).toEqual([true, false]);
  at = 60_001;
  expect([take('a'), take('a')]).toEqual([true, true]);
});

describe('Markdown for a chat group', () => {
  test('says literally what people wrote: no mention, link, tag or heading of theirs comes alive', () => {
    const { text } = renderMarkdown([notice('@all [点这里](https://e.example) <font>#一\n- 二', { dueAt: now })], now, 4_000);
    expect(text).not.toMatch(/[@[\]<]|\n- 二/);
    expect(text).toContain('＠all ［点这里］(https://e.example) ＜font＞＃一 - 二');
    expect(text).toContain('> 时限：12月1日 周二 10:00');
  });

  test.each([1, 5, 40, 200])('of %i notices fits its limit; what does not fit leaves in the next message', (count) => {
    const notices = Array.from({ length: count }, (_, index) => notice(`第${index}项任务超期`));
    const held = fitting(notices, now, 4_000);
    expect(new TextEncoder().encode(renderMarkdown(notices.slice(0, held), now, 4_000).text).length).toBeLessThanOrEqual(4_000);
    expect(held).toBe(Math.min(count, held));
    if (count > held) expect(new TextEncoder().encode(renderMarkdown(notices.slice(0, held + 1), now, 1_000_000).text).length).toBeGreaterThan(3_990);
  });

  test('of one notice that is too long by itself is cut at the limit, between characters', () => {
    const long = [notice('长'.repeat(3_000))];
    const { text } = renderMarkdown(long, now, 4_000);
    expect([fitting(long, now, 4_000), text.endsWith('…'), text.includes('�')]).toEqual([1, true, false]);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(4_000);
  });
});

describe('an address that is not on the open Internet', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    'no address',
  ])('%s', (address) => {
    expect(isOpenAddress(address)).toBe(false);
  });
  test.each(['1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '172.32.0.1', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isOpenAddress(address)).toBe(true);
  });

  test('is not reached, by number, by name or over HTTP, unless the configuration names its host; the reason holds no address', async () => {
    const port = server.host.split(':')[1];
    for (const url of [server.base, `https://127.0.0.1:${port}`, `https://[::1]:${port}/`, `https://localhost:${port}`, `http://localhost:${port}`, 'ftp://127.0.0.1', 'nothing']) {
      const failure = await post({ url, headers: {}, body: '{}' }).catch((error: unknown) => error as SendFailure);
      expect([url, failure instanceof SendFailure && [failure.taken, failure.isFinal]]).toEqual([url, ['no', true]]);
      expect((failure as SendFailure).message).not.toMatch(/127|localhost|::1/);
    }
    expect(server.received).toEqual([]);
    expect((await post({ url: server.base, headers: {}, body: '{}' }, { allowedHosts: ['127.0.0.1'] })).status).toBe(200);
  });

  test('a receiver that keeps silent is given up in time, one that is not there at once', async () => {
    server.behaviour.reply = () => 'silent';
    const failureOf = (url: string) => post({ url, headers: {}, body: '{}' }, { allowedHosts: ['127.0.0.1'], limitMs: 300 }).catch((error: unknown) => error as SendFailure);
    expect(await failureOf(server.base)).toMatchObject({ taken: 'unknown', isFinal: false });
    const gone = await outletServer();
    await gone.close();
    expect(await failureOf(gone.base)).toMatchObject({ taken: 'no', isFinal: false });
  });
});
