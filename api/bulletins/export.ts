import { column, day, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listBulletins } from './list.ts';

const kinds = { progress: { zh: '进展通报', en: 'progress' }, criticism: { zh: '通报批评', en: 'criticism' }, praise: { zh: '通报表扬', en: 'praise' } } as const;

/** 通报台账: bulletins as offices list them. */
export const bulletinLayout: Layout<ItemOf<typeof listBulletins>> = {
  name: { zh: '通报', en: 'Bulletins' },
  columns: [
    ordinal,
    column('文号', 'Document number', 24, (row) => row.number),
    column('标题', 'Title', 50, (row) => row.title),
    word('类别', 'Kind', 12, kinds, (row) => row.kind),
    day('统计起始', 'From', (row) => row.from),
    day('统计截止', 'Until', (row) => row.until),
    named('印发单位', 'Office', 24, (row) => row.office),
    column('状态', 'Stage', 10, (row) => row.stageName),
    day('拟稿日期', 'Drafted', (row) => row.draftedAt),
    day('签发日期', 'Signed', (row) => row.signedAt),
    day('印发日期', 'Issued', (row) => row.issuedAt),
  ],
};
