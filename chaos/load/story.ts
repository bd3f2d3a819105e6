/** One strand of work: a case or a task carried on step by step by the people concerned. */
export interface Story {
  /** When its next step may be taken, in this machine's milliseconds; it waits for time to do its part until then. */
  readonly readyAt: number;
  readonly isOver: boolean;
  /** Takes one step; never throws for a refusal. */
  readonly step: () => Promise<void>;
}
