import { handedFirstPasswords, holdersIn, mostFirstPasswords } from '../../domain/register/first-password.ts';
import { keepsFor } from '../../domain/register/keeping.ts';
import { administrator, as, noon, world } from './fixture.ts';

const { org } = world();
const asked = (of: Parameters<typeof handedFirstPasswords>[0], settled: readonly string[] = []) => handedFirstPasswords(of, { org, now: noon, settled: new Set(settled) });

describe('who is handed a first password', () => {
  test('are the people named, also those who have one of their own; each who is unknown or deactivated is named', () => {
    expect(asked({ personIds: ['ann', 'ben'] }, ['ann'])).toEqual({ ok: true, personIds: ['ann', 'ben'] });
    expect(asked({ personIds: ['ann', 'nobody', 'noone'] })).toMatchObject({ ok: false, code: 'person.unknown', items: [{ personId: 'nobody' }, { personId: 'noone' }] });
    expect(asked({ personIds: ['ann', 'left'] })).toMatchObject({ ok: false, code: 'person.inactive', items: [{ personId: 'left' }] });
  });

  test('are of a unit those who hold posts in it and have none of their own', () => {
    expect(holdersIn('bureau', org, noon)).toEqual(['ann', 'ben', 'root']);
    expect(asked({ unitId: 'bureau' }, ['root'])).toEqual({ ok: true, personIds: ['ann', 'ben'] });
    expect(asked({ unitId: 'bureau' }, ['root', 'ann', 'ben'])).toMatchObject({ code: 'password.nobody_waiting' });
    expect(asked({ unitId: 'branch' })).toMatchObject({ code: 'password.nobody_waiting' });
    expect(asked({ unitId: 'nowhere' })).toMatchObject({ code: 'unit.unknown' });
  });

  test('are 200 at most', () => {
    const people = Array.from({ length: mostFirstPasswords + 1 }, (_, n) => ({ id: `p${n}`, name: `p${n}`, username: `p${n}`, active: true }));
    const posts = people.map(({ id }) => ({ id: `post-${id}`, unitId: 'branch', role: 'liaisonOfficer' as const, title: '联络员', personId: id, from: 0 }));
    const crowded = { org: world(administrator, { people, posts }).org, now: noon };
    expect(mostFirstPasswords).toBe(200);
    expect(handedFirstPasswords({ unitId: 'branch' }, { ...crowded, settled: new Set() })).toMatchObject({ code: 'password.too_many', params: { limit: 200, count: 201 } });
    expect(handedFirstPasswords({ unitId: 'branch' }, { ...crowded, settled: new Set(['p7']) })).toMatchObject({ ok: true });
  });
});

test('outlets and templates are kept by administrators for every unit, by others for their own, by the system for all', () => {
  expect([keepsFor(administrator, 'body'), keepsFor(as('office', 'ann', 'bureau'), 'bureau'), keepsFor(as('office', 'ann', 'bureau'), 'body')]).toEqual([true, true, false]);
  expect(keepsFor({ ref: { by: 'system' } }, 'body')).toBe(true);
});
