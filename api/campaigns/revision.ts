import { z } from 'zod';
import type { TaskState } from '../../domain/task/state.ts';
import { type Moved, movedBy } from '../../ledger/as-of.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess, sees } from '../http/sight.ts';
import { leftBy } from '../preview/left.ts';
import { presentMove } from '../preview/presenter.ts';
import { RevisionView } from '../preview/schema.ts';

/** As many moves as a preview shows. */
const shown = 500;

const RevisionQuery = z.strictObject({
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'Which version of the plan; without it the newest. Version 1 is the plan as launched and changed nothing' }),
});

/** Tasks stand as in the plan. */
const orderOf = ({ state }: Moved): number => (state as TaskState).order;

/** `GET /api/v1/campaigns/{id}/revision`: what a past re-plan changed, folded from the facts of its command, for each task that the asker sees. */
export const revisionRoute = ({ pool }: Pick<LedgerDoor, 'pool'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/v1/campaigns/{id}/revision',
      summary: '修订内容 What one version of the plan changed, field by field',
      description: 'The same moves as the preview of that re-plan, as they became: dates, leads, texts and rungs before and after.',
      tags: ['campaigns'],
      params: idParams,
      query: RevisionQuery,
      response: RevisionView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, query, moment, language }) => {
      await readProcess({ pool }, asker, moment, 'campaign', params.id);
      const { rows } = await pool.query<{ command: string; revision: number }>({
        name: 'revision-of',
        text: `SELECT command_id AS command, (data ->> 'revision')::int AS revision FROM fact WHERE process_id = $1 AND type = 'planRevised'
 AND ($2::int IS NULL OR (data ->> 'revision')::int = $2) ORDER BY seq DESC LIMIT 1`,
        values: [params.id, query.revision ?? null],
      });
      const [found] = rows;
      if (!found && (query.revision ?? 1) > 1) throw new HttpProblem('process.not_found');
      if (!found) return { body: { revision: 1, moves: [], movesCount: 0, left: [] } };
      const moved = await movedBy(pool, found.command);
      const tasks = moved.filter(({ type }) => type === 'task').toSorted((one, other) => orderOf(one) - orderOf(other));
      const seen = tasks.filter(({ type, state }) => sees(asker, type, state, moment));
      return {
        body: {
          revision: found.revision,
          moves: seen.slice(0, shown).map((move) => ({ ...presentMove(move, moment.org, language), id: move.id })),
          movesCount: tasks.length,
          left: moved.filter(({ id }) => id === params.id).flatMap(({ facts }) => facts.flatMap(({ fact }) => leftBy(fact, language))),
        },
      };
    },
  );
