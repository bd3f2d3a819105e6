import { type Logger, pino } from 'pino';

/** Names under which secrets or personal data could reach a log, at the top and one or two steps down. */
const secretNames = [
  'password',
  'newPassword',
  'token',
  'tokenHash',
  'secret',
  'apiKey',
  'databaseUrl',
  'connectionString',
  'credentials',
  'authorization',
  'cookie',
  'idempotencyKey',
  'phone',
  'mail',
  'address',
  'metadata',
  'DATABASE_URL',
  'SMTP_PASSWORD',
  'DUBAN_DEMO_PASSWORD',
  'TEMPORAL_API_KEY',
];
const headers = ['authorization', 'cookie', 'set-cookie', 'idempotency-key'];

/**
 * Structured logs, one JSON line each, to standard output. Secrets and personal data are replaced by "[redacted]" wherever they are logged under
 * their own name; user:password in addresses is cut out of every error's text.
 */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        ...['req.headers', 'res.headers', 'headers'].flatMap((place) => headers.map((name) => `${place}["${name}"]`)),
      ],
      censor: '[redacted]',
    },
    serializers: { err: describeError, error: describeError },
  });
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const known = pino.stdSerializers.err(error);
  return { type: known.type, message: withoutSecrets(known.message), stack: withoutSecrets(known.stack), ...('code' in error ? { code: error.code } : {}) };
}

/** Cuts user and password out of addresses such as postgresql://user:password@host. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
}
