import type { ActorRef } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';
import { canonical, sha256 } from './canonical.ts';

/** What stands before the first fact of a process. */
export const genesis = Buffer.alloc(32);

/** All of a fact that its hash covers. */
export interface ChainedFact {
  readonly processId: string;
  readonly processType: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  readonly actor: ActorRef;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly commandId: string;
}

/** The hash of a fact: SHA-256 over the hash before it and the fact's canonical text. */
export const chainHash = (prev: Uint8Array, fact: ChainedFact): Buffer => sha256(prev, canonical(fact));
