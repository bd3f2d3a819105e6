import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';

export type Notification = components['schemas']['Notification'];

/** Marks a message as read; the first reading counts. */
export const markRead = (id: string): Promise<unknown> => answered(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }));

const places: Readonly<Partial<Record<Notification['process']['type'], string>>> = {
  campaign: '/campaigns',
  task: '/tasks',
  case: '/cases',
  meeting: '/meetings',
  supervision: '/supervisions',
  indicator: '/indicators',
  survey: '/surveys',
  evaluation: '/evaluations',
  assessment: '/assessments',
  consultation: '/consultations',
  bulletin: '/bulletins',
};

/** The page on which the thing of a message stands; undefined where there is none. */
export const placeOf = (process: { readonly type: string; readonly id: string }): string | undefined => {
  const place = places[process.type as Notification['process']['type']];
  return place === undefined ? undefined : `${place}/${process.id}`;
};
