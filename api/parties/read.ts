import { z } from 'zod';
import { type PartyState, partyKinds } from '../../domain/register/party.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page, pageQuery } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking, Page } from '../list/page.ts';
import { literal, searchText, textCursor } from '../register/record.ts';

/** Filters of the list. */
export const PartyQuery = z.strictObject({ ...pageQuery, q: searchText, kind: z.enum(partyKinds).optional() });

interface Sought {
  readonly id?: string;
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly after?: readonly [string, string] | undefined;
}

/**
 * Parties that the asker sees, in order of name: by the rule for parties, or because a case that the asker sees is about them (rules: `through`).
 * One EXISTS each, so that the database looks at the parties asked for and not at all cases.
 */
export async function readParties(ledger: Pick<LedgerDoor, 'pool'>, asker: Asker, moment: Moment, query: Sought, limit: number): Promise<readonly PartyState[]> {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const own = visibleSql(sightOf(asker, 'party', moment), 'r.id', values);
  const throughCase = own === 'true' ? 'false' : `EXISTS (SELECT 1 FROM case_record c WHERE c.party_id = r.id AND ${visibleSql(sightOf(asker, 'case', moment), 'c.id', values)})`;
  const conditions = [`(${own} OR ${throughCase})`];
  if (query.id !== undefined) conditions.push(`r.id = ${value(query.id)}::uuid`);
  if (query.kind !== undefined) conditions.push(`r.kind = ${value(query.kind)}`);
  if (query.q !== undefined) conditions.push(`r.name LIKE ${value(`%${literal(query.q)}%`)}`);
  if (query.after !== undefined) conditions.push(`(r.name, r.id) > (${value(query.after[0])}, ${value(query.after[1])}::uuid)`);
  const { rows } = await ledger.pool.query<{ state: PartyState }>(
    `SELECT p.state FROM party_record r JOIN process p ON p.id = r.id WHERE ${conditions.join(' AND ')} ORDER BY r.name, r.id LIMIT ${value(limit)}`,
    values,
  );
  return rows.map((row) => row.state);
}

/** A page of those parties, each shaped by `present`. */
export async function partiesPage<V>(
  ledger: Pick<LedgerDoor, 'pool'>,
  { q, kind, ...query }: z.output<typeof PartyQuery>,
  { asker, moment }: Asking,
  present: (state: PartyState) => V,
): Promise<Page<V>> {
  const limit = limitOf(query);
  const states = await readParties(ledger, asker, moment, { q, kind, after: decodeCursor(query.cursor, textCursor) }, limit + 1);
  return page(states, limit, (state) => [state.name, state.id], present);
}
