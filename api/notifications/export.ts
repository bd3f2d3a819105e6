import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { encodeCursor } from '../http/keyset.ts';
import { iso } from '../http/time.ts';
import { noticeKey, readNotices } from './list.ts';
import type { NoticeRow } from './presenter.ts';

const minute = (at: Date | null): string => (at === null ? '' : iso(at.getTime()).slice(0, 16).replace('T', ' '));

const columns: readonly Column<NoticeRow>[] = [
  { title: { zh: '时间', en: 'At' }, width: 18, value: (row) => minute(row.created_at) },
  { title: { zh: '标题', en: 'Title' }, width: 50, value: (row, { language }) => row.title[language] },
  { title: { zh: '事由', en: 'Why' }, width: 60, value: (row, { language }) => row.why[language] },
  { title: { zh: '依据', en: 'Rule' }, width: 36, value: (row, { language }) => row.rule[language] },
  { title: { zh: '如何停止', en: 'What stops it' }, width: 36, value: (row, { language }) => row.stops[language] },
  { title: { zh: '编号', en: 'Number' }, width: 20, value: (row) => row.process_number ?? '' },
  { title: { zh: '时限', en: 'Due' }, width: 14, value: (row) => (row.due_at === null ? '' : beijingDateOf(row.due_at.getTime())) },
  { title: { zh: '已读时间', en: 'Read' }, width: 18, value: (row) => minute(row.read_at) },
];

/** One's own notices with the list's filters. */
export const noticeTable = (ledger: Pick<LedgerDoor, 'pool'>, query: { readonly unread?: 'true' | 'false' | undefined }, { asker }: Exporting): ExportTable<NoticeRow> => ({
  name: { zh: '通知', en: 'Notifications' },
  columns,
  page: async (cursor, limit) => {
    const found = await readNotices(ledger.pool, asker, { ...query, cursor }, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: found.length > limit && last ? encodeCursor(noticeKey(last)) : null };
  },
});
