import { isDeepStrictEqual } from 'node:util';

/** What a run of histories met, so that a run which met nothing is seen. */
export class Met {
  readonly #counts = new Map<string, number>();

  note(what: string): void {
    this.#counts.set(what, this.times(what) + 1);
  }

  times(what: string): number {
    return this.#counts.get(what) ?? 0;
  }
}

/** Throws where the product and the model tell different things, with both. */
export function mustAgree(where: string, product: unknown, model: unknown): void {
  // Jest's matchers cost a hundred times as much, and this is asked some hundred thousand times a run: they only spell the difference.
  if (isDeepStrictEqual(product, model)) return;
  try {
    expect(product).toEqual(model);
  } catch (error) {
    throw new Error(`${where} the product (received) and the model (expected) differ: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Error(`${where} the product and the model differ: ${JSON.stringify(product)} and ${JSON.stringify(model)}`);
}
