import type { Org } from '../../domain/org/org.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { Finding, ObjectionDecision, SupervisionState } from '../../domain/supervision/state.ts';
import type { TaskStage, TaskState } from '../../domain/task/state.ts';
import type { Language } from '../http/language.ts';
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
  readonly task: TaskState | undefined;
}
interface Column {
  readonly zh: string;
  readonly en: string;
  /** In characters. */
  readonly width: number;
  readonly value: (shown: Shown, org: Org, language: Language) => string;
}

/** 问题清单 as offices keep it. */
const columns: readonly Column[] = [
  { zh: '序号', en: 'No.', width: 8, value: ({ finding }) => String(finding.number) },
  { zh: '单位', en: 'Unit', width: 22, value: ({ finding }, org) => org.unit(finding.unitId)?.name ?? '' },
  { zh: '类别', en: 'Kind', width: 8, value: ({ finding }, _org, language) => kinds[finding.kind][language] },
  { zh: '内容', en: 'Content', width: 60, value: ({ finding }) => finding.content },
  { zh: '整改要求', en: 'Requirement', width: 36, value: ({ finding }) => finding.requirement ?? '' },
  { zh: '完成时限', en: 'Due', width: 14, value: ({ task }) => task?.due?.dueOn ?? '' },
  { zh: '状态', en: 'Stage', width: 10, value: ({ task }, _org, language) => (task ? stageNames[task.stage as TaskStage][language] : '') },
  { zh: '异议', en: 'Objection', width: 36, value: ({ finding }) => finding.objection?.reason ?? '' },
  {
    zh: '复核结论',
    en: 'Decision',
    width: 12,
    value: ({ finding: { objection } }, _org, language) => (objection ? (objection.decision ? decisions[objection.decision] : pending)[language] : ''),
  },
];

/** The findings of a supervision as .xlsx. All values are text: nothing that a person wrote becomes a formula. */
export async function exportFindings(state: SupervisionState, processes: ReadonlyMap<string, ProcessState>, org: Org, language: Language): Promise<Buffer> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(language === 'zh' ? '问题清单' : 'Findings', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = columns.map((column) => ({ header: column[language], width: column.width }));
  sheet.getRow(1).font = { bold: true };
  for (const finding of state.findings) {
    const task = finding.taskId === undefined ? undefined : (processes.get(finding.taskId) as TaskState | undefined);
    const row = sheet.addRow(columns.map((column) => column.value({ finding, task }, org, language)));
    row.alignment = { vertical: 'top', wrapText: true };
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
