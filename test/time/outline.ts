import type { ActorRef, FactBase, Json } from '../../domain/process/fact.ts';

export interface StoredFact {
  readonly type: string;
  readonly data: object;
  readonly actor: ActorRef;
}

/** A fact without what differs between two runs of one story: ids given by chance, hashes, exact times. */
export interface Outline {
  readonly type: string;
  readonly by: string;
  readonly [field: string]: Json;
}

/** Fields that hold ids given by chance, or numbers of a series that several campaigns share. */
const dropped = new Set(['type', 'id', 'campaignId', 'parentTaskId', 'childTaskIds', 'taskId', 'basis', 'number']);
/** Later than any count, earlier than any moment of a story. */
const firstInstant = 1e12;
/** Moments are compared to ten minutes: a step on the engine takes some milliseconds. */
const roughly = 600_000;

function strip(value: unknown): Json {
  if (typeof value === 'number') return value > firstInstant ? Math.round(value / roughly) : value;
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, content]) => !dropped.has(field) && content !== undefined)
      .map(([field, content]) => [field, strip(content)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

/** The outline of a fact as the ledger keeps it, or as a rehearsal does. */
export function outline({ type, data, actor }: StoredFact): Outline {
  return { type, by: actor.personId ?? actor.by, ...(strip(data) as Readonly<Record<string, Json>>) };
}

/** The same for a fact that was not stored. */
export const outlineOf = (fact: FactBase, actor: ActorRef): Outline => outline({ type: fact.type, data: fact, actor });
