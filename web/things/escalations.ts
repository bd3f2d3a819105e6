import type { components } from '../api/types.ts';
import { useList } from './lists.ts';

export type Escalation = components['schemas']['Escalation'];

/** What ladders brought before me and is still open, what came last first. */
export const useEscalations = () => useList<Escalation>('/api/v1/me/escalations');
