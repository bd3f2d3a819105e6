import { openapiOf } from '../../api/http/openapi.ts';
import { routeName } from '../../api/http/route.ts';
import { allRoutes } from './all-routes.ts';

const routes = allRoutes();
const document = JSON.parse(JSON.stringify(openapiOf(routes, '0.0.0')));

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
