import type { CaseSource } from '../../domain/case/state.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { partyKindNames } from '../../domain/register/names.ts';
import type { PartyKind } from '../../domain/register/party.ts';
import { column, day, due, light, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listCases } from './list.ts';
import { stageName } from './stage-name.ts';

/** Where cases come from, as offices write it. */
export const sourceNames: Readonly<Record<CaseSource, Bilingual>> = {
  complaint: { zh: '投诉举报', en: 'complaint' },
  randomDraw: { zh: '双随机抽查', en: 'random draw' },
  specialCampaign: { zh: '专项行动', en: 'special campaign' },
  transfer: { zh: '移送', en: 'transfer' },
  samplingResult: { zh: '抽检结果', en: 'sampling result' },
};

/** Cases as offices list them. */
export const caseLayout: Layout<ItemOf<typeof listCases>> = {
  name: { zh: '案件', en: 'Cases' },
  columns: [
    ordinal,
    column('案号', 'Number', 24, (row) => row.number),
    column('案由', 'Title', 40, (row) => row.title),
    named('当事人', 'Party', 26, (row) => row.party),
    word('当事人类别', 'Kind of party', 12, partyKindNames, (row) => row.party.kind as PartyKind | null),
    column('地址', 'Address', 30, (row) => row.party.address),
    named('执法机构', 'Acting body', 24, (row) => row.actingBody),
    word('来源', 'Source', 12, sourceNames, (row) => row.source),
    column('状态', 'Stage', 14, (row, { language }) => stageName(row.stage, language)),
    light((row) => row.light.colour),
    due('当前时限', 'Due', (row) => row.due),
    day('立档日期', 'Opened', (row) => row.openedAt),
    day('结案日期', 'Closed', (row) => row.closedAt),
  ],
};
