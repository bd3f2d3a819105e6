import { z } from 'zod';
import { type TimedType, timedTypes } from '../../domain/process/definition.ts';
import type { Gate } from '../http/kernel.ts';
import { id } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { httpStatus } from '../http/status.ts';
import type { Changes, Watched } from './changes.ts';

/** Processes that one stream may watch. */
const mostWatched = 50;
const types: readonly string[] = timedTypes;
const named = /^[a-z]+:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function watchedIn(text: string): readonly Watched[] {
  return text.split(',').map((one) => {
    const [type = '', id = ''] = one.split(':');
    return { type: type as TimedType, id };
  });
}

const ChangesQuery = z.strictObject({
  watch: z
    .string()
    .max(4_000)
    .refine((text) => text.split(',').every((one) => named.test(one)) && text.split(',').length <= mostWatched)
    .transform(watchedIn)
    .refine((watched) => watched.every(({ type }) => types.includes(type)))
    .optional()
    .meta({ description: `\`<type>:<id>\`, up to ${mostWatched} with commas between`, override: { type: 'string' } }),
  delegation: id.optional().meta({ description: 'Listens as the header Duban-Delegation lets act: a browser’s stream sends no header' }),
});

/** 更新推送: a browser hears that what it shows has moved. */
export const changeRoutes = ({ changes, gate }: { readonly changes: Changes; readonly gate: Gate }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/changes',
      summary: '更新推送 That something one may see has moved, as server-sent events',
      description:
        '`moved {type, id, version}`: a watched process; `notice {}`: a notification arrived; `list {types}`: something of these types that one sees moved, at most every two seconds. Read again what is shown once the stream is open: it tells what moves from then on. It ends with the session, after half an hour and when the service stops; five at once for a person.',
      tags: ['me'],
      query: ChangesQuery,
      produces: 'text/event-stream',
      endless: true,
      problems: ['changes.too_many', 'service.busy', 'actor.delegation_invalid'],
    },
    async ({ query, asker, moment, request }) => {
      const again = async () => {
        try {
          const still = await gate.still(request);
          return { asker: await gate.asker(request, still.identity, still.moment, query.delegation), moment: still.moment };
        } catch (error) {
          // Whoever may no longer listen is put out; a database that is away for a moment puts out nobody.
          if (error instanceof HttpProblem && httpStatus[error.code] < 500) return undefined;
          return { asker, moment };
        }
      };
      const listening = query.delegation === undefined ? asker : await gate.asker(request, asker, moment, query.delegation);
      const content = await changes.open({ asker: listening, moment }, query.watch ?? [], again);
      return { body: undefined, content, headers: { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', Connection: 'close' } };
    },
  ),
];
