import type { z } from 'zod';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { listCampaigns } from './list.ts';
import type { CampaignQuery } from './schema.ts';

type Row = Awaited<ReturnType<typeof listCampaigns>>['items'][number];

const outcomes = { completed: { zh: '已完成', en: 'completed' }, cancelled: { zh: '已撤销', en: 'cancelled' } } as const;
const levels: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  provincial: { zh: '省级', en: 'provincial' },
  municipal: { zh: '市级', en: 'municipal' },
  district: { zh: '区县级', en: 'district' },
};

const columns: readonly Column<Row>[] = [
  { title: { zh: '名称', en: 'Title' }, width: 50, value: (row) => row.title },
  { title: { zh: '文号', en: 'Document number' }, width: 24, value: (row) => row.documentNumber ?? '' },
  { title: { zh: '级别', en: 'Level' }, width: 10, value: (row, { language }) => (row.level === null ? '' : (levels[row.level]?.[language] ?? row.level)) },
  { title: { zh: '阶段', en: 'Stage' }, width: 20, value: (row) => row.stageName },
  { title: { zh: '办公室', en: 'Office' }, width: 24, value: (row) => row.office.name ?? '' },
  { title: { zh: '领导小组', en: 'Leading group' }, width: 24, value: (row) => row.group.name ?? '' },
  { title: { zh: '任务数', en: 'Tasks' }, width: 8, value: (row) => String(row.tasks) },
  { title: { zh: '启动日期', en: 'Launched' }, width: 12, value: (row) => row.launchedAt.slice(0, 10) },
  { title: { zh: '结束日期', en: 'Closed' }, width: 12, value: (row) => row.closedAt?.slice(0, 10) ?? '' },
  { title: { zh: '结果', en: 'Outcome' }, width: 10, value: (row, { language }) => (row.outcome === null ? '' : outcomes[row.outcome][language]) },
];

/** The campaigns of a list with its filters. */
export const campaignTable = (
  ledger: Pick<LedgerDoor, 'pool'>,
  query: Omit<z.output<typeof CampaignQuery>, 'cursor' | 'limit'>,
  { asker, moment, language }: Exporting,
): ExportTable<Row> => ({
  name: { zh: '专项行动', en: 'Campaigns' },
  columns,
  page: async (cursor, limit) => {
    const { items, next } = await listCampaigns(ledger, { ...query, limit, ...(cursor === undefined ? {} : { cursor }) }, asker, moment, language);
    return { rows: items, next };
  },
});
