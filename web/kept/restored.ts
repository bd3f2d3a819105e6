import { useSyncExternalStore } from 'react';

/** What this page shows because the service could not be reached as it was opened. */
export interface Restored {
  readonly personId: string;
  /** When something of it was read last. */
  readonly readAt: string;
}

let restored: Restored | undefined;
const listeners = new Set<() => void>();

/** Begins or ends to show what was kept. */
export function setRestored(next: Restored | undefined): void {
  restored = next;
  for (const tell of listeners) tell();
}

/** What is shown of what was kept; undefined while the page stands on answers of its own. */
export const restoredNow = (): Restored | undefined => restored;

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The same on a page, which is told when it changes. */
export const useRestored = (): Restored | undefined => useSyncExternalStore(subscribe, restoredNow);
