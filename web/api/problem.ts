/** One item of a problem: what blocks, or which place of the request is wrong. */
export interface ProblemItem {
  readonly in?: string;
  readonly pointer?: string;
  readonly text?: string;
  /** The same in the words of the service's schema, where it has none for people. */
  readonly message?: string;
  readonly [member: string]: unknown;
}

/** What blocks, in words: the item's text, or whose and which it is, as far as it says so; none where it holds only what programs read. */
export function blockingText({ text, message, name, item, content }: ProblemItem): readonly string[] {
  const said = text ?? message;
  if (typeof said === 'string') return [said];
  const words = [name, item, content].filter((word) => typeof word === 'string' && word !== '').join(' ');
  return words === '' ? [] : [words];
}

interface Said {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly title?: string;
  readonly items?: readonly ProblemItem[];
}

/** A request that was refused, with the API's stable code and its text in the person's language; `console.offline` when there was no answer at all. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly title: string | undefined;
  readonly items: readonly ProblemItem[];

  constructor({ code, status, detail, title, items = [] }: Said) {
    super(detail || code);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.title = title;
    this.items = items;
  }
}

/** There was no answer of the service at all. */
export const offline = (): Problem => new Problem({ code: 'console.offline', status: 0, detail: '' });

const timedOutCode = 'console.timed_out';

/** There was no answer in time: the connection is too weak for this request, or there is none. */
export const timedOut = (): Problem => new Problem({ code: timedOutCode, status: 0, detail: '' });

/** True when no answer came in time. */
export const isTimedOut = ({ code }: Pick<Problem, 'code'>): boolean => code === timedOutCode;

/** True when the request was judged: sent again with other content it is another one, under a key of its own. Without an answer the same is sent again under the same key. */
export const isJudged = (failed: unknown): boolean => failed instanceof Problem && failed.status !== 0 && failed.status < 500;

/** True when the service was not reached: no connection, or a proxy before a service that is away. */
export const isAway = (failed: unknown): boolean => failed instanceof Problem && (failed.status === 0 || (failed.status >= 502 && failed.status <= 504));

/** Why something failed, in words: the service's own; else that it was not reached, or that it failed. Never a program's code. */
export const reasonOf = (failed: unknown, words: { readonly away: string; readonly failed: string }): string =>
  failed instanceof Problem && failed.detail !== '' ? failed.detail : isAway(failed) ? words.away : words.failed;

const isSaid = (value: unknown): value is Said => typeof value === 'object' && value !== null && typeof (value as Said).code === 'string';

/** The problem of an answer; one without a problem's body (a proxy's) goes by its status. */
export const problemOf = (body: unknown, status: number): Problem => new Problem(isSaid(body) ? { ...body, status } : { code: 'console.unreadable', status, detail: '' });
