import { createHmac } from 'node:crypto';
import { fitting, renderMarkdown } from '../../domain/notice/markdown.ts';
import type { OutletKind } from '../../domain/register/outlet.ts';
import type { OutletAddress } from '../../ledger/delivery.ts';
import { type Channel, type Message, SendFailure } from './channel.ts';
import { Refused } from './guard.ts';
import { type Limit, Pace } from './pace.ts';
import { type PostAnswer, type PostOptions, post } from './post.ts';
import type { AddressBook } from './webhook.ts';

type RobotKind = Exclude<OutletKind, 'webhook'>;

/** How a chat program's group robot is spoken to. */
interface Robot {
  /** Markdown of one message, in bytes of UTF-8, with room for what is around it. */
  readonly mostBytes: number;
  readonly limits: readonly Limit[];
  readonly request: (address: OutletAddress, message: Message, now: number) => { readonly url: string; readonly body: unknown };
  /** Field of the answer that is 0 when the message was taken. */
  readonly code: 'errcode' | 'code';
  /** Codes that say "too fast". */
  readonly tooFast: readonly number[];
  /** Codes that no further try changes: a wrong address, signature or content. */
  readonly final: readonly number[];
}

const minute = 60_000;
const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/**
 * Limits and forms as their makers publish them for group robots:
 * WeCom (developer.work.weixin.qq.com, document 91770): 20 messages a minute, Markdown up to 4,096 bytes. DingTalk (open.dingtalk.com, custom robots): 20 a minute, beyond it
 * nothing for ten minutes; signed by HMAC-SHA256 over timestamp (ms), line feed and secret, with the secret as key. Feishu (open.feishu.cn, custom bots): 5 a second and 100 a
 * minute, a request up to 20 KB; signed by HMAC-SHA256 over nothing, the key being timestamp (s), line feed and secret.
 */
const robots: Readonly<Record<RobotKind, Robot>> = {
  wecom: {
    mostBytes: 4_000,
    limits: [{ count: 20, ms: minute }],
    request: ({ url }, { text }) => ({ url, body: { msgtype: 'markdown', markdown: { content: text } } }),
    code: 'errcode',
    tooFast: [45_009],
    // Invalid robot address; content missing, too long or of a wrong type.
    final: [93_000, 93_008, 40_008, 40_058, 44_004, 45_002],
  },
  dingtalk: {
    mostBytes: 18_000,
    limits: [{ count: 20, ms: minute }],
    request: ({ url, secret }, { subject, text }, now) => {
      const target = new URL(url);
      if (secret !== undefined) {
        target.searchParams.set('timestamp', String(now));
        target.searchParams.set('sign', hmac(secret, `${now}\n${secret}`));
      }
      return { url: target.href, body: { msgtype: 'markdown', markdown: { title: subject, text } } };
    },
    code: 'errcode',
    tooFast: [130_101, 410_100],
    // The robot's own safety settings refuse it; no such robot; a wrong message.
    final: [310_000, 300_001, 40_035, 400_013, 400_101, 400_102],
  },
  feishu: {
    mostBytes: 16_000,
    limits: [
      { count: 5, ms: 1_000 },
      { count: 100, ms: minute },
    ],
    request: ({ url, secret }, { subject, text }, now) => {
      const timestamp = String(Math.floor(now / 1_000));
      const signed = secret === undefined ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
      return {
        url,
        body: { ...signed, msg_type: 'interactive', card: { header: { title: { tag: 'plain_text', content: subject } }, elements: [{ tag: 'markdown', content: text }] } },
      };
    },
    code: 'code',
    tooFast: [9_499, 11_232],
    // Signature, allowed addresses, keywords; a robot that is gone; a wrong message.
    final: [19_001, 19_002, 19_021, 19_022, 19_024],
  },
};

/** The group robots of WeCom, DingTalk and Feishu. They cannot tell repeats apart: a message without an answer is sent once more at most. */
export const createRobotChannels = (addresses: AddressBook, options: PostOptions = {}): readonly Channel[] =>
  (Object.keys(robots) as RobotKind[]).map((kind) => robotChannel(kind, robots[kind], addresses, options));

function robotChannel(kind: RobotKind, robot: Robot, addresses: AddressBook, options: PostOptions): Channel {
  const pace = new Pace(robot.limits);
  return {
    name: kind,
    recognisesRepeats: false,
    messageIdOf: (digestId) => digestId,
    holds: (notices, now) => fitting(notices, now, robot.mostBytes),
    render: (notices, now) => renderMarkdown(notices, now, robot.mostBytes),
    send: async (message) => {
      const address = await addresses(message.to);
      if (!address || !URL.canParse(address.url)) throw new SendFailure('the outlet has no address', 'no', true);
      pace.take(address.url);
      const { url, body } = robot.request(address, message, Date.now());
      judge(robot, await post({ url, headers: {}, body: JSON.stringify(body) }, options));
    },
  };
}

/** Only the robot's own word counts as taken; its text is not repeated, since nobody knows what it holds. */
function judge({ code: field, tooFast, final }: Robot, { status, text }: PostAnswer): void {
  const code = codeOf(text, field);
  if (status === 200 && code === 0) return;
  const why = `the robot answered ${status}${code === undefined ? '' : ` with code ${code}`}`;
  if (status === 429 || (code !== undefined && tooFast.includes(code))) throw new SendFailure(`${why}: too many messages`, 'no');
  if (status >= 500) throw new SendFailure(why, 'no');
  if ((code !== undefined && final.includes(code)) || [301, 302, 307, 308, 401, 403, 404, 410].includes(status)) throw new Refused(why, true);
  throw new Refused(why);
}

function codeOf(text: string, field: Robot['code']): number | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const code = typeof answer === 'object' && answer !== null && Object.hasOwn(answer, field) ? (answer as Record<string, unknown>)[field] : undefined;
    return typeof code === 'number' ? code : undefined;
  } catch {
    return undefined;
  }
}
