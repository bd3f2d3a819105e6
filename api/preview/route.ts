import type { z } from 'zod';
import type { TimedType } from '../../domain/process/definition.ts';
import { actorFor, checkScope } from '../http/acting.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { type Asked, type Route, type RouteContext, route } from '../http/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { presentPreview } from './presenter.ts';
import { PreviewView } from './schema.ts';

/** A preview asks for what the command itself asks for: who may not see the record learns nothing, who may not take the step is refused. */
const forbidding: readonly ProblemCode[] = ['process.not_found', 'policy.forbidden'];

interface Previewed<B extends z.ZodType> {
  readonly type: TimedType;
  /** The resource's path, such as `campaigns`. */
  readonly things: string;
  /** The body that the command itself takes. */
  readonly body: B;
  readonly summary: string;
  readonly command: (context: Pick<RouteContext<{ readonly body: B }>, 'body' | 'asker' | 'moment'>) => Asked['command'] | Promise<Asked['command']>;
  readonly withoutRefused?: WithoutRefused | undefined;
}

/** Of a command that asks for many changes and is refused as a whole for some of them: the one that leaves these out, so that a look shows the others too. Undefined for every other command. */
export type WithoutRefused = (command: Asked['command']) => Asked['command'] | undefined;

/** `POST /api/v1/<things>/{id}/preview`: what a command would do, decided by the same rules on the same state; nothing is written and nobody is told. */
export const previewRoute = <B extends z.ZodType>({ ledger }: Pick<RegisterDeps, 'ledger'>, { type, things, body, summary, command, withoutRefused }: Previewed<B>): Route =>
  route(
    {
      method: 'post',
      path: `/api/v1/${things}/{id}/preview`,
      summary,
      description:
        'Takes the body of the command itself. `refused` says why it would not be taken now; else each process that would move with its dates and ladders, and each notice.',
      tags: [things],
      params: idParams,
      body,
      response: PreviewView,
      problems: [...forbidding],
    },
    async (context) => {
      const { asker, moment, params, language, arrivedAt } = context;
      const asked: Asked = { type, id: params.id, command: await command(context as unknown as Parameters<typeof command>[0]) };
      checkScope(asker, true, asked.command.type);
      const actor = await actorFor(ledger, asker, asked, moment);
      const rehearsed = await ledger.rehearse({ ...asked, actor, receivedAt: arrivedAt });
      if (rehearsed.hidden) throw new HttpProblem('process.not_found');
      const { refusal } = rehearsed;
      if (refusal && forbidding.includes(refusal.code)) throw new HttpProblem(refusal.code, refusal);
      const remaining = refusal && withoutRefused?.(asked.command);
      if (!remaining) return { body: presentPreview(rehearsed, language) };
      const { refusal: nothing, ...rest } = await ledger.rehearse({ ...asked, command: remaining, actor, receivedAt: arrivedAt });
      return { body: presentPreview(nothing ? rehearsed : { ...rest, refusal }, language) };
    },
  );
