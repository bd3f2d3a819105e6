import type { Fields, Value } from '../steps/values.ts';

const mark = 'local:';

/** The name by which a form holds a file that is still on this device alone. */
export const localName = (key: string): string => `${mark}${key}`;

/** The key of a file on this device; undefined for an uploaded one's id. */
export const localKey = (name: string): string | undefined => (name.startsWith(mark) ? name.slice(mark.length) : undefined);

/** The keys of all files on this device that a form's content holds. */
export function localKeys(value: Value): readonly string[] {
  if (typeof value === 'string') return [localKey(value)].flatMap((key) => (key === undefined ? [] : [key]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner: Value) => localKeys(inner));
}

/** The content with a file of this device replaced by what it has become: an uploaded one's id. */
export function withUploaded<V extends Value | Fields>(value: V, key: string, id: string): V;
export function withUploaded(value: Value, key: string, id: string): Value {
  if (value === localName(key)) return id;
  if (Array.isArray(value)) return value.map((inner: Value) => withUploaded(inner, key, id));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withUploaded(inner, key, id)]));
  return value;
}

const isFile = (value: Value, key: string): boolean => value === localName(key) || (typeof value === 'object' && 'id' in value && value.id === localName(key));

/** The content without a file of this device. */
export function withoutFile(value: Value, key: string): Value {
  if (isFile(value, key)) return undefined;
  if (Array.isArray(value)) return value.flatMap((inner: Value) => (isFile(inner, key) ? [] : [withoutFile(inner, key)]));
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutFile(inner, key)]));
  return value;
}

/** What of a form's content the service can judge already: without the files that only this device has. */
export const withoutLocal = (fields: Fields): Fields => localKeys(fields).reduce<Value>((left, key) => withoutFile(left, key), fields) as Fields;
