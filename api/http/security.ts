import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { HttpProblem } from './problem.ts';

/** How the service stands towards the network. */
export interface NetworkOptions {
  /** Host names (with port where it is not the scheme's own) that the service answers to; absent: any. */
  readonly hosts?: readonly string[];
  /** Origins besides its own that may send writes from a browser. */
  readonly trustedOrigins?: readonly string[];
  /** Proxies in front, in Express's own terms; default none, so that X-Forwarded-For says nothing. */
  readonly trustProxy?: number | string | readonly string[];
  /** True when people reach the service by HTTPS: cookies are then Secure and browsers are told to stay with HTTPS. */
  readonly https?: boolean;
}

/** Headers of every answer: no inline script or style, no framing, no sniffing. */
export const securityHeaders = (options: NetworkOptions): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a host name that is not the service's own: 421. Health checks come by address and are let through. */
export function checkHost(request: Request, options: NetworkOptions): void {
  if (!options.hosts || request.path === '/livez' || request.path === '/readyz') return;
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !options.hosts.some((allowed) => allowed.toLowerCase() === host)) throw new HttpProblem('request.host_refused');
}

/**
 * Refuses writes that a browser sends from another site: 403. Sec-Fetch-Site decides where it is sent, else Origin against Host; programs send neither and pass,
 * for no cookie of a person travels with them unasked. Signing in is covered too, lest a stranger signs a person in as someone else.
 */
export function checkSite(request: Request, options: NetworkOptions): void {
  if (safeMethods.has(request.method)) return;
  const { origin } = request.headers;
  if (origin !== undefined && options.trustedOrigins?.includes(origin)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site !== undefined) throw new HttpProblem('request.cross_site');
  if (origin === undefined) return;
  if (hostOf(origin) !== request.headers.host?.toLowerCase()) throw new HttpProblem('request.cross_site');
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
