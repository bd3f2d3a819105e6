import type { Actor } from '../process/actor.ts';

/** True when what belongs to this unit, its outlets and templates, is the actor's to keep: an administrator keeps everybody's, others that of their own unit, the system all. */
export const keepsFor = ({ ref, role, unitId }: Actor, owner: string): boolean => ref.by !== 'person' || role === 'administrator' || unitId === owner;
