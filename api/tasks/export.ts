import type { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dueText } from '../../domain/calendar/due-text.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { PhaseKind, TaskStage, TaskState } from '../../domain/task/state.ts';
import type { Exporting } from '../export/routes.ts';
import { type Column, type ExportTable, lightColours, lights } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { tasksPage } from './list.ts';
import { stageNames } from './presenter.ts';
import type { TaskQuery } from './schema.ts';

/** Phases as lists write them. */
export const phaseNames: Readonly<Record<PhaseKind, { readonly zh: string; readonly en: string }>> = {
  commitment: { zh: '政府承诺', en: 'commitment' },
  intervention: { zh: '综合干预', en: 'intervention' },
  evaluation: { zh: '考评督导', en: 'evaluation' },
};

const nameOf = (unitId: string, org: Org): string => org.unit(unitId)?.name ?? '';
const day = (at: Instant | undefined): string => (at === undefined ? '' : beijingDateOf(at));

/** The columns that offices keep; the first five are named as the import of plans reads them. */
const columns: readonly Column<TaskState>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 8, value: (task) => task.number },
  { title: { zh: '任务内容', en: 'Content' }, width: 60, value: (task) => task.content },
  { title: { zh: '牵头单位', en: 'Lead unit' }, width: 22, value: (task, { org }) => nameOf(task.leadUnitId, org) },
  { title: { zh: '配合单位', en: 'Supporting units' }, width: 28, value: (task, { org }) => task.supportingUnitIds.map((id) => nameOf(id, org)).join('、') },
  { title: { zh: '完成时限', en: 'Due' }, width: 14, value: (task) => (task.due ? dueText(task.due) : '') },
  { title: { zh: '工作标准', en: 'Standard' }, width: 36, value: (task) => task.standard ?? '' },
  { title: { zh: '部分', en: 'Section' }, width: 18, value: (task) => task.section ?? '' },
  { title: { zh: '阶段', en: 'Phase' }, width: 12, value: (task, { language }) => phaseNames[task.phase][language] },
  { title: { zh: '状态', en: 'Stage' }, width: 10, value: (task, { language }) => stageNames[task.stage as TaskStage][language] },
  {
    title: { zh: '亮灯', en: 'Light' },
    width: 12,
    value: (task, { language, now }) => lights[taskLight(task, now).colour][language],
    colour: (task, { now }) => lightColours[taskLight(task, now).colour],
  },
  {
    title: { zh: '最近进展', en: 'Latest progress' },
    width: 36,
    value: (task) => (task.progress ? `${day(task.progress.at)} ${task.progress.nothing ? '零报告' : task.progress.text}` : ''),
  },
  { title: { zh: '签收日期', en: 'Signed for' }, width: 12, value: (task) => day(task.signedAt) },
  { title: { zh: '提交日期', en: 'Submitted' }, width: 12, value: (task) => day(task.submission?.at) },
  { title: { zh: '验收日期', en: 'Accepted' }, width: 12, value: (task) => day(task.acceptedAt) },
  { title: { zh: '督办通知书', en: 'Formal urging notices' }, width: 20, value: (task) => task.urgingNumbers.join('、') },
];

/** The tasks of a list with its filters. */
export const taskTable = (
  deps: { readonly ledger: Pick<LedgerDoor, 'pool'> },
  query: Omit<z.output<typeof TaskQuery>, 'cursor' | 'limit'>,
  { asker, moment }: Exporting,
): ExportTable<TaskState> => ({
  name: { zh: '任务', en: 'Tasks' },
  columns,
  page: async (cursor, limit) => {
    const { states, next } = await tasksPage(deps, { ...query, limit, ...(cursor === undefined ? {} : { cursor }) }, asker, moment);
    return { rows: states, next };
  },
});
