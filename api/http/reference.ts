import { z } from 'zod';
import type { Org } from '../../domain/org/org.ts';
import type { ActorRef } from '../../domain/process/fact.ts';

/** Another record by id and name; the name is null when nothing is known of it. */
export const reference = z.strictObject({ id: z.string(), name: z.string().nullable() });

/** A unit by id and name; the name is null when nothing is known of it. */
export const unitRef = (id: string, org: Org) => ({ id, name: org.unit(id)?.name ?? null });

/** A person by id and name. */
export const personRef = (id: string, org: Org) => ({ id, name: org.person(id)?.name ?? null });

/** The person of an act, if a person did it. */
export const byRef = (ref: ActorRef, org: Org) => (ref.personId === undefined ? null : personRef(ref.personId, org));
