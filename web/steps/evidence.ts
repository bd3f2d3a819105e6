import { resolved, type Schema } from './schema.ts';
import type { Value } from './values.ts';

/** A file of a form: its id alone, or with what of the evidence required it is. */
interface Piece {
  readonly id: string;
  readonly item?: string | undefined;
}

const isPiece = (value: Value): value is { readonly id: string; readonly item: string } => typeof value === 'object' && 'id' in value;

/** The files that a form holds. */
export const piecesOf = (value: Value): readonly Piece[] =>
  (Array.isArray(value) ? value : []).flatMap((one: Value): Piece[] => (typeof one === 'string' ? [{ id: one }] : isPiece(one) ? [one] : []));

/** The value with this file as evidence of an item; of none, it is again its id alone. */
export const attributed = (value: Value, id: string, item: string | undefined): readonly Value[] => piecesOf(value).map((piece) => written(piece.id === id ? { id, item } : piece));

/** The value without this file. */
export const without = (value: Value, id: string): readonly Value[] => piecesOf(value).flatMap((piece) => (piece.id === id ? [] : [written(piece)]));

const written = ({ id, item }: Piece): Value => (item === undefined ? id : { id, item });

/** True of a list of files each of which may say what of the evidence required it is. */
export const namesItems = ({ items }: Schema, schemas: Readonly<Record<string, Schema>>): boolean =>
  [...(items?.oneOf ?? []), ...(items?.anyOf ?? [])].some((one) => 'item' in (resolved(one, schemas).properties ?? {}));
