/** A step as a thing's `allowed` names it: open, or why not and until when. */
export interface AllowedStep {
  readonly type: string;
  readonly name: string;
  readonly ok: boolean;
  readonly reason?: string;
  readonly reasonText?: string;
  readonly until?: string | null;
  /** What it ends or does for good; said before it is confirmed. */
  readonly consequence?: string;
}

/** 撤回: of use for a moment and to one person, it is not listed among what may not be done. */
export const isWithdrawal = ({ type }: Pick<AllowedStep, 'type'>): boolean => type === 'withdrawStep';
