import { hash, verify } from '@node-rs/argon2';
import { HttpProblem } from '../http/problem.ts';

/** Longest password looked at; a longer one is refused before any hashing. */
const longestPassword = 200;
const shortestPassword = 10;

/** OWASP's setting for argon2id (algorithm 2; the package's const enum cannot be imported from an isolated module): 19 MiB, two passes, one lane. */
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at once in one process: each takes a core for some 20 ms and 19 MiB. */
const atOnce = 2;
/** Requests that may wait for a hash; at two cores the last of them waits some 2 s. */
const mostWaiting = 200;

/** Hashes and checks passwords, few at a time; too many waiting: 503 `service.busy`. */
export interface Passwords {
  readonly hash: (password: string) => Promise<string>;
  /** False for a wrong password, and for nobody's: a person without a stored hash costs the same time. */
  readonly verify: (stored: string | undefined, password: string) => Promise<boolean>;
}

/** A hasher with its own queue. */
export function createPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const limited = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new HttpProblem('service.busy', { headers: { 'Retry-After': '2' } });
      // The one who ends hands over its place, so that `running` need not change.
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => limited(() => hash(password, settings)),
    verify: async (stored, password) => {
      nobody ??= hash('the password of nobody', settings);
      const against = stored ?? (await nobody);
      const right = await limited(() => verify(against, password));
      return right && stored !== undefined;
    },
  };
}

/** Of a random password a light hash is as good as a heavy one: nobody guesses 99 bits. So two thousand of them take a second. */
export const hashRandom = (password: string): Promise<string> => hash(password, { ...settings, memoryCost: 64, timeCost: 1 });

/** Refuses a password too long to be looked at: 400 `password.too_long`. */
export function checkLength(password: string): void {
  if (password.length > longestPassword) throw new HttpProblem('password.too_long', { params: { limit: longestPassword } });
}

const common = /^(?:(.)\1*|(?:0?1234567890?|qwertyuiop|password|admin|iloveyou|welcome|duban|5201314|woaini)[\d!@#.]*)$/i;

/** Refuses a new password that is too short, too common, holds the user name, or is the old one: 422. */
export function checkNew(password: string, old: string, username: string): void {
  checkLength(password);
  if ([...password].length < shortestPassword) throw new HttpProblem('password.too_short', { params: { limit: shortestPassword } });
  if (password === old) throw new HttpProblem('password.unchanged');
  if (common.test(password) || (username.length > 2 && password.toLowerCase().includes(username.toLowerCase()))) throw new HttpProblem('password.too_common');
}
