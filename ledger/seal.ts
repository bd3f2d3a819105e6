import { randomBytes, randomUUID } from 'node:crypto';
import type { FactBase, Json } from '../domain/process/fact.ts';
import { canonical, sha256 } from './canonical.ts';

/** What stands in a fact in place of personal data. */
export interface Seal {
  readonly sealed: string;
  readonly digest: string;
}

export interface SealedRow {
  readonly id: string;
  readonly process_id: string;
  readonly seq: number;
  readonly field: string;
  readonly value: Json;
  readonly salt: string;
}

/** Digest of a sealed value: SHA-256 over its salt and canonical text, in hex. */
export const sealDigest = (salt: Uint8Array, value: unknown): string => sha256(salt, canonical(value)).toString('hex');

export const isSeal = (value: unknown): value is Seal =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Seal>).sealed === 'string' && typeof (value as Partial<Seal>).digest === 'string';

/** A fact's content with its personal fields taken out, and the rows that keep them. */
export function seal(processId: string, seq: number, fact: FactBase, fields: readonly string[]): { readonly data: Record<string, unknown>; readonly rows: readonly SealedRow[] } {
  const { type: _, ...data }: Record<string, unknown> = { ...fact };
  const rows: SealedRow[] = [];
  for (const field of fields) {
    const value = data[field];
    if (value === undefined || value === null) continue;
    const salt = randomBytes(16);
    const id = randomUUID();
    rows.push({ id, process_id: processId, seq, field, value: value as Json, salt: `\\x${salt.toString('hex')}` });
    data[field] = { sealed: id, digest: sealDigest(salt, value) } satisfies Seal;
  }
  return { data, rows };
}

/** A fact's content with its personal fields put back from the store; a missing row leaves the seal in place. */
export function unseal(data: Record<string, unknown>, values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) whole[key] = isSeal(value) && values.has(value.sealed) ? values.get(value.sealed) : value;
  return whole;
}

/** What remains readable of an erased text. */
export const erasedText = '［已依法删除］';

/** The value with every text replaced: its shape stays, so that the state can be folded anew. */
export function blank(value: Json): Json {
  if (typeof value === 'string') return erasedText;
  if (Array.isArray(value)) return value.map((item) => blank(item as Json));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === undefined ? null : blank(item)]));
  return value;
}
