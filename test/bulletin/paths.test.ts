import fc from 'fast-check';
import type { BulletinCommand, DraftBulletin } from '../../domain/bulletin/commands.ts';
import { bulletin } from '../../domain/bulletin/definition.ts';
import { rankOf } from '../../domain/bulletin/figures.ts';
import { type BulletinState, bulletinStages } from '../../domain/bulletin/state.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { Definition } from '../../domain/process/definition.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import { replay } from '../../domain/process/fold.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { walks } from '../harness/walks.ts';

const strangerOffice = actor('health', 'office');

/** A campaign in May 2026: education's task 4 is three days late, finance's 5 accepted, health's 6 in progress, housing's 7 cancelled. */
function running(): Rehearsal {
  const run = new Rehearsal(at('2026-04-01 10:00'));
  const due = { '4': '2026-05-12', '5': '2026-05-29', '6': '2026-06-30', '7': '2026-06-30' };
  const leads = { '4': 'education', '5': 'finance', '6': 'health', '7': 'housing' };
  run.does(plan((['4', '5', '6', '7'] as const).map((number) => planned(number, { dueOn: due[number], leadUnitId: leads[number] }))), office);
  for (const number of ['4', '5', '6'] as const) run.on(number, { type: 'sign' }, liaison(leads[number]));
  run.on('5', { type: 'submit' }, liaison('finance'));
  run.on('5', { type: 'accept' }, office);
  run.on('7', { type: 'cancel', reason: '并入其他任务' }, office);
  run.passTo(at('2026-05-15 10:00'));
  return run;
}
type Asked = BulletinCommand | { readonly type: 'noSuchStep' };
const draft: DraftBulletin = { type: 'draft', campaignId: 'campaign', kind: 'progress', title: '五月进展通报', from: '2026-04-01', until: '2026-05-15' };
const ask = (run: Rehearsal, command: Asked, by: Actor = office, id = 'b') => run.ask('bulletin', id, command, by);
const does = (run: Rehearsal, command: Asked, by: Actor = office, id = 'b'): readonly FactBase[] => {
  const answer = ask(run, command, by, id);
  if ('ok' in answer) throw new Error(`${command.type}: ${answer.code}`);
  return answer;
};
const refused = (run: Rehearsal, command: Asked, by: Actor = office, id = 'b'): string | undefined => {
  const answer = ask(run, command, by, id);
  return 'ok' in answer ? answer.code : undefined;
};
const stateOf = (run: Rehearsal, id = 'b'): BulletinState => replay(bulletin as unknown as Definition, id, run.facts.get(id) ?? []) as BulletinState;
const drafted = (): Rehearsal => {
  const run = running();
  does(run, draft);
  return run;
};

describe('a bulletin', () => {
  test('is drafted from the records: tasks by stage, units by rank, what is overdue, in figures and in words', () => {
    const { figures, sections, stage } = stateOf(drafted());
    expect([stage, figures.tasks, figures.byStage]).toEqual(['drafted', 4, { signed: 2, accepted: 1, cancelled: 1 }]);
    expect(figures.units.map(({ unit, tasks, accepted, cancelled, overdue, percent }) => [unit, tasks, accepted, cancelled, overdue, percent])).toEqual([
      ['finance', 1, 1, 0, 0, 100],
      ['health', 1, 0, 0, 0, 0],
      ['education', 1, 0, 0, 1, 0],
      ['housing', 1, 0, 1, 0, undefined],
    ]);
    expect(figures.overdue).toEqual([expect.objectContaining({ number: '4', unit: 'education', due: '2026-05-12', daysLate: 3 })]);
    const text = sections.flatMap(({ paragraphs }) => paragraphs).join('');
    expect(text).toContain('截至2026年5月15日，共有任务3项，另取消1项；已验收1项，占33.3%；待验收0项；超过完成时限仍未办结1项。');
    expect(text).toContain('education1项');
    expect(sections.map(({ heading }) => heading)).toEqual(['总体情况', '各单位进展', '存在问题', '下一步要求']);
  });

  test('gives equal standings one place, and none to who leads nothing but wholes', () => {
    const run = new Rehearsal(at('2026-04-01 10:00'));
    const { leadUnitId: _lead, ...each } = planned('9', { kind: 'eachUnit', unitIds: ['town-1', 'town-2'], dueOn: '2026-06-30' });
    run.does(plan([planned('5', { leadUnitId: 'finance', dueOn: '2026-06-30' }), each]), office);
    run.on('5', { type: 'sign' }, liaison('finance'));
    run.on('5', { type: 'submit' }, liaison('finance'));
    run.on('5', { type: 'accept' }, office);
    run.passTo(at('2026-05-15 10:00'));
    does(run, draft);
    const { units } = stateOf(run).figures;
    expect(units.map((one) => [one.unit, rankOf(one, units)])).toEqual([
      ['finance', 1],
      ['town-1', 2],
      ['town-2', 2],
    ]);
  });

  test.each(['criticism', 'praise'] as const)('of the kind %s has a text of its own', (kind) => {
    const run = running();
    does(run, { ...draft, kind });
    const text = JSON.stringify(stateOf(run).sections);
    expect(text).toContain(kind === 'praise' ? 'finance组织有力、按时完成，现予通报表扬' : '超期任务涉及1个单位：education1项');
  });

  test('counts the formal urging notices signed in its days', () => {
    const run = running();
    run.passTo(at('2026-05-20 10:00'));
    run.on('4', { type: 'signUrgingNotice' }, office);
    does(run, { ...draft, until: '2026-05-20' });
    does(run, { ...draft, until: '2026-05-19' }, office, 'before');
    expect([stateOf(run).figures.urgingNotices.map(({ task, number }) => [task, number]), stateOf(run, 'before').figures.urgingNotices]).toEqual([[['4', '督办〔2026〕1号']], []]);
  });

  test('is drafted by the campaign’s own office alone, while the campaign runs, of days that have been', () => {
    const run = running();
    expect(refused(run, draft, strangerOffice)).toBe('policy.forbidden');
    expect(refused(run, { ...draft, campaignId: 'another' })).toBe('process.not_found');
    for (const dates of [{ until: '2026-05-16' }, { from: '2026-05-15', until: '2026-05-14' }]) expect(refused(run, { ...draft, ...dates })).toBe('bulletin.dates_disordered');
    does(run, draft);
    expect(refused(run, draft)).toBe('bulletin.exists');
    run.does({ type: 'suspend', reason: '防汛' }, office);
    expect(refused(run, draft, office, 'another')).toBe('campaign.suspended');
  });

  test('takes its figures anew while it is a draft; what the office wrote stays', () => {
    const run = drafted();
    run.on('6', { type: 'submit' }, liaison('health'));
    does(run, { type: 'refresh' });
    expect([stateOf(run).figures.byStage.submitted, JSON.stringify(stateOf(run).sections).includes('待验收1项')]).toEqual([1, true]);
    does(run, { type: 'edit', sections: [{ heading: '情况', paragraphs: ['办公室自拟。'] }] });
    run.on('6', { type: 'accept' }, office);
    does(run, { type: 'refresh' });
    expect([stateOf(run).figures.byStage.accepted, stateOf(run).sections]).toEqual([2, [{ heading: '情况', paragraphs: ['办公室自拟。'] }]]);
  });

  test('unsigned chases the office after five working days and the deputy chair three later; signed and not issued likewise; issued, nobody', () => {
    const run = drafted();
    run.passTo(at('2026-06-01 10:00'));
    expect(run.rungs('b')).toEqual(['2026-05-25 09:00 bulletinUnsigned → office@office', '2026-05-28 09:00 bulletinStillUnsigned → groupDeputy@group']);
    does(run, { type: 'sign' });
    run.passTo(at('2026-06-05 10:00'));
    expect(run.rungs('b').slice(2)).toEqual(['2026-06-04 09:00 bulletinUnissued → office@office']);
    does(run, { type: 'issue' });
    run.passTo(at('2026-08-01 10:00'));
    expect([run.rungs('b').length, stateOf(run).deadlines]).toEqual([3, []]);
  });

  test('signed has a number of the year without gaps and says what it says; issued it tells every unit that it is for', () => {
    const run = drafted();
    does(run, draft, office, 'second');
    expect(refused(run, { type: 'issue' })).toBe('bulletin.not_signed');
    does(run, { type: 'withdraw', reason: '重拟' }, office, 'second');
    does(run, { type: 'sign', sealUnitId: 'health' });
    does(run, draft, office, 'third');
    does(run, { type: 'sign' }, office, 'third');
    expect([stateOf(run).signing, stateOf(run, 'third').signing?.number]).toEqual([
      { number: '通报〔2026〕1号', office: 'office', sealedBy: 'health', on: '2026-05-15' },
      '通报〔2026〕2号',
    ]);
    for (const step of [{ type: 'edit', title: '改' }, { type: 'refresh' }, { type: 'sign' }] as const) expect(refused(run, step)).toBe('bulletin.already_signed');
    does(run, { type: 'issue' });
    const told = run.told.filter((one) => one.draft.kind === 'bulletinIssued').flatMap((one) => one.to);
    expect(told.toSorted()).toEqual([...['education', 'finance', 'health', 'housing'].map((unit) => `liaisonOfficer@${unit}`), 'groupDeputy@group'].toSorted());
    expect(bulletin.participants(stateOf(run)).some(({ unitId, as }) => unitId === 'education' && as === 'member')).toBe(true);
    does(run, { type: 'withdraw', reason: '数据有误' });
    expect([stateOf(run).stage, run.told.filter((one) => one.draft.kind === 'bulletinWithdrawn').length]).toEqual(['withdrawn', 1]);
  });

  test('is for the campaign’s members on the day it is issued, not on the day it was drafted', () => {
    const run = running();
    const members = (value: readonly string[]) => run.does({ type: 'correctField', field: 'memberUnitIds', value, reason: '调整' }, office);
    members(['education', 'town-2']);
    does(run, draft);
    does(run, { type: 'sign' });
    members(['education', 'town-1']);
    does(run, { type: 'issue' });
    const readers = ['education', 'finance', 'health', 'housing', 'town-1'];
    const told = run.told.filter((one) => one.draft.kind === 'bulletinIssued').flatMap((one) => one.to);
    expect(told.toSorted()).toEqual([...readers.map((unit) => `liaisonOfficer@${unit}`), 'groupDeputy@group'].toSorted());
    const seen = bulletin.participants(stateOf(run)).flatMap(({ unitId, as }) => (as === 'member' ? [unitId] : []));
    expect(seen.toSorted()).toEqual(readers);
  });

  test('is seen by nobody but the office and the leading group until it is issued', () => {
    expect(bulletin.participants(stateOf(drafted())).map(({ as }) => as)).toEqual(['office', 'leadingGroup']);
  });

  test('stands still and ends with its campaign; both are harmless for what is over', () => {
    const run = drafted();
    does(run, draft, office, 'over');
    does(run, { type: 'withdraw', reason: '不发' }, office, 'over');
    run.passTo(at('2026-05-18 10:00'));
    run.does({ type: 'suspend', reason: '防汛' }, office);
    expect([stateOf(run).stage, refused(run, { type: 'sign' }), stateOf(run, 'over').stage]).toEqual(['suspended', 'bulletin.suspended', 'withdrawn']);
    run.passTo(at('2026-07-20 10:00'));
    expect(run.rungs('b')).toEqual([]);
    run.does({ type: 'resume', mode: 'shift' }, office);
    expect([stateOf(run).stage, stateOf(run).deadlines[0]?.dueOn]).toEqual(['drafted', '2026-07-24']);
    run.does({ type: 'cancel', reason: '方案调整' }, office);
    expect([stateOf(run).stage, stateOf(run).withdrawReason, stateOf(run).deadlines]).toEqual(['withdrawn', 'campaignCancelled', []]);
    const inward: readonly Asked[] = [
      { type: 'suspend', reason: '' },
      { type: 'resume', mode: 'keep' },
      { type: 'conclude', outcome: 'campaignClosed' },
      { type: 'strike' },
      { type: 'recompute' },
    ];
    for (const command of inward) expect(does(run, command, time)).toEqual([]);
  });

  test('a rhythm calls the office for the next one, counted from each one issued, until it is taken away', () => {
    const run = drafted();
    run.does({ type: 'setBulletinRhythm', every: { months: 1 } }, office);
    expect(run.campaign.deadlines.find((one) => one.kind === 'bulletin')?.dueOn).toBe('2026-06-15');
    does(run, { type: 'sign' });
    run.passTo(at('2026-06-10 10:00'));
    does(run, { type: 'issue' });
    expect(run.campaign.deadlines.find((one) => one.kind === 'bulletin')?.dueOn).toBe('2026-07-10');
    run.passTo(at('2026-07-31 10:00'));
    expect(run.rungs('campaign').filter((line) => line.includes('bulletin'))).toEqual([
      '2026-07-13 09:00 bulletinDue → office@office',
      '2026-07-20 09:00 bulletinEscalation → groupDeputy@group',
    ]);
    expect(run.refuses({ type: 'setBulletinRhythm', every: { months: 1 } }, office)?.code).toBe('campaign.nothing_changed');
    run.does({ type: 'setBulletinRhythm' }, office);
    expect(run.campaign.deadlines.some((one) => one.kind === 'bulletin')).toBe(false);
  });

  test('whatever is asked in whatever order, nothing breaks: a refusal leaves no facts, a signed text stays, the facts alone give the state, and what is over owes nothing', () => {
    const commands = fc.constantFrom<Asked>(
      draft,
      { type: 'edit', title: '新题' },
      { type: 'edit', sections: [{ heading: '一', paragraphs: ['二'] }] },
      { type: 'refresh' },
      { type: 'sign' },
      { type: 'sign' },
      { type: 'sign', sealUnitId: 'nowhere' },
      { type: 'attachSealed', evidence: 'scan' },
      { type: 'issue' },
      { type: 'issue' },
      { type: 'withdraw', reason: '略' },
      { type: 'suspend', reason: '略' },
      { type: 'resume', mode: 'shift' },
      { type: 'conclude', outcome: 'campaignClosed' },
      { type: 'recompute' },
      { type: 'strike' },
      { type: 'noSuchStep' },
    );
    const reached = new Set<string>();
    for (const walk of walks(80))
      fc.assert(
        fc.property(fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 4 })), { maxLength: 14, size: 'max' }), fc.boolean(), (moves, isSigned) => {
          const run = running();
          run.attachments.set('scan', { id: 'scan', unitId: 'office', sha256: 'x', name: 'x.pdf', mediaType: 'application/pdf', size: 1 });
          if (isSigned) for (const command of [draft, { type: 'sign' }] as const) does(run, command);
          let signed: string | undefined;
          for (const [command, days] of moves) {
            run.now += days * 86_400_000;
            const before = run.facts.get('b')?.length ?? 0;
            const answer = ask(run, command);
            if ('ok' in answer) expect(run.facts.get('b')?.length ?? 0).toBe(before);
            const state = stateOf(run);
            if (state.version > 0) reached.add(state.stage);
            expect(run.stateOf('bulletin', 'b')).toEqual(state);
            const text = state.signing ? JSON.stringify([state.title, state.sections, state.figures, state.signing]) : undefined;
            if (signed !== undefined) expect(text).toBe(signed);
            signed = text;
            if (state.version > 0 && bulletin.closed(state)) expect(state.deadlines).toEqual([]);
          }
        }),
        walk,
      );
    expect([...reached].sort()).toEqual([...bulletinStages].sort());
  });
});
