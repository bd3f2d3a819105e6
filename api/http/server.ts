import type { Server } from 'node:http';

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
