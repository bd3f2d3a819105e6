import { unitNameAt } from '../../domain/org/org.ts';
import type { ObjectionDecision, SupervisionState } from '../../domain/supervision/state.ts';
import { column, day, due, named, ordinal, word } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { Column, ExportContext, Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listFindings, listSupervisions } from './list.ts';
import { type Context, presentFinding } from './presenter.ts';

type Finding = ReturnType<typeof presentFinding>;

const decisions: Readonly<Record<ObjectionDecision | 'pending', { readonly zh: string; readonly en: string }>> = {
  upheld: { zh: '维持', en: 'upheld' },
  changed: { zh: '变更', en: 'changed' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
  pending: { zh: '待复核', en: 'undecided' },
};
const kinds = { problem: { zh: '问题', en: 'problem' }, praise: { zh: '亮点', en: 'praise' } } as const;

/** 问题清单 as offices keep it, without the numbers before it. */
const findingColumns: readonly Column<Finding>[] = [
  named('单位', 'Unit', 22, (finding) => finding.unit),
  word('类别', 'Kind', 8, kinds, (finding) => finding.kind),
  column('内容', 'Content', 60, (finding) => finding.content),
  column('整改要求', 'Requirement', 36, (finding) => finding.requirement),
  due('完成时限', 'Due', (finding) => finding.task),
  column('状态', 'Stage', 10, (finding) => finding.task?.stageName),
  column('异议', 'Objection', 36, (finding) => finding.objection?.reason),
  word('复核结论', 'Decision', 12, decisions, (finding) => finding.objection && (finding.objection.decision ?? 'pending')),
];

/** 问题清单 over all supervisions. */
export const findingLayout: Layout<ItemOf<typeof listFindings>> = {
  name: { zh: '督查问题', en: 'Findings' },
  columns: [
    ordinal,
    column('督查编号', 'Supervision', 22, (finding) => finding.supervision.number),
    column('督查名称', 'Title', 30, (finding) => finding.supervision.title),
    column('问题序号', 'Finding', 8, (finding) => finding.number),
    ...findingColumns,
  ],
};

/** The findings of a supervision, with the tasks that they became; units as they were called when they were visited. */
export const findingSheet = (state: SupervisionState, processes: Context['processes'], context: ExportContext): Sheet =>
  sheetOf(
    { zh: '问题清单', en: 'Findings' },
    [column('序号', 'No.', 8, (finding: Finding) => finding.number), ...findingColumns],
    state.findings.map((finding) => ({
      ...presentFinding(state, finding, { ...context, processes }),
      unit: { id: finding.unitId, name: unitNameAt(finding.unitId, context.org, state.visit?.at ?? state.plannedAt) },
    })),
    context,
  );

/** 督导检查台账: supervisions as offices list them. */
export const supervisionLayout: Layout<ItemOf<typeof listSupervisions>> = {
  name: { zh: '督导检查', en: 'Supervisions' },
  columns: [
    ordinal,
    column('编号', 'Number', 24, (row) => row.number),
    column('名称', 'Title', 44, (row) => row.title),
    column('类别', 'Kind', 14, (row) => row.kindName),
    due('计划日期', 'Planned for', (row) => row),
    day('实施日期', 'Visited', (row) => row.visitedOn),
    column('问题数', 'Findings', 8, (row) => row.findings),
    column('状态', 'Stage', 12, (row) => row.stageName),
    day('制定日期', 'Planned on', (row) => row.plannedAt),
  ],
};
