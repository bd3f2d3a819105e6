import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { Language } from '../http/language.ts';

/** Items of a list in its own order; `next` is the cursor of those after them, null after the last. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly next: string | null;
}

/** Who asks for a list. */
export interface Asking {
  readonly asker: Asker;
  readonly moment: Moment;
  readonly language: Language;
}

/** A list as its routes ask for it, page by page; `params` names the record that it belongs to, where its path does. */
export type List<Q, R, P = unknown> = (query: Q, asking: Asking & { readonly params: P }) => Promise<Page<R>>;

/** What a list holds. */
export type ItemOf<L extends (...given: never[]) => Promise<Page<unknown>>> = Awaited<ReturnType<L>>['items'][number];
