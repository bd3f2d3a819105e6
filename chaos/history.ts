import { appendFileSync } from 'node:fs';

/** What a client knows of one try: acknowledged, refused, or (no answer, cut line, 5xx) nothing at all. Nothing at all is never "failed". */
export type Known = 'ok' | 'refused' | 'unknown';

/** One try of a write. Times are this machine's, in milliseconds. */
export interface Attempt {
  readonly sentAt: number;
  readonly endedAt: number;
  readonly known: Known;
  readonly status?: number;
  /** The answer to the letter. */
  readonly text?: string;
  readonly error?: string;
}

/** One write of a client, under one Idempotency-Key, with every try of it. */
export interface Write {
  readonly key: string;
  readonly personId: string;
  readonly type: string;
  readonly path: string;
  /** Stands in the text of the command, so that its facts can be found without the product's own table of commands. */
  readonly marker?: string;
  readonly attempts: readonly Attempt[];
}

interface Growing extends Write {
  readonly attempts: Attempt[];
}

/** What the clients saw, in their own words; kept in memory for the checks and as JSON lines for people. */
export class History {
  readonly #writes: Growing[] = [];
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
  }

  get writes(): readonly Write[] {
    return this.#writes;
  }

  begin(write: Omit<Write, 'attempts'>): Growing {
    const growing: Growing = { ...write, attempts: [] };
    this.#writes.push(growing);
    return growing;
  }

  invoked({ key, type, path }: Write): void {
    this.#tell({ event: 'invoke', at: Date.now(), key, type, path });
  }

  ended(write: Growing, attempt: Attempt): void {
    write.attempts.push(attempt);
    const { known, status, error, sentAt, endedAt, text } = attempt;
    this.#tell({ event: known, at: endedAt, tookMs: endedAt - sentAt, key: write.key, type: write.type, status, version: known === 'ok' ? versionOf(text) : undefined, error });
  }

  #tell(event: object): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
  }
}

/** What is known of a write as a whole: one answer settles it, whatever the other tries met. */
export function knownOf(write: Write): Known {
  return write.attempts.find((attempt) => attempt.known !== 'unknown')?.known ?? 'unknown';
}

/** Every answer that the write got, unknown tries left out. */
export const answersOf = (write: Write): readonly Attempt[] => write.attempts.filter((attempt) => attempt.known !== 'unknown');

/** The process and the version that an answer names. */
export function versionOf(text: string | undefined): { readonly id: string; readonly version: number } | undefined {
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('id' in value) || !('version' in value)) return undefined;
  return typeof value.id === 'string' && typeof value.version === 'number' ? { id: value.id, version: value.version } : undefined;
}

/** How many writes ended how, and how long tries took. */
export function summaryOf(writes: readonly Write[]): string {
  const count = (known: Known): number => writes.filter((write) => knownOf(write) === known).length;
  const attempts = writes.flatMap((write) => write.attempts);
  const unknown = attempts.filter((attempt) => attempt.known === 'unknown').length;
  const longest = Math.max(0, ...attempts.map((attempt) => attempt.endedAt - attempt.sentAt));
  return `${writes.length} writes: ${count('ok')} ok, ${count('refused')} refused, ${count('unknown')} unknown; ${attempts.length} tries, ${unknown} without an answer, longest ${Math.round(longest)} ms`;
}
