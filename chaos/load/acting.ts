import { markerOf } from '../invariant/once.ts';
import type { Random } from '../random.ts';
import type { Answer, Client } from './client.ts';

/** How writes are sent: in one scenario each three times at once. */
export interface Manner {
  readonly copies: number;
  /** Share of writes that are asked once more after their answer, to hear whether it is the same. */
  readonly again: number;
}

export const onceEach: Manner = { copies: 1, again: 0.1 };
export const threeTimesEach: Manner = { copies: 3, again: 0 };

/** A command in the making: `text` goes into whichever of its fields holds free text. */
export type Command = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Sends a command with a key and a marker of its own. `text` puts the marker into the command; without it the command carries none. */
export function send(client: Client, path: string, manner: Manner, random: Random, make: (text: string) => Command, type?: string): Promise<Answer | undefined> {
  const key = random.uuid();
  const marker = markerOf(key);
  const { type: named, ...rest } = make(marker);
  const carries = JSON.stringify(rest).includes(marker);
  const body = type === undefined ? { type: named, ...rest } : rest;
  return client.write({ method: 'POST', path, body, key }, { type: type ?? named, copies: manner.copies, again: random.chance(manner.again), ...(carries ? { marker } : {}) });
}
