import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type TemporalTarget, temporalTarget } from '../engine/connection.ts';
import { type BuggifyOptions, parseBuggify } from './buggify.ts';
import { messageOf, StartFailure } from './failure.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const count = (most: number) => z.coerce.number().int().min(1).max(most);
const text = z.string().trim().min(1);
const list = text.transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const yes = z.stringbool();

/**
 * The environment of API and worker, in production and under `npm start`. Temporal's own variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
 * TEMPORAL_API_KEY, TEMPORAL_TLS_*, TEMPORAL_PROFILE) are read by Temporal's own library. A secret may stand in a file: DATABASE_URL_FILE, SMTP_PASSWORD_FILE.
 */
const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  DATABASE_CONNECTIONS: count(100).default(16),
  HOST: text.default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_HOSTS: list.optional(),
  TRUSTED_ORIGINS: list.optional(),
  TRUST_PROXY: text.transform((value) => (/^\d+$/.test(value) ? Number(value) : value)).optional(),
  STOP_NOTICE_SECONDS: z.coerce.number().int().min(0).max(15).default(0),
  METRICS_HOST: text.default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  TEMPORAL_METRICS_PORT: port.optional(),
  TASK_QUEUE: text.default('duban'),
  WORKER_DEPLOYMENT_NAME: text.optional(),
  MAX_CACHED_WORKFLOWS: count(100_000).optional(),
  ATTACHMENTS_DIR: text.default('./.duban/attachments'),
  DUBAN_CACHE_DIR: text.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  SMTP_HOST: text.optional(),
  SMTP_PORT: port.default(587),
  SMTP_SECURE: yes.default(false),
  SMTP_USER: text.optional(),
  SMTP_PASSWORD: z.string().min(1).optional(),
  SMTP_FROM: text.optional(),
  QUIET_HOURS: yes.default(true),
  CONSOLE_OFFLINE: yes.default(true),
  OUTLET_ALLOWED_HOSTS: list.optional(),
  DUBAN_BUGGIFY: text
    .transform((value, context) => {
      try {
        return parseBuggify(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: messageOf(error) });
        return z.NEVER;
      }
    })
    .optional(),
});

/** Mail leaves only when SMTP_HOST is set. */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465); otherwise STARTTLS when the server offers it. */
  readonly secure: boolean;
  readonly from: string;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** What API and worker need to know of their surroundings. Holds secrets: never log it. */
export interface Config {
  /** `connections` is the most that the process opens. */
  readonly database: { readonly url: string; readonly connections: number };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl?: string;
    readonly hosts?: readonly string[];
    readonly trustedOrigins?: readonly string[];
    readonly trustProxy?: number | string;
    /** People reach the service by HTTPS. */
    readonly https: boolean;
    /** After SIGTERM requests are taken for so long while /readyz already says no, so that a balancer turns away first. */
    readonly stopNoticeMs: number;
  };
  /** Prometheus: the product's own figures, and those of Temporal's SDK in a worker. Absent: not served. */
  readonly metrics: { readonly host: string; readonly port?: number; readonly temporalPort?: number };
  readonly temporal: TemporalTarget;
  readonly taskQueue: string;
  /** Absent: workers are unversioned. */
  readonly deploymentName?: string;
  readonly maxCachedWorkflows?: number;
  readonly attachmentsFolder: string;
  readonly logLevel: string;
  readonly mail?: MailConfig;
  /** Hosts of outlets that may be reached although they are private or speak plain HTTP: none unless named. */
  readonly outletHosts: readonly string[];
  /** Outside office hours only urgent notices leave the building. */
  readonly quietHours: boolean;
  /** Whether browsers may keep the console's pages, to open them without a connection. */
  readonly consoleOffline: boolean;
  /** Faults on purpose, in a drill. */
  readonly buggify?: BuggifyOptions;
}

/** Reads and checks the environment. Throws a `StartFailure` that names every wrong variable and never shows a value. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(withFiles(present(environment)));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new StartFailure(
      'The configuration cannot be used.',
      wrong,
      'set the variables named above (docs/operations.md lists them all), or run everything on this machine: npm start',
    );
  }
  const env = parsed.data;
  const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V }));
  return {
    database: { url: env.DATABASE_URL, connections: env.DATABASE_CONNECTIONS },
    http: {
      host: env.HOST,
      port: env.PORT,
      https: env.PUBLIC_URL?.startsWith('https:') ?? false,
      stopNoticeMs: env.STOP_NOTICE_SECONDS * 1_000,
      ...optional('publicUrl', env.PUBLIC_URL),
      ...optional('hosts', env.ALLOWED_HOSTS),
      ...optional('trustedOrigins', env.TRUSTED_ORIGINS),
      ...optional('trustProxy', env.TRUST_PROXY),
    },
    metrics: { host: env.METRICS_HOST, ...optional('port', env.METRICS_PORT), ...optional('temporalPort', env.TEMPORAL_METRICS_PORT) },
    temporal: readTarget(environment),
    taskQueue: env.TASK_QUEUE,
    ...optional('deploymentName', env.WORKER_DEPLOYMENT_NAME),
    ...optional('maxCachedWorkflows', env.MAX_CACHED_WORKFLOWS),
    attachmentsFolder: resolve(env.ATTACHMENTS_DIR),
    logLevel: env.LOG_LEVEL,
    ...optional('mail', mail(env)),
    outletHosts: env.OUTLET_ALLOWED_HOSTS ?? [],
    quietHours: env.QUIET_HOURS,
    consoleOffline: env.CONSOLE_OFFLINE,
    ...optional('buggify', env.DUBAN_BUGGIFY),
  };
}

/** An empty variable is an absent one, as docker compose and CI systems set it. */
function present(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])));
}

/** DATABASE_URL, or what the file that DATABASE_URL_FILE names holds; undefined when neither is set. */
export const databaseUrlOf = (environment: NodeJS.ProcessEnv): string | undefined => withFiles(present(environment)).DATABASE_URL;

function withFiles(environment: Record<string, string>): Record<string, string> {
  const read = { ...environment };
  for (const name of ['DATABASE_URL', 'SMTP_PASSWORD']) {
    const file = environment[`${name}_FILE`];
    if (file === undefined || read[name] !== undefined) continue;
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new StartFailure(`${name}_FILE cannot be read.`, messageOf(error), `name a readable file, or set ${name} itself`, { cause: error });
    }
  }
  return read;
}

function readTarget(environment: NodeJS.ProcessEnv): TemporalTarget {
  try {
    return temporalTarget(environment);
  } catch (error) {
    throw new StartFailure("Temporal's configuration cannot be used.", messageOf(error), 'check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE and temporal.toml', {
      cause: error,
    });
  }
}

function mail(env: z.infer<typeof Environment>): MailConfig | undefined {
  if (env.SMTP_HOST === undefined) return undefined;
  const wrong = [
    ...(env.SMTP_FROM === undefined ? ['SMTP_FROM is missing'] : []),
    ...((env.SMTP_USER === undefined) !== (env.SMTP_PASSWORD === undefined) ? ['SMTP_USER and SMTP_PASSWORD belong together'] : []),
  ];
  if (wrong.length > 0 || env.SMTP_FROM === undefined)
    throw new StartFailure('Mail cannot be sent with this configuration.', wrong.join('; '), 'set them, or unset SMTP_HOST to send no mail');
  return {
    host: env.SMTP_HOST,
    port: env.SMTP_PORT,
    secure: env.SMTP_SECURE,
    from: env.SMTP_FROM,
    ...(env.SMTP_USER === undefined || env.SMTP_PASSWORD === undefined ? {} : { credentials: { user: env.SMTP_USER, password: env.SMTP_PASSWORD } }),
  };
}
