import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Bounds what one connection may take: slow headers, slow bodies and idle connections. */
export function limitServer(server: Server): Server {
  // Slowloris: headers within 10 s. Bodies: the kernel's limits come first; this one is for what slips by them.
  server.headersTimeout = 10_000;
  server.requestTimeout = 150_000;
  // Longer than the usual 60 s of proxies in front, so that the proxy closes first and no request meets a closing connection.
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  return server;
}

/** How often a server that stops looks which connections have nothing in hand any more. */
const lookMs = 100;

/**
 * Answers how to stop a server that does not listen yet: no connection is taken any more, requests in hand may end, and after `drainMs` whatever is left is closed.
 * Connections that were opened in advance and never used, as browsers do it, hold it up no longer than those that are idle after an answer, which are all that Node itself closes.
 */
export function stopOf(server: Server): (drainMs: number) => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async (drainMs) => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    const look = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, lookMs);
    await closed;
    clearTimeout(force);
    clearInterval(look);
  };
}
