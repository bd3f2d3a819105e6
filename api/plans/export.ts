import type { Bilingual } from '../../domain/notice/notice.ts';
import { type FilledTask, missingForLaunch } from '../../domain/plan/fill.ts';
import type { LaunchLack } from '../../domain/plan/lacking.ts';
import { kindNames, phaseNames, rhythmNames } from '../../domain/plan/list-form.ts';
import { column, day, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import { dateWidth } from '../export/widths.ts';
import { listColumn, listWord, rhythmText } from '../tasks/export.ts';
import type { presentPlanItem } from './presenter.ts';
import type { StoredPlan } from './store.ts';

const states = { launched: { zh: '已启动', en: 'launched' }, complete: { zh: '待启动', en: 'ready' }, incomplete: { zh: '待补充', en: 'incomplete' } } as const;

/** Drafts as offices list them. */
export const planLayout: Layout<ReturnType<typeof presentPlanItem>> = {
  name: { zh: '方案草案', en: 'Drafts' },
  columns: [
    ordinal,
    column('名称', 'Title', 50, (row) => row.title),
    column('文号', 'Document number', 24, (row) => row.documentNumber),
    column('任务数', 'Tasks', 8, (row) => row.tasks),
    column('待补任务数', 'Incomplete', 12, (row) => row.missing),
    word('状态', 'State', 10, states, (row) => (row.launchedAs !== null ? 'launched' : row.missing > 0 || row.unfit > 0 ? 'incomplete' : 'complete')),
    day('导入日期', 'Imported', (row) => row.createdAt),
    day('修改日期', 'Changed', (row) => row.updatedAt),
  ],
};

const gaps = {
  content: { zh: '任务内容', en: 'content' },
  lead: { zh: '牵头单位', en: 'lead unit' },
  units: { zh: '分担单位', en: 'units that each have a share' },
  deadline: { zh: '完成时限', en: 'deadline' },
  rhythm: { zh: '周期', en: 'rhythm' },
  phase: { zh: '阶段', en: 'phase' },
} as const satisfies Record<LaunchLack, Bilingual>;

interface Drafted {
  readonly task: FilledTask;
  readonly section: string | undefined;
  readonly lacks: readonly LaunchLack[];
}

/** The tasks of a draft in its order. */
export function draftedTasks({ content }: Pick<StoredPlan, 'content'>): readonly Drafted[] {
  const sections = new Map(content.sections.map(({ id, title }) => [id, title]));
  const missing = new Map(missingForLaunch(content).map(({ number, lacks }) => [number, lacks]));
  return content.tasks.map((task) => ({ task, section: task.section === null ? undefined : sections.get(task.section), lacks: missing.get(task.number) ?? [] }));
}

/** 任务分解表 of a draft, named as the import of plans reads it again; the last column is what still keeps it from being launched. */
export const draftLayout: Layout<Drafted> = {
  name: { zh: '任务分解表', en: 'Tasks of the draft' },
  columns: [
    listColumn('number', 8, ({ task }) => task.number),
    listColumn('content', 60, ({ task }) => task.content),
    listColumn('lead', 22, ({ task }) => task.lead?.name ?? (task.each?.units ? undefined : task.each?.expression)),
    listColumn('supporting', 28, ({ task }) => task.supporting.map(({ name }) => name).join('、')),
    listColumn('due', dateWidth, ({ task }, { language }) => [...(task.rhythm ? [rhythmNames[task.rhythm][language]] : []), ...(task.dueOn ? [task.dueOn] : [])].join('，')),
    listColumn('standard', 36, ({ task }) => task.standard),
    listColumn('section', 18, ({ section }) => section),
    listWord('phase', 12, phaseNames, ({ task }) => task.phase),
    listWord('kind', 10, kindNames, ({ task }) => task.kind),
    listColumn('rhythm', 12, ({ task: { rhythm, dueOn } }, { language }) => rhythm && rhythmText({ span: rhythm, ...(dueOn === null ? {} : { until: dueOn }) }, language)),
    listColumn('units', 24, ({ task: { each } }) => each && (each.units?.map(({ name }) => name).join('、') ?? each.expression)),
    listColumn('evidence', 20, ({ task }) => task.evidence.join('\n')),
    listColumn('weight', 8, ({ task }) => task.weight),
    column('待补内容', 'Lacks', 24, ({ lacks }, { language }) => lacks.map((gap) => gaps[gap][language]).join('、')),
  ],
};
