import { yuanText } from '../ui/yuan.ts';
import { fenOf, isFen, isMoney } from './money.ts';
import { resolved, type Schema, shapeOf } from './schema.ts';

/** A form's content on its way to the API's body: plain values by field name. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value | undefined } | undefined;
/** Changes a value: to another, or by what it has become meanwhile (an upload that ends while one types elsewhere). */
export type Change = (next: Value | ((former: Value) => Value)) => void;

/** What a value becomes. */
export const changed = (former: Value, next: Value | ((former: Value) => Value)): Value => (typeof next === 'function' ? next(former) : next);

export type Fields = { readonly [name: string]: Value | undefined };

type Schemas = Readonly<Record<string, Schema>>;

const isEmpty = (value: Value): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The field of an object that is always the same: its only value, and no question to anybody. */
const fixed = (schema: Schema): Value => schema.const as Value;

/** What a form begins with: constants, empty lists where they are required, one row where a list may not be empty. */
export function initial(schema: Schema, schemas: Schemas): Fields {
  const { properties = {}, required = [] } = resolved(schema, schemas);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, inner]): [string, Value][] => {
      const known = resolved(inner, schemas);
      if (known.const !== undefined) return required.includes(name) ? [[name, fixed(known)]] : [];
      if (known.type === 'array' && required.includes(name)) return [[name, rowsAtFirst(known, schemas)]];
      if (known.type === 'object' && required.includes(name) && known.properties) return [[name, initial(known, schemas)]];
      return [];
    }),
  );
}

const rowsAtFirst = ({ items, minItems = 0 }: Schema, schemas: Schemas): readonly Value[] => {
  const row = items && resolved(items, schemas);
  return row?.properties && minItems > 0 ? [initial(row, schemas)] : [];
};

/** Money as the API takes it. A form holds what was typed, in yuan; a number is fen already. What is no amount stays as it was typed. */
const moneyOf = ({ maximum }: Schema, value: Value): Value => {
  if (typeof value !== 'string' || value.trim() === '') return isFen(value) ? value : undefined;
  const fen = fenOf(value, maximum);
  return typeof fen === 'number' ? fen : value;
};

/** A row of several fields that was added and left empty stays: it is asked for or taken away, not passed over without a word. */
const emptyRow = (row: Value): Value => (typeof row === 'object' ? {} : undefined);

/** The body that a form's content makes: without what was left empty, so that optional fields stay away and required ones are missed by name. */
export function bodyOf(schema: Schema, value: Value, schemas: Schemas): Value {
  const known = shapeOf(schema, value, schemas);
  if (known.properties && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { properties, required = [] } = known;
    const given = Object.entries(properties).flatMap(([name, inner]): [string, Value][] => {
      const body = bodyOf(inner, (value as Fields)[name], schemas);
      const isList = resolved(inner, schemas).type === 'array';
      return isEmpty(body) && !(isList && required.includes(name)) ? [] : [[name, isEmpty(body) ? [] : body]];
    });
    return given.length === 0 ? undefined : Object.fromEntries(given);
  }
  if (known.type === 'array' && Array.isArray(value)) return value.map((row) => bodyOf(known.items ?? {}, row, schemas) ?? emptyRow(row)).filter((row) => !isEmpty(row));
  return isMoney(known) ? moneyOf(known, value) : value;
}

/** What keeps a field from being sent, with the words and numbers that its text speaks of. */
export interface Lack {
  readonly kind: 'required' | 'tooLong' | 'malformedMoney' | 'negativeMoney' | 'tooMuchMoney';
  readonly max?: number;
  /** Yuan at most. */
  readonly most?: string;
}

/** What keeps a body from being sent, by JSON pointer: required and empty, too long, or no amount of money. The API judges the rest. */
export function lacks(schema: Schema, body: Value, schemas: Schemas, pointer = ''): ReadonlyMap<string, Lack> {
  const known = shapeOf(schema, body, schemas);
  const found = new Map<string, Lack>();
  if (known.properties) {
    const fields = (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}) as Fields;
    for (const [name, inner] of Object.entries(known.properties)) {
      const value = fields[name];
      const place = `${pointer}/${name}`;
      const wanted = known.required?.includes(name) ?? false;
      const { minItems = 0 } = resolved(inner, schemas);
      if (wanted && (value === undefined || (Array.isArray(value) && value.length < minItems))) found.set(place, { kind: 'required' });
      else if (value !== undefined) for (const [at, lack] of lacks(inner, value, schemas, place)) found.set(at, lack);
    }
  } else if (known.type === 'array' && Array.isArray(body)) {
    for (const [index, row] of body.entries()) for (const [at, lack] of lacks(known.items ?? {}, row, schemas, `${pointer}/${index}`)) found.set(at, lack);
  } else if (isMoney(known) && typeof body === 'string') {
    const { maximum = Number.MAX_SAFE_INTEGER } = known;
    const kind = fenOf(body, maximum);
    if (typeof kind === 'string') found.set(pointer, kind === 'tooMuchMoney' ? { kind, most: yuanText(maximum) } : { kind });
  } else if (typeof body === 'string' && known.maxLength !== undefined && [...body].length > known.maxLength) found.set(pointer, { kind: 'tooLong', max: known.maxLength });
  return found;
}
