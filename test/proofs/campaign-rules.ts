import type { Rule } from './rule.ts';

/** Rules of campaigns and tasks. */
export const campaignRules: readonly Rule[] = [
  {
    story: 'a preview',
    holds: 'What a preview decided is rolled back, numbers of series too.',
    broken: { file: 'ledger/execute.ts', text: "await this.#client.query('ROLLBACK');", instead: "await this.#client.query('COMMIT');" },
    test: { file: 'test/api/urging-notice.int.test.ts', title: 'signed, it has number, date, signer, whose seal it bears, and the day of the answer; the lead reads it too' },
  },
  {
    story: 'a letter that was signed',
    holds: 'A 督办通知书 says what it said on its day.',
    broken: {
      file: 'api/documents/routes.ts',
      text: 'urgingNotice(notice.letter, {',
      instead: 'urgingNotice(urgingLetter(state, worldOf(moment, moment.now, moment.now, actors[0], nothingLooked)), {',
    },
    test: { file: 'test/api/urging-notice.int.test.ts', title: 'reads the same when the unit was renamed and the task went on' },
  },
  {
    story: 'nothing to report',
    holds: 'A blank answers no check-in.',
    broken: { file: 'domain/task/decide/lead.ts', text: "if (command.progress === undefined && (!isNothing || !state.rhythm)) return refuse('task.report_blank');", instead: '' },
    test: {
      file: 'test/task/recurring.test.ts',
      title: 'is answered by the word that there was nothing, kept as such; a blank answers nothing and leaves it chased',
    },
  },
  {
    story: 'a re-plan of what is under review',
    holds: 'From a plan’s next version what cannot be changed is left as it is and listed.',
    broken: {
      file: 'domain/campaign/decide/revise.ts',
      text: "const fixed = changed.includes('dueOn') ? dateFixed(task) : undefined;",
      instead: 'const fixed = dateFixed(task) && undefined;',
    },
    test: {
      file: 'test/campaign/replan.test.ts',
      title: 'what has been accepted stays as it is, named by the new version or not; what is under review keeps its date and is listed',
    },
  },
  {
    story: 'shares of a broken-down task',
    holds: 'The unit that broke a task down decides on its shares.',
    broken: { file: 'domain/policy/task-rules.ts', text: "const decides = either(office, people(unitRoles, ['assigner']));", instead: 'const decides = either(office);' },
    test: {
      file: 'test/task/break-down.test.ts',
      title: 'the unit that broke it down decides on the shares, as the campaign’s office still may; not who handed it in, not another town',
    },
  },
  {
    story: 'a light through a suspension',
    holds: 'What was handed in on time does not turn red because its campaign was suspended.',
    broken: { file: 'domain/task/light.ts', text: "(state.suspendedFrom ?? state.stage) === 'submitted'", instead: "state.stage === 'submitted'" },
    test: {
      file: 'test/task/glance.test.ts',
      title: 'shows its light and its campaign’s conditions as the whole state does: handed in on time, handed in late, made good late, suspended, recurring',
    },
  },
];
