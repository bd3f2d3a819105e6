import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dueText } from '../../domain/calendar/due-text.ts';
import { periodText } from '../../domain/calendar/period-text.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { kindNames, type ListColumn, listColumns, phaseNames, rhythmNames } from '../../domain/plan/list-form.ts';
import type { Instant } from '../../domain/process/time.ts';
import { unitLabel } from '../../domain/register/unit-label.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { Rhythm } from '../../domain/task/rhythm.ts';
import type { TaskStage, TaskState } from '../../domain/task/state.ts';
import { column, day, light, word } from '../export/columns.ts';
import type { Column, ExportContext, Layout } from '../export/table.ts';
import { dateWidth } from '../export/widths.ts';
import type { Language } from '../http/language.ts';
import { stageNames } from './presenter.ts';
import type { TaskRow } from './rows.ts';

const dateOf = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : beijingDateOf(at));

/** 每月，至2026-10-31: as the import of plans reads it; a drill’s pace in its own unit. */
export function rhythmText({ span, every, until }: Rhythm, language: Language): string {
  const pace = span ? rhythmNames[span][language] : every ? `${{ zh: '每', en: 'every ' }[language]}${periodText(every)[language]}` : '';
  return until === undefined ? pace : `${pace}${{ zh: `，至${until}`, en: `, until ${until}` }[language]}`;
}

/** A list with all its columns is wider than paper: what is read in it keeps room for several words, no date is torn, and a count takes little. */
const narrowest: Readonly<Partial<Record<ListColumn, number>>> = { content: 22, lead: 9, supporting: 9, due: dateWidth, weight: 6, whole: 6 };

/** A column of a task list, titled as the import of plans knows it. */
export const listColumn = <R>(name: ListColumn, width: number, value: (row: R, context: ExportContext) => string | number | null | undefined): Column<R> => ({
  ...column(listColumns[name].zh, listColumns[name].en, width, value),
  ...(narrowest[name] === undefined ? {} : { narrowest: narrowest[name] }),
});
/** The same with a word of a closed list. */
export const listWord = <R, K extends string>(name: ListColumn, width: number, words: Readonly<Record<K, Bilingual>>, value: (row: R) => K | null | undefined): Column<R> =>
  word(listColumns[name].zh, listColumns[name].en, width, words, value);

type NameOf = (unitId: string, context: ExportContext) => string;
const nameOf: NameOf = (unitId, { org, now }) => unitLabel(unitId, org, now);

/** What a task is, as a plan says it. */
export const contentColumns = (named: NameOf): readonly Column<TaskRow>[] => [
  listColumn('number', 8, (task) => task.number),
  listColumn('content', 60, (task) => task.content),
  listColumn('lead', 22, (task, context) => named(task.leadUnitId, context)),
  listColumn('supporting', 28, (task, context) => task.supportingUnitIds.map((id) => named(id, context)).join('、')),
  { ...listColumn('due', dateWidth, (task: TaskRow) => task.due && dueText(task.due)), date: true },
  listColumn('standard', 36, (task) => task.standard),
  listColumn('section', 18, (task) => task.section),
  listWord('phase', 12, phaseNames, (task) => task.phase),
];

/** What makes it the same task again when the list comes back: its kind, pace and units, what it asks for, and whose share it is. */
export const kindColumns = (named: NameOf): readonly Column<TaskRow>[] => [
  listWord('kind', 10, kindNames, (task) => task.kind),
  listColumn('rhythm', 12, ({ rhythm, asked }, { language }) => {
    const paced = rhythm ?? asked.rhythm;
    return paced && rhythmText(paced, language);
  }),
  listColumn('units', 24, ({ asked }, context) => asked.unitIds.map((id) => named(id, context)).join('、')),
  listColumn('evidence', 20, (task) => (task.kind === 'eachUnit' ? task.asked.evidenceRequired : task.evidenceRequired).join('\n')),
  listColumn('weight', 8, (task) => task.weight),
  listColumn('whole', 8, (task) => task.whole),
];

/** The columns that offices keep; the import of plans reads the list again. */
export const taskLayout: Layout<TaskRow> = {
  name: { zh: '任务', en: 'Tasks' },
  columns: [
    ...contentColumns(nameOf),
    listWord('stage', 10, stageNames, (task: TaskState) => task.stage as TaskStage),
    light((task, { now }) => taskLight(task, now).colour),
    column('最近进展', 'Latest progress', 36, ({ progress }, { language }) =>
      progress ? `${beijingDateOf(progress.at)} ${progress.nothing ? { zh: '零报告', en: 'nothing to report' }[language] : progress.text}` : '',
    ),
    day('签收日期', 'Signed for', (task) => dateOf(task.signedAt)),
    day('提交日期', 'Submitted', (task) => dateOf(task.submission?.at)),
    day('验收日期', 'Accepted', (task) => dateOf(task.acceptedAt)),
    column('督办通知书', 'Formal urging notices', 20, (task) => task.urgingNumbers.join('、')),
    ...kindColumns(nameOf),
  ],
};
