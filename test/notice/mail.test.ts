import { once } from 'node:events';
import { createServer } from 'node:net';
import { SendFailure } from '../../activities/channel/channel.ts';
import { createChannels } from '../../activities/channel/channels.ts';
import { createMailChannel, isMailAddress, type MailOptions, type MailServer, parseFrom } from '../../activities/channel/mail.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';

const sender = '督办 <duban@example.org>';
const message = {
  messageId: '<0b0e7a2c-0000-8000-8000-000000000001@example.org>',
  to: 'one@example.org',
  subject: '督办通知 2 项：任务12',
  text: '您有 2 项督办通知：\n.一行以点开头\n',
  date: Date.parse('2026-12-01T09:00:00+08:00'),
};
const header = (data: string, name: string): string | undefined => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'mi').exec(data)?.[1];

/** What a send throws; undefined when it succeeds. */
const failureOf = (sent: Promise<void>): Promise<SendFailure | undefined> =>
  sent.then(
    () => undefined,
    (error: unknown) => error as SendFailure,
  );

describe('mail', () => {
  let server: SmtpServer;
  beforeEach(async () => {
    server = await startSmtpServer();
  });
  afterEach(() => server.stop());
  const channel = (more: Partial<MailServer> = {}, options?: MailOptions) =>
    createMailChannel({ host: '127.0.0.1', port: server.port, secure: false, from: sender, ...more }, options);

  test('carries the frozen Message-ID, sender, one recipient and the text in Chinese', async () => {
    await channel().send(message);
    const [mail] = server.received;
    expect(mail?.from).toBe('duban@example.org');
    expect(mail?.to).toEqual(['one@example.org']);
    const data = mail?.data ?? '';
    expect(header(data, 'Message-ID')).toBe(message.messageId);
    expect(header(data, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(data, 'Date')).toBe('Tue, 01 Dec 2026 01:00:00 +0000');
    expect(header(data, 'Content-Type')).toContain('charset=utf-8');
    const body = data.slice(data.indexOf('\r\n\r\n') + 4);
    const isBase64 = header(data, 'Content-Transfer-Encoding') === 'base64';
    const text = isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body;
    expect(text.replaceAll('\r\n', '\n').trimEnd()).toBe(message.text.trimEnd());
  });

  test('sent again is the same message to the letter', async () => {
    const mail = channel();
    await mail.send(message);
    await mail.send(message);
    expect(server.received).toHaveLength(2);
    expect(server.received[1]).toEqual(server.received[0]);
  });

  test('dropped before the server’s answer is unknown, and its repeat bears the same Message-ID', async () => {
    server.manner = 'acceptThenDrop';
    const mail = channel();
    const failure = await failureOf(mail.send(message));
    expect(failure).toBeInstanceOf(SendFailure);
    expect(failure?.taken).toBe('unknown');
    server.manner = 'accept';
    await mail.send(message);
    expect(server.received.map(({ data }) => header(data, 'Message-ID'))).toEqual([message.messageId, message.messageId]);
  });

  test.each(['refuseRecipient', 'refuseContent'] as const)('refused (%s) is known not to have left, and the reason names no address', async (manner) => {
    server.manner = manner;
    const failure = await failureOf(channel().send(message));
    expect(failure?.taken).toBe('no');
    expect(failure?.message).toMatch(/55[04]/);
    expect(failure?.message).not.toContain('example.org');
    expect(server.received).toHaveLength(0);
  });

  test('gives up on a server that accepts the connection and never speaks', async () => {
    server.manner = 'silent';
    const began = Date.now();
    const failure = await failureOf(channel({}, { limits: { greeting: 200 } }).send(message));
    expect(failure?.taken).toBe('no');
    expect(Date.now() - began).toBeLessThan(25_000);
  });

  test('says of an absent server that nothing left', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    closed.close();
    await once(closed, 'close');
    const failure = await failureOf(channel({ port: typeof address === 'object' && address ? address.port : 1 }).send(message));
    expect(failure?.taken).toBe('no');
    expect(failure?.message).toContain('ECONNREFUSED');
  });

  test('leaves a dead server alone after some failures in a row, and fails at once meanwhile', async () => {
    server.manner = 'silent';
    const mail = channel({}, { limits: { greeting: 50 }, guard: { failuresToRest: 2, restMs: 60_000 } });
    await failureOf(mail.send(message));
    await failureOf(mail.send(message));
    const failure = await failureOf(mail.send(message));
    expect(failure?.message).toContain('left alone');
    expect(server.connections()).toBe(2);
  });

  test('a refused recipient is no reason to leave the server alone', async () => {
    const mail = channel({}, { guard: { failuresToRest: 1, restMs: 60_000 } });
    server.manner = 'refuseRecipient';
    await failureOf(mail.send(message));
    server.manner = 'accept';
    await mail.send(message);
    expect(server.received).toHaveLength(1);
  });

  test.each([
    ['subject', { subject: 'x\r\nBcc: all@example.org' }],
    ['recipient', { to: 'one@example.org\r\nBcc: all@example.org' }],
    ['list of recipients', { to: 'one@example.org, two@example.org' }],
    ['message id', { messageId: '<a@b>\r\nBcc: all@example.org' }],
  ])('never connects for a %s that could inject a header', async (_, hostile) => {
    const failure = await failureOf(channel().send({ ...message, ...hostile }));
    expect(failure?.taken).toBe('no');
    expect(server.connections()).toBe(0);
  });

  test('a password never travels without TLS to another machine', async () => {
    const credentials = { user: 'duban', password: 'geheim-8731' };
    // The same loopback in a spelling that is not known as such: it counts as another machine.
    const failure = await failureOf(channel({ host: '::ffff:127.0.0.1', credentials }).send(message));
    expect(failure?.taken).toBe('no');
    expect(failure?.message).toContain('ETLS');
    expect(server.commands.some((command) => command.startsWith('EHLO'))).toBe(true);
    expect(server.commands.filter((command) => command.startsWith('AUTH'))).toEqual([]);
    await channel({ credentials }).send(message);
    expect(server.commands.filter((command) => command.startsWith('AUTH'))).toHaveLength(1);
  });
});

describe('the configuration of mail', () => {
  test('a sender is one address, with or without a name', () => {
    expect(parseFrom(sender)).toEqual({ name: '督办', address: 'duban@example.org' });
    expect(parseFrom('duban@example.org')).toEqual({ name: '', address: 'duban@example.org' });
    expect(() => parseFrom('a@example.org, b@example.org')).toThrow('one address');
    expect(() => parseFrom('x\r\nBcc: y <a@example.org>')).toThrow('one address');
  });

  test('an address is one plain address', () => {
    expect(isMailAddress('a.b+c@sub.example.org')).toBe(true);
    for (const text of ['', 'a', '@b', 'a@', 'a b@c', 'a@b@c', '<a@b>', 'a@b\n', '"a"@b', `${'a'.repeat(65)}@b`, `a@${'b'.repeat(300)}`])
      expect([text, isMailAddress(text)]).toEqual([text, false]);
  });

  test('without a mail server there is no channel', () => {
    expect(createChannels({})).toEqual([]);
    expect(createChannels({ mail: { host: 'mail.example.org', port: 465, secure: true, from: sender } }).map((channel) => channel.name)).toEqual(['mail']);
  });

  test('a person without a usable address is not reached by mail', () => {
    const [mail] = createChannels({ mail: { host: 'mail.example.org', port: 465, secure: true, from: sender } });
    expect(mail?.addressOf?.({})).toBeUndefined();
    expect(mail?.addressOf?.({ mail: 'a@b, c@d' })).toBeUndefined();
    expect(mail?.addressOf?.({ mail: ' a@example.org ' })).toBe('a@example.org');
    expect(mail?.messageIdOf('id')).toBe('<id@example.org>');
  });
});
