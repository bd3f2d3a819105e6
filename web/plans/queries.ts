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

/** Fills a draft, one filling after the other, each on what the one before left; refused when somebody else has filled it meanwhile. */
export function useFill(planId: string) {
  const client = useQueryClient();
  const { queryKey } = planQuery(planId);
  return useMutation({
    scope: { id: planId },
    mutationFn: (body: PlanFill) => ask<Plan>('POST', `/api/v1/plans/${planId}/fill`, body, { 'If-Match': `"${client.getQueryData(queryKey)?.version}"` }),
    onSuccess: (plan) => client.setQueryData(queryKey, plan),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
