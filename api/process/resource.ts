import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { LeftAsItIs } from '../../domain/process/decision.ts';
import type { AllowedStep, Definition, ProcessState, TimedType, World } from '../../domain/process/definition.ts';
import { type Looked, type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Asked, commandRoute, type Presentable, type Presented, type Route, type RouteContext, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import { previewRoute, type WithoutRefused } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { factsRoutes } from './facts.ts';

/** What a record is shown with, alike whether it was read or is the answer of a command. */
export interface Shown {
  /** What was looked up for the rules, in the first of the posts. */
  readonly world: World;
  readonly language: Language;
  /** The posts in which the asker sees the record. */
  readonly actors: readonly [Actor, ...Actor[]];
  /** Next steps over all of them. */
  readonly steps: readonly AllowedStep[];
  /** What of a command is left as it is, where no fact tells it; nothing where the record was read. */
  readonly left?: readonly LeftAsItIs[];
}

/** A type of process as the API shows it under `/api/v1/<type>s`. */
export interface Resource<S extends ProcessState, V extends z.ZodType> {
  readonly type: TimedType;
  /** As summaries call one: 会议, a meeting. */
  readonly name: Bilingual;
  readonly definition: Pick<Definition<S>, 'allowed'>;
  readonly view: V;
  /** Shapes the record, purely and at once: it answers commands too. */
  readonly present: (state: S, shown: Shown) => Presentable<z.input<V>>;
}

type Ledger = Pick<LedgerDoor, 'pool'>;
type Understood<B extends z.ZodType> = Pick<RouteContext<{ readonly body: B }>, 'body' | 'asker' | 'moment'>;

const pathOf = ({ type }: Pick<Resource<never, z.ZodType>, 'type'>): `/api/v1/${string}` => `/api/v1/${type}s`;

/** The record after a command, as its GET shows it. */
export const answerOf =
  <S extends ProcessState, V extends z.ZodType>({ definition, present }: Resource<S, V>) =>
  ({ state, world, language, left }: Presented) =>
    present(state as S, { world, language, left, actors: [world.actor], steps: definition.allowed(state as S, world) });

/** The record as read, over all posts that see it; `looked` is what its rules look at besides it. */
export function shownTo<S extends ProcessState, V extends z.ZodType>(
  { definition, present }: Resource<S, V>,
  { state, actors }: Seen<S>,
  moment: Moment,
  language: Language,
  looked: Looked,
) {
  const world = worldOf(moment, moment.now, moment.now, actors[0], looked);
  return present(state, { world, language, actors, steps: stepsFor(definition, { state, actors }, moment, looked) });
}

/** `GET /api/v1/<things>/{id}`. */
export function readRoute<S extends ProcessState, V extends z.ZodType>(
  ledger: Ledger,
  resource: Resource<S, V>,
  spec: { readonly summary: string; readonly description?: string },
  lookUp: (state: S, by: Pick<Seen<S>, 'actors'> & { readonly moment: Moment }) => Promise<Partial<Looked>> = async () => ({}),
): Route {
  return route(
    {
      method: 'get',
      path: `${pathOf(resource)}/{id}`,
      ...spec,
      tags: [`${resource.type}s`],
      params: idParams,
      response: resource.view as z.ZodType,
      problems: ['process.not_found'],
    },
    async ({ asker, params, moment, language }) => {
      const seen = await readProcess<S>(ledger, asker, moment, resource.type, params.id);
      const looked = { ...nothingLooked, ...(await lookUp(seen.state, { actors: seen.actors, moment })) };
      return { body: shownTo(resource, seen, moment, language, looked), version: seen.state.version };
    },
  );
}

interface Created<B extends z.ZodType> {
  readonly summary: string;
  readonly description?: string;
  readonly body: B;
  readonly problems: readonly ProblemCode[];
  /** The command that brings the record into being. */
  readonly command: (context: Understood<B>) => Asked['command'];
}

/** `POST /api/v1/<things>`: brings one into being under a fresh id. */
export const createRoute = <S extends ProcessState, V extends z.ZodType, B extends z.ZodType>(resource: Resource<S, V>, { command, ...spec }: Created<B>): Route =>
  commandRoute(
    { method: 'post', path: pathOf(resource), ...spec, tags: [`${resource.type}s`], response: resource.view as z.ZodType, status: 201, location: `${pathOf(resource)}/{id}` },
    {
      // The kernel hands over the body by the schema that types it.
      command: (context) => ({ type: resource.type, id: randomUUID(), creates: true, command: command(context as unknown as Understood<B>) }),
      present: answerOf(resource),
    },
  );

interface Worked<S extends ProcessState, B extends z.ZodType> {
  readonly body: B;
  readonly description: string;
  readonly problems: readonly ProblemCode[];
  /** Longest time to the answer of a command, where one may move very many processes. */
  readonly timeLimitMs?: number;
  /** The command that a body means; without it the body is the command. */
  readonly command?: (context: Understood<B>) => Asked['command'] | Promise<Asked['command']>;
  readonly withoutRefused?: WithoutRefused;
  /** What this asker may read of a fact's data; without it all. */
  readonly disclose?: Parameters<typeof factsRoutes<S>>[2];
}

/** What every process has below `/api/v1/<things>/{id}`: `/facts` (as files too), `/commands`, and `/preview`, which takes the body of a command. */
export function processRoutes<S extends ProcessState, V extends z.ZodType, B extends z.ZodType<{ readonly type: string }>>(
  { ledger }: Pick<RegisterDeps, 'ledger'>,
  resource: Resource<S, V>,
  { body, description, problems, timeLimitMs, command = ({ body: asked }) => asked as Asked['command'], withoutRefused, disclose }: Worked<S, B>,
): readonly Route[] {
  const { type, name } = resource;
  const things = `${type}s`;
  return [
    ...factsRoutes<S>(ledger, { type, things, summary: { zh: `${name.zh}事实`, en: `The facts of ${name.en}, oldest first` } }, disclose),
    commandRoute(
      {
        method: 'post',
        path: `${pathOf(resource)}/{id}/commands`,
        summary: `${name.zh}办理 Take a step on ${name.en}`,
        description,
        tags: [things],
        params: idParams,
        body,
        response: resource.view as z.ZodType,
        ifMatch: 'optional',
        problems,
        ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
      },
      {
        command: async (context) => ({ type, id: context.params.id, command: await command(context as unknown as Understood<B>) }),
        present: answerOf(resource),
      },
    ),
    previewRoute({ ledger }, { type, things, body, summary: `预览 What a step on ${name.en} would do; writes nothing`, command, withoutRefused }),
  ];
}
