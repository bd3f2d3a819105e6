import { partyKindNames } from '../../domain/register/names.ts';
import type { PartyState } from '../../domain/register/party.ts';
import { column, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';

/** Titled as the import of the registers reads them. */
export const partyLayout: Layout<PartyState> = {
  name: { zh: '检查对象', en: 'Parties' },
  columns: [
    column('名称', 'Name', 30, (party) => party.name),
    word('类别', 'Kind', 14, partyKindNames, (party) => party.kind),
    column('地址', 'Address', 40, (party) => party.address),
    column('联系方式', 'Contact', 20, (party) => party.contact),
    column('统一社会信用代码', 'Credit code', 22, (party) => party.creditCode),
    column('登记单位', 'Registered by', 24, (party, { org }) => party.unitId && org.unit(party.unitId)?.name),
  ],
};
