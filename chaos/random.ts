import { createHash } from 'node:crypto';

/** Choices that a seed repeats. Each part of a run takes a child of its own, so that one part's choices do not hang on how often another part chose. */
export class Random {
  readonly #seed: string;
  readonly #state: Uint32Array;

  constructor(seed: string | number) {
    this.#seed = String(seed);
    const hash = createHash('sha256').update(this.#seed).digest();
    this.#state = new Uint32Array([hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12) | 1]);
  }

  /** A generator that depends on the seed and this name alone. */
  child(name: string | number): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** At least 0, below 1 (sfc32). */
  next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    const sum = (a + b + d) | 0;
    this.#state.set([b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (d + 1) | 0]);
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the list. Throws RangeError for an empty one. */
  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new RangeError('there is nothing to choose from');
    return one;
  }

  /** A UUID, so that two runs of one seed use the same keys for the same steps. */
  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.int(0, 15).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
