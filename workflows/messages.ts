import { defineSignal } from '@temporalio/workflow';

/** "It moved: look again." Carries nothing, so that order, loss and repetition of nudges cannot matter. */
export const moved = defineSignal('moved');

/** The ledger's counter and the highest number of each series, for the beacon to remember outside the ledger. */
export interface BeaconMark {
  readonly counter: number;
  readonly series: Readonly<Record<string, number>>;
}
export const advance = defineSignal<[BeaconMark]>('advance');

/** Input of a process's workflow. New fields are optional for ever: runs of years ago are continued with it. */
export interface ProcessInput {
  readonly id: string;
}

export interface BeaconInput {
  readonly mark: BeaconMark;
}

export interface DigestInput {
  readonly personId: string;
  readonly channel: string;
}

export interface BellInput {
  readonly shard: number;
}
