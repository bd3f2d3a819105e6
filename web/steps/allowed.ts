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

/** Steps that end or undo something: they say so before they are taken. */
export const isDangerous = (type: string): boolean => dangerous.has(type);
