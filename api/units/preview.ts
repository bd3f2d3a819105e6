import type { Org } from '../../domain/org/org.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { roles } from '../../domain/process/actor.ts';
import type { Instant } from '../../domain/process/time.ts';
import { actorFor, checkScope } from '../http/acting.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { presentPreview } from '../preview/presenter.ts';
import type { RegisterDeps } from '../register/record.ts';
import { UnitCommandBody, UnitPreview } from './schema.ts';

const forbidding: readonly ProblemCode[] = ['process.not_found', 'policy.forbidden'];

/** Open work of a unit, and of those whose work it took over. */
async function openWork({ pool }: Pick<LedgerDoor, 'pool'>, unitId: string, org: Org) {
  const { rows } = await pool.query<{ tasks: number; cases: number }>(
    `SELECT (count(*) FILTER (WHERE p.type = 'task'))::int AS tasks, (count(*) FILTER (WHERE p.type = 'case'))::int AS cases FROM participation v JOIN process p ON p.id = v.process_id
 WHERE v.unit_id = ANY($1::uuid[]) AND v.relation IN ('lead', 'actingBody') AND p.timed AND NOT p.closed`,
    [standsFor(unitId, org)],
  );
  return { openTasks: rows[0]?.tasks ?? 0, openCases: rows[0]?.cases ?? 0 };
}

const holders = (unitId: string, org: Org, now: Instant): number => new Set(roles.flatMap((role) => org.postsIn(unitId, role, now).flatMap(({ personId }) => personId ?? []))).size;

/** `POST /api/v1/units/{id}/preview`: what a step on a unit would move, a merger or a split above all; nothing is written. */
export const unitPreviewRoute = ({ ledger }: Pick<RegisterDeps, 'ledger'>): Route =>
  route(
    {
      method: 'post',
      path: '/api/v1/units/{id}/preview',
      summary: '单位变更预览 What a step on a unit would move, with the open work that follows; writes nothing',
      tags: ['units'],
      params: idParams,
      body: UnitCommandBody,
      response: UnitPreview,
      problems: [...forbidding],
    },
    async ({ asker, moment, params, body, language, arrivedAt }) => {
      const asked = { type: 'unit' as const, id: params.id, command: body };
      checkScope(asker, true, body.type);
      const rehearsed = await ledger.rehearse({ ...asked, actor: await actorFor(ledger, asker, asked, moment), receivedAt: arrivedAt });
      const { refusal, hidden } = rehearsed;
      if (hidden) throw new HttpProblem('process.not_found');
      if (refusal && forbidding.includes(refusal.code)) throw new HttpProblem(refusal.code, refusal);
      const { org, now } = moment;
      return { body: { ...presentPreview(rehearsed, language), ...(await openWork(ledger, params.id, org)), people: holders(params.id, org, now) } };
    },
  );
