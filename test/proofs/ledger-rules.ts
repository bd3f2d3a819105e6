import type { Rule } from './rule.ts';

/** Rules of the ledger, of deadlines and of what leaves the building. */
export const ledgerRules: readonly Rule[] = [
  {
    story: 'a person against a deadline',
    holds: 'What was received in time is not late, however long it waited for a lock behind the strike.',
    broken: { file: 'ledger/execute.ts', text: 'return at - Math.max(0, Math.round(Date.now() - this.#arrivedAt));', instead: 'return at;' },
    test: { file: 'test/ledger/concurrency.int.test.ts', title: 'who submitted in time and waited for a lock behind the strike: not late' },
  },
  {
    story: 'time’s grace',
    holds: 'Time strikes a deadline in days only 5 s after its moment, so that nobody whose request waits is overtaken.',
    broken: { file: 'domain/chase/deadline.ts', text: 'graceMs: due.dueOn === undefined ? 0 : graceMs };', instead: 'graceMs: 0 };' },
    test: { file: 'test/engine/chase.int.test.ts', title: 'waits 5 s of grace for deadlines in days and none in drills' },
  },
  {
    story: 'a revoked extension',
    holds: 'A notice’s key names the fact that set its deadline: the same date set again is chased again.',
    broken: { file: 'ledger/write.ts', text: 'fact_seq: factSeq,', instead: 'fact_seq: 1,' },
    test: { file: 'test/engine/chase.int.test.ts', title: 'after an extension, and after its revocation, chases anew' },
  },
  {
    story: 'a day’s outage',
    holds: 'After an outage one rung is climbed and the later ones move by the delay.',
    broken: { file: 'domain/chase/deadline.ts', text: 'const moved = late ?', instead: 'const moved = late && lateMs < 0 ?' },
    test: { file: 'test/engine/chase.int.test.ts', title: 'after an outage climbs one rung only; later ones move by the delay' },
  },
  {
    story: 'a phase closing over a relapse',
    holds: 'What can falsify a parent’s exit takes the parent’s lock first.',
    broken: { file: 'ledger/execute.ts', text: '...(parentLock ? { parentLock } : {}),', instead: '' },
    test: { file: 'test/ledger/concurrency.int.test.ts', title: 'does not close over a task whose %s commits at the same time' },
  },
  {
    story: 'a clock moved in production',
    holds: 'The ledger’s clock takes an offset in a database of tests alone.',
    broken: {
      file: 'prisma/migrations/0001_ledger/migration.sql',
      text: "IF COALESCE(current_setting('duban.test', true), '') <> 'on' THEN\n    RAISE EXCEPTION 'the ledger clock",
      instead: "IF false THEN\n    RAISE EXCEPTION 'the ledger clock",
    },
    test: { file: 'test/ledger/concurrency.int.test.ts', title: 'is refused an offset in a database that is not a test’s' },
  },
  {
    story: 'a clock that goes back',
    holds: 'A fact’s time is never before that of the fact before it.',
    broken: { file: 'ledger/execute.ts', text: 'return Math.max(this.#moment.now, process.lastAt);', instead: 'return this.#moment.now + 0 * process.lastAt;' },
    test: { file: 'test/ledger/concurrency.int.test.ts', title: 'going back does not take the facts back with it' },
  },
  {
    story: 'a held process',
    holds: 'A look takes no lock on its process: it answers while a bulk transaction holds the row.',
    broken: { file: 'ledger/look.ts', text: 'FROM process WHERE id = $1)', instead: 'FROM process WHERE id = $1 FOR UPDATE)' },
    test: { file: 'test/ledger/look.int.test.ts', title: 'answers while somebody holds the process' },
  },
  {
    story: 'a request sent again',
    holds: 'A key has one effect; the answer kept in the same transaction is given again.',
    broken: {
      file: 'ledger/execute.ts',
      text: 'this.#request.key && answer ? keepAnswer(',
      instead: 'this.#request.key && answer && this.#commandId === this.#request.id ? keepAnswer(',
    },
    test: { file: 'test/ledger/key.int.test.ts', title: 'sent three times at once has one effect and three answers identical to the byte' },
  },
  {
    story: 'numbers without a gap',
    holds: 'A number is taken in the transaction that uses it.',
    broken: { file: 'ledger/execute.ts', text: 'SET last = s.last + 1 RETURNING last', instead: 'SET last = s.last + 2 RETURNING last' },
    test: { file: 'test/ledger/atomic.int.test.ts', title: 'have no gap and no double under concurrency and rollbacks' },
  },
  {
    story: 'several people at one case',
    holds: 'One linear history of lawful steps explains every fact, answer, refusal and notice.',
    broken: {
      file: 'ledger/execute.ts',
      text: 'if (expectedVersion !== undefined && expectedVersion !== root.before.version)',
      instead: 'if (expectedVersion !== undefined && expectedVersion > root.before.version)',
    },
    test: { file: 'test/simulation/ledger.int.test.ts', title: 'hundreds of histories of several clients on two cases' },
  },
  {
    story: 'two writers of one case',
    holds: 'A command locks its process before it reads it; two that got past each other would still be told apart by the number of their facts, and the slower decided anew.',
    broken: { file: 'prisma/migrations/0007_parent_lock/migration.sql', text: 'p.type = open_command.process_type FOR UPDATE;', instead: 'p.type = open_command.process_type;' },
    test: { file: 'test/ledger/concurrency.int.test.ts', title: 'is read after the lock: a fact stands after what its command waited for' },
  },
  {
    story: 'the bell and its own workflows',
    holds: 'The bell holds a process to have seen its strike only where its workflow had seen all before.',
    broken: { file: 'ledger/write.ts', text: 'seen = CASE WHEN watch.seen = watch.wanted THEN EXCLUDED.wanted ELSE watch.seen END', instead: 'seen = EXCLUDED.wanted' },
    test: { file: 'test/ledger/bell.int.test.ts', title: 'is held to have been seen by those whose workflow had seen everything' },
  },
  {
    story: 'a mail repeated',
    holds: 'A message is frozen with its id before it is sent: a repeat has the same Message-ID.',
    broken: { file: 'activities/delivery.ts', text: 'messageId: digest.messageId', instead: "messageId: '<' + Date.now() + '@repeat.invalid>'" },
    test: { file: 'test/notice/delivery.int.test.ts', title: 'a worker killed between sending and noting it repeats mail with the same Message-ID' },
  },
  {
    story: 'a robot without an answer',
    holds: 'Where the remote cannot tell repeats apart, an unknown message gets one confirming retry and no third.',
    broken: { file: 'activities/delivery.ts', text: "if (digest.state === 'unknown') return undefined;", instead: '' },
    test: { file: 'test/notice/delivery-failing.int.test.ts', title: 'a try without an answer makes the message unknown and is confirmed by one more try, never a third' },
  },
  {
    story: 'old mail after a restore',
    holds: 'Held deliveries leave only when an administrator releases them.',
    broken: { file: 'activities/delivery.ts', text: '!digest || (await areDeliveriesHeld(client))', instead: '!digest' },
    test: { file: 'test/notice/delivery-failing.int.test.ts', title: 'nothing leaves, neither new nor begun, until an administrator releases deliveries' },
  },
  {
    story: 'a fact altered',
    holds: 'A fact’s hash covers its content and the hash before it.',
    broken: { file: 'ledger/chain.ts', text: 'sha256(prev, canonical(fact))', instead: 'sha256(prev, canonical({ ...fact, data: null }))' },
    test: { file: 'test/ledger/chain.int.test.ts', title: 'names a fact whose %s was altered' },
  },
  {
    story: 'a ranking of units',
    holds: 'Cancelled tasks count for nobody.',
    broken: { file: 'api/tasks/list.ts', text: ".stage <> 'cancelled'`;", instead: ".stage <> ''`;" },
    test: { file: 'test/figures/figures.int.test.ts', title: 'stands by the share accepted on time' },
  },
];
