interface Taken<H> {
  readonly by: string;
  /** The version to which it led: at any other somebody, or time, has acted since. */
  readonly version: number;
  readonly back: () => void;
  readonly heard: readonly H[];
}

/** The last step, while whoever took it may take it back: how things stood before it, and who heard of it. */
export class LastTaken<H extends { readonly kind: string }> {
  #taken: Taken<H> | undefined;

  /** A step that may be taken back was taken. `back` puts things as they were before it. */
  note(taken: Taken<H>): void {
    this.#taken = taken;
  }

  /** Why it cannot be taken back by this person, of a thing at this version. */
  wrongs(who: string, version: number): readonly string[] {
    if (this.#taken?.version !== version) return ['process.nothing_to_withdraw'];
    return this.#taken.by === who ? [] : ['process.step_of_another'];
  }

  /** Takes it back; whoever heard of it hears that, by a notice of this kind. */
  back(kind: string): readonly H[] {
    const taken = this.#taken;
    if (!taken) throw new Error('nothing to take back');
    taken.back();
    this.#taken = undefined;
    return taken.heard.map((one) => ({ ...one, kind }));
  }
}

/** The same once more, apart from the first: plain data. */
export const copyOf = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;
