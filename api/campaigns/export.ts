import { column, day, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listCampaigns } from './list.ts';

/** Levels of campaigns as offices write them. */
export const levelNames = { provincial: { zh: '省级', en: 'provincial' }, municipal: { zh: '市级', en: 'municipal' }, district: { zh: '区县级', en: 'district' } } as const;
const outcomes = { completed: { zh: '已完成', en: 'completed' }, cancelled: { zh: '已撤销', en: 'cancelled' } } as const;

/** Campaigns as offices list them. */
export const campaignLayout: Layout<ItemOf<typeof listCampaigns>> = {
  name: { zh: '专项行动', en: 'Campaigns' },
  columns: [
    ordinal,
    column('名称', 'Title', 50, (row) => row.title),
    column('文号', 'Document number', 24, (row) => row.documentNumber),
    word('级别', 'Level', 10, levelNames, (row) => row.level),
    column('阶段', 'Stage', 20, (row) => row.stageName),
    named('办公室', 'Office', 24, (row) => row.office),
    named('领导小组', 'Leading group', 24, (row) => row.group),
    column('任务数', 'Tasks', 8, (row) => row.tasks),
    day('启动日期', 'Launched', (row) => row.launchedAt),
    day('结束日期', 'Closed', (row) => row.closedAt),
    word('结果', 'Outcome', 10, outcomes, (row) => row.outcome),
  ],
};
