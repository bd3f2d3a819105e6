import { column, minute, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { presentDelegationItem } from './presenter.ts';

const kinds = { acting: { zh: '委托代办', en: 'acting' }, entry: { zh: '录入代办', en: 'entry' } } as const;
const states = { revoked: { zh: '已撤回', en: 'revoked' }, inForce: { zh: '有效', en: 'in force' }, notInForce: { zh: '不在有效期', en: 'not in force' } } as const;

/** Delegations as offices list them. */
export const delegationLayout: Layout<ReturnType<typeof presentDelegationItem>> = {
  name: { zh: '委托代办', en: 'Delegations' },
  columns: [
    ordinal,
    named('委托人', 'From', 14, (row) => row.fromPerson),
    named('受托人', 'To', 14, (row) => row.toPerson),
    named('岗位', 'Post', 24, (row) => row.post),
    named('单位', 'Unit', 26, (row) => row.unit),
    word('方式', 'Kind', 12, kinds, (row) => row.kind),
    minute('起', 'Begins', (row) => row.from),
    minute('止', 'Ends', (row) => row.until),
    column('事由', 'Reason', 40, (row) => row.reason),
    word('状态', 'State', 12, states, (row) => (row.revokedAt !== null ? 'revoked' : row.inForce ? 'inForce' : 'notInForce')),
  ],
};
