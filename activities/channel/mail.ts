import { createTransport, type NodemailerError } from 'nodemailer';
import { type Channel, type Message, SendFailure } from './channel.ts';
import { Guard, type GuardOptions, Refused } from './guard.ts';

export interface MailOptions {
  /** SMTP_URL: `smtps://user:password@host:465`, or `smtp://host:587` with STARTTLS. `?tls=none` allows a server without TLS, and then no password. */
  readonly url: string;
  /** MAIL_FROM: `address` or `Name <address>`. */
  readonly from: string;
  /** Limits in milliseconds. */
  readonly limits?: Partial<typeof limits>;
  readonly guard?: GuardOptions;
}

/** A mail server may be slow (greylisting, scanning): a minute for an answer, and all of it within the 90 s of the sending activity. */
const limits = { connect: 10_000, greeting: 20_000, silence: 65_000, whole: 80_000 } as const satisfies Record<string, number>;

interface Server {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * Reads SMTP_URL. TLS is required except on loopback or with `?tls=none`; a password never travels without it. Throws an Error that says what is wrong, without the password.
 */
export function parseSmtpUrl(text: string): Server {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new Error('SMTP_URL must look like smtps://user:password@host:465 or smtp://host:587');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const isPlain = url.searchParams.get('tls') === 'none';
  const unknown = [...url.searchParams.keys()].filter((key) => key !== 'tls');
  if (unknown.length > 0 || (url.searchParams.has('tls') && !isPlain)) throw new Error('SMTP_URL takes no parameter but ?tls=none');
  if (secure && isPlain) throw new Error('SMTP_URL: smtps:// and ?tls=none contradict each other');
  const isOpen = isPlain || isLoopback(host);
  if (isPlain && url.username !== '' && !isLoopback(host)) throw new Error('SMTP_URL: a password must not travel without TLS; remove ?tls=none or the user');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isOpen,
    ignoreTLS: isPlain,
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}

/** One plain address: no list, no name, no comment, nothing that could end a header line. */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return text.length <= 254 && at > 0 && at <= 64 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text);
}

/** Reads MAIL_FROM. Throws an Error when it holds no single address or more than one line. */
export function parseFrom(text: string): { readonly name: string; readonly address: string } {
  const named = /^([^<>]*)<([^<>]+)>$/.exec(text.trim());
  const name = (named?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  const address = (named?.[2] ?? text).trim();
  if (/\p{Cc}/u.test(text) || !isMailAddress(address)) throw new Error('MAIL_FROM must be one address, such as "督办 <duban@example.org>"');
  return { name, address };
}

/** Mail by SMTP: one connection a message, the frozen message id as its Message-ID, so that a repeat is recognised. */
export function createMailChannel({ url, from, limits: given, guard: guardOptions }: MailOptions): Channel {
  const server = parseSmtpUrl(url);
  const sender = parseFrom(from);
  const limit = { ...limits, ...given };
  const guard = new Guard(guardOptions);
  const transport = createTransport({
    ...server,
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: limit.connect,
    greetingTimeout: limit.greeting,
    socketTimeout: limit.silence,
    dnsTimeout: limit.connect,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const post = async (message: Message): Promise<void> => {
    try {
      const answer = await transport.sendMail({
        messageId: message.messageId,
        from: sender,
        to: { name: '', address: message.to },
        envelope: { from: sender.address, to: [message.to] },
        subject: message.subject,
        text: message.text,
        date: new Date(message.date),
        xMailer: false,
        // RFC 3834: out-of-office robots leave such mail alone.
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(limit.whole),
      });
      if (answer.accepted.length === 0) throw new Refused('the mail server took no recipient');
    } catch (error) {
      throw error instanceof SendFailure ? error : failureOf(error, server);
    }
  };
  return {
    name: 'mail',
    recognisesRepeats: true,
    addressOf: ({ mail }) => (mail !== undefined && isMailAddress(mail.trim()) ? mail.trim() : undefined),
    messageIdOf: (digestId) => `<${digestId}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    send: (message) => {
      if (!isMailAddress(message.to) || /\p{Cc}/u.test(message.subject) || !/^<[^\s<>]+>$/.test(message.messageId)) {
        return Promise.reject(new Refused('the message holds what must not stand in a header'));
      }
      return guard.run(() => post(message));
    },
  };
}

/** Errors that end before the message could have been handed over. */
const beforeMessage: ReadonlySet<string> = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'ECONFIG', 'EENVELOPE', 'EPROXY']);
const longestAnswer = 160;

/** What a failed send may say to logs and tables: code and the server's answer, without addresses, user or password. */
function failureOf(error: unknown, { auth }: Server): SendFailure {
  const { code, responseCode, response, timeoutType, originalCode, syscall } = error as Partial<NodemailerError>;
  let answer = (response ?? '').replace(/[\p{Cc}\s]+/gu, ' ').slice(0, longestAnswer);
  for (const secret of [auth?.pass, auth?.user]) if (secret) answer = answer.replaceAll(secret, '…');
  answer = answer.replace(/[^\s<>]+@[^\s<>]+/g, '…');
  const text = ['mail was not sent', code, timeoutType ?? originalCode, answer].filter(Boolean).join(': ');
  // An answer to one recipient or one message; what concerns the greeting or the sign-in concerns the server.
  if (responseCode !== undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')) return new Refused(text);
  const isEarly = responseCode !== undefined || syscall === 'connect' || timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT' || beforeMessage.has(code ?? '');
  return new SendFailure(text, isEarly ? 'no' : 'unknown');
}
