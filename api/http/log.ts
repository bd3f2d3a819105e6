import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Locals } from './locals.ts';

/** Names whose values never reach the log, wherever they stand up to three levels deep. */
const secrets = ['authorization', 'cookie', 'set-cookie', 'password', 'newPassword', 'token', 'secret', 'hash', 'apiKey'];

const redacted = secrets.flatMap((name) => {
  const key = /^\w+$/.test(name) ? name : `["${name}"]`;
  const dot = key === name ? '.' : '';
  return [key, `*${dot}${key}`, `*.*${dot}${key}`];
});

/** A logger that writes one JSON line for each entry; secrets are replaced, line breaks and control characters in values are escaped by JSON. */
export const createLogger = (options: LoggerOptions = {}, destination?: DestinationStream): Logger =>
  pino({ redact: { paths: redacted, censor: '***' }, base: { service: 'duban' }, timestamp: pino.stdTimeFunctions.isoTime, ...options }, ...(destination ? [destination] : []));

/** A request's id as a caller may give it; anything else is replaced by a fresh UUID. */
const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0]?.slice(0, 300) ?? '';

/** The lines of a request; made when first written to, for most requests have none but their own. */
export const requestLogger = (logger: Logger, request: Request, response: Response): Logger => logger.child({ req: summary(request, response) });

const summary = (request: Request, response: Response) => ({ id: String(response.getHeader('X-Request-Id')), method: request.method, path: pathOf(request.originalUrl) });

function levelOf(request: Request, status: number, cut: boolean): 'error' | 'warn' | 'debug' | 'info' {
  if (status >= 500 && status !== 503) return 'error';
  if (cut || status === 503) return 'warn';
  return request.originalUrl === '/livez' || request.originalUrl === '/readyz' ? 'debug' : 'info';
}

/** One line for each request: method, path (its query may hold personal data), status, duration, person. Health checks only at debug level. */
export function requestLog(logger: Logger): RequestHandler {
  // These fields are chosen here and hold no secret; what was thrown goes through the logger that hides them.
  const plain = logger.child({}, { redact: [] });
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    response.setHeader('X-Request-Id', typeof given === 'string' && acceptable.test(given) ? given : randomUUID());
    const startedAt = performance.now();
    response.once('close', () => {
      const { route, personId, code, thrown } = response.locals as Locals;
      const level = levelOf(request, response.statusCode, !response.writableFinished);
      (thrown === undefined ? plain : logger)[level](
        {
          req: summary(request, response),
          res: { status: response.statusCode },
          responseTime: Math.round(performance.now() - startedAt),
          ...(route ? { route } : {}),
          ...(personId ? { personId } : {}),
          ...(code ? { code } : {}),
          ...(thrown === undefined ? {} : { err: thrown }),
        },
        'request',
      );
    });
    next();
  };
}
