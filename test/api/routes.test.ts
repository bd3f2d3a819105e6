import { z } from 'zod';
import { type Route, routeName } from '../../api/http/route.ts';
import { allRoutes } from './all-routes.ts';
import { routeRights } from './rights-table.ts';

const routes = allRoutes();
const each = routes.map((route) => [routeName(route.spec), route] as const);

/** Writes that need no key: repeating them is harmless, or their answer is a secret and kept nowhere. */
const withoutKey = new Set([
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'POST /api/v1/me/password',
  'POST /api/v1/me/calendar',
  'DELETE /api/v1/me/calendar',
  'POST /api/v1/tokens',
  'DELETE /api/v1/tokens/{id}',
  'PUT /api/v1/attachments',
  'POST /api/v1/campaigns/{id}/preview',
  'POST /api/v1/tasks/{id}/preview',
  'POST /api/v1/cases/{id}/preview',
  'POST /api/v1/people/{id}/first-password',
  'POST /api/v1/people/first-passwords',
  'POST /api/v1/people/first-passwords.docx',
  'POST /api/v1/people/{id}/hand-over/preview',
  'POST /api/v1/org/import',
  'POST /api/v1/meetings/{id}/preview',
  'POST /api/v1/supervisions/{id}/preview',
  'POST /api/v1/indicators/{id}/preview',
  'POST /api/v1/surveys/{id}/preview',
  'POST /api/v1/evaluations/{id}/preview',
  'POST /api/v1/standards/import',
  'POST /api/v1/assessments/{id}/preview',
  'POST /api/v1/consultations/{id}/preview',
  'POST /api/v1/bulletins/{id}/preview',
  'POST /api/v1/templates/sample',
  'POST /api/v1/units/{id}/preview',
  'POST /api/v1/calendar/years/{year}/preview',
  'POST /api/v1/calendar/years/{year}/announce',
  'POST /api/v1/calendar/years/{year}/correct',
]);

const isStrict = (schema: z.ZodType): boolean => {
  if (schema instanceof z.ZodUnion) return schema.options.every((option) => isStrict(option as z.ZodType));
  if (schema instanceof z.ZodPipe) return isStrict(schema.in as z.ZodType);
  return schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
};

describe('the routes', () => {
  test('all stand in the rights table, each once, and nothing else stands there', () => {
    expect(each.map(([name]) => name).sort()).toEqual(Object.keys(routeRights).sort());
  });

  test.each(each)('%s is public exactly if the rights table says so', (name, { spec }) => {
    expect(spec.auth === 'public').toBe(routeRights[name] === 'public');
  });

  test('public ones are signing in, whether one is, the calendar feed with its own secret, the reference and health, and no other', () => {
    expect(each.filter(([, { spec }]) => spec.auth === 'public').map(([name]) => name)).toEqual([
      'POST /api/v1/session',
      'GET /api/v1/session',
      'GET /api/v1/me/calendar.ics',
      'GET /livez',
      'GET /readyz',
      'GET /api/v1/openapi.json',
      'GET /api/docs',
      'GET /api/docs/problems',
      'GET /api/docs/{file}',
    ]);
  });

  test.each(each)('%s refuses unknown fields wherever it takes any', (_name, { spec }) => {
    for (const schema of [spec.params, spec.query, spec.body]) if (schema) expect(isStrict(schema)).toBe(true);
  });

  test.each(each)('%s declares a parameter for each placeholder of its path', (_name, { spec }) => {
    const placeholders = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(spec.params instanceof z.ZodObject ? Object.keys(spec.params.shape) : []).toEqual(placeholders);
  });

  test.each(each)('%s, if it writes, honours Idempotency-Key or is listed as needing none', (name, route: Route) => {
    if (route.spec.method === 'get' || withoutKey.has(name)) return;
    expect(route.kind === 'command' || route.spec.transaction === true).toBe(true);
  });

  test('refuse every span that ends before it begins, a list as well as its files', () => {
    const spans = each.flatMap(([name, { spec }]) => {
      const names = spec.query instanceof z.ZodObject ? Object.keys(spec.query.shape) : [];
      return names.flatMap((last) => {
        const first = last.replace(/until$/, 'from').replace(/Until$/, 'From');
        return first !== last && names.includes(first) ? [[name, spec.query as z.ZodObject, first, last] as const] : [];
      });
    });
    expect(spans.length).toBeGreaterThan(30);
    for (const [name, query, first, last] of spans) {
      const asked = (from: string, until: string) => query.safeParse({ [first]: from, [last]: until });
      const refused = asked('2026-12-02', '2026-12-01');
      expect([name, last, refused.error?.issues.map((issue) => [issue.path, issue.code === 'custom' && issue.params])]).toEqual([
        name,
        last,
        [[[last], { zh: `不能早于${first}`, en: `Not before ${first}` }]],
      ]);
      expect([name, asked('2026-12-01', '2026-12-01').success]).toEqual([name, true]);
    }
  });

  test.each(each)('%s pages if it lists', (name, { spec }) => {
    const right = routeRights[name];
    // A workbook holds the whole list.
    if (typeof right !== 'object' || !('lists' in right) || spec.produces !== undefined) return;
    expect(spec.query instanceof z.ZodObject ? Object.keys(spec.query.shape) : []).toEqual(expect.arrayContaining(['limit', 'cursor']));
  });
});
