import { createHash } from 'node:crypto';

/** One text for one value: keys sorted, absent (undefined) keys left out. Hashes and comparisons rest on it. Throws TypeError on what JSON cannot hold. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a fact cannot hold a number that is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') return `{${fields(value as Readonly<Record<string, unknown>>)}}`;
  throw new TypeError(`a fact cannot hold a ${typeof value}`);
}

/** Built as one text: every fact of every step goes through here, and lists of its parts would cost as much again. */
function fields(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return text;
}

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
