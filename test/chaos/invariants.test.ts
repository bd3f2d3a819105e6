import { createHash, randomUUID } from 'node:crypto';
import { acknowledged } from '../../chaos/invariant/acknowledged.ts';
import { chains } from '../../chaos/invariant/chain.ts';
import { files } from '../../chaos/invariant/files.ts';
import { finding } from '../../chaos/invariant/finding.ts';
import { type Message, mail } from '../../chaos/invariant/mail.ts';
import { markerOf, once } from '../../chaos/invariant/once.ts';
import type { Evidence, FactRow, NoticeRow } from '../../chaos/invariant/rows.ts';
import { rungs } from '../../chaos/invariant/rungs.ts';
import { stages } from '../../chaos/invariant/stages.ts';
import { workflows } from '../../chaos/invariant/workflows.ts';
import { at, deadline, evidenceOf, factsOf, written } from './evidence.ts';

test('a check that looked at nothing is a fault', () => {
  expect(finding('I1', 0, []).faults).toEqual(['nothing was checked']);
  expect(finding('I1', 1, []).faults).toEqual([]);
});

describe('I1, acknowledged commands', () => {
  const key = randomUUID();
  const commandId = randomUUID();
  const facts = factsOf('case', [
    { type: 'caseOpened', data: {}, ms: 0 },
    { type: 'rectificationOrdered', data: {}, ms: 10, commandId },
  ]);
  const text = JSON.stringify({ id: facts[0]?.processId, version: 2 });
  const write = written([{ known: 'unknown' }, { known: 'ok', status: 200, text }], key);
  const command = { personId: 'inspector', key, id: commandId, processId: facts[0]?.processId ?? '', status: 200, body: text };
  const evidence = evidenceOf(facts, 'ordered', { commands: [command] });
  const faultsOf = (writes = [write], rows: Evidence = evidence): readonly string[] => acknowledged(writes, rows).faults;

  test('hold for what is there, and ask nothing of a write that nobody answered', () => {
    expect(faultsOf([write, written([{ known: 'unknown' }])])).toEqual([]);
    expect(acknowledged([written([{ known: 'unknown' }])], evidence).faults).toEqual(['nothing was checked']);
  });

  test.each<[string, RegExp, () => readonly string[]]>([
    ['whose key the ledger has lost', /does not know its key/, () => faultsOf([write], { ...evidence, commands: [] })],
    ['whose fact is not there', /version 2 .* is not there/, () => faultsOf([write], { ...evidence, facts: facts.slice(0, 1) })],
    ['whose version is another command’s', /another command/, () => faultsOf([write], { ...evidence, commands: [{ ...command, id: randomUUID() }] })],
    ['whose kept answer differs', /keeps another answer/, () => faultsOf([write], { ...evidence, commands: [{ ...command, body: `${text} ` }] })],
    [
      'whose repeat was answered otherwise',
      /not alike/,
      () => faultsOf([{ ...write, attempts: [...write.attempts, { sentAt: 0, endedAt: 1, known: 'ok', status: 200, text: '{}' }] }]),
    ],
    [
      'refused to one and granted to another',
      /not alike/,
      () => faultsOf([{ ...write, attempts: [...write.attempts, { sentAt: 0, endedAt: 1, known: 'refused', status: 409, text: '{}' }] }]),
    ],
    ['whose attachment is gone', /no such attachment/, () => faultsOf([{ ...write, type: 'upload' }])],
  ])('one %s is named', (_name, fault, faults) => {
    expect(faults().join('\n')).toMatch(fault);
  });
});

describe('I2, nothing twice', () => {
  const key = randomUUID();
  const commandId = randomUUID();
  const facts = factsOf('case', [
    { type: 'caseOpened', data: { number: '卫监案〔2026〕1号', bodyUnitId: 'body' }, ms: 0 },
    { type: 'rectificationOrdered', data: { requirements: markerOf(key) }, ms: 10, commandId },
  ]);
  const series = [{ name: 'case:body', year: 2026, last: 1 }];
  const evidence = evidenceOf(facts, 'ordered', { series });
  const ok = written([{ known: 'ok', status: 200, text: '{}' }], key);
  const faultsOf = (rows: Evidence, write = ok): string => once([write], rows).faults.join('\n');

  test('holds for one effect, for none of a refused command, for none or one where nobody knows', () => {
    expect(faultsOf(evidence)).toBe('');
    expect(faultsOf(evidence, written([{ known: 'unknown' }], key))).toBe('');
    expect(faultsOf(evidence, written([{ known: 'unknown' }]))).toBe('');
    expect(faultsOf(evidence, written([{ known: 'refused', status: 409 }]))).toBe('');
  });

  const again = factsOf('case', [
    { type: 'caseOpened', data: { number: '卫监案〔2026〕1号', bodyUnitId: 'body' }, ms: 0 },
    { type: 'rectificationOrdered', data: { requirements: markerOf(key) }, ms: 10 },
    { type: 'rectificationOrdered', data: { requirements: markerOf(key) }, ms: 20 },
  ]);
  test.each<[string, RegExp, () => string]>([
    ['an effect that came twice', /took effect 2 times/, () => faultsOf(evidenceOf(again, 'ordered', { series }))],
    ['an acknowledged command without effect', /took effect 0 times/, () => faultsOf(evidence, written([{ known: 'ok', status: 200, text: '{}' }]))],
    ['a refused command with an effect', /refused, but took effect 1 times/, () => faultsOf(evidence, written([{ known: 'refused', status: 409 }], key))],
    ['an effect among the sealed texts', /took effect 2 times/, () => faultsOf({ ...evidence, sealed: [{ processId: 'p', seq: 3, value: [{ note: markerOf(key) }] }] })],
    ['a gap in the versions', /fact 3 stands where 2 should/, () => faultsOf({ ...evidence, facts: facts.map((fact) => ({ ...fact, seq: fact.seq === 2 ? 3 : 1 })) })],
    ['a number that is missing', /not 1 to 2 once each/, () => faultsOf({ ...evidence, series: [{ name: 'case:body', year: 2026, last: 2 }] })],
    ['a number without a series', /without a series/, () => faultsOf({ ...evidence, series: [] })],
    [
      'a number given twice',
      /not 1 to 2/,
      () =>
        faultsOf({
          ...evidence,
          facts: [...facts, ...factsOf('case', [{ type: 'caseOpened', data: facts[0]?.data ?? {}, ms: 5 }])],
          series: [{ name: 'case:body', year: 2026, last: 2 }],
        }),
    ],
    ['a command that came back later', /had ended before/, () => faultsOf({ ...evidence, facts: [...facts, { ...(facts[0] as FactRow), seq: 3 }] })],
    [
      'one id for two keys',
      /two keys share/,
      () => faultsOf({ ...evidence, commands: ['a', 'b'].map((one) => ({ personId: 'inspector', key: one, id: commandId, processId: 'p', status: 200, body: '{}' })) }),
    ],
  ])('names %s', (_name, fault, faults) => {
    expect(faults()).toMatch(fault);
  });

  test.each<[string, string, Parameters<typeof factsOf>[1]]>([
    [
      '督办通知书',
      'urgingNotice:office',
      [
        { type: 'taskIssued', data: { number: '1.1', campaignId: 'campaign', officeUnitId: 'office' }, ms: 0 },
        { type: 'urgingNoticeSigned', data: { number: '督办〔2026〕1号' }, ms: 1 },
      ],
    ],
    ['a task outside any campaign', 'assignedTask:office', [{ type: 'taskIssued', data: { number: '交办〔2026〕1号', campaignId: '', officeUnitId: 'office' }, ms: 0 }]],
    ['a meeting', 'meeting:office', [{ type: 'meetingConvened', data: { number: '会议〔2026〕1号', campaignId: 'campaign', officeUnitId: 'office' }, ms: 0 }]],
    ['a supervision', 'supervision:office', [{ type: 'supervisionPlanned', data: { number: '督查〔2026〕1号', campaignId: 'campaign', officeUnitId: 'office' }, ms: 0 }]],
    [
      'a bulletin',
      'bulletin:office',
      [
        { type: 'bulletinDrafted', data: { officeUnitId: 'office' }, ms: 0 },
        { type: 'bulletinSigned', data: { number: '通报〔2026〕1号' }, ms: 1 },
      ],
    ],
    ['a survey', 'survey', [{ type: 'surveyBegun', data: { number: '调查〔2026〕1号', officeUnitId: 'office' }, ms: 0 }]],
  ])('reads the number of %s as one of its series', (_name, name, told) => {
    const numbered = factsOf('record', told);
    const counting = (last: number): string => faultsOf(evidenceOf(numbered, 'begun', { series: [{ name, year: 2026, last }] }), written([{ known: 'unknown' }]));
    expect([counting(1), counting(2)]).toEqual(['', `series ${name}/2026: 1 numbers given or void, 2 counted; not 1 to 2 once each`]);
  });

  test('counts void numbers as given', () => {
    expect(faultsOf({ ...evidence, series: [{ name: 'case:body', year: 2026, last: 3 }], voids: [{ name: 'case:body', year: 2026, from: 2, until: 3 }] })).toBe('');
  });
});

describe('I3, one running workflow for each open process', () => {
  const open = { id: 'a', type: 'case', stage: 'opened', closed: false, timed: true };
  const closed = { id: 'b', type: 'task', stage: 'accepted', closed: true, timed: true };
  const register = { id: 'c', type: 'unit', stage: 'registered', closed: false, timed: false };

  test('holds, registers and other workflows left aside', () => {
    expect(workflows([open, closed, register], ['case:a', 'beacon:x', 'digest:mail:p'])).toEqual({ invariant: 'I3', checked: 2, faults: [] });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an open process without one', [], /case:a .* has 0 running/],
    ['an open process with two', ['case:a', 'case:a'], /has 2 running/],
    ['a closed process with one', ['case:a', 'task:b'], /task:b .* has 1 running workflows instead of 0/],
    ['one of a process that does not exist', ['case:a', 'case:z'], /no such process/],
  ])('names %s', (_name, running, fault) => {
    expect(workflows([open, closed], running).faults.join('\n')).toMatch(fault);
  });
});

describe('I5, rungs', () => {
  const spec = deadline('rectify', { reminder: 1_000, overdue: 2_000, stillOverdue: 4_000 });
  const set = { type: 'rectificationOrdered', data: { sets: [spec] }, ms: 0 };
  const reached = (rung: string, ms: number, more: Readonly<Record<string, unknown>> = {}) => ({ type: 'rungReached', data: { deadline: 1, kind: 'rectify', rung, ...more }, ms });
  const cleared = (ms: number) => ({ type: 'rectificationSubmitted', data: { clears: ['rectify'] }, ms });
  const told = (facts: readonly FactRow[]): readonly NoticeRow[] =>
    facts.flatMap((fact) =>
      fact.type === 'rungReached'
        ? [{ id: `n${fact.seq}`, processId: fact.processId, factSeq: 1, deadlineKind: 'rectify', rung: String(fact.data.rung), isRung: true, personId: 'm', createdAt: fact.at }]
        : [],
    );
  const faultsOf = (story: Parameters<typeof factsOf>[1], change: (notices: readonly NoticeRow[]) => readonly NoticeRow[] = (notices) => notices, slackMs?: number): string => {
    const facts = factsOf('case', story);
    return rungs(evidenceOf(facts, 'ordered', { notices: change(told(facts)), now: at(10_000) }), slackMs).faults.join('\n');
  };

  test('hold in order, at or after their moments, told once; a reminder that lost its sense may drop out', () => {
    expect(faultsOf([set, reached('reminder', 1_000), reached('overdue', 2_100), reached('stillOverdue', 4_000)], undefined, 0)).toBe('');
    expect(
      faultsOf([set, reached('overdue', 3_000, { skipped: ['reminder'], moved: [{ rung: 'stillOverdue', at: at(5_000) }] }), reached('stillOverdue', 5_000)], undefined, 0),
    ).toBe('');
    expect(faultsOf([set, reached('reminder', 1_500), cleared(1_600)], undefined, 0)).toBe('');
    expect(faultsOf([set, reached('reminder', 2_500, { skipped: ['reminder'] }), cleared(2_600)], () => [])).toBe('');
    // What a withdrawn step had ended goes on.
    expect(faultsOf([set, cleared(500), { type: 'stepWithdrawn', data: { withdrawn: 2 }, ms: 600 }, reached('reminder', 1_000)])).toBe('');
  });

  test.each<[string, RegExp, () => string]>([
    ['one before its moment', /100 ms early/, () => faultsOf([set, reached('reminder', 900)])],
    ['one out of order', /before reminder/, () => faultsOf([set, reached('overdue', 2_000)])],
    ['one twice', /a second time/, () => faultsOf([set, reached('reminder', 1_000), reached('reminder', 1_100)])],
    ['one after its deadline was cleared', /is not open/, () => faultsOf([set, cleared(500), reached('reminder', 1_000)])],
    ['one of another deadline', /is not open/, () => faultsOf([set, reached('reminder', 1_000, { deadline: 7 })])],
    [
      'one while the ladder stands still',
      /stands still/,
      () => faultsOf([{ ...set, data: { sets: [spec], pauses: [] } }, { type: 'taskSubmitted', data: { pauses: ['rectify'] }, ms: 10 }, reached('reminder', 1_000)]),
    ],
    ['one that the ladder lacks', /no such rung/, () => faultsOf([set, reached('leadingGroup', 1_000)])],
    ['an escalation that was dropped', /which is no reminder/, () => faultsOf([set, reached('stillOverdue', 4_000, { skipped: ['reminder', 'overdue'] })])],
    ['a later one that moved forward', /moves a later rung forward/, () => faultsOf([set, reached('reminder', 1_000, { moved: [{ rung: 'overdue', at: at(1_500) }] })])],
    [
      'one that comes early by its new moment',
      /early/,
      () => faultsOf([set, reached('reminder', 1_000, { moved: [{ rung: 'overdue', at: at(3_000) }] }), reached('overdue', 2_000)]),
    ],
    ['one that was forgotten', /due 6 s ago and is not noted/, () => faultsOf([set, reached('reminder', 1_000), reached('overdue', 2_000)], undefined, 1_000)],
    ['one that nobody was told of', /nobody was told/, () => faultsOf([set, reached('reminder', 1_000)], () => [])],
    [
      'a notice without its rung',
      /never reached/,
      () => faultsOf([set, reached('reminder', 1_000)], (notices) => [...notices, { ...(notices[0] as NoticeRow), id: 'x', rung: 'overdue' }]),
    ],
    ['a notice told twice', /told twice/, () => faultsOf([set, reached('reminder', 1_000)], (notices) => [...notices, { ...(notices[0] as NoticeRow), id: 'x' }])],
    [
      'a notice older than its rung',
      /older than its rung/,
      () => faultsOf([set, reached('reminder', 1_000)], (notices) => notices.map((notice) => ({ ...notice, createdAt: at(500) }))),
    ],
    [
      'notices of a process without facts',
      /without facts/,
      () => faultsOf([set, reached('reminder', 1_000)], (notices) => [...notices, { ...(notices[0] as NoticeRow), processId: 'stranger' }]),
    ],
  ])('%s is named', (_name, fault, faults) => {
    expect(faults()).toMatch(fault);
  });
});

describe('I6, stages', () => {
  const opened = { type: 'caseOpened', data: {}, ms: 0 };
  const inspected = (officers: readonly string[] = ['a', 'b']) => ({ type: 'inspectionRecorded', data: { officers, result: 'violation' }, ms: 1 });
  const ordered = { type: 'rectificationOrdered', data: {}, ms: 2 };
  const faultsOf = (story: Parameters<typeof factsOf>[1], stage: string, type = 'case'): string => stages(evidenceOf(factsOf(type, story), stage)).faults.join('\n');

  test('hold along a lawful case and a lawful task', () => {
    const followed = { type: 'followUpRecorded', data: { officers: ['a', 'b'], result: 'rectified' }, ms: 3 };
    expect(faultsOf([opened, inspected(), ordered, followed, { type: 'caseClosed', data: {}, ms: 4 }], 'closed')).toBe('');
    const task = ['taskIssued', 'taskSigned', 'taskSubmitted', 'taskAccepted', 'taskRelapsed'].map((type, ms) => ({ type, data: {}, ms }));
    expect(faultsOf(task, 'signed', 'task')).toBe('');
    const withdrawn = ['taskIssued', 'taskSigned', 'taskSubmitted', 'stepWithdrawn', 'taskSubmitted'].map((type, ms) => ({ type, data: { withdrawn: 3 }, ms }));
    expect(faultsOf(withdrawn, 'submitted', 'task')).toBe('');
    expect(faultsOf(withdrawn.slice(0, 4), 'signed', 'task')).toBe('');
  });

  test.each<[string, RegExp, () => string]>([
    ['an order before any inspection', /rectificationOrdered\) at the stage "opened"/, () => faultsOf([opened, ordered], 'ordered')],
    ['a closing that was not settled', /caseClosed\) at the stage "inspected"/, () => faultsOf([opened, inspected(), { type: 'caseClosed', data: {}, ms: 3 }], 'closed')],
    [
      'a step after the close',
      /at the stage "closed"/,
      () => faultsOf([opened, { type: 'inspectionRecorded', data: { officers: ['a', 'b'], result: 'clean' }, ms: 1 }, { type: 'caseClosed', data: {}, ms: 2 }, ordered], 'ordered'),
    ],
    ['one inspector twice', /lacks two different inspectors/, () => faultsOf([opened, inspected(['a', 'a'])], 'inspected')],
    ['a single inspector', /lacks two different inspectors/, () => faultsOf([opened, inspected(['a'])], 'inspected')],
    ['a record that stands elsewhere', /stands at "closed", its facts lead to "opened"/, () => faultsOf([opened], 'closed')],
    [
      'a withdrawal of another step than the last',
      /withdraws fact 1, which is not the one before it/,
      () => faultsOf([opened, inspected(), { type: 'stepWithdrawn', data: { withdrawn: 1 }, ms: 2 }], 'opened'),
    ],
    ['an unknown fact', /caseSold/, () => faultsOf([opened, { type: 'caseSold', data: {}, ms: 1 }], 'opened')],
    [
      'a task accepted and submitted afterwards',
      /taskSubmitted\) at the stage "accepted"/,
      () =>
        faultsOf(
          ['taskIssued', 'taskAccepted', 'taskSubmitted'].map((type, ms) => ({ type, data: {}, ms })),
          'submitted',
          'task',
        ),
    ],
  ])('%s is named', (_name, fault, faults) => {
    expect(faults()).toMatch(fault);
  });
});

describe('I7, chains', () => {
  const facts = factsOf('case', [
    { type: 'caseOpened', data: { title: '一' }, ms: 0 },
    { type: 'inspectionRecorded', data: { result: 'clean' }, ms: 1 },
    { type: 'caseClosed', data: {}, ms: 2 },
  ]);
  const evidence = evidenceOf(facts, 'closed');
  const changed = (seq: number, change: Partial<FactRow>): string =>
    chains({ ...evidence, facts: facts.map((fact) => (fact.seq === seq ? { ...fact, ...change } : fact)) }).faults.join('\n');

  test('hold', () => {
    expect(chains(evidence)).toEqual({ invariant: 'I7', checked: 3, faults: [] });
  });

  test('name a content, a moment, a person, a link and a head that were changed, and a fact that is gone', () => {
    expect(changed(2, { data: { result: 'violation' } })).toMatch(/fact 2 .* does not match its hash/);
    expect(changed(2, { at: at(5) })).toMatch(/fact 2 .* does not match/);
    expect(changed(2, { actor: { by: 'person', personId: 'x' } })).toMatch(/fact 2 .* does not match/);
    expect(changed(3, { prev: Buffer.alloc(32) })).toMatch(/fact 3 does not follow/);
    expect(chains({ ...evidence, processes: evidence.processes.map((process) => ({ ...process, head: Buffer.alloc(32) })) }).faults.join()).toMatch(/does not carry the hash/);
    expect(chains({ ...evidence, facts: facts.slice(0, 2) }).faults.join()).toMatch(/2 facts, version 3/);
  });
});

describe('I8, files', () => {
  const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
  const row = { id: 'a', sha256: hashOf('k1') };
  const unknown = { marker: 'k2', attempts: [{ sentAt: 0, endedAt: 1, known: 'unknown' as const }] };

  test('hold, also for the file of an upload of which nobody knows', () => {
    expect(files([row], [hashOf('k1'), hashOf('k2')], [unknown], hashOf)).toEqual({ invariant: 'I8', checked: 1, faults: [] });
  });

  test('name a row without a file and a file without a row', () => {
    expect(files([row], [], [], hashOf).faults).toEqual(['attachment a has no file']);
    expect(files([row], [hashOf('k1'), hashOf('k2')], [{ ...unknown, attempts: [{ sentAt: 0, endedAt: 1, known: 'ok' }] }], hashOf).faults.join()).toMatch(/has no row/);
  });
});

describe('I9, mail', () => {
  const message = (id: string, text = '一', to = 'm@drill.invalid'): Message => ({ to: [to], data: `Message-ID: <${id}>\r\nSubject: 督办\r\n\r\n${text}` });
  const digests = [{ id: 'd', address: 'm@drill.invalid', messageId: '<d@drill.invalid>', state: 'sent' }];
  const deliveries = [{ noticeId: 'n', personId: 'm', channel: 'mail', state: 'sent', digestId: 'd' }];
  const faultsOf = (messages: readonly Message[], rows: Partial<Evidence> = {}, waits = false): string =>
    mail(messages, { deliveries, digests, ...rows }, { waits }).faults.join('\n');

  test('holds for a message that came, and for a copy of it', () => {
    expect(faultsOf([message('d@drill.invalid')])).toBe('');
    expect(faultsOf([message('d@drill.invalid'), message('d@drill.invalid')])).toBe('');
    expect(faultsOf([{ ...message('d@drill.invalid', '二'), fromLost: true }, message('d@drill.invalid')])).toBe('');
  });

  test.each<[string, RegExp, () => string]>([
    ['a notice that never came', /the mail server never took it/, () => faultsOf([])],
    ['one that went to somebody else', /never took it/, () => faultsOf([message('d@drill.invalid', '一', 'x@drill.invalid')])],
    ['copies that differ', /differ/, () => faultsOf([message('d@drill.invalid'), message('d@drill.invalid', '二')])],
    [
      'copies of a lost ledger that differ',
      /differ/,
      () => faultsOf([message('d@drill.invalid'), ...['二', '三'].map((text) => ({ ...message('d@drill.invalid', text), fromLost: true as const }))]),
    ],
    ['a message of no digest', /belongs to no digest/, () => faultsOf([message('d@drill.invalid'), message('e@drill.invalid')])],
    [
      'a delivery that lies',
      /was not mailed: pending/,
      () => faultsOf([message('d@drill.invalid')], { deliveries: [...deliveries, { noticeId: 'o', personId: 'm', channel: 'mail', state: 'pending', digestId: null }] }),
    ],
  ])('names %s', (_name, fault, faults) => {
    expect(faults()).toMatch(fault);
  });

  test('asks nothing of deliveries on their way or dropped with a reason', () => {
    expect(faultsOf([message('d@drill.invalid')], { deliveries: [...deliveries, { noticeId: 'o', personId: 'm', channel: 'mail', state: 'pending', digestId: null }] }, true)).toBe(
      '',
    );
    expect(faultsOf([message('d@drill.invalid')], { deliveries: [...deliveries, { noticeId: 'o', personId: 'm', channel: 'mail', state: 'dropped', digestId: null }] })).toBe('');
  });
});
