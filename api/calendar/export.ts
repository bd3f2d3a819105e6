import { column, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { presentYearItem } from './presenter.ts';

const statuses = { announced: { zh: '已公布', en: 'announced' }, provisional: { zh: '暂定', en: 'provisional' } } as const;

/** Years of the working-day calendar. */
export const yearLayout: Layout<ReturnType<typeof presentYearItem>> = {
  name: { zh: '工作日历', en: 'Calendar years' },
  columns: [
    ordinal,
    column('年份', 'Year', 8, (row) => row.year),
    word('状态', 'Status', 16, statuses, (row) => row.status),
    column('通知文号', 'Notice', 30, (row) => row.noticeNo),
    column('放假调休天数', 'Days', 14, (row) => row.days),
    column('通知网址', 'Address', 60, (row) => row.url),
  ],
};
