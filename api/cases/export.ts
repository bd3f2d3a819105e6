import type { z } from 'zod';
import { stageNames } from '../../domain/case/rules.ts';
import type { CaseSource } from '../../domain/case/state.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { partyKindNames } from '../../domain/register/names.ts';
import type { PartyKind } from '../../domain/register/party.ts';
import type { Exporting } from '../export/routes.ts';
import { type Column, type ExportTable, lightColours, lights } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { listCases } from './list.ts';
import type { CaseQuery } from './schema.ts';

type Row = Awaited<ReturnType<typeof listCases>>['items'][number];

const sourceNames: Readonly<Record<CaseSource, Bilingual>> = {
  complaint: { zh: '投诉举报', en: 'complaint' },
  randomDraw: { zh: '双随机抽查', en: 'random draw' },
  specialCampaign: { zh: '专项行动', en: 'special campaign' },
  transfer: { zh: '移送', en: 'transfer' },
  samplingResult: { zh: '抽检结果', en: 'sampling result' },
};
const day = (at: string | null): string => at?.slice(0, 10) ?? '';

const columns: readonly Column<Row>[] = [
  { title: { zh: '案号', en: 'Number' }, width: 24, value: (row) => row.number },
  { title: { zh: '案由', en: 'Title' }, width: 40, value: (row) => row.title },
  { title: { zh: '当事人', en: 'Party' }, width: 26, value: (row) => row.party.name ?? '' },
  {
    title: { zh: '当事人类别', en: 'Kind of party' },
    width: 12,
    value: (row, { language }) => (row.party.kind === null ? '' : partyKindNames[row.party.kind as PartyKind][language]),
  },
  { title: { zh: '地址', en: 'Address' }, width: 30, value: (row) => row.party.address ?? '' },
  { title: { zh: '执法机构', en: 'Acting body' }, width: 24, value: (row) => row.actingBody.name ?? '' },
  { title: { zh: '来源', en: 'Source' }, width: 12, value: (row, { language }) => sourceNames[row.source][language] },
  { title: { zh: '状态', en: 'Stage' }, width: 14, value: (row, { language }) => (language === 'zh' ? stageNames[row.stage] : row.stage) },
  {
    title: { zh: '亮灯', en: 'Light' },
    width: 12,
    value: (row, { language }) => lights[row.light.colour][language],
    colour: (row) => lightColours[row.light.colour],
  },
  { title: { zh: '当前时限', en: 'Due' }, width: 14, value: (row) => row.due?.dueOn ?? row.due?.dueAt.slice(0, 16).replace('T', ' ') ?? '' },
  { title: { zh: '立档日期', en: 'Opened' }, width: 12, value: (row) => day(row.openedAt) },
  { title: { zh: '结案日期', en: 'Closed' }, width: 12, value: (row) => day(row.closedAt) },
];

/** The cases of a list with its filters. */
export const caseTable = (ledger: Pick<LedgerDoor, 'pool'>, query: Omit<z.output<typeof CaseQuery>, 'cursor' | 'limit'>, { asker, moment }: Exporting): ExportTable<Row> => ({
  name: { zh: '案件', en: 'Cases' },
  columns,
  page: async (cursor, limit) => {
    const { items, next } = await listCases(ledger, { ...query, limit, ...(cursor === undefined ? {} : { cursor }) }, asker, moment);
    return { rows: items, next };
  },
});
