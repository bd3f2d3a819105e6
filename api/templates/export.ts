import type { DocumentKind } from '../../domain/register/placeholders.ts';
import { column, day, flag, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listTemplates } from './list.ts';

/** Documents by kind, as offices call them. */
export const kinds: Readonly<Record<DocumentKind, { readonly zh: string; readonly en: string }>> = {
  urgingNotice: { zh: '督办通知书', en: 'formal urging notice' },
  bulletin: { zh: '通报', en: 'bulletin' },
  minutes: { zh: '会议纪要', en: 'minutes' },
  workSummary: { zh: '工作总结', en: 'work summary' },
};

/** 公文模板 as offices list them. */
export const templateLayout: Layout<ItemOf<typeof listTemplates>> = {
  name: { zh: '公文模板', en: 'Templates' },
  columns: [
    ordinal,
    named('单位', 'Unit', 24, (row) => row.unit),
    word('公文种类', 'Kind', 16, kinds, (row) => row.kind),
    column('模板名称', 'Name', 40, (row) => row.name),
    flag('启用', 'In force', (row) => row.inForce),
    column('版次', 'Edition', 8, (row) => row.editions.at(-1)?.edition),
    day('版本日期', 'Edition of', (row) => row.editions.at(-1)?.at),
  ],
};
