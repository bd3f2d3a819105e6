import type { EvidencePiece } from './state.ts';

/** What of the required evidence lacks. */
export interface MissingEvidence {
  /** Files still needed: the least with which it is complete. */
  readonly count: number;
  /** The required items that no piece names: more than are needed where a piece without an item covers one of them. */
  readonly items: readonly string[];
}

/** What lacks: a piece that names its item covers that one, each other attachment covers one of the rest. */
export function missingEvidence(required: readonly string[], pieces: readonly EvidencePiece[]): MissingEvidence {
  const named = new Set(pieces.flatMap((piece) => (piece.item === undefined ? [] : [piece.item])));
  const uncovered = required.filter((item) => !named.has(item));
  const free = new Set(pieces.filter((piece) => piece.item === undefined || !required.includes(piece.item)).map((piece) => piece.id)).size;
  const count = Math.max(0, uncovered.length - free);
  return { count, items: count === 0 ? [] : uncovered };
}
