import type { Follow } from '../process/decision.ts';
import type { TimedType, World } from '../process/definition.ts';
import { isOver } from '../task/state.ts';

/** What a campaign has besides its tasks, each with a process of its own: they stand still, go on and end with it. */
export const attachedTypes: readonly TimedType[] = ['meeting', 'supervision', 'indicator', 'survey', 'evaluation', 'assessment', 'bulletin'];

/** The same word to every open task and to every open process attached: `suspend`, `resume` or `conclude`, which each of them understands. */
export const openBelow = (world: World, command: Follow['command']): readonly Follow[] => [
  ...world.children.filter((task) => !isOver(task)).map((task): Follow => ({ type: 'task', id: task.id, command })),
  ...world.attached.map(({ type, state }): Follow => ({ type, id: state.id, command })),
];
