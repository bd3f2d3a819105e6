import type { Bilingual } from '../../domain/notice/notice.ts';
import { column, ordinal } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { ExportContext } from '../export/table.ts';
import type { Summary } from './summary.ts';

/** 工作总结数据: each number of a summary under its heading. */
export const summarySheet = ({ tasks, around, units }: Pick<Summary, 'tasks' | 'around' | 'units'>, context: ExportContext): Sheet =>
  sheetOf<{ readonly section: Bilingual; readonly label: Bilingual; readonly value: number }>(
    { zh: '工作总结数据', en: 'Numbers' },
    [
      ordinal,
      column('部分', 'Section', 30, ({ section }, { language }) => section[language]),
      column('项目', 'What', 40, ({ label }, { language }) => label[language]),
      column('数量', 'Number', 10, ({ value }) => value),
    ],
    [...tasks, ...around, ...units].flatMap(({ title, figures }) => figures.map(({ label, value }) => ({ section: title, label, value }))),
    context,
  );
