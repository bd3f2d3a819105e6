import { column, due, flag, named, ordinal } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listSurveys } from './list.ts';

/** 调查进度表: surveys as offices list them. */
export const surveyLayout: Layout<ItemOf<typeof listSurveys>> = {
  name: { zh: '调查', en: 'Surveys' },
  columns: [
    ordinal,
    column('编号', 'Number', 14, (row) => row.number),
    column('调查名称', 'Name', 40, (row) => row.name),
    named('牵头单位', 'Lead unit', 24, (row) => row.lead),
    column('调查点', 'Points', 8, (row) => row.sample.points),
    column('已完成点', 'Points done', 10, (row) => row.sample.done),
    column('应查数', 'Planned', 10, (row) => row.sample.planned),
    column('已查数', 'Reached', 10, (row) => row.sample.reached),
    column('有效数', 'Valid', 10, (row) => row.sample.valid),
    column('质控复核数', 'Rechecked', 10, (row) => row.sample.rechecked),
    column('质控符合率', 'Agreement', 12, (row) => row.sample.agreement),
    due('完成时限', 'Due', (row) => row),
    column('状态', 'Stage', 12, (row) => row.stageName),
    flag('超期', 'Overdue', (row) => row.late),
  ],
};
