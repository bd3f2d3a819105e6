import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrlOf, loadConfig } from '../../app/config.ts';
import { failureOf, removeScratch, scratch } from './failing.ts';

afterAll(removeScratch);

const DATABASE_URL = 'postgresql://duban:s3cret-word@db:5432/duban';

describe('the configuration', () => {
  test('needs a database and nothing else', () => {
    const config = loadConfig({ DATABASE_URL });
    expect(config).toMatchObject({
      database: { url: DATABASE_URL, connections: 16 },
      http: { host: '127.0.0.1', port: 3000, https: false },
      metrics: { host: '127.0.0.1' },
      temporal: { connectionOptions: {}, namespace: 'default' },
      taskQueue: 'duban',
      logLevel: 'info',
      outletHosts: [],
      quietHours: true,
      consoleOffline: true,
    });
    expect(config.mail).toBeUndefined();
  });

  test('takes an empty variable for an absent one, Temporal’s too', () => {
    const names = [
      'DATABASE_CONNECTIONS',
      'HOST',
      'PORT',
      'PUBLIC_URL',
      'ALLOWED_HOSTS',
      'TRUSTED_ORIGINS',
      'TRUST_PROXY',
      'STOP_NOTICE_SECONDS',
      'METRICS_PORT',
      'TEMPORAL_METRICS_PORT',
      'TASK_QUEUE',
      'MAX_CACHED_WORKFLOWS',
      'WORKER_DEPLOYMENT_NAME',
      'SMTP_HOST',
      'SMTP_PORT',
      'SMTP_FROM',
      'QUIET_HOURS',
      'CONSOLE_OFFLINE',
      'OUTLET_ALLOWED_HOSTS',
      'LOG_LEVEL',
    ];
    const temporal = [
      'TEMPORAL_ADDRESS',
      'TEMPORAL_NAMESPACE',
      'TEMPORAL_API_KEY',
      'TEMPORAL_TLS',
      'TEMPORAL_TLS_CLIENT_CERT_PATH',
      'TEMPORAL_TLS_CLIENT_KEY_DATA',
      'TEMPORAL_TLS_SERVER_NAME',
    ];
    const empty = Object.fromEntries([...names, ...temporal].map((name) => [name, '']));
    expect(loadConfig({ DATABASE_URL, ...empty })).toEqual(loadConfig({ DATABASE_URL }));
  });

  test('that is wrong names every wrong variable at once and shows no value', async () => {
    const wrong = { DATABASE_URL: 'mysql://duban:s3cret-word@db/duban', PORT: '99999', LOG_LEVEL: 'chatty-value', DATABASE_CONNECTIONS: '0', QUIET_HOURS: 'perhaps-value' };
    const { what, why, next } = await failureOf(() => loadConfig(wrong));
    for (const name of Object.keys(wrong)) expect(why).toContain(`${name}: `);
    for (const value of ['s3cret-word', '99999', 'chatty-value', 'perhaps-value']) expect(`${what}${why}${next}`).not.toContain(value);
    expect(next).toContain('docs/operations.md');
  });

  test('without a database says so and names the one-machine start', async () => {
    const { why, next } = await failureOf(() => loadConfig({}));
    expect(why).toContain('DATABASE_URL');
    expect(next).toContain('npm start');
  });

  test('reads a secret from the file that a variable names; the variable itself wins; an unreadable file is an error', async () => {
    const file = join(scratch(), 'url');
    writeFileSync(file, `${DATABASE_URL}\n`);
    expect(loadConfig({ DATABASE_URL_FILE: file }).database.url).toBe(DATABASE_URL);
    expect(databaseUrlOf({ DATABASE_URL_FILE: file, DATABASE_URL: '' })).toBe(DATABASE_URL);
    expect(databaseUrlOf({ DATABASE_URL: 'postgresql://other/x', DATABASE_URL_FILE: file })).toBe('postgresql://other/x');
    expect(databaseUrlOf({})).toBeUndefined();
    expect((await failureOf(() => loadConfig({ DATABASE_URL_FILE: `${file}.absent` }))).what).toBe('DATABASE_URL_FILE cannot be read.');
  });

  test('of mail is whole or refused', async () => {
    const mail = { DATABASE_URL, SMTP_HOST: 'mail.example.org', SMTP_FROM: 'duban@example.org' };
    expect(loadConfig(mail).mail).toEqual({ host: 'mail.example.org', port: 587, secure: false, from: 'duban@example.org' });
    expect(loadConfig({ ...mail, SMTP_USER: 'duban', SMTP_PASSWORD: 'x' }).mail?.credentials).toEqual({ user: 'duban', password: 'x' });
    const { why } = await failureOf(() => loadConfig({ DATABASE_URL, SMTP_HOST: 'mail.example.org', SMTP_USER: 'duban' }));
    expect(why).toBe('SMTP_FROM is missing; SMTP_USER and SMTP_PASSWORD belong together');
    expect(loadConfig({ ...mail, QUIET_HOURS: 'no' }).quietHours).toBe(false);
  });
});
