import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { buildProgram } from '../../app/build.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const Condition = z.record(z.string(), z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully', 'service_started']) }));
const Service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  depends_on: Condition.optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  volumes: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
});
const compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()) }).parse(parse(text, { merge: true }));
const { services } = compose;
const scripts = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts;

const withoutSecret = new Set(['SMTP_PASSWORD', 'TEMPORAL_API_KEY', 'TEMPORAL_TLS_CLIENT_KEY_DATA']);
/** Variables of the table in docs/operations.md that this file decides itself or has no use for. */
const decidedHere: Readonly<Record<string, string>> = {
  DATABASE_URL: 'made of DUBAN_DB_PASSWORD',
  DATABASE_URL_FILE: 'made of DUBAN_DB_PASSWORD',
  HOST: 'set by the image',
  PORT: 'set by the image; outside it is DUBAN_PORT',
  METRICS_HOST: 'set by the image',
  METRICS_PORT: 'the worker’s health check asks it',
  ATTACHMENTS_DIR: 'a volume',
  DUBAN_CACHE_DIR: 'a volume',
  DUBAN_BUGGIFY: 'for drills, which this file is not for',
};
const operations = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
/** The names in the first column of the table of the environment, and those that Temporal's own library reads from variables alone. */
const documented = [
  ...[...operations.matchAll(/^\| (`[A-Z].*?) \|/gm)]
    .flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name ?? ''))
    .filter((name) => name !== '_FILE'),
  ...['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_TLS'],
];

describe('docker-compose.yml', () => {
  test('names the parts of the production shape', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'migrate', 'postgres', 'temporal', 'temporal-ui', 'worker']);
  });

  test('migrates by the command of the script', () => {
    const command = services.migrate?.command ?? [];
    expect(command.join(' ')).toBe(scripts.migrate);
    expect(existsSync(join(root, command.at(-1) ?? ''))).toBe(true);
  });

  test.each(['api', 'worker'] as const)('%s runs what the script builds, which the image has built before', async (service) => {
    expect(scripts[`start:${service}`]).toBe(`node app/service.mjs ${service}`);
    expect(services[service]?.command).toEqual(['node', '--enable-source-maps', relative(root, await buildProgram(service))]);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toMatch(/^COPY \. \.\n(?:COPY .*\n)*RUN node app\/build\.mjs$/m);
  });

  test('gives no secret a default: each must be set, or the file is refused', () => {
    const secrets = [...text.matchAll(/\$\{([A-Z_]*(?:PASSWORD|SECRET|KEY|TOKEN)[A-Z_]*)(:?[-?][^}]*)?\}/g)];
    expect(secrets.length).toBeGreaterThan(4);
    for (const [whole, name, rest] of secrets) {
      // Mail works without credentials, and so does the Temporal server of this file: empty means none.
      if (withoutSecret.has(name ?? '')) expect(rest).toBe(':-');
      else expect({ whole, ending: rest?.startsWith(':?set ') }).toEqual({ whole, ending: true });
    }
  });

  test('takes every documented variable from .env, but for those that it decides itself', () => {
    const own = [services.api, services.worker].flatMap((service) => Object.entries(service?.environment ?? {}));
    const taken = own.filter(([name, value]) => value.startsWith(`\${${name}:-`)).map(([name]) => name);
    expect(documented).toEqual(expect.arrayContaining(['QUIET_HOURS', 'STOP_NOTICE_SECONDS', 'SMTP_FROM', 'DUBAN_CACHE_DIR']));
    expect(documented.filter((name) => !taken.includes(name) && decidedHere[name] === undefined)).toEqual([]);
    expect(Object.keys(decidedHere).filter((name) => taken.includes(name) || !documented.includes(name))).toEqual([]);
  });

  test('everything that stays up has a health check, restarts, and pins its image', () => {
    for (const [name, service] of Object.entries(services)) {
      expect({ name, image: /:[\w.${}:-]+$/.test(service.image) && !service.image.endsWith(':latest') }).toEqual({ name, image: true });
      if (name === 'migrate') expect(service.restart).toBe('no');
      else expect({ name, restart: service.restart, health: service.healthcheck !== undefined }).toEqual({ name, restart: 'unless-stopped', health: true });
    }
  });

  test('migrations end before API and worker begin, and services wait for what exists', () => {
    for (const name of ['api', 'worker']) expect(services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
    for (const service of Object.values(services)) for (const needed of Object.keys(service.depends_on ?? {})) expect(Object.keys(services)).toContain(needed);
  });

  test('the API starts without Temporal: a step needs PostgreSQL alone', () => {
    expect(Object.keys(services.api?.depends_on ?? {})).toEqual(['migrate']);
  });

  test('stopping leaves API and worker more time than they take themselves', () => {
    for (const name of ['api', 'worker']) expect(Number.parseInt(services[name]?.stop_grace_period ?? '0', 10)).toBeGreaterThan(32);
  });

  test('publishes ports on this host alone unless told otherwise', () => {
    for (const service of Object.values(services)) for (const port of service.ports ?? []) expect(port).toMatch(/^(127\.0\.0\.1|\$\{DUBAN_BIND:-127\.0\.0\.1\}):/);
  });

  test('named volumes are declared', () => {
    for (const service of Object.values(services)) for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });
});
