import { factName } from '../../api/process/fact-names.ts';
import { assessment } from '../../domain/assessment/definition.ts';
import { deadlineNames } from '../../domain/case/deadline-names.ts';
import { deadlineKinds } from '../../domain/case/state.ts';
import { owedAs, owingOf } from '../../domain/chase/owing.ts';
import { chaseSight } from '../../domain/policy/chases.ts';
import { participations, timedTypes } from '../../domain/process/definition.ts';
import { in_, treeOf } from '../policy/fixture.ts';

describe('who owes what', () => {
  test.each([
    ['task', 'task', ['lead']],
    ['task', 'review', ['office', 'assigner']],
    ['case', 'decide.close', ['actingBody']],
    ['supervision', 'objection-12', ['office']],
    ['indicator', 'value:0f8fad5b-d9cb-469f-a165-70867728950e', ['lead', 'supporting']],
    ['survey', 'points:0f8fad5b-d9cb-469f-a165-70867728950e', ['lead', 'supporting']],
    ['campaign', 'liaison', ['member']],
    ['meeting', 'reply', ['addressee']],
  ] as const)('%s, %s: %j', (type, kind, by) => {
    expect(owingOf(type, kind)?.by).toEqual(by);
  });

  test('the end of a day, of a visit, of a time to object chases nobody, and what is no kind neither', () => {
    for (const [type, kind] of [
      ['meeting', 'day'],
      ['evaluation', 'visit'],
      ['supervision', 'objections'],
      ['task', 'constructor'],
    ] as const)
      expect(owingOf(type, kind)).toBeUndefined();
  });

  test('read by participation it is the same table, and every type stands in it', () => {
    const owed = participations.flatMap((as) => owedAs(as).flatMap(({ type, kinds }) => kinds.map((kind) => ({ as, type, kind }))));
    for (const { as, type, kind } of owed) expect(owingOf(type, kind)?.by).toContain(as);
    expect(new Set(owed.map(({ type }) => type))).toEqual(new Set(timedTypes));
    expect(owedAs('groupMember')).toEqual([]);
    expect(owedAs('lead').find(({ type }) => type === assessment.type)).toEqual({ type: 'assessment', kinds: ['selfCheck'] });
  });
});

describe('names', () => {
  test('of a case’s deadlines are one, and every fact has one', () => {
    for (const kind of deadlineKinds) expect([kind, owingOf('case', kind)?.name]).toEqual([kind, deadlineNames[kind]]);
    expect([factName('inspectionRecorded', 'zh'), factName('inspectionRecorded', 'en')]).toEqual(['登记现场检查', 'inspection recorded']);
  });
});

describe('whose chases a post sees', () => {
  const tree = treeOf([{ id: 'district' }, { id: 'town', parentId: 'district' }, { id: 'village', parentId: 'town' }, { id: 'old', parentId: 'district', successorId: 'town' }]);
  test('its own unit’s and those of units whose work it took over; its leader and manager in charge those below too; without a unit none', () => {
    expect(chaseSight(in_('town', 'liaisonOfficer'), tree)).toEqual({ oversees: ['town', 'old'], told: ['town', 'old'] });
    for (const role of ['unitLeader', 'managerInCharge'] as const)
      expect(chaseSight(in_('town', role), tree)).toEqual({ oversees: ['town', 'old'], told: ['town', 'old', 'village'] });
    expect(chaseSight({ ref: { by: 'person', personId: 'p' } }, tree)).toEqual({ oversees: [], told: [] });
  });
});
