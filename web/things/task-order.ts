import type { components } from '../api/types.ts';

type TaskItem = components['schemas']['TaskItem'];

const colours = ['red', 'yellow', 'green'] as const;

/** What a task is put in order by; undefined for what has no date. */
const keys: Readonly<Record<string, (task: TaskItem) => string | number | undefined>> = {
  number: ({ order }) => order,
  due: ({ dueAt }) => dueAt ?? undefined,
  unit: ({ lead }) => lead.name ?? '',
  light: ({ light }) => colours.indexOf(light.colour),
  percent: ({ stage, percent }) => (stage === 'accepted' ? 101 : (percent ?? -1)),
};

/** The tasks by a column, `-` before its name for the other way round; equal ones stay in the plan's order, and what has nothing in that column comes last either way. */
export function inOrder(tasks: readonly TaskItem[], by: string): readonly TaskItem[] {
  const [name, way] = by.startsWith('-') ? [by.slice(1), -1] : [by, 1];
  const key = keys[name];
  if (!key) return tasks;
  const compared = (one: string | number, other: string | number): number =>
    typeof one === 'string' && typeof other === 'string' ? one.localeCompare(other, 'zh-CN') : Number(one) - Number(other);
  return tasks.toSorted((one, other) => {
    const [mine, others] = [key(one), key(other)];
    const placed = mine === undefined || others === undefined ? Number(mine === undefined) - Number(others === undefined) : way * compared(mine, others);
    return placed || one.order - other.order;
  });
}

/** The tasks by their sections, in the order in which the sections first come. */
export function bySection(tasks: readonly TaskItem[]): ReadonlyMap<string, readonly TaskItem[]> {
  const sections = new Map<string, TaskItem[]>();
  for (const task of tasks) sections.set(task.section ?? '', [...(sections.get(task.section ?? '') ?? []), task]);
  return sections;
}
