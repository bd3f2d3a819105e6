/**
 * How a resource declares its routes. A folder api/<resource>/ exports `<resource>Routes(deps): readonly Route[]`, a list of `route(…)` and `commandRoute(…)`;
 * api/app.ts mounts the lists, writes them into openapi.json, and test/api/routes.test.ts fails until each stands in the rights table.
 *
 * A read, or a write of a table that is no process:
 * ```ts
 * route(
 *   { method: 'get', path: '/api/v1/cases/{id}', summary: '…', tags: ['cases'], params: idParams, response: CaseView, problems: ['process.not_found'] },
 *   async ({ params, asker, moment, language }) => ({ body: presentCase(…), version: state.version }),
 * )
 * ```
 * - `path` is written as OpenAPI writes it. Reads need a signed-in person unless `auth: 'public'`; `auth: 'session'` refuses API tokens.
 * - `params`, `query`, `headers` (names in lower case), `body` are zod schemas; use `z.strictObject`. Lists take `pageQuery` (keyset.ts) into their `query`.
 * - `bytes: { limit, mediaTypes }` instead of `body` hands over the raw body as `bytes` with its `mediaType`; `stream: true` leaves the body unread on `request`.
 * - `transaction: true` runs the handler in one transaction, given as `transaction` (a pg client), and keeps its answer under the Idempotency-Key, if the request
 *   has one, in that same transaction. Every write that is not a command needs it, unless repeating it is harmless or its answer is a secret.
 * - `ifMatch: 'required'` answers 428 without If-Match; `expectedVersion` is the number in it. Answer `version` and it becomes the ETag.
 * - Throw `new HttpProblem(code, { params, items })` for a problem.
 *
 * A command to a process, through the ledger:
 * ```ts
 * commandRoute(
 *   { method: 'post', path: '/api/v1/cases/{id}/commands', summary: '…', tags: ['cases'], params: idParams, body: CaseCommand, response: CaseView },
 *   { command: ({ params, body }) => ({ type: 'case', id: params.id, command: body }), present: ({ state, world, asker }) => presentCase(state as CaseState, world) },
 * )
 * commandRoute(
 *   { method: 'post', path: '/api/v1/cases', status: 201, location: '/api/v1/cases/{id}', … },
 *   { command: ({ body }) => ({ type: 'case', id: randomUUID(), creates: true, command: { type: 'open', ...body } }), present: … },
 * )
 * ```
 * The kernel resolves the actor, Idempotency-Key and If-Match, stamps the arrival, turns refusals into problems and stores the answer, also of a refusal, in the
 * command's transaction. `present` must be pure and at once. Idempotency-Key is optional: without it a write is executed and its answer is not kept.
 */
import type { Request } from 'express';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { LeftAsItIs } from '../../domain/process/decision.ts';
import type { ProcessState, ProcessType, World } from '../../domain/process/definition.ts';
import type { Json, Recorded } from '../../domain/process/fact.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from './asker.ts';
import type { Language } from './language.ts';
import type { ProblemCode } from './problem.ts';

/** HTTP methods in use. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A raw body: at most `limit` bytes of one of these media types (without parameters). */
export interface BytesSpec {
  readonly limit: number;
  readonly mediaTypes: readonly string[];
}

/** What a route declares; the docstring of this file says how. */
export interface RouteSpec {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string, ...string[]];
  /** Default `person`. */
  readonly auth?: 'public' | 'person' | 'session';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly body?: z.ZodType;
  readonly bytes?: BytesSpec;
  /** The body stays on `request`, to be read as it comes; the route sees to size and time itself. */
  readonly stream?: true;
  readonly transaction?: true;
  readonly ifMatch?: 'required' | 'optional';
  /** The body answered; absent for 204 and where nothing but `produces` is. */
  readonly response?: z.ZodType;
  /** Media type of an answer that is not JSON; the handler then answers `content`. With a `response` beside it, either: the one or the other is answered. */
  readonly produces?: string;
  /** The answer goes on until either side ends it: that its reader leaves is no failure. */
  readonly endless?: true;
  /** Status of success; default 200. Others that a handler may answer stand in `alsoStatus`. */
  readonly status?: number;
  readonly alsoStatus?: readonly number[];
  /** Path of the thing made, `{id}` filled from the answer's `id`: the Location header. */
  readonly location?: `/${string}`;
  /** Codes of this route that the reference is to name, besides those every route may answer. */
  readonly problems?: readonly ProblemCode[];
  /** Longest time to an answer in milliseconds; default 9,500, so that no request hangs for 10 s. */
  readonly timeLimitMs?: number;
  /** Stays usable while the password must be changed. */
  readonly beforePasswordChange?: true;
}

type Parsed<S, K extends 'params' | 'query' | 'headers' | 'body'> = S extends { readonly [key in K]: infer Z extends z.ZodType } ? z.output<Z> : undefined;

/** What a handler is given; fields that the route does not declare are undefined. */
export interface RouteContext<S> {
  readonly params: Parsed<S, 'params'>;
  readonly query: Parsed<S, 'query'>;
  readonly headers: Parsed<S, 'headers'>;
  readonly body: Parsed<S, 'body'>;
  readonly bytes: S extends { readonly bytes: BytesSpec } ? Buffer : undefined;
  /** Media type of the body, lower case and without parameters. */
  readonly mediaType: string | undefined;
  readonly asker: S extends { readonly auth: 'public' } ? undefined : Asker;
  /** The ledger's clock, the org and the calendar; absent on public routes. */
  readonly moment: S extends { readonly auth: 'public' } ? undefined : Moment;
  readonly transaction: S extends { readonly transaction: true } ? pg.PoolClient : undefined;
  /** When the request arrived, by this machine's clock. */
  readonly arrivedAt: Instant;
  readonly expectedVersion: number | undefined;
  /** The Idempotency-Key as given; `transaction` and command routes see to it themselves. */
  readonly idempotencyKey: string | undefined;
  readonly language: Language;
  readonly request: Request;
  readonly log: Logger;
}

/** A JSON value as a presenter may give it: the schema's type, arrays read-only too. */
export type Presentable<T> = T extends readonly (infer U)[] ? readonly Presentable<U>[] : T extends object ? { readonly [K in keyof T]: Presentable<T[K]> } : T;
type BodyOf<S> = S extends { readonly response: infer Z extends z.ZodType } ? Presentable<z.input<Z>> | (S extends { readonly produces: string } ? undefined : never) : undefined;

/** What a handler answers. */
export interface Answer<S> {
  readonly status?: number;
  readonly body: BodyOf<S>;
  /** Becomes the ETag. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** For `produces`: the content itself. */
  readonly content?: Buffer | string | NodeJS.ReadableStream;
}

/** The command that a request means. */
export interface Asked {
  readonly type: ProcessType;
  readonly id: string;
  readonly command: { readonly type: string };
  /** True when the command brings the process into being. */
  readonly creates?: boolean;
}

/** What a presenter of a command's answer is given. */
export interface Presented {
  readonly state: ProcessState;
  readonly world: World;
  readonly facts: readonly Recorded[];
  /** What of the request is left as it is, where no fact tells it. */
  readonly left: readonly LeftAsItIs[];
  readonly asker: Asker;
  readonly language: Language;
}

/** How a command route understands its request and answers it. */
export interface CommandHandler<S> {
  readonly command: (context: RouteContext<S>) => Asked | Promise<Asked>;
  /** Shapes the answer from the state after the command: purely, at once. */
  readonly present: (presented: Presented) => BodyOf<S>;
}

type AnyContext = RouteContext<RouteSpec>;

/** An answer whose types have been checked where it was declared. */
export interface PlainAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: Buffer | string | NodeJS.ReadableStream;
}

/** A declared route, ready to be mounted and documented. */
export type Route =
  | { readonly kind: 'plain'; readonly spec: RouteSpec; readonly handle: (context: AnyContext) => Promise<PlainAnswer> }
  | {
      readonly kind: 'command';
      readonly spec: RouteSpec;
      readonly command: (context: AnyContext) => Asked | Promise<Asked>;
      readonly present: (presented: Presented) => Json;
    };

/** Declares a read, or a write that is no command. */
export const route = <const S extends RouteSpec>(spec: S, handler: (context: RouteContext<S>) => Promise<Answer<S>>): Route => ({
  kind: 'plain',
  spec,
  // The kernel builds the context by the very spec that types it.
  handle: handler as unknown as (context: AnyContext) => Promise<PlainAnswer>,
});

/** Declares a command to a process; the ledger decides it. */
export const commandRoute = <const S extends RouteSpec & { readonly response: z.ZodType }>(spec: S, handler: CommandHandler<S>): Route => ({
  kind: 'command',
  spec,
  command: handler.command as unknown as (context: AnyContext) => Asked | Promise<Asked>,
  present: handler.present as unknown as (presented: Presented) => Json,
});

/** `GET /api/v1/cases/{id}`: the name of a route in the rights table. */
export const routeName = (spec: Pick<RouteSpec, 'method' | 'path'>): string => `${spec.method.toUpperCase()} ${spec.path}`;
