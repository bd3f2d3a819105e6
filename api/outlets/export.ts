import { outletKindNames } from '../export/channels.ts';
import { column, flag, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { presentOutletItem } from './presenter.ts';

const states = { active: { zh: '启用', en: 'active' }, ended: { zh: '停用', en: 'ended' } } as const;

/** Outlets as offices list them: whither, never the address or the secret. */
export const outletLayout: Layout<ReturnType<typeof presentOutletItem>> = {
  name: { zh: '外发渠道', en: 'Outlets' },
  columns: [
    ordinal,
    column('名称', 'Name', 30, (row) => row.name),
    named('单位', 'Unit', 26, (row) => row.unit),
    word('类别', 'Kind', 20, outletKindNames, (row) => row.kind),
    column('接收主机', 'Host', 34, (row) => row.host),
    flag('签名', 'Signed', (row) => row.signed),
    word('状态', 'State', 10, states, (row) => (row.active ? 'active' : 'ended')),
  ],
};
