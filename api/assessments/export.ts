import { column, due, flag, named, ordinal } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listAssessments } from './list.ts';

/** 单位考评进度表: assessments as offices list them. */
export const assessmentLayout: Layout<ItemOf<typeof listAssessments>> = {
  name: { zh: '单位考评', en: 'Assessments' },
  columns: [
    ordinal,
    named('单位', 'Unit', 26, (row) => row.unit),
    column('类别', 'Class', 16, (row) => row.className),
    column('考评', 'Evaluation', 36, (row) => row.title),
    column('考评项', 'Items', 10, (row) => row.items),
    column('已自评', 'Answered', 10, (row) => row.answered),
    column('已评审', 'Reviewed', 10, (row) => row.reviewed),
    column('待答复异议', 'Open objections', 12, (row) => row.openObjections),
    due('自评时限', 'Self-check due', (row) => row),
    column('状态', 'Stage', 14, (row) => row.stageName),
    flag('逾期报送', 'Late', (row) => row.late),
  ],
};
