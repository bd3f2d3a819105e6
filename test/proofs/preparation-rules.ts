import type { Rule } from './rule.ts';

/** Rules of what goes before a launch. */
export const preparationRules: readonly Rule[] = [
  {
    story: 'a launch while units are consulted',
    holds: 'A launch and a question about the same plan meet at their office: one is done, the other finds it.',
    broken: { file: 'domain/consultation/definition.ts', text: "holds: { id: command.officeUnitId, lock: 'update' }, ", instead: '' },
    test: { file: 'test/consultation/race.int.test.ts', title: 'one of them is done and the other finds it (%s)' },
  },
  {
    story: 'a consulted unit’s silence',
    holds: 'Only who has not answered is chased.',
    broken: {
      file: 'domain/consultation/notices.ts',
      text: "deadline.kind === 'opinions' ? silentUnits(state) : [state.officeUnitId]",
      instead: "deadline.kind === 'opinions' ? state.unitIds : [state.officeUnitId]",
    },
    test: {
      file: 'test/consultation/paths.test.ts',
      title: 'chases only the silent: their liaison officers the working day before and on the morning after, then their manager, then the office',
    },
  },
  {
    story: 'a liaison officer named by the register',
    holds: 'When the last post is filled, the ladder ends without a word.',
    broken: { file: 'domain/campaign/decide/liaison.ts', text: '  if (lacking.length === 0) return accept(', instead: '  if (lacking.length < 0) return accept(' },
    test: {
      file: 'test/campaign/preparation.test.ts',
      title: 'are asked of the units that have none: they alone are told and chased, and an officer named by the register ends it without a word',
    },
  },
  {
    story: 'a working group and its section’s shares',
    holds: 'Members of a working group see their section’s tasks, and no unit’s share.',
    broken: { file: 'domain/task/decide/inward.ts', text: 'state.parentTaskId === undefined ? memberUnitIds : undefined', instead: 'memberUnitIds' },
    test: { file: 'test/campaign/preparation.test.ts', title: 'set anew, its open tasks follow at once: another lead sees them, and other members' },
  },
];
