import { unitNameAt } from '../../domain/org/org.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { Finding, ObjectionDecision, SupervisionState } from '../../domain/supervision/state.ts';
import type { TaskStage, TaskState } from '../../domain/task/state.ts';
import { sheetOf, writeSheets } from '../export/sheets.ts';
import type { Column, ExportContext } from '../export/table.ts';
import { stageNames } from '../tasks/presenter.ts';

const decisions: Readonly<Record<ObjectionDecision, { readonly zh: string; readonly en: string }>> = {
  upheld: { zh: '维持', en: 'upheld' },
  changed: { zh: '变更', en: 'changed' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
};
const pending = { zh: '待复核', en: 'undecided' } as const;
const kinds = { problem: { zh: '问题', en: 'problem' }, praise: { zh: '亮点', en: 'praise' } } as const;

interface Shown {
  readonly finding: Finding;
  /** By the name of the day the visit was recorded. */
  readonly unit: string;
  readonly task: TaskState | undefined;
}

/** 问题清单 as offices keep it. */
const columns: readonly Column<Shown>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 8, value: ({ finding }) => String(finding.number) },
  { title: { zh: '单位', en: 'Unit' }, width: 22, value: ({ unit }) => unit },
  { title: { zh: '类别', en: 'Kind' }, width: 8, value: ({ finding }, { language }) => kinds[finding.kind][language] },
  { title: { zh: '内容', en: 'Content' }, width: 60, value: ({ finding }) => finding.content },
  { title: { zh: '整改要求', en: 'Requirement' }, width: 36, value: ({ finding }) => finding.requirement ?? '' },
  { title: { zh: '完成时限', en: 'Due' }, width: 14, value: ({ task }) => task?.due?.dueOn ?? '' },
  { title: { zh: '状态', en: 'Stage' }, width: 10, value: ({ task }, { language }) => (task ? stageNames[task.stage as TaskStage][language] : '') },
  { title: { zh: '异议', en: 'Objection' }, width: 36, value: ({ finding }) => finding.objection?.reason ?? '' },
  {
    title: { zh: '复核结论', en: 'Decision' },
    width: 12,
    value: ({ finding: { objection } }, { language }) => (objection ? (objection.decision ? decisions[objection.decision] : pending)[language] : ''),
  },
];

/** The findings of a supervision, with the tasks that they became, as .xlsx. */
export function exportFindings({ findings, visit, plannedAt }: SupervisionState, tasks: ReadonlyMap<string, ProcessState>, context: ExportContext): Promise<Buffer> {
  const shown = findings.map(
    (finding): Shown => ({
      finding,
      unit: unitNameAt(finding.unitId, context.org, visit?.at ?? plannedAt),
      task: finding.taskId === undefined ? undefined : (tasks.get(finding.taskId) as TaskState | undefined),
    }),
  );
  return writeSheets([sheetOf({ zh: '问题清单', en: 'Findings' }, columns, shown, context)]);
}
