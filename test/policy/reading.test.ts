import fc from 'fast-check';
import { maySee, type Visibility, visibility } from '../../domain/policy/policy.ts';
import { relationsTo } from '../../domain/policy/relation.ts';
import { system, time } from '../../domain/process/actor.ts';
import { type Participant, type ProcessType, participations, registerTypes, timedTypes } from '../../domain/process/definition.ts';
import { in_, treeOf } from './fixture.ts';

// A district: its commission with the office beside an enforcement body, a department, a town with two communities, a second town, and units apart.
const district = treeOf([
  { id: 'district', kind: 'district' },
  { id: 'group', parentId: 'district', kind: 'leadingGroup' },
  { id: 'commission', parentId: 'district' },
  { id: 'office', parentId: 'commission', kind: 'office' },
  { id: 'body', parentId: 'commission', kind: 'enforcementBody' },
  { id: 'squad', parentId: 'body', kind: 'institution' },
  { id: 'market', parentId: 'district' },
  { id: 'marketBody', parentId: 'market', kind: 'enforcementBody' },
  { id: 'town', parentId: 'district', kind: 'town' },
  { id: 'north', parentId: 'town', kind: 'community' },
  { id: 'south', parentId: 'town', kind: 'community' },
  { id: 'education', parentId: 'district' },
  { id: 'school', parentId: 'education', kind: 'institution' },
  { id: 'elsewhere', kind: 'district' },
]);
const units = district.units().map((unit) => unit.id);

/** The units whose people see the record, counted by asking for every unit. */
const seenBy = (type: ProcessType, participants: readonly Participant[]): readonly string[] =>
  units.filter((unitId) => maySee(in_(unitId, 'liaisonOfficer'), type, participants, district)).sort();

describe('who sees what', () => {
  test('a task is seen by its lead unit, the units above it, and exactly the units that take part', () => {
    const task: Participant[] = [
      { unitId: 'north', as: 'lead' },
      { unitId: 'school', as: 'supporting' },
      { unitId: 'market', as: 'groupLead' },
      { unitId: 'office', as: 'office' },
      { unitId: 'group', as: 'leadingGroup' },
    ];
    expect(seenBy('task', task)).toEqual(['district', 'group', 'market', 'north', 'office', 'school', 'town']);
  });

  test('a campaign is seen by the office, the group, its members and group leads, and by no unit above or below them', () => {
    const campaign: Participant[] = [
      { unitId: 'office', as: 'office' },
      { unitId: 'group', as: 'leadingGroup' },
      { unitId: 'town', as: 'member' },
      { unitId: 'market', as: 'groupLead' },
    ];
    expect(seenBy('campaign', campaign)).toEqual(['group', 'market', 'office', 'town']);
  });

  test('a case is seen by its body and a joint body alone: not by the unit above, a unit below, or the office beside it', () => {
    const aCase: Participant[] = [
      { unitId: 'body', as: 'actingBody' },
      { unitId: 'marketBody', as: 'jointBody' },
    ];
    expect(seenBy('case', aCase)).toEqual(['body', 'marketBody']);
  });

  test('a party is seen by inspectors and everyone in an enforcement body, and by the unit that registered it and those above', () => {
    const party: Participant[] = [{ unitId: 'school', as: 'lead' }];
    expect(seenBy('party', party)).toEqual(['body', 'district', 'education', 'marketBody', 'school']);
    expect(maySee(in_('town', 'inspector'), 'party', party, district)).toBe(true);
  });

  test('a delegation is seen by its two people and by administrators, not by colleagues', () => {
    const delegation: Participant[] = [
      { unitId: 'town', as: 'lead', personId: 'a' },
      { unitId: 'town', as: 'addressee', personId: 'b' },
    ];
    expect(maySee(in_('town', 'unitLeader', 'a'), 'delegation', delegation, district)).toBe(true);
    expect(maySee(in_('elsewhere', 'liaisonOfficer', 'b'), 'delegation', delegation, district)).toBe(true);
    expect(maySee(in_('elsewhere', 'administrator', 'c'), 'delegation', delegation, district)).toBe(true);
    expect(maySee(in_('town', 'unitLeader', 'c'), 'delegation', delegation, district)).toBe(false);
    expect(maySee(in_('district', 'groupLeader', 'd'), 'delegation', delegation, district)).toBe(false);
  });

  test('units, people, posts and calendar years are open to every signed-in person', () => {
    for (const type of ['unit', 'person', 'post', 'calendarYear'] as const) expect(seenBy(type, [])).toEqual([...units].sort());
  });

  test('a successor sees what its predecessor took part in, and those above the successor see the predecessor’s own records', () => {
    const merged = treeOf([
      { id: 'd', kind: 'district' },
      { id: 'bureau', parentId: 'd' },
      { id: 'new', parentId: 'bureau' },
      { id: 'old', successorId: 'new' },
      { id: 'older', successorId: 'old' },
      { id: 'other', parentId: 'd' },
    ]);
    const sees = (unitId: string, as: Participant['as'], type: ProcessType) => maySee(in_(unitId, 'liaisonOfficer'), type, [{ unitId: 'older', as }], merged);
    expect(['new', 'bureau', 'd', 'other'].map((unitId) => sees(unitId, 'lead', 'task'))).toEqual([true, true, true, false]);
    expect(['new', 'bureau', 'd', 'other'].map((unitId) => sees(unitId, 'actingBody', 'case'))).toEqual([true, false, false, false]);
  });

  test('somebody without a post sees no campaign, task or case', () => {
    const nobody = { ref: { by: 'person', personId: 'p' } } as const;
    for (const type of timedTypes) for (const as of participations) expect(maySee(nobody, type, [{ unitId: 'town', as }], district)).toBe(false);
  });

  test('time and the system see everything', () => {
    for (const type of [...timedTypes, ...registerTypes]) for (const actor of [time, system]) expect(maySee(actor, type, [], district)).toBe(true);
  });
});

describe('relations', () => {
  test.each([
    ['north', ['own']],
    ['town', ['below']],
    ['district', ['below']],
    ['south', ['sibling']],
    ['school', ['none']],
  ])('%s stands to a task of north as %j', (unitId, expected) => {
    expect([...relationsTo(in_(unitId, 'liaisonOfficer'), [{ unitId: 'north', as: 'lead' }], district)]).toEqual(expected);
  });

  test('a unit under the lead unit has it above itself', () => {
    expect([...relationsTo(in_('north', 'liaisonOfficer'), [{ unitId: 'town', as: 'lead' }], district)]).toEqual(['above']);
  });

  test('relations add up', () => {
    const both: Participant[] = [
      { unitId: 'north', as: 'lead' },
      { unitId: 'town', as: 'groupLead' },
    ];
    expect([...relationsTo(in_('town', 'liaisonOfficer'), both, district)].sort()).toEqual(['below', 'groupLead']);
  });
});

/** The filter applied to participation rows as the database applies it: without persons, which the rows do not hold. */
const lets = (filter: Visibility, participants: readonly Participant[], personId: string | undefined): boolean =>
  filter.all ||
  participants.some((row) => filter.units.some(({ participation, unitIds }) => row.as === participation && unitIds.includes(row.unitId))) ||
  (filter.personId !== undefined && filter.personId === personId && participants.some((row) => row.personId === personId));

describe('one rule, two uses', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const kinds = ['department', 'enforcementBody', 'office', 'town'] as const;
  const orgs = fc
    .tuple(
      ...ids.map((_, index) =>
        fc.record({ parent: fc.integer({ min: -1, max: index - 1 }), kind: fc.constantFrom(...kinds), successor: fc.integer({ min: index - 6, max: ids.length - 1 }) }),
      ),
    )
    .map((drawn) =>
      treeOf(
        drawn.map(({ parent, kind, successor }, index) => ({
          id: ids[index] ?? '',
          kind,
          ...(parent >= 0 ? { parentId: ids[parent] ?? '' } : {}),
          ...(successor > index ? { successorId: ids[successor] ?? '' } : {}),
        })),
      ),
    );
  const rows = fc.array(fc.record({ unitId: fc.constantFrom(...ids), as: fc.constantFrom(...participations) }), { maxLength: 5 });
  const roles = ['liaisonOfficer', 'inspector', 'office', 'administrator', 'unitLeader'] as const;

  test('on random trees, posts and records the check and the query filter agree', () => {
    let seen = 0;
    let hidden = 0;
    fc.assert(
      fc.property(
        orgs,
        rows,
        fc.constantFrom(...ids),
        fc.constantFrom(...roles),
        fc.constantFrom<ProcessType>(...timedTypes, ...registerTypes),
        (org, participants, unitId, role, type) => {
          const actor = in_(unitId, role);
          const checked = maySee(actor, type, participants, org);
          checked ? seen++ : hidden++;
          expect(lets(visibility(actor, type, org), participants, actor.ref.personId)).toBe(checked);
        },
      ),
      { numRuns: 3_000 },
    );
    // Both answers were drawn often enough for the agreement to mean something.
    expect(Math.min(seen, hidden)).toBeGreaterThan(300);
  });
});
