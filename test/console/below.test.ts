import { below } from '../../web/things/below.ts';

const unit = (id: string, parent?: string) => ({ id, parent: parent === undefined ? null : { id: parent } });
const ids = (units: readonly { readonly id: string }[]): readonly string[] => units.map(({ id }) => id);

describe('the units below one', () => {
  test('are found at any depth, in the order of the register, and no others', () => {
    const units = [unit('station', 'town'), unit('district'), unit('town', 'district'), unit('bureau', 'district'), unit('other'), unit('school', 'other')];
    expect(ids(below(units, 'district'))).toEqual(['station', 'town', 'bureau']);
    expect(ids(below(units, 'town'))).toEqual(['station']);
    expect(below(units, 'station')).toEqual([]);
  });

  test('a circle of parents is gone through once', () => {
    const circle = [unit('a', 'c'), unit('b', 'a'), unit('c', 'b'), unit('d', 'e'), unit('e', 'd')];
    expect(ids(below(circle, 'a'))).toEqual(['b', 'c']);
    expect(below(circle, 'x')).toEqual([]);
  });
});
