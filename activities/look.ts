import type { Ledger, View } from '../ledger/ledger.ts';

export type { View };

/** The one local activity: what a workflow may know of its process. */
export interface LookActivities {
  /** Reads the view and notes that this version was seen. A process that is not there is a closed view, never an error. */
  look(id: string): Promise<View>;
}

export const createLook = (ledger: Ledger): LookActivities => ({ look: (id) => ledger.look(id) });
