import type { Rule } from './rule.ts';

/** Rules of withdrawing one's last step. */
export const withdrawingRules: readonly Rule[] = [
  {
    story: 'a withdrawal after a reminder',
    holds: 'Whatever another, or time, does ends the time in which a step may be withdrawn.',
    broken: { file: 'domain/process/fold.ts', text: '  if (!state.lastStep) return state;\n', instead: '  if (state.lastStep) return state;\n' },
    test: { file: 'test/task/withdrawing.test.ts', title: 'ends with whatever another does: a decision, a rung, the calendar, the campaign; and no step is withdrawn twice' },
  },
  {
    story: 'a withdrawal that leaves something behind',
    holds: 'A withdrawn step leaves nothing in the state that was not there before it.',
    broken: { file: 'domain/process/withdrawing.ts', text: '  for (const field of lastStep.added) delete restored[field];\n', instead: '' },
    test: { file: 'test/case/withdrawing.test.ts', title: 'a step that may be withdrawn, withdrawn at once, leaves the case as it was, and the facts alone give it' },
  },
  {
    story: 'somebody else’s withdrawal',
    holds: 'Nobody withdraws what another did.',
    broken: {
      file: 'domain/process/withdrawing.ts',
      text: "isOwn || isInSameStead(ref, by) ? undefined : refuse('process.step_of_another')",
      instead: "isOwn || by.by === 'person' ? undefined : refuse('process.step_of_another')",
    },
    test: { file: 'test/task/withdrawing.test.ts', title: 'is one’s own alone: of another of the same unit it is refused, and that is said beforehand' },
  },
  {
    story: 'a withdrawal in silence',
    holds: 'Whoever was told of a step is told that it was withdrawn.',
    broken: {
      file: 'domain/task/withdrawing.ts',
      text: ': withdrawalNotice(lastStep.type, state, reason, world) }',
      instead: ': withdrawalNotice(lastStep.type, state, reason, world).slice(1) }',
    },
    test: {
      file: 'test/task/withdrawing.test.ts',
      title: 'a submission: the task is due from its lead again, the office decides on nothing and hears so once, and the evidence is handed in anew',
    },
  },
  {
    story: 'a field written anew as it was',
    holds: 'What a step changed is told by its content, so that the state equals the fold however it was read.',
    broken: { file: 'domain/process/withdrawing.ts', text: '  if (one === other) return true;\n', instead: '  if (one !== other) return false;\n' },
    test: { file: 'test/case/withdrawing.test.ts', title: 'what a step left as it was is not kept, in whatever order the database gave the fields back' },
  },
];
