import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, ask } from '../api/client.ts';
import type { components } from '../api/types.ts';

export type Plan = components['schemas']['Plan'];
export type PlanTask = Plan['tasks'][number];
export type PlanFill = components['schemas']['PlanFill'];
export type DatesPreview = components['schemas']['DatesPreview'];

/** A draft. */
export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plans', id], queryFn: () => answered(api.GET('/api/v1/plans/{id}', { params: { path: { id } } })), staleTime: 60_000 });

/** The text that it was read from. It never changes. */
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id, 'source'],
    queryFn: () => answered(api.GET('/api/v1/plans/{id}/source', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type PhaseDates = Partial<Pick<Plan['phases'][number], 'startsOn' | 'endsOn'>>;

/** What corrects the dates of one phase of a draft, by its place. */
export const datedPhase =
  (index: number, dates: PhaseDates) =>
  ({ phases }: Pick<Plan, 'phases'>): PlanFill => ({
    edit: { phases: phases.map(({ kind, name, startsOn, endsOn }, at) => ({ kind, name, startsOn, endsOn, ...(at === index ? dates : {}) })) },
  });

/** What fills a draft; as a function, what it is once the fillings ahead of it are done. */
export type Filling = PlanFill | ((plan: Plan) => PlanFill);

/** Fills a draft, one filling after the other, each on what the one before left; refused when somebody else has filled it meanwhile. */
export function useFill(planId: string) {
  const client = useQueryClient();
  const { queryKey } = planQuery(planId);
  return useMutation({
    scope: { id: planId },
    mutationFn: async (filling: Filling) => {
      const plan = await client.ensureQueryData(planQuery(planId));
      return ask<Plan>('POST', `/api/v1/plans/${planId}/fill`, typeof filling === 'function' ? filling(plan) : filling, { 'If-Match': `"${plan.version}"` });
    },
    onSuccess: (plan) => client.setQueryData(queryKey, plan),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
