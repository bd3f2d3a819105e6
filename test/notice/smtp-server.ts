import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** How the server treats a message: takes it, refuses its recipient or content, takes it and drops the line before saying so, or never answers. */
export type Manner = 'accept' | 'refuseRecipient' | 'refuseContent' | 'acceptThenDrop' | 'silent';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, dot-unstuffed. */
  readonly data: string;
}

export interface SmtpServer {
  readonly port: number;
  /** What the server holds, also of lines it dropped. */
  readonly received: readonly Received[];
  /** Commands as they came, without the message. */
  readonly commands: readonly string[];
  readonly connections: () => number;
  manner: Manner;
  readonly stop: () => Promise<void>;
}

/** Enough of a mail server for tests, on loopback. */
export async function startSmtpServer(manner: Manner = 'accept'): Promise<SmtpServer> {
  const received: Received[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, answering, received, commands);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const answering: SmtpServer = {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    commands,
    connections: () => connections,
    manner,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return answering;
}

function converse(socket: Socket, server: SmtpServer, received: Received[], commands: string[]): void {
  if (server.manner === 'silent') return;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let pending = '';
  let from = '';
  let to: string[] = [];
  let data: string[] | undefined;
  const dataLine = (line: string): void => {
    if (line !== '.') {
      data?.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    if (server.manner === 'refuseContent') say('554 5.7.1 content of <one@example.org> refused');
    else {
      received.push({ from, to, data: (data ?? []).join('\r\n') });
      if (server.manner === 'acceptThenDrop') socket.destroy();
      else say('250 2.0.0 taken');
    }
    data = undefined;
  };
  const command = (line: string): void => {
    commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      say('250-test.invalid');
      say('250 AUTH PLAIN LOGIN');
    } else if (verb === 'AUTH') say('235 2.7.0 welcome');
    else if (verb === 'STAR') say('454 4.7.0 no TLS here');
    else if (verb === 'MAIL') {
      from = /<([^>]*)>/.exec(line)?.[1] ?? '';
      to = [];
      say('250 2.1.0 ok');
    } else if (verb === 'RCPT') {
      const recipient = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (server.manner === 'refuseRecipient') say(`550 5.1.1 <${recipient}> is not here`);
      else {
        to.push(recipient);
        say('250 2.1.5 ok');
      }
    } else if (verb === 'DATA') {
      data = [];
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (data) dataLine(line);
      else command(line);
    }
  });
  say('220 test.invalid ESMTP');
}
