import type { components } from '../api/types.ts';

/** What is set on a task of a draft; a field left out stays as it is. */
export type TaskSetting = components['schemas']['TaskSetting'];

type PlanTask = components['schemas']['PlanTask'];
type Each = NonNullable<PlanTask['each']>;
type EachSetting = NonNullable<TaskSetting['each']>;

export const phases = ['commitment', 'intervention', 'evaluation'] as const;
export const rhythms = ['week', 'month', 'quarter', 'halfYear', 'year'] as const;

/** The sets of units that plans name most, as documents write them. */
export const sets = {
  members: { expression: '各成员单位', kinds: [], members: true },
  towns: { expression: '各镇（街道）', kinds: ['town', 'subDistrict'], members: false },
  villages: { expression: '各村（社区）', kinds: ['community', 'village'], members: false },
  departments: { expression: '各部门', kinds: ['department'], members: false },
} as const satisfies Readonly<Record<string, EachSetting>>;
export type SetName = keyof typeof sets;
export const setNames = Object.keys(sets) as readonly SetName[];

/** Which of the known sets it is; undefined for one that only this document names, and for units named one by one. */
export const setOf = ({ units, kinds, members }: Omit<Each, 'units'> & { readonly units?: unknown }): SetName | undefined =>
  units ? undefined : setNames.find((name) => sets[name].members === members && [...sets[name].kinds].sort().join() === [...kinds].sort().join());

/** Of what kind a task is, as one choice: a recurring one by its rhythm. */
export const kindOf = ({ kind, rhythm }: Pick<PlanTask, 'kind' | 'rhythm'>): string => (kind === 'recurring' ? (rhythm ?? '') : kind);

/** What a choice of kind sets: a rhythm makes it recurring, each-unit begins with all members. */
export function kindSetting(chosen: string): TaskSetting {
  const rhythm = rhythms.find((known) => known === chosen);
  if (rhythm) return { kind: 'recurring', rhythm };
  return chosen === 'eachUnit' ? { kind: 'eachUnit', each: { ...sets.members, kinds: [] } } : { kind: 'once' };
}

/** The lines of a box as a list, empty ones left out. */
export const linesOf = (text: string): readonly string[] => text.split('\n').flatMap((line) => line.trim() || []);
