import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dueText } from '../../domain/calendar/due-text.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { PhaseKind, TaskStage, TaskState } from '../../domain/task/state.ts';
import { column, day, light, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import { dateWidth } from '../export/widths.ts';
import { stageNames } from './presenter.ts';

/** Phases as offices write them. */
export const phaseNames: Readonly<Record<PhaseKind, Bilingual>> = {
  commitment: { zh: '政府承诺', en: 'commitment' },
  intervention: { zh: '综合干预', en: 'intervention' },
  evaluation: { zh: '考评督导', en: 'evaluation' },
};

const nameOf = (unitId: string, org: Org): string => org.unit(unitId)?.name ?? '';
const dateOf = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : beijingDateOf(at));

/** The columns that offices keep; the first five are named as the import of plans reads them. */
export const taskLayout: Layout<TaskState> = {
  name: { zh: '任务', en: 'Tasks' },
  columns: [
    column('序号', 'No.', 8, (task) => task.number),
    column('任务内容', 'Content', 60, (task) => task.content),
    column('牵头单位', 'Lead unit', 22, (task, { org }) => nameOf(task.leadUnitId, org)),
    column('配合单位', 'Supporting units', 28, (task, { org }) => task.supportingUnitIds.map((id) => nameOf(id, org)).join('、')),
    { ...column('完成时限', 'Due', 14, (task: TaskState) => task.due && dueText(task.due)), narrowest: dateWidth, date: true },
    column('工作标准', 'Standard', 36, (task) => task.standard),
    column('部分', 'Section', 18, (task) => task.section),
    word('阶段', 'Phase', 12, phaseNames, (task) => task.phase),
    word('状态', 'Stage', 10, stageNames, (task) => task.stage as TaskStage),
    light((task, { now }) => taskLight(task, now).colour),
    column('最近进展', 'Latest progress', 36, ({ progress }, { language }) =>
      progress ? `${beijingDateOf(progress.at)} ${progress.nothing ? { zh: '零报告', en: 'nothing to report' }[language] : progress.text}` : '',
    ),
    day('签收日期', 'Signed for', (task) => dateOf(task.signedAt)),
    day('提交日期', 'Submitted', (task) => dateOf(task.submission?.at)),
    day('验收日期', 'Accepted', (task) => dateOf(task.acceptedAt)),
    column('督办通知书', 'Formal urging notices', 20, (task) => task.urgingNumbers.join('、')),
  ],
};
