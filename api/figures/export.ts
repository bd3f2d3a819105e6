import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { type Ranked, rank, readStandings } from './ranking.ts';
import type { Counted } from './read.ts';

const columns: readonly Column<Ranked>[] = [
  { title: { zh: '名次', en: 'Rank' }, width: 8, value: (row) => String(row.rank) },
  { title: { zh: '单位', en: 'Unit' }, width: 30, value: (row, { org }) => org.unit(row.unit)?.name ?? '' },
  { title: { zh: '任务数', en: 'Tasks' }, width: 10, value: (row) => String(row.tasks) },
  { title: { zh: '已验收', en: 'Accepted' }, width: 10, value: (row) => String(row.accepted) },
  { title: { zh: '按期验收', en: 'Accepted on time' }, width: 12, value: (row) => String(row.onTime) },
  { title: { zh: '超期未办结', en: 'Overdue' }, width: 12, value: (row) => String(row.overdue) },
  { title: { zh: '按期率', en: 'On time' }, width: 10, value: (row) => `${Math.round(row.share * 10_000) / 100}%` },
];

/** The ranking of units, counted once and whole. */
export const rankingTable = (
  ledger: Pick<LedgerDoor, 'pool'>,
  counted: Omit<Counted, 'bodies'> & { readonly campaignId: string | undefined },
  { asker, moment }: Exporting,
): ExportTable<Ranked> => ({
  name: { zh: '单位排名', en: 'Ranking of units' },
  columns,
  page: async () => ({ rows: rank(await readStandings(ledger.pool, asker, moment, counted)), next: null }),
});
