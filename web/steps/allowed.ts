/** A step as a thing's `allowed` names it: open, or why not and until when. */
export interface AllowedStep {
  readonly type: string;
  readonly name: string;
  readonly ok: boolean;
  readonly reason?: string;
  readonly reasonText?: string;
  readonly until?: string | null;
}

const dangerous = new Set([
  'cancel',
  'close',
  'fileCase',
  'decideClose',
  'suspend',
  'withdraw',
  'withdrawAcceptance',
  'withdrawMeasure',
  'suspendBusiness',
  'retire',
  'end',
  'merge',
  'split',
]);

/** 撤回: of use for a moment and to one person, it is not listed among what may not be done. */
export const isWithdrawal = ({ type }: Pick<AllowedStep, 'type'>): boolean => type === 'withdrawStep';

/** Steps that end or undo something: they say so before they are taken. */
export const isDangerous = (type: string): boolean => dangerous.has(type);
