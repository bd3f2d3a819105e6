import { PassThrough } from 'node:stream';
import type { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dueText } from '../../domain/calendar/due-text.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { PhaseKind, TaskStage, TaskState } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { tasksPage } from './list.ts';
import { stageNames } from './presenter.ts';
import type { TaskQuery } from './schema.ts';

/** A workbook holds at most so many tasks: beyond it a list is no working paper any more, and the last row says so. */
const mostRows = 20_000;
/** Rows of one query: the event loop is free between two of them. */
const rowsAtOnce = 200;

const phaseNames: Readonly<Record<PhaseKind, { readonly zh: string; readonly en: string }>> = {
  commitment: { zh: '政府承诺', en: 'commitment' },
  intervention: { zh: '综合干预', en: 'intervention' },
  evaluation: { zh: '考评督导', en: 'evaluation' },
};
const lights = { green: { zh: '正常', en: 'green' }, yellow: { zh: '临期或补办', en: 'yellow' }, red: { zh: '超期', en: 'red' } } as const;
const colours = { green: 'FF2E7D32', yellow: 'FFB26A00', red: 'FFC62828' } as const;

interface Column {
  readonly zh: string;
  readonly en: string;
  /** In characters. */
  readonly width: number;
  readonly value: (task: TaskState, org: Org, language: Language, now: Instant) => string;
}

const nameOf = (unitId: string, org: Org): string => org.unit(unitId)?.name ?? '';
const day = (at: Instant | undefined): string => (at === undefined ? '' : beijingDateOf(at));

/** The columns that offices keep; the first five are named as the import of plans reads them. */
const columns: readonly Column[] = [
  { zh: '序号', en: 'No.', width: 8, value: (task) => task.number },
  { zh: '任务内容', en: 'Content', width: 60, value: (task) => task.content },
  { zh: '牵头单位', en: 'Lead unit', width: 22, value: (task, org) => nameOf(task.leadUnitId, org) },
  { zh: '配合单位', en: 'Supporting units', width: 28, value: (task, org) => task.supportingUnitIds.map((id) => nameOf(id, org)).join('、') },
  { zh: '完成时限', en: 'Due', width: 14, value: (task) => (task.due ? dueText(task.due) : '') },
  { zh: '工作标准', en: 'Standard', width: 36, value: (task) => task.standard ?? '' },
  { zh: '部分', en: 'Section', width: 18, value: (task) => task.section ?? '' },
  { zh: '阶段', en: 'Phase', width: 12, value: (task, _org, language) => phaseNames[task.phase][language] },
  { zh: '状态', en: 'Stage', width: 10, value: (task, _org, language) => stageNames[task.stage as TaskStage][language] },
  { zh: '亮灯', en: 'Light', width: 12, value: (task, _org, language, now) => lights[taskLight(task, now).colour][language] },
  { zh: '最近进展', en: 'Latest progress', width: 36, value: (task) => (task.progress ? `${day(task.progress.at)} ${task.progress.nothing ? '零报告' : task.progress.text}` : '') },
  { zh: '签收日期', en: 'Signed for', width: 12, value: (task) => day(task.signedAt) },
  { zh: '提交日期', en: 'Submitted', width: 12, value: (task) => day(task.submission?.at) },
  { zh: '验收日期', en: 'Accepted', width: 12, value: (task) => day(task.acceptedAt) },
  { zh: '督办通知书', en: 'Formal urging notices', width: 20, value: (task) => task.urgingNumbers.join('、') },
];
const lightColumn = columns.findIndex((column) => column.en === 'Light') + 1;

/**
 * The tasks of a list with its filters as .xlsx, row by row as they are read. All values are text: nothing that a person wrote becomes a formula.
 * Ends with a row that says so where there are more than 20,000.
 */
export async function exportTasks(
  deps: { readonly ledger: Pick<LedgerDoor, 'pool'> },
  query: Omit<z.output<typeof TaskQuery>, 'cursor' | 'limit'>,
  asker: Asker,
  moment: Moment,
  language: Language,
): Promise<PassThrough> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const out = new PassThrough();
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(language === 'zh' ? '任务' : 'Tasks', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = columns.map((column) => ({ header: column[language], width: column.width }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const write = async (): Promise<void> => {
    let cursor: string | undefined;
    let rows = 0;
    do {
      const { states, next } = await tasksPage(deps, { ...query, limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) }, asker, moment);
      for (const task of states) {
        const row = sheet.addRow(columns.map((column) => column.value(task, moment.org, language, moment.now)));
        row.alignment = { vertical: 'top', wrapText: true };
        row.getCell(lightColumn).font = { color: { argb: colours[taskLight(task, moment.now).colour] } };
        row.commit();
      }
      rows += states.length;
      cursor = next ?? undefined;
    } while (cursor !== undefined && rows < mostRows && !out.destroyed);
    if (cursor !== undefined)
      sheet.addRow([language === 'zh' ? `只导出前${mostRows}项，请用筛选条件缩小范围。` : `Only the first ${mostRows} are here: narrow the filters.`]).commit();
    await book.commit();
  };
  // What fails while rows are written cuts the answer short, which must not look complete.
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
