import type { Rule } from './rule.ts';

/** Rules of workflows, nudges, sweep and beacon. */
export const workflowRules: readonly Rule[] = [
  {
    story: 'an unknown stage',
    holds: 'A turn of a story in which no stage was known waits; it never spins.',
    broken: {
      file: 'workflows/watch.ts',
      text: '      await this.#pause();\n    }\n    this.#narrated = false;',
      instead: '      await this.look();\n    }\n    this.#narrated = false;',
    },
    test: { file: 'test/engine/watch.int.test.ts', title: 'a stage unknown to this edition costs at most 30 events and 10 looks in 5 s' },
  },
  {
    story: 'the closing window',
    holds: 'A run ends only when no nudge is unread: a case opened again the moment it closed is watched.',
    broken: { file: 'workflows/watch.ts', text: '    while (this.#nudged) await this.look();\n', instead: '' },
    test: { file: 'test/engine/watch.int.test.ts', title: 'closing: a case opened again in the moment it closed has a running workflow' },
  },
  {
    story: 'a nudge during a look',
    holds: 'A nudge carries nothing and its flag is cleared before each look, never after it.',
    broken: {
      file: 'workflows/watch.ts',
      text: '    this.#nudged = false;\n    this.#accept(await look(this.#id));',
      instead: '    this.#accept(await look(this.#id));\n    this.#nudged = false;',
    },
    test: { file: 'test/engine/watch.int.test.ts', title: 'looking: what it tells of is seen by one more look' },
  },
  {
    story: 'a restored older ledger',
    holds: 'A ledger behind its beacon holds its deliveries and jumps its number series past what the beacon knows.',
    broken: { file: 'engine/keeper.ts', text: 'remembered.counter > mark.counter)', instead: 'remembered.counter > mark.counter + 1_000_000)' },
    test: { file: 'test/engine/keeper.int.test.ts', title: 'was restored: deliveries are held, each series jumps past what the beacon knows' },
  },
  {
    story: 'an erased Temporal',
    holds: 'Where Temporal has lost what the ledger knows, every open process is told again.',
    broken: { file: 'engine/keeper.ts', text: '      await raiseEra(holder);\n    }\n    const { ledgerId', instead: '    }\n    const { ledgerId' },
    test: { file: 'test/engine/keeper.int.test.ts', title: 'raises the era: every open process runs again, nothing is held' },
  },
  {
    story: 'a rolled-back Temporal',
    holds: 'A beacon behind its ledger raises the era and holds nothing.',
    broken: { file: 'engine/keeper.ts', text: 'remembered.counter < mark.counter - this.#unanswered', instead: 'remembered.counter < 0' },
    test: { file: 'test/engine/keeper.int.test.ts', title: 'only nudges: a beacon behind its ledger holds nothing and skips no number' },
  },
  {
    story: 'a database down for seconds',
    holds: 'Looks that fail give their slot back after 5 s: a healthy case is not starved.',
    broken: { file: 'workflows/watch.ts', text: "localRetryThreshold: '5s'", instead: "localRetryThreshold: '60s'" },
    test: { file: 'test/engine/outage.int.test.ts', title: 'by the hundred starve no healthy case' },
  },
  {
    story: 'a step of time that fails',
    holds: 'A failed activity is told to the log and tried again; the story lives on.',
    broken: { file: 'workflows/watch.ts', text: 'if (isCancellation(error)) throw error;', instead: 'throw error;' },
    test: { file: 'test/engine/outage.int.test.ts', title: 'that fails keeps the story going: it is tried again and the case lives on' },
  },
  {
    story: 'a deploy that changes timers',
    holds: 'Histories of every release replay with the workflows of today.',
    broken: {
      file: 'workflows/watch.ts',
      text: '  await watched.look();\n  return watched;',
      instead: '  await condition(() => false, 1);\n  await watched.look();\n  return watched;',
    },
    test: { file: 'test/replay/replay.test.ts', title: 'of %s are replayed by today’s workflows' },
  },
  {
    story: 'a long story',
    holds: 'A run turns its page long before the server refuses more events.',
    broken: { file: 'workflows/watch.ts', text: 'const pageLength = 2_000;', instead: 'const pageLength = 1_000_000;' },
    test: { file: 'test/engine/outage.int.test.ts', title: 'turns its page past 2,000 events and goes on' },
  },
  {
    story: 'ten thousand nudges to one process',
    holds: 'A process with a nudge still unseen is not nudged again for 30 s.',
    broken: {
      file: 'ledger/write.ts',
      text: "nudged_at = CASE WHEN watch.seen < watch.wanted AND watch.nudged_at > EXCLUDED.nudged_at - interval '30 seconds' THEN watch.nudged_at ELSE EXCLUDED.nudged_at END",
      instead: 'nudged_at = EXCLUDED.nudged_at',
    },
    test: { file: 'test/engine/watch.int.test.ts', title: 'a process with a nudge still unseen is not nudged again by further commits' },
  },
  {
    story: 'a lost nudge',
    holds: 'The sweep tells whoever has not seen the last move for 30 s.',
    broken: { file: 'ledger/sweep.ts', text: "w.wanted_at < ledger_now() - interval '30 seconds'", instead: "w.wanted_at < ledger_now() - interval '30 days'" },
    test: { file: 'test/engine/sweep.int.test.ts', title: 'is mended by the sweep half a minute later, not before' },
  },
  {
    story: 'a deadline slept through',
    holds: 'The sweep tells whoever fell due two minutes ago and did not act.',
    broken: { file: 'ledger/sweep.ts', text: "p.wake_at < ledger_now() - interval '2 minutes'", instead: "p.wake_at < ledger_now() - interval '2 years'" },
    test: { file: 'test/engine/sweep.int.test.ts', title: '"due for 2 minutes" finds who saw everything and did not act in time' },
  },
  {
    story: 'a closing that never came',
    holds: 'The sweep tells whoever settled two minutes ago and is not closed.',
    broken: { file: 'ledger/sweep.ts', text: "p.moved_at < ledger_now() - interval '2 minutes'", instead: "p.moved_at < ledger_now() - interval '2 years'" },
    test: { file: 'test/engine/sweep.int.test.ts', title: '"settled, not closed for 2 minutes" finds a case whose closing step never came' },
  },
  {
    story: 'a run that silently went',
    holds: 'The sweep tells whoever nobody has looked at for eight days.',
    broken: { file: 'ledger/sweep.ts', text: "w.seen_at < ledger_now() - interval '8 days'", instead: "w.seen_at < ledger_now() - interval '8 years'" },
    test: { file: 'test/engine/sweep.int.test.ts', title: '"not looked at for 8 days" finds an open process whose run has silently gone' },
  },
  {
    story: 'a deaf run',
    holds: 'A run that ignored three nudges is replaced.',
    broken: { file: 'ledger/sweep.ts', text: 'm.nudges > 3 AS deaf', instead: 'false AS deaf' },
    test: { file: 'test/engine/sweep.int.test.ts', title: 'is replaced, and the new run sees the move' },
  },
];
