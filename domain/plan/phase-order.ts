import type { BeijingDate } from '../process/time.ts';
import { type PhaseKind, phaseKinds } from './phase.ts';

/** A phase as far as its place among all goes; a date that is open fits everywhere. */
export interface DatedPhase {
  readonly kind: PhaseKind;
  readonly startsOn?: BeijingDate | null;
  readonly endsOn?: BeijingDate | null;
}

/** What does not fit: an end before its own start, an end before that of a phase ahead, a start while a phase ahead still runs. */
export type PhaseFault = 'endsBeforeStart' | 'endsBeforeFormer' | 'overlaps';

/** With which faults no campaign begins. An overlap is a doubt alone: documents date phases by months, and two phases may share one. */
export const keepsFromLaunch = (fault: PhaseFault): boolean => fault !== 'overlaps';

/** The phases as a launch puts them: by kind, those of one kind as they stand. */
export const inOrder = <P extends DatedPhase>(phases: readonly P[]): readonly P[] => phaseKinds.flatMap((kind) => phases.filter((phase) => phase.kind === kind));

/** The phases whose dates do not fit, in the order of a launch, each with all that does not. */
export function phaseFaults<P extends DatedPhase>(phases: readonly P[]): readonly { readonly phase: P; readonly faults: readonly PhaseFault[] }[] {
  let last = '';
  return inOrder(phases).flatMap((phase) => {
    const { startsOn, endsOn } = phase;
    const isBackward = Boolean(endsOn && endsOn < last);
    const faults: readonly PhaseFault[] = [
      ...(startsOn && endsOn && endsOn < startsOn ? (['endsBeforeStart'] as const) : []),
      ...(isBackward ? (['endsBeforeFormer'] as const) : startsOn && startsOn <= last ? (['overlaps'] as const) : []),
    ];
    if (endsOn && endsOn > last) last = endsOn;
    return faults.length === 0 ? [] : [{ phase, faults }];
  });
}
