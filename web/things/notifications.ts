import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';

export type Notification = components['schemas']['Notification'];

/** Marks a message as read; the first reading counts. */
export const markRead = (id: string): Promise<unknown> => answered(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }));
