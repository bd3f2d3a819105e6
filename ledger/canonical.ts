import { createHash } from 'node:crypto';

/**
 * One text for one value: keys sorted, absent (undefined) keys left out. Hashes and comparisons rest on it. Throws TypeError on what JSON cannot hold, or would write as something else (a Date).
 * Built as one text: every fact of every step goes through here, and lists of its parts would cost as much again.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a fact cannot hold a number that is not finite');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${items(value)}]`;
      if ('toJSON' in value && typeof value.toJSON === 'function') throw new TypeError('a fact cannot hold what JSON writes as something else, such as a Date');
      return `{${fields(value as Readonly<Record<string, unknown>>)}}`;
    default:
      throw new TypeError(`a fact cannot hold a ${typeof value}`);
  }
}

function items(value: readonly unknown[]): string {
  let text = '';
  for (let at = 0; at < value.length; at++) text += `${at === 0 ? '' : ','}${canonical(value[at] ?? null)}`;
  return text;
}

function fields(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(item)}`;
  }
  return text;
}

/** Characters that JSON escapes, and halves of pairs, of which it escapes the lone ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them.
const escaped = /[\u0000-\u001f"\\\ud800-\udfff]/;
/** A text as JSON writes it. Most need no escape: to find that out is cheaper than to have each written. */
const quoted = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`);

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
