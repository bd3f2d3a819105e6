import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withoutSecrets } from '../../app/logger.ts';
import { script } from './failing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Lines that a logger of its own process writes. */
function logged(statements: string): string {
  const text = `import { createLogger } from './app/logger.ts'; const logger = createLogger('api', 'info'); ${statements}`;
  return execFileSync(process.execPath, script(text), { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
}

describe('the log', () => {
  test('holds no secret: neither under its name, at the top or below, nor in headers, nor in the text of an error', () => {
    const names = [
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
      'DATABASE_URL',
      'SMTP_PASSWORD',
      'DUBAN_DEMO_PASSWORD',
      'TEMPORAL_API_KEY',
    ];
    const object = JSON.stringify(Object.fromEntries(names.map((name) => [name, 'hush-hush'])));
    const lines = logged(`
      logger.info(${object}, 'top');
      logger.info({ body: ${object}, user: { account: ${object} } }, 'below');
      logger.info({ req: { headers: { authorization: 'Bearer hush-hush', cookie: 'duban=hush-hush', 'idempotency-key': 'hush-hush', accept: 'seen' } }, res: { headers: { 'set-cookie': 'duban=hush-hush' } } }, 'headers');
      logger.error({ err: new Error('connect postgresql://duban:hush-hush@db:5432/duban failed') }, 'error');
      logger.error({ error: Object.assign(new Error('no'), { config: { password: 'hush-hush' } }) }, 'with properties');
    `);
    expect(lines.trim().split('\n')).toHaveLength(5);
    expect(lines).not.toContain('hush-hush');
    expect(lines).toContain('"accept":"seen"');
    expect(lines).toContain('postgresql://db:5432/duban');
    for (const name of names) expect(lines).toContain(`"${name}":"[redacted]"`);
  });

  test('is one JSON object a line, with level, time and service by name', () => {
    const line = JSON.parse(logged("logger.warn({ a: 1 }, 'said');")) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'warn', service: 'api', msg: 'said', a: 1 });
    expect(String(line.time)).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('keeps the address and loses user and password', () => {
    expect(withoutSecrets('smtp://a:b@mail/x and https://example.org/y')).toBe('smtp://mail/x and https://example.org/y');
  });
});
