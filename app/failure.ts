/** What the person at the terminal needs when a start cannot go on: what happened, why, and the command that helps. Printed without a stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly why: string;
  readonly next: string;

  constructor(what: string, why: string, next: string, options?: ErrorOptions) {
    super(what, options);
    this.why = why;
    this.next = next;
  }
}

/** The failure as lines for a terminal. An error that is no `StartFailure` keeps its stack: it is a fault of ours. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartFailure) return `${error.message}\n  why:  ${error.why}\n  next: ${error.next}`;
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return String(error);
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of a failed call (`ENOENT`, `EEXIST`, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
