import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Role, roles } from '../../domain/process/actor.ts';
import { timedTypes } from '../../domain/process/definition.ts';
import { verify } from '../../ledger/verify.ts';
import { folder } from '../policy/expected-routes.ts';
import type { TestApi } from './api.ts';
import { openToEveryRole } from './every-role.ts';
import type { District } from './export-district.ts';
import { type InputSchema, inputsOf } from './input-arbitrary.ts';
import { startResources } from './small-district.ts';

/*
 * Whatever is sent to any route, by anybody signed in, is done or refused with a code: nothing is answered with 500, nothing is half-written. The inputs are made from
 * the API's own reference; their seed is fixed, so that a failure can be looked at again.
 */

const seed = 20_261_129;
/** Inputs for each kind of body of each operation: some four thousand requests, half a minute. */
const tries = 8;

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: InputSchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: InputSchema }>> };
}
const reference = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, InputSchema>> };
};
/** Streams do not end; who signs out asks nothing more; tests of their own send files. */
const apart = new Set(['get /api/v1/changes', 'delete /api/v1/session', 'put /api/v1/attachments']);

let api: TestApi;
let district: District;
let ids: readonly string[];
let tokens: Readonly<Record<Role, string>>;

beforeAll(async () => {
  api = await startResources();
  const opened = await openToEveryRole(api, '云山区');
  ({ district, tokens } = opened);
  const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM process ORDER BY moved_at, id');
  // Without those who ask: nobody ends their posts meanwhile.
  ids = rows.map(({ id }) => id).filter((id) => !opened.askers.has(id));
});
afterAll(() => api?.close());

/** A record of the kind that a path is about: most requests then reach it. */
function recordOf(path: string): string | undefined {
  const [, , , place = ''] = path.split('/');
  if (place === 'templates') return district.ids.template;
  const type = timedTypes.find((one) => folder[one] === place);
  return type && district.ids[type];
}

const inAddress = (value: unknown): string => encodeURIComponent(String(typeof value === 'object' ? JSON.stringify(value) : value).replace(/\p{Surrogate}/gu, '?')).slice(0, 2_000);

interface Asked {
  readonly role: Role;
  readonly path: string;
  readonly body: unknown;
}

/** Who may do most there: two of three requests are theirs. */
function ableOn(path: string): Role {
  const [, , , place = ''] = path.split('/');
  if (['cases', 'parties'].includes(place)) return 'inspector';
  return ['people', 'posts', 'units', 'org', 'calendar', 'outlets', 'deliveries'].includes(place) ? 'administrator' : 'office';
}

/** The bodies that an operation takes: each step of a thing is one of them. */
function bodiesOf({ requestBody }: Operation): readonly (InputSchema | undefined)[] {
  const steps = (schema: InputSchema): readonly InputSchema[] => {
    const named = schema.$ref === undefined ? schema : reference.components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
    return (named?.oneOf ?? named?.anyOf)?.flatMap(steps) ?? [schema];
  };
  const json = requestBody?.content['application/json'];
  return json ? steps(json.schema) : [undefined];
}

/** Requests to one operation with one kind of body. */
function asked(path: string, { parameters = [] }: Operation, kind: InputSchema | undefined): fc.Arbitrary<Asked> {
  const input = inputsOf(reference, ids);
  const of = (place: string) => Object.fromEntries(parameters.filter((one) => one.in === place).map(({ name, schema }) => [name, input(schema)]));
  const own = recordOf(path);
  const inPath = fc.record(of('path')).map((values) => (own === undefined ? values : { ...values, id: own }));
  const query = fc.record(of('query'), { requiredKeys: [] });
  return fc
    .record({
      role: fc.oneof({ weight: 2, arbitrary: fc.constant(ableOn(path)) }, { weight: 1, arbitrary: fc.constantFrom(...roles) }),
      inPath,
      query,
      body: kind ? input(kind) : fc.constant(undefined),
    })
    .map(({ role, inPath: values, query: filters, body }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress((values as Readonly<Record<string, unknown>>)[name] ?? ''));
      const after = Object.entries(filters).map(([name, value]) => `${name}=${inAddress(value)}`);
      return { role, path: after.length > 0 ? `${filled}?${after.slice(0, 3).join('&')}` : filled, body };
    });
}

test('whatever is sent anywhere is done or refused with a code, and every record stays whole', async () => {
  const done = new Set<string>();
  const codes = new Set<string>();
  const wrong: object[] = [];
  let writes = 0;
  for (const [path, operations] of Object.entries(reference.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      if (apart.has(name)) continue;
      const requests = bodiesOf(operation).flatMap((kind) => fc.sample(asked(path, operation, kind), { seed, numRuns: tries }));
      for (const { role, path: where, body } of requests) {
        const answer = await api.call(method.toUpperCase(), where, { token: tokens[role], body });
        if (answer.status < 300) {
          done.add(name);
          if (method !== 'get') writes++;
        } else if (answer.status >= 500 || !/^\w+\.\w+$/.test(answer.body?.code)) wrong.push({ name, role, where, body, status: answer.status, text: answer.text });
        else codes.add(answer.body.code);
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  // Most routes answered somebody, steps were taken, and rules of many kinds refused: the inputs reach beyond the schemas.
  expect(done.size).toBeGreaterThan(150);
  expect(writes).toBeGreaterThan(300);
  expect(codes.size).toBeGreaterThan(60);
  expect((await verify(api.pool)).faults).toEqual([]);
});
