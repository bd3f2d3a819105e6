import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { Json } from '../../domain/process/fact.ts';
import type { StoredAnswer } from '../../ledger/request.ts';
import { actorFor, checkScope } from './acting.ts';
import type { Asker } from './asker.ts';
import { problemFor } from './failure.ts';
import { check, mediaTypeOf, readBody, readIfMatch, readKey, readQuery, readRaw } from './input.ts';
import type { Identified, Kernel } from './kernel.ts';
import { type Language, languageOf } from './language.ts';
import type { Locals } from './locals.ts';
import { requestLogger } from './log.ts';
import { digestOf, type Key, once } from './once.ts';
import { HttpProblem, problemBody } from './problem.ts';
import { type PlainAnswer, type Route, type RouteContext, type RouteSpec, routeName } from './route.ts';
import { httpStatus } from './status.ts';

/** Below the 10 s beyond which no request may hang. */
const defaultTimeLimitMs = 9_500;

const locals = (response: Response): Locals => response.locals as Locals;
const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0] ?? '/';
const writes = (spec: RouteSpec): boolean => spec.method !== 'get';

/** Mounts the routes on an app; a known path with another method is 405, said only to those who are signed in. */
export function mount(app: Express, routes: readonly Route[], kernel: Kernel): void {
  const methods = new Map<string, { readonly methods: string[]; open: boolean }>();
  for (const route of routes) {
    const { method, path, auth } = route.spec;
    const expressPath = path.replace(/\{(\w+)\}/g, ':$1');
    app[method](expressPath, (request, response) => serve(route, request, response, kernel));
    const known = methods.get(expressPath) ?? { methods: [], open: false };
    known.methods.push(method.toUpperCase());
    known.open ||= auth === 'public';
    methods.set(expressPath, known);
  }
  for (const [path, { methods: allowed, open }] of methods) {
    app.all(path, (request, response) =>
      settle(request, response, kernel, async () => {
        if (!open) await identified(request, kernel);
        throw new HttpProblem('route.method_not_allowed', { params: { allowed: allowed.join(', ') }, headers: { Allow: allowed.join(', ') } });
      }),
    );
  }
  app.use((request, response) =>
    settle(request, response, kernel, async () => {
      if (request.path.startsWith('/api/v1/')) await identified(request, kernel);
      throw new HttpProblem('route.not_found');
    }),
  );
}

/** Answers a request with what `work` throws; for middleware. */
export async function settle(request: Request, response: Response, kernel: Pick<Kernel, 'metrics'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    sendProblem(request, response, error, kernel);
  }
}

async function serve(route: Route, request: Request, response: Response, kernel: Kernel): Promise<void> {
  const { spec } = route;
  locals(response).route = routeName(spec);
  locals(response).endless = spec.endless === true;
  const timer = setTimeout(() => {
    const code = locals(response).reading ? 'request.timeout' : 'service.timeout';
    sendProblem(request, response, new HttpProblem(code, { headers: { 'Retry-After': '1', Connection: 'close' } }), kernel);
  }, spec.timeLimitMs ?? defaultTimeLimitMs);
  try {
    const context = await contextOf(spec, request, response, kernel);
    const answer = route.kind === 'command' ? await command(route, context, kernel) : await plain(route, context, kernel);
    clearTimeout(timer);
    await send(spec, response, answer);
  } catch (error) {
    sendProblem(request, response, error, kernel);
  } finally {
    clearTimeout(timer);
  }
}

type AnyContext = RouteContext<RouteSpec & { readonly auth?: 'person' }>;

async function identified(request: Request, kernel: Kernel): Promise<Identified> {
  try {
    return await kernel.gate.identify(request);
  } catch (error) {
    if (error instanceof HttpProblem && httpStatus[error.code] === 401) await kernel.limits.stranger(request.ip ?? '');
    throw error;
  }
}

async function contextOf(spec: RouteSpec, request: Request, response: Response, kernel: Kernel): Promise<AnyContext> {
  const language = languageOf(request.headers['accept-language']);
  const open = spec.auth === 'public';
  const { identity, moment }: Partial<Identified> = open ? {} : await identified(request, kernel);
  if (identity) {
    locals(response).personId = identity.personId;
    await kernel.limits.person(identity.personId);
    if (spec.auth === 'session' && identity.by !== 'session') throw new HttpProblem('token.session_required');
    if (identity.mustChangePassword && !spec.beforePasswordChange) throw new HttpProblem('password.must_change');
  }
  const asker = identity && moment ? await kernel.gate.asker(request, identity, moment) : undefined;
  if (asker?.scope === 'read') checkScope(asker, writes(spec));

  const params = spec.params ? spec.params.safeParse({ ...request.params }) : undefined;
  if (params && !params.success) throw new HttpProblem('process.not_found');
  const given = readQuery(request.url);
  const query = spec.query ? check(spec.query, given, 'query', language) : undefined;
  if (!spec.query && Object.keys(given).length > 0)
    throw new HttpProblem('request.invalid', { items: Object.keys(given).map((name) => ({ in: 'query', pointer: `/${name.slice(0, 100)}`, rule: 'unrecognized_keys' })) });
  const headers = spec.headers ? check(spec.headers, Object.fromEntries(Object.entries(request.headers)), 'headers', language) : undefined;
  const idempotencyKey = writes(spec) ? readKey(request) : undefined;
  const expectedVersion = writes(spec) ? readIfMatch(request, spec.ifMatch === 'required') : undefined;
  const mediaType = mediaTypeOf(request);
  locals(response).reading = true;
  const bytes = spec.bytes ? await readRaw(request, mediaType, spec.bytes) : undefined;
  const body = spec.body ? check(spec.body, await readBody(request, mediaType), 'body', language) : undefined;
  locals(response).reading = false;

  return {
    params: params?.data,
    query,
    headers,
    body,
    bytes,
    mediaType,
    asker,
    moment,
    transaction: undefined,
    arrivedAt: locals(response).arrivedAt ?? Date.now(),
    expectedVersion,
    idempotencyKey,
    language,
    request,
    get log() {
      return requestLogger(kernel.logger, request, response);
    },
    // The types of a context follow from its spec; the kernel, which serves all specs, sees only the parts.
  } as unknown as AnyContext;
}

const keyOf = (context: AnyContext, asker: Asker | undefined): Key | undefined =>
  context.idempotencyKey === undefined || asker === undefined
    ? undefined
    : { personId: asker.personId, key: context.idempotencyKey, digest: digestOf(context.request.method, context.request.originalUrl, context.bytes ?? context.body) };

function checked(spec: RouteSpec, body: unknown, kernel: Kernel): unknown {
  if (!kernel.checkAnswers || !spec.response || (spec.produces && body === undefined)) return body;
  const parsed = spec.response.safeParse(JSON.parse(JSON.stringify(body ?? null)));
  if (!parsed.success) throw new Error(`${routeName(spec)} answers what its schema does not say: ${parsed.error.message}`);
  return body;
}

async function command(route: Route & { readonly kind: 'command' }, context: AnyContext, kernel: Kernel): Promise<PlainAnswer> {
  const { asker, moment, language, request } = context;
  const asked = await route.command(context);
  checkScope(asker, true, asked.command.type);
  const actor = await actorFor(kernel.ledger, asker, asked, moment);
  const key = keyOf(context, asker);
  const outcome = await kernel.ledger.execute({
    ...asked,
    actor,
    receivedAt: context.arrivedAt,
    ...(context.expectedVersion === undefined ? {} : { expectedVersion: context.expectedVersion }),
    ...(key ? { key } : {}),
    answer: (decided, { state, world, hidden }): StoredAnswer => {
      if (decided.ok)
        return {
          status: route.spec.status ?? 200,
          body: checked(route.spec, route.present({ state, world, facts: decided.facts, left: decided.left ?? [], asker, language }), kernel) as Json,
        };
      const problem = hidden ? problemBody('process.not_found', language, pathOf(request)) : problemBody(decided.code, language, pathOf(request), decided);
      return { status: problem.status, body: problem };
    },
  });
  if (outcome.answer) return outcome.answer;
  if (!outcome.ok) throw new HttpProblem(outcome.code, outcome);
  throw new Error('the ledger gave no answer');
}

async function plain(route: Route & { readonly kind: 'plain' }, context: AnyContext, kernel: Kernel): Promise<PlainAnswer> {
  const { spec } = route;
  // Public routes have no asker, whatever the type says for all others.
  const asker: Asker | undefined = context.asker;
  if (asker) checkScope(asker, writes(spec));
  if (!spec.transaction) {
    const answer = await route.handle(context);
    return { ...answer, body: checked(spec, answer.body, kernel) };
  }
  const key = keyOf(context, context.asker);
  return await kernel.ledger.transact(async (transaction) => {
    // The route's spec says that its context has a transaction.
    const inside = { ...context, transaction } as unknown as AnyContext;
    if (!key) {
      const answer = await route.handle(inside);
      return { ...answer, body: checked(spec, answer.body, kernel) };
    }
    const { answer } = await once(transaction, key, async () => {
      await transaction.query('SAVEPOINT work');
      try {
        const { status, body } = await route.handle(inside);
        return { status: status ?? spec.status ?? 200, body: (checked(spec, body, kernel) ?? null) as Json };
      } catch (error) {
        if (!(error instanceof HttpProblem) || httpStatus[error.code] >= 500) throw error;
        // A refusal is kept like any answer; what was written before it is not.
        await transaction.query('ROLLBACK TO SAVEPOINT work');
        const body = problemBody(error.code, context.language, pathOf(context.request), error.details);
        return { status: body.status, body };
      }
    });
    return answer;
  });
}

const member = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;

async function send(spec: RouteSpec, response: Response, answer: PlainAnswer): Promise<void> {
  if (response.headersSent || response.destroyed) {
    // Nobody reads it any more: what it holds (a file, a listener's place) is given back.
    if (answer.content instanceof Readable) answer.content.destroy();
    return;
  }
  const status = answer.status ?? spec.status ?? 200;
  const { body } = answer;
  response.status(status);
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  response.vary('Accept-Language');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  const code = member(body, 'code');
  if (status >= 400 && typeof code === 'string') {
    locals(response).code = code;
    response.type('application/problem+json').send(JSON.stringify(body));
    return;
  }
  const version = answer.version ?? member(body, 'version');
  if (typeof version === 'number') response.setHeader('ETag', `"${version}"`);
  const made = member(body, 'id');
  if (spec.location && typeof made === 'string') response.setHeader('Location', spec.location.replace('{id}', encodeURIComponent(made)));
  if (spec.produces && answer.content !== undefined) {
    response.type(spec.produces);
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (typeof answer.content === 'string' || Buffer.isBuffer(answer.content)) response.send(answer.content);
    else await pipeline(answer.content, response).catch((error: unknown) => leftBy(spec, response, error));
    return;
  }
  if (status === 204 || body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(body));
}

/** Nothing, where the reader of an endless answer has left; else the failure. */
function leftBy(spec: RouteSpec, response: Response, error: unknown): void {
  if (!spec.endless || !response.destroyed) throw error;
}

/** Answers with the problem for anything thrown; what was not foreseen goes to the log with its cause, never over the wire. */
function sendProblem(request: Request, response: Response, error: unknown, kernel: Pick<Kernel, 'metrics'>): void {
  const problem = problemFor(error);
  locals(response).code = problem.code;
  kernel.metrics?.problem(problem.code);
  const language: Language = languageOf(request.headers['accept-language']);
  const body = problemBody(problem.code, language, pathOf(request), problem.details);
  if (body.status >= 500) locals(response).thrown = problem.cause instanceof Error ? problem.cause : problem;
  if (response.headersSent || response.destroyed) {
    // An answer cut short must not look complete.
    if (!response.writableEnded) response.destroy();
    return;
  }
  response.status(body.status);
  response.setHeader('Cache-Control', 'no-store');
  response.vary('Accept-Language');
  if (body.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  for (const [name, value] of Object.entries(problem.details.headers ?? {})) response.setHeader(name, value);
  if (!request.complete) drain(request);
  response.type('application/problem+json').send(JSON.stringify(body));
}

/** Longest rest of a refused body that is read and thrown away so that the sender gets to see the answer; beyond it the connection is cut. */
const longestRest = 64 * 1_048_576;

function drain(request: Request): void {
  let rest = 0;
  request.on('data', (chunk: Buffer) => {
    rest += chunk.length;
    if (rest > longestRest) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}
