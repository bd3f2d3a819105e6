import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';

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

/** One line for each request: method, path (its query may hold personal data), status, duration, person. Health checks only at debug level. */
export const requestLog = (logger: Logger): HttpLogger =>
  pinoHttp({
    logger,
    genReqId: (request: IncomingMessage, response: ServerResponse) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({ id: request.id, method: request.method, path: pathOf(request.url) }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customProps: (_request, response) => {
      const { route, personId, code } = (response as ServerResponse & { locals?: { route?: string; personId?: string; code?: string } }).locals ?? {};
      return { ...(route ? { route } : {}), ...(personId ? { personId } : {}), ...(code ? { code } : {}) };
    },
    customLogLevel: (request, response, error) => {
      if (response.statusCode >= 500 && response.statusCode !== 503) return 'error';
      if (error || response.statusCode === 503) return 'warn';
      return request.url === '/livez' || request.url === '/readyz' ? 'debug' : 'info';
    },
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
