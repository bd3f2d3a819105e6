import type { components } from '../api/types.ts';

type Case = components['schemas']['Case'];

/** What a party was told to do: an order, a suspension of business or a talk. */
export interface Told {
  readonly number: number;
  readonly kind: 'order' | 'suspension' | 'talk';
  readonly text: string;
  readonly reason: string | null;
  readonly issuedAt: string;
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly at: string | null;
  /** The party is bound by it. */
  readonly stands: boolean;
  /** More time may be asked for it. */
  readonly extendable: boolean;
}

/** All that the party of a case was told to do, in the order in which it was told. */
export function measuresOf({ orders, measures }: Pick<Case, 'orders' | 'measures'>): readonly Told[] {
  const ordered = orders.map(({ requirements, ...order }): Told => ({ ...order, kind: 'order', text: requirements, reason: null, at: null }));
  const others = measures.map((measure): Told => ({ ...measure, extendable: false }));
  return [...ordered, ...others].sort((one, other) => one.number - other.number);
}
