import type { ProblemItem } from '../api/problem.ts';
import type { Fields } from '../steps/values.ts';
import { keyOf, type Place } from './place.ts';

/** A step, or a new thing, that was submitted and has not reached the service yet: all that it takes to send it, fixed when it was submitted. */
export interface Waiting {
  readonly place: Place;
  /** What it is about and which step, in words. */
  readonly title: string;
  readonly name: string;
  readonly body: Fields;
  /** A repeat under the same key has one effect. */
  readonly key: string;
  /** The version of the thing on which a step was filled in; null for a new thing. */
  readonly version: number | null;
  readonly at: string;
  /** When it was last tried in vain, and why: it goes on waiting. */
  readonly tried?: { readonly at: string; readonly code: string; readonly status: number; readonly detail: string };
  /** Why the service refused it; it stays until the person has seen to it. */
  readonly refused?: { readonly code: string; readonly status: number; readonly detail: string; readonly title: string | undefined; readonly items: readonly ProblemItem[] };
}

/** Where the form of what waits is opened again. */
export const formOf = ({ place: { things, id, step }, version }: Waiting): { readonly to: string; readonly search: Readonly<Record<string, string>> } =>
  version === null ? { to: `/${things}/new`, search: { draft: id } } : { to: `/${things}/${id}`, search: { step } };

/** What waits, in the order of submission. */
export const inOrder = (all: readonly Waiting[]): readonly Waiting[] => [...all].sort((one, other) => one.at.localeCompare(other.at));

/** What is submitted at a place where something waits already. One that was refused and put right keeps its turn: what was submitted behind it counts on it. */
export const inPlaceOf = (former: Waiting | undefined, waiting: Waiting): Waiting => (former?.refused ? { ...waiting, at: former.at } : waiting);

/** The thing of a step. */
export const thingOf = ({ place: { things, id } }: Waiting): string => `${things}/${id}`;

/**
 * What may be sent now: in the order of submission; behind something refused nothing of the same thing, which was filled in with it in mind, and nothing of the things `held`.
 * What was tried in vain comes after what was not: one photo too big for the connection keeps nothing else waiting.
 */
export function sendable(queue: readonly Waiting[], held: ReadonlySet<string> = new Set()): Waiting | undefined {
  const passed = new Set(held);
  const first: Waiting[] = [];
  for (const waiting of queue) {
    if (waiting.refused === undefined && !passed.has(thingOf(waiting))) first.push(waiting);
    passed.add(thingOf(waiting));
  }
  return first.find(({ tried }) => tried === undefined) ?? first[0];
}

/** What was submitted behind another step of the same thing on the same version stands on the version that this one led to: in between nobody acted. The same step submitted anew does not: it was filled in without the other in mind. */
export const carried = (queue: readonly Waiting[], sent: Waiting, version: number): readonly Waiting[] =>
  queue.flatMap((waiting) =>
    keyOf(waiting.place) !== keyOf(sent.place) && thingOf(waiting) === thingOf(sent) && waiting.version === sent.version ? [{ ...waiting, version }] : [],
  );
