import { useSyncExternalStore } from 'react';

/** A new thing that waited on this device and is there now. */
export interface Arrival {
  /** Who submitted it, and is told. */
  readonly personId: string;
  readonly things: string;
  readonly id: string;
  /** What it is and what it is about, in words. */
  readonly name: string;
  readonly title: string;
}

let arrivals: readonly Arrival[] = [];
const listeners = new Set<() => void>();

function put(next: readonly Arrival[]): void {
  arrivals = next;
  for (const tell of listeners) tell();
}

/** Says that a new thing is there. */
export const addArrival = (arrival: Arrival): void => put([...arrivals, arrival]);

/** It was seen. */
export const dropArrival = ({ id }: Arrival): void => put(arrivals.filter((other) => other.id !== id));

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** New things of a person that have come to be while this page is open and were not looked at yet. */
export const useArrivals = (personId: string): readonly Arrival[] => useSyncExternalStore(subscribe, () => arrivals).filter((arrival) => arrival.personId === personId);
