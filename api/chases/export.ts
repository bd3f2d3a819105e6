import type { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { encodeCursor } from '../http/keyset.ts';
import { iso } from '../http/time.ts';
import { endingName } from './endings.ts';
import { chaseKey, readChases } from './list.ts';
import { type ChaseRow, deadlineName, outcomeOf } from './presenter.ts';
import type { ChaseQuery } from './schema.ts';

const minute = (at: Date | number | null): string => (at === null ? '' : iso(Number(at)).slice(0, 16).replace('T', ' '));

const deliveryStates: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  pending: { zh: '待发送', en: 'waiting' },
  frozen: { zh: '待发送', en: 'waiting' },
  sent: { zh: '已发送', en: 'sent' },
  unknown: { zh: '送达不明', en: 'unknown' },
  failed: { zh: '发送失败', en: 'failed' },
  dropped: { zh: '未发送', en: 'not sent' },
};
const outcomes = { open: { zh: '未办结', en: 'open' }, paused: { zh: '暂停', en: 'paused' }, ended: { zh: '已终止', en: 'ended' } } as const;

/** 催办台账 as offices keep it. */
const columns: readonly Column<ChaseRow>[] = [
  { title: { zh: '时间', en: 'At' }, width: 18, value: (row) => minute(row.created_at) },
  { title: { zh: '单位', en: 'Unit' }, width: 22, value: (row, { org }) => org.unit(row.unit_id)?.name ?? '' },
  { title: { zh: '收件人', en: 'To' }, width: 12, value: (row, { org }) => org.person(row.person_id)?.name ?? '' },
  { title: { zh: '岗位', en: 'Post' }, width: 16, value: (row, { org }) => org.post(row.post_id)?.title ?? '' },
  { title: { zh: '事项', en: 'Title' }, width: 50, value: (row, { language }) => row.title[language] },
  { title: { zh: '编号', en: 'Number' }, width: 16, value: (row) => row.process_number ?? '' },
  { title: { zh: '时限种类', en: 'Deadline' }, width: 16, value: (row, { language }) => deadlineName(row, language) },
  { title: { zh: '时限', en: 'Due' }, width: 14, value: (row) => (row.due_at === null ? '' : beijingDateOf(row.due_at.getTime())) },
  { title: { zh: '级', en: 'Rung' }, width: 16, value: (row) => (row.is_rung ? row.rung : '') },
  { title: { zh: '事由', en: 'Why' }, width: 50, value: (row, { language }) => row.why[language] },
  { title: { zh: '依据', en: 'Rule' }, width: 36, value: (row, { language }) => row.rule[language] },
  { title: { zh: '如何停止', en: 'What stops it' }, width: 30, value: (row, { language }) => row.stops[language] },
  { title: { zh: '已读时间', en: 'Read' }, width: 18, value: (row) => minute(row.read_at) },
  {
    title: { zh: '外发', en: 'Delivery' },
    width: 24,
    value: (row, { language }) =>
      row.deliveries.map(({ channel, state, sentAt }) => [channel, deliveryStates[state]?.[language] ?? state, minute(sentAt)].filter((part) => part !== '').join(' ')).join('\n'),
  },
  {
    title: { zh: '后续', en: 'What came after' },
    width: 30,
    value: (row, { language }) => {
      const state = outcomeOf(row);
      if (state === undefined) return '';
      return [outcomes[state][language], row.ended_type === null ? '' : endingName(row.ended_type, language), minute(row.ended_at)].filter((part) => part !== '').join(' ');
    },
  },
];

/** The chases of the list with its filters. */
export const chaseTable = (ledger: Pick<LedgerDoor, 'pool'>, query: Omit<z.output<typeof ChaseQuery>, 'cursor' | 'limit'>, exporting: Exporting): ExportTable<ChaseRow> => ({
  name: { zh: '催办台账', en: 'Chase ledger' },
  columns,
  page: async (cursor, limit) => {
    const found = await readChases(ledger.pool, { ...query, cursor }, exporting, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: found.length > limit && last ? encodeCursor(chaseKey(last)) : null };
  },
});
