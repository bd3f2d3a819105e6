import { createTransport, type NodemailerError } from 'nodemailer';
import { type Channel, type Message, SendFailure } from './channel.ts';
import { Guard, type GuardOptions, Refused } from './guard.ts';

/** A mail server and the sender, as the configuration names them. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS. */
  readonly secure: boolean;
  /** `address` or `Name <address>`. */
  readonly from: string;
  readonly credentials?: { readonly user: string; readonly password: string };
}

export interface MailOptions {
  /** Limits in milliseconds. */
  readonly limits?: Partial<Record<keyof typeof limits, number>>;
  readonly guard?: GuardOptions;
}

/** A mail server may be slow (greylisting, scanning): a minute for an answer, and all of it within the 90 s of the sending activity. */
const limits = { connect: 10_000, greeting: 20_000, silence: 65_000, whole: 80_000 } as const satisfies Record<string, number>;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** One plain address: no list, no name, no comment, nothing that could end a header line. */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return text.length <= 254 && at > 0 && at <= 64 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text);
}

/** Reads a sender. Throws an Error when it holds no single address or more than one line. */
export function parseFrom(text: string): { readonly name: string; readonly address: string } {
  const named = /^([^<>]*)<([^<>]+)>$/.exec(text.trim());
  const name = (named?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  const address = (named?.[2] ?? text).trim();
  if (/\p{Cc}/u.test(text) || !isMailAddress(address)) throw new Error('the sender of mail must be one address, such as "督办 <duban@example.org>"');
  return { name, address };
}

/**
 * Mail by SMTP: one connection a message, the frozen message id as its Message-ID, so that a repeat is recognised. A password never travels without TLS, except to
 * this machine itself. Throws an Error when the sender cannot be used.
 */
export function createMailChannel({ host, port, secure, from, credentials }: MailServer, options: MailOptions = {}): Channel {
  const sender = parseFrom(from);
  const limit = { ...limits, ...options.limits };
  const guard = new Guard(options.guard);
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && credentials !== undefined && !isLoopback(host),
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password } } : {}),
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
      throw error instanceof SendFailure ? error : failureOf(error, credentials);
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
function failureOf(error: unknown, credentials: MailServer['credentials']): SendFailure {
  const { code, responseCode, response, timeoutType, originalCode, syscall } = error as Partial<NodemailerError>;
  let answer = (response ?? '').replace(/[\p{Cc}\s]+/gu, ' ').slice(0, longestAnswer);
  for (const secret of [credentials?.password, credentials?.user]) if (secret) answer = answer.replaceAll(secret, '…');
  answer = answer.replace(/[^\s<>]+@[^\s<>]+/g, '…');
  const text = ['mail was not sent', code, timeoutType ?? originalCode, answer].filter(Boolean).join(': ');
  // An answer to one recipient or one message; what concerns the greeting or the sign-in concerns the server.
  if (responseCode !== undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')) return new Refused(text);
  const isEarly = responseCode !== undefined || syscall === 'connect' || timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT' || beforeMessage.has(code ?? '');
  return new SendFailure(text, isEarly ? 'no' : 'unknown');
}
