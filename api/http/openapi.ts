import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Json } from '../../domain/process/fact.ts';
import type { ProblemCode } from './problem.ts';
import { type Route, type RouteSpec, routeName } from './route.ts';
import { httpStatus } from './status.ts';

const Problem = z
  .looseObject({
    type: z.string().meta({ description: 'Where the code is explained' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; never reused for something else' }),
    detail: z.string().meta({ description: 'For people: Chinese, or English by Accept-Language' }),
    instance: z.string(),
    params: z.record(z.string(), z.unknown()).optional(),
    items: z.array(z.record(z.string(), z.unknown())).optional().meta({ description: 'Each thing that blocks, or each place of the request that is wrong' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem' });

const description = `督办 Duban. 时间一律为带 +08:00 偏移的 ISO 8601；截止日以北京时间当日结束为准。Times are ISO 8601 with the offset +08:00; a due date ends with the Beijing day.

- **Sign-in**: \`POST /api/v1/session\` answers a token that goes as \`Authorization: Bearer\`; browsers use the cookie set with it. API tokens go the same way.
- **Posts**: who holds several names one by the header \`Duban-Post\`; without it reads cover all of them, and a command is done in the only post that has the right (else 422 \`actor.post_ambiguous\`). \`Duban-Delegation: <id>\` acts for another person; both appear in the record.
- **Idempotency-Key** (optional, any write): a repeat answers the first status and body, also while the first is still running and after a new sign-in, for keys belong to the person; with another request it is 422 \`command.key_reused\`. Without a key a write is executed each time it is sent and no answer is kept. Signing in, changing the password and the secret of a token are never kept.
- **If-Match**: the \`version\` read, as a number in quotes; another version answers 412.
- **Lists** answer \`{items, next}\`; \`?limit=\` up to 200, \`&cursor=\` the \`next\` of the page before.
- **Problems** are \`application/problem+json\` with a stable \`code\` ([list](/api/docs/problems)). A record that one may not see answers 404, as one that does not exist.`;

const problemContent = { 'application/problem+json': { schema: Problem } };

/** Codes that any route of a kind may answer, besides its own. */
function codesOf({ kind, spec }: Route): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['service.unavailable', 'service.failed', ...(spec.problems ?? [])];
  if (spec.auth !== 'public') codes.push('session.missing', 'session.invalid', 'actor.post_not_held', 'actor.delegation_invalid', 'rate.exceeded');
  if (spec.auth === 'session') codes.push('token.session_required');
  if (spec.params) codes.push('process.not_found');
  if (spec.query || spec.body || spec.headers) codes.push('request.invalid');
  if (spec.body || spec.bytes) codes.push('request.body_malformed', 'request.body_too_large', 'request.media_type');
  if (spec.ifMatch === 'required') codes.push('request.version_missing');
  if (spec.ifMatch) codes.push('process.changed_since');
  if (spec.method !== 'get') codes.push('request.cross_site', 'token.scope_missing');
  if (kind === 'command') codes.push('process.changed_since', 'policy.forbidden', 'actor.post_missing', 'actor.post_ambiguous');
  if (kind === 'command' || spec.transaction) codes.push('command.key_reused', 'command.answer_erased');
  return [...new Set(codes)];
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const { spec } = route;
  const success = { ...(spec.produces ? { [spec.produces]: {} } : {}), ...(spec.response ? { 'application/json': { schema: spec.response } } : {}) };
  const content = Object.keys(success).length > 0 ? { content: success } : {};
  const responses: Record<string, unknown> = {};
  for (const status of [spec.status ?? (spec.response || spec.produces ? 200 : 204), ...(spec.alsoStatus ?? [])]) {
    responses[String(status)] = { description: spec.summary, ...content };
  }
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codesOf(route)) byStatus.set(httpStatus[code], [...(byStatus.get(httpStatus[code]) ?? []), code]);
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    const text = codes.map((code) => `\`${code}\``).join(', ');
    responses[String(status)] ??= { description: text, content: problemContent };
  }
  return responses as ZodOpenApiResponsesObject;
}

const optionalHeaders = {
  post: z.uuid().optional().meta({ description: 'The post acted in, where several are held' }),
  delegation: z.uuid().optional().meta({ description: 'The delegation by which one acts for another' }),
  key: z.string().max(200).optional().meta({ description: 'A repeat with the same key answers the first answer' }),
  version: z.string().optional().meta({ description: 'The version read, in quotes' }),
};

function headersOf({ kind, spec }: Route): z.ZodObject | undefined {
  if (spec.auth === 'public') return undefined;
  const shape: Record<string, z.ZodType> = { 'Duban-Post': optionalHeaders.post, 'Duban-Delegation': optionalHeaders.delegation };
  if (kind === 'command' || spec.transaction || spec.stream) shape['Idempotency-Key'] = optionalHeaders.key;
  if (spec.ifMatch === 'required') shape['If-Match'] = optionalHeaders.version.unwrap();
  else if (kind === 'command' || spec.ifMatch) shape['If-Match'] = optionalHeaders.version;
  if (spec.headers instanceof z.ZodObject) Object.assign(shape, spec.headers.shape);
  return z.object(shape);
}

/** Bodies as requests send them, by the name of their schema. */
export type Examples = Readonly<Record<string, readonly Json[]>>;

/** The examples of a body under the names by which the reference page offers them: those of its steps, or its own. */
function examplesOf(body: z.ZodType, examples: Examples): { readonly examples?: Record<string, { readonly value: Json }> } {
  const name = body.meta()?.id ?? '';
  const shown = examples[name];
  if (!shown) return {};
  const nameOf = (value: Json): string => (typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : name);
  return { examples: Object.fromEntries(shown.map((value) => [nameOf(value), { value }])) };
}

function bodyOf(spec: RouteSpec, examples: Examples): ZodOpenApiOperationObject['requestBody'] {
  if (spec.body) return { required: true, content: { 'application/json': { schema: spec.body, ...examplesOf(spec.body, examples) } } };
  if (spec.bytes) return { required: true, content: Object.fromEntries(spec.bytes.mediaTypes.map((type) => [type, {}])) };
  if (spec.stream) return { required: true, content: { 'application/octet-stream': {} } };
  return undefined;
}

/** `getCasesId`: unique, since method and path are. */
const operationId = (spec: RouteSpec): string =>
  spec.method +
  spec.path
    .replace(/^\/api\/v1/, '')
    .replace(/\.json$/, '')
    .split(/[/{}.-]+/)
    .filter(Boolean)
    .map((part) => part[0]?.toUpperCase() + part.slice(1))
    .join('');

function operationOf(route: Route, examples: Examples): ZodOpenApiOperationObject {
  const { spec } = route;
  const header = headersOf(route);
  const requestBody = bodyOf(spec, examples);
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    tags: [...spec.tags],
    ...(spec.auth === 'public' ? { security: [] } : {}),
    requestParams: {
      ...(spec.params instanceof z.ZodObject ? { path: spec.params } : {}),
      ...(spec.query instanceof z.ZodObject ? { query: spec.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(route),
  };
}

/** The OpenAPI 3.1 document of the routes, with examples of what they take. Throws RangeError when two routes have one method and path. */
export function openapiOf(routes: readonly Route[], version: string, examples: Examples) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const { method, path } = route.spec;
    if (paths[path]?.[method]) throw new RangeError(`two routes for ${routeName(route.spec)}`);
    paths[path] = { ...paths[path], [method]: operationOf(route, examples) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: '督办 Duban', version, description },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The token of a session, or an API token' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'duban', description: 'Set by signing in; `__Host-duban` over HTTPS' },
      },
    },
    paths: paths as ZodOpenApiPathsObject,
  });
}
