import type { ProcessState } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { taskLight } from './light.ts';
import type { TaskState } from './state.ts';

/** How the shares of a task stand, cancelled ones left out: "16 of 17". */
export interface ShareCount {
  readonly all: number;
  readonly accepted: number;
  /** Red: past their date and not handed in on time. */
  readonly overdue: number;
}

/** The shares of a task counted, or undefined when it has none; `processes` holds their states. */
export function countShares(state: TaskState, processes: ReadonlyMap<string, ProcessState>, now: Instant): ShareCount | undefined {
  if (state.childTaskIds.length === 0) return undefined;
  const shares = state.childTaskIds.flatMap((id) => {
    const share = processes.get(id) as TaskState | undefined;
    return share && share.stage !== 'cancelled' ? [share] : [];
  });
  return {
    all: shares.length,
    accepted: shares.filter((share) => share.stage === 'accepted').length,
    overdue: shares.filter((share) => taskLight(share, now).colour === 'red').length,
  };
}
