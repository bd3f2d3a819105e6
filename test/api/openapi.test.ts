import { examples } from '../../api/docs/examples.ts';
import { openapiOf } from '../../api/http/openapi.ts';
import { routeName } from '../../api/http/route.ts';
import { allRoutes } from './all-routes.ts';

const routes = allRoutes();
const document = JSON.parse(JSON.stringify(openapiOf(routes, '0.0.0', examples)));

interface Node {
  readonly [name: string]: unknown;
}
function* nodes(value: unknown, path = '#'): Generator<readonly [string, Node]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value as Node];
  for (const [name, item] of Object.entries(value)) yield* nodes(item, `${path}/${name}`);
}
const resolve = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, name) => (node as Node | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);

describe('openapi.json', () => {
  test('is OpenAPI 3.1 and has exactly the routes that are mounted', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => routeName({ method: method as 'get', path: path as `/${string}` })),
    );
    expect(operations.sort()).toEqual(routes.map(({ spec }) => routeName(spec)).sort());
  });

  test('has no reference that leads nowhere', () => {
    for (const [path, node] of nodes(document)) if (typeof node.$ref === 'string') expect([path, resolve(node.$ref)]).toEqual([path, expect.any(Object)]);
  });

  test('gives every operation an id of its own, a summary, and a success', () => {
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string; summary: string; responses: Node }>>).flatMap((item) =>
      Object.values(item),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { operationId, summary, responses } of operations) {
      expect(operationId).toMatch(/^[a-z][A-Za-z]*$/);
      expect(summary).toMatch(/\S/);
      expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
    }
  });

  test('says what each operation does in Chinese and then in English', () => {
    for (const { spec } of routes) expect([spec.summary, /^\S*[\u4e00-\u9fff]\S* .*[A-Za-z]{2}/.test(spec.summary)]).toEqual([spec.summary, true]);
  });

  test('answers every status of a refusal with a problem and its codes; every operation that takes anything or asks who one is may refuse', () => {
    for (const { spec } of routes) {
      const responses = document.paths[spec.path][spec.method].responses as Record<string, { description: string; content?: Node }>;
      const refusals = Object.entries(responses).filter(([status]) => /^4\d\d$/.test(status));
      for (const [status, { description, content }] of refusals)
        expect([routeName(spec), status, description, content]).toEqual([
          routeName(spec),
          status,
          expect.stringMatching(/^`[a-z_]+\.[a-z_]+`/),
          { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        ]);
      if (spec.auth !== 'public' || spec.params || spec.query || spec.body) expect([routeName(spec), refusals.length > 0]).toEqual([routeName(spec), true]);
    }
  });

  test('shows of every body at least one example, each of which the body’s own schema takes; steps under their names', () => {
    const shown = new Set<string>();
    for (const { spec } of routes) {
      if (!spec.body) continue;
      const name = spec.body.meta()?.id ?? '';
      shown.add(name);
      const offered = Object.entries(document.paths[spec.path][spec.method].requestBody.content['application/json'].examples as Record<string, { value: unknown }>);
      expect([routeName(spec), offered.map(([, { value }]) => value)]).toEqual([routeName(spec), examples[name]]);
      expect([name, offered.length > 0]).toEqual([name, true]);
      for (const [title, { value }] of offered) {
        expect([name, title, spec.body.safeParse(value).error?.issues ?? []]).toEqual([name, title, []]);
        expect(title).toBe((value as { type?: string }).type ?? name);
      }
    }
    expect(Object.keys(examples).filter((name) => !shown.has(name))).toEqual([]);
  });

  test('names both answers of a paper that may be a scan: the document, and the facts of the scan', () => {
    for (const path of ['/api/v1/tasks/{id}/urging-notice', '/api/v1/bulletins/{id}/document']) {
      const { content } = document.paths[path].get.responses['200'];
      expect([path, content['application/json'].schema, Object.keys(content).some((type) => type.includes('wordprocessingml'))]).toEqual([
        path,
        { $ref: '#/components/schemas/SealedScan' },
        true,
      ]);
    }
  });

  test('says of every object that goes in whether more fields may come, and none may', () => {
    for (const item of Object.values(document.paths as Record<string, Record<string, { requestBody?: unknown }>>)) {
      for (const { requestBody } of Object.values(item)) {
        for (const [path, node] of nodes(requestBody)) if (node.type === 'object' && node.properties) expect([path, node.additionalProperties]).toEqual([path, false]);
      }
    }
  });

  test('declares each path parameter once and as required', () => {
    for (const [path, item] of Object.entries(document.paths as Record<string, Record<string, { parameters?: { in: string; name: string; required?: boolean }[] }>>)) {
      for (const { parameters = [] } of Object.values(item)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path');
        expect(declared.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
        expect(declared.every(({ required }) => required === true)).toBe(true);
        expect(new Set(parameters.map(({ in: where, name }) => `${where} ${name}`)).size).toBe(parameters.length);
      }
    }
  });

  test('asks for a token everywhere but on public routes', () => {
    expect(document.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    for (const { spec } of routes) expect(document.paths[spec.path][spec.method].security).toEqual(spec.auth === 'public' ? [] : undefined);
  });
});
