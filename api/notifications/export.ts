import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { column, day, minute } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import { iso } from '../http/time.ts';
import type { NoticeRow } from './presenter.ts';

const text = (at: Date | null): string | null => at && iso(at.getTime());

/** Notices with all that they say. */
export const noticeLayout: Layout<NoticeRow> = {
  name: { zh: '通知', en: 'Notifications' },
  columns: [
    minute('时间', 'At', (row) => text(row.created_at)),
    column('标题', 'Title', 50, (row, { language }) => row.title[language]),
    column('事由', 'Why', 60, (row, { language }) => row.why[language]),
    column('依据', 'Rule', 36, (row, { language }) => row.rule[language]),
    column('如何停止', 'What stops it', 36, (row, { language }) => row.stops[language]),
    column('编号', 'Number', 20, (row) => row.process_number),
    day('时限', 'Due', (row) => row.due_at && beijingDateOf(row.due_at.getTime())),
    minute('已读时间', 'Read', (row) => text(row.read_at)),
  ],
};
