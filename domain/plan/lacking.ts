import type { TaskKind } from './draft.ts';

/** What a task may lack before it can be launched; the units are those that each have a share. */
export const launchLacks = ['content', 'lead', 'units', 'deadline', 'rhythm', 'phase'] as const;
export type LaunchLack = (typeof launchLacks)[number];

/** What of a task is there, as a draft or a launch has it. */
export interface Present {
  readonly kind: TaskKind;
  readonly content: boolean;
  readonly lead: boolean;
  readonly units: boolean;
  readonly deadline: boolean;
  readonly rhythm: boolean;
  readonly phase: boolean;
}

/** What a task still lacks: content, who does it, when (a deadline or a rhythm, and a recurring one its rhythm), in which phase. */
export function lackingIn(task: Present): readonly LaunchLack[] {
  const needed: readonly LaunchLack[] = [
    'content',
    task.kind === 'eachUnit' ? 'units' : 'lead',
    ...(task.rhythm ? [] : (['deadline'] as const)),
    ...(task.kind === 'recurring' && task.deadline ? (['rhythm'] as const) : []),
    'phase',
  ];
  return needed.filter((what) => !task[what]);
}
