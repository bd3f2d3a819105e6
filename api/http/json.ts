import { HttpProblem } from './problem.ts';

/** Deepest nesting of a body; the deepest schema has six levels. */
const deepest = 32;
/** Most items and members in a body, and most names among them; a selection of 2,000 tasks stays well below. */
const mostValues = 100_000;
const mostNames = 20_000;
/** Names that reach into an object's prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

const refuse = (reason: string): never => {
  throw new HttpProblem('request.body_malformed', { params: { reason } });
};

/**
 * Reads a JSON body strictly: UTF-8, no duplicate or prototype names, no lone surrogates or NUL, integers exact (at most 2^53 − 1), bounded depth and count.
 * Texts come back in normal form C. Linear in the body's length. Refuses with 400 `request.body_malformed` or `request.text_invalid`.
 */
export function readJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not UTF-8');
  }
  scan(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('not JSON');
  }
  return normal(value);
}

/** Looks for what JSON.parse lets pass or would pay dearly for. It trusts JSON.parse with the grammar and only has to be right on texts that JSON.parse accepts. */
function scan(text: string): void {
  const names: (Set<string> | undefined)[] = [];
  let values = 0;
  let named = 0;
  let expectsName = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      const end = endOfString(text, at);
      if (expectsName) {
        if (++named > mostNames) refuse('too many values');
        checkName(text.slice(at, end), names.at(-1));
        expectsName = false;
      }
      at = end - 1;
    } else if (char === 0x7b || char === 0x5b) {
      names.push(char === 0x7b ? new Set() : undefined);
      if (names.length > deepest) refuse('nested too deeply');
      expectsName = char === 0x7b;
      values += 1;
    } else if (char === 0x7d || char === 0x5d) {
      names.pop();
      expectsName = false;
    } else if (char === 0x2c) {
      if (++values > mostValues) refuse('too many values');
      expectsName = names.at(-1) !== undefined;
    }
  }
}

/** Index after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at + 1;
  }
  return refuse('not JSON');
}

function checkName(quoted: string, names: Set<string> | undefined): void {
  let name = quoted.slice(1, -1);
  try {
    // Escapes may spell the same name in two ways.
    if (name.includes('\\')) name = JSON.parse(quoted) as string;
    name = name.normalize('NFC');
  } catch {
    refuse('not JSON');
  }
  if (forbidden.has(name)) refuse('a forbidden name');
  if (names?.has(name)) refuse('a name appears twice');
  names?.add(name);
}

/** A text in normal form C. Refuses NUL, which PostgreSQL cannot hold, and lone surrogates, which UTF-8 cannot. */
export function normalText(text: string): string {
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) throw new HttpProblem('request.text_invalid');
  return text.normalize('NFC');
}

function normal(value: unknown): unknown {
  if (typeof value === 'string') return normalText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) refuse('a number is too large');
    return value === 0 ? 0 : value;
  }
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [normalText(name), normal(item)]));
}
