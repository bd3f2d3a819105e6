import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { SendFailure } from './channel.ts';

/** What is posted to an outlet. */
export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostOptions {
  /** Hosts (`host` or `host:port`) that may be reached although they are private or speak plain HTTP. */
  readonly allowedHosts?: readonly string[];
  /** Milliseconds for all of it. */
  readonly limitMs?: number;
}

/** What a remote answered. */
export interface PostAnswer {
  readonly status: number;
  /** Seconds after which it wants to be asked again. */
  readonly retryAfter?: number;
  readonly text: string;
}

/** Below the 90 s of the sending activity. */
const defaultLimitMs = 30_000;
/** Of an answer that says more nobody reads the rest. */
const longestAnswer = 16_384;

/** Addresses that are not the open Internet: this machine, its networks, and what is reserved (IANA special-purpose registries, RFC 6890). */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

/** True for an address of the open Internet; an IPv4 address inside an IPv6 one counts as what it is. */
export const isOpenAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !closed.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** Resolves a name and hands on only addresses of the open Internet: the one that was checked is the one that is connected to. */
const openOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isOpenAddress(address))) return callback(new ClosedAddress(), '', 0);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

class ClosedAddress extends Error {
  readonly code = 'ECLOSED';
}

/** Errors that end before the message could have been handed over. */
const beforeMessage: ReadonlySet<string> = new Set(['ECLOSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Posts once and answers what came back; never follows a redirection. Throws a SendFailure without address or secret in its text: `no` where nothing can have been
 * handed over (also an address that may not be reached), `unknown` where the remote gave no answer.
 */
export async function post({ url, headers, body }: Posting, { allowedHosts = [], limitMs = defaultLimitMs }: PostOptions = {}): Promise<PostAnswer> {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target || (target.protocol !== 'https:' && target.protocol !== 'http:')) throw new SendFailure('the outlet has no usable address', 'no', true);
  const isAllowed = allowedHosts.includes(target.host) || allowedHosts.includes(target.hostname);
  const literal = target.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!isAllowed && (target.protocol !== 'https:' || (isIP(literal) !== 0 && !isOpenAddress(literal))))
    throw new SendFailure('the outlet’s address is not on the open Internet and is not allowed by OUTLET_ALLOWED_HOSTS', 'no', true);
  const bytes = Buffer.from(body, 'utf8');
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await new Promise<PostAnswer>((settle, reject) => {
      const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(
        target,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'Duban', ...headers, 'Content-Length': bytes.length },
          signal,
          agent: false,
          ...(isAllowed ? {} : { lookup: openOnly }),
        },
        (response) => readAnswer(response).then(settle, reject),
      );
      request.on('error', reject);
      request.end(bytes);
    });
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === 'ECLOSED') throw new SendFailure('the outlet’s name leads to an address that is not on the open Internet', 'no', true);
    throw new SendFailure(
      signal.aborted ? 'the outlet gave no answer in time' : `the outlet could not be reached: ${code ?? 'unknown error'}`,
      beforeMessage.has(code ?? '') ? 'no' : 'unknown',
    );
  }
}

async function readAnswer(response: IncomingMessage): Promise<PostAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > longestAnswer) break;
  }
  const retryAfter = Number(response.headers['retry-after']);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8').slice(0, longestAnswer), ...(retryAfter > 0 ? { retryAfter } : {}) };
}
