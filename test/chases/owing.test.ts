import { factName } from '../../api/process/fact-names.ts';
import { assessment } from '../../domain/assessment/definition.ts';
import { deadlineNames } from '../../domain/case/deadline-names.ts';
import { deadlineKinds } from '../../domain/case/state.ts';
import { owedTable, owes, owingOf } from '../../domain/chase/owing.ts';
import { waitedFor } from '../../domain/chase/waited.ts';
import { chaseSight } from '../../domain/policy/chases.ts';
import { timedTypes } from '../../domain/process/definition.ts';
import { at, districtOrg } from '../campaign/district.ts';
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

  test('line by line it is the same table, and every type stands in it', () => {
    for (const { type, kind, by } of owedTable) expect(owingOf(type, kind)?.by).toContain(by);
    expect(new Set(owedTable.map(({ type }) => type))).toEqual(new Set(timedTypes));
    expect(owedTable.filter(({ type }) => type === assessment.type)).toEqual([
      { type: 'assessment', kind: 'selfCheck', by: 'lead', manner: 'whole' },
      { type: 'assessment', kind: 'objection', by: 'office', manner: 'whole' },
    ]);
    expect(owedTable.filter(({ unless }) => unless !== undefined).map(({ kind, by, unless }) => `${kind}: ${by} unless ${unless}`)).toEqual([
      'review: office unless assigner',
      'extension: office unless assigner',
    ]);
  });

  test('of what units owe beside each other it is known who is still waited for, and of nothing else', () => {
    const beside = owedTable.filter(({ manner }) => manner === 'beside');
    expect(beside.map(({ type, kind }) => `${type} ${kind}`)).toEqual(['campaign liaison', 'meeting reply', 'consultation opinions']);
    // With as much of a campaign, a meeting and a consultation as it reads: the silent one is waited for, who replied is not.
    const state = { memberUnitIds: ['education'], unitIds: ['education', 'culture'], replies: [{ unitId: 'culture' }], agreed: [{ unitId: 'culture' }], comments: [] };
    const nobody = { now: at('2026-03-02 10:00'), org: { ...districtOrg(), postsIn: () => [] }, processes: new Map() };
    for (const { type, kind, manner } of owedTable)
      expect([type, kind, waitedFor(type, kind, state as never, nobody as never)]).toEqual([type, kind, manner === 'beside' ? ['education'] : undefined]);
    expect(waitedFor('task', 'constructor', state as never, nobody as never)).toBeUndefined();
  });

  const share = [
    { unitId: 'town', as: 'assigner' },
    { unitId: 'village', as: 'lead' },
    { unitId: 'bureau', as: 'supporting' },
    { unitId: 'office', as: 'office' },
  ] as const;
  test.each([
    ['village', 'task', 'task', true],
    ['bureau', 'task', 'task', false],
    ['town', 'task', 'review', true],
    ['office', 'task', 'review', false],
    ['office', 'task', 'extension', false],
    ['office', 'task', 'urgingNotice', true],
    ['village', 'indicator', 'value', true],
    ['village', 'indicator', 'value:bureau', false],
    ['bureau', 'indicator', 'value:bureau', true],
    ['bureau', 'indicator', 'value', false],
    ['office', 'meeting', 'day', false],
    ['bureau', 'meeting', 'day:bureau', false],
  ] as const)('a share of a town’s village: %s, %s %s: %s', (unit, type, kind, expected) => {
    expect(owes([unit], type, kind, share, ['whole', 'beside'])).toBe(expected);
  });

  test('who owes beside others owes nothing as a whole', () => {
    const invited = [{ unitId: 'town', as: 'addressee' }] as const;
    expect([owes(['town'], 'meeting', 'reply', invited, ['whole']), owes(['town'], 'meeting', 'reply', invited, ['beside'])]).toEqual([false, true]);
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
