import { partyKindNames } from '../../domain/register/names.ts';
import type { PartyKind, PartyState } from '../../domain/register/party.ts';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, encodeCursor } from '../http/keyset.ts';
import { textCursor } from '../register/record.ts';
import { readParties } from './read.ts';

/** Titled as the import of the registers reads them. */
const columns: readonly Column<PartyState>[] = [
  { title: { zh: '名称', en: 'Name' }, width: 30, value: (party) => party.name },
  { title: { zh: '类别', en: 'Kind' }, width: 14, value: (party, { language }) => partyKindNames[party.kind][language] },
  { title: { zh: '地址', en: 'Address' }, width: 40, value: (party) => party.address },
  { title: { zh: '联系方式', en: 'Contact' }, width: 20, value: (party) => party.contact ?? '' },
  { title: { zh: '统一社会信用代码', en: 'Credit code' }, width: 22, value: (party) => party.creditCode ?? '' },
  { title: { zh: '登记单位', en: 'Registered by' }, width: 24, value: (party, { org }) => (party.unitId === undefined ? '' : (org.unit(party.unitId)?.name ?? '')) },
];

/** The parties of a list with its filters. */
export const partyTable = (
  ledger: Pick<LedgerDoor, 'pool'>,
  query: { readonly q?: string | undefined; readonly kind?: PartyKind | undefined },
  { asker, moment }: Exporting,
): ExportTable<PartyState> => ({
  name: { zh: '检查对象', en: 'Parties' },
  columns,
  page: async (cursor, limit) => {
    const states = await readParties(ledger, asker, moment, { ...query, after: decodeCursor(cursor, textCursor) }, limit + 1);
    const rows = states.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: states.length > limit && last ? encodeCursor([last.name, last.id]) : null };
  },
});
