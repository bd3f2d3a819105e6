import { clearTimeout, setTimeout } from 'node:timers';

/** A text in both languages; Chinese is read first. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Something that had to happen did not. */
export class Missed extends Error {
  override readonly name = 'Missed';
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)));
const clock = (at: number): string => new Date(at + 28_800_000).toISOString().slice(11, 19);
const whoWidth = 24;

/** Tells the story line by line: Beijing's time, who, what. Colours only on a terminal. */
export class Story {
  readonly #out: NodeJS.WriteStream;
  readonly #colours: boolean;
  readonly #pauseMs: number;
  #steps = 0;
  #notices = 0;

  constructor(out: NodeJS.WriteStream, pauseMs: number) {
    this.#out = out;
    this.#colours = out.isTTY === true && process.env.NO_COLOR === undefined;
    this.#pauseMs = pauseMs;
  }

  /** How much was told so far. */
  get told(): { readonly steps: number; readonly notices: number } {
    return { steps: this.#steps, notices: this.#notices };
  }

  scene({ zh, en }: Said): void {
    this.#print(`\n${this.#paint('1;36', `━━ ${zh}`)}  ${this.#paint('36', en)}`);
  }

  /** Somebody does something. */
  async does(who: string, { zh, en }: Said): Promise<void> {
    this.#steps++;
    this.#line(who, zh, en, '1');
    await this.#pause();
  }

  /** Somebody is told something: a notice has arrived. */
  async hears(who: string, { zh, en }: Said): Promise<void> {
    this.#notices++;
    this.#line(`→ ${who}`, zh.replace(/“([^”]{18})[^”]+”/g, '“$1…”'), en, '1;33');
    await this.#pause();
  }

  /** Something that follows: a refusal, a state, an explanation. */
  note({ zh, en }: Said): void {
    this.#print(`${' '.repeat(12 + whoWidth)}${zh}${en === '' ? '' : `  ${this.#paint('2', en)}`}`);
  }

  say(text: string): void {
    this.#print(text);
  }

  #line(who: string, zh: string, en: string, colour: string): void {
    this.#print(`  ${this.#paint('2', clock(Date.now()))}  ${this.#paint(colour, pad(who, whoWidth))}${zh}`);
    this.#print(`${' '.repeat(12 + whoWidth)}${this.#paint('2', en)}`);
  }

  #print(line: string): void {
    this.#out.write(`${line}\n`);
  }

  #paint(code: string, text: string): string {
    return this.#colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  }

  async #pause(): Promise<void> {
    if (this.#pauseMs > 0) await sleep(this.#pauseMs);
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Time between two looks at something awaited. */
const lookMs = 200;

/** Looks until there is something; throws `Missed`, naming what and the limit, when there is not. */
export async function awaited<T>(what: Said, limitMs: number, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Missed(`${what.zh}：${limitMs / 1000} 秒内没有发生\n  did not happen within ${limitMs / 1000} s: ${what.en}`);
    await sleep(lookMs);
  }
}

/** Throws `Missed` unless it is so. */
export function must(isSo: boolean, { zh, en }: Said): void {
  if (!isSo) throw new Missed(`${zh}\n  ${en}`);
}

/** A timer that does not hold the process. */
export function limited<T>(work: Promise<T>, limitMs: number, what: Said): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Missed(`${what.zh}\n  ${what.en}`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
