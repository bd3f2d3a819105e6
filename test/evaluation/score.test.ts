import fc from 'fast-check';
import { formulaOf, type ScoreInput, scoreParts, scoreTable } from '../../domain/evaluation/score.ts';
import { item } from './round.ts';

const input = (unitId: string, points: ScoreInput['points'], more: Partial<ScoreInput> = {}): ScoreInput => ({ unitId, className: '部门', points, ...more });
const all = { standard: 100 };

/** Keys of a type, for a test that nothing has been added to it. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const inputKeysAreThese: Same<keyof ScoreInput, 'unitId' | 'className' | 'points' | 'onTime' | 'indicators'> = true;

describe('a score', () => {
  test('is the points given over those possible, in exact decimals: ten tenths are one', () => {
    const items = Array.from({ length: 10 }, (_, index) => item(String(index), 0.1));
    const [score] = scoreTable(items, all, [
      input(
        'a',
        items.map(() => 0.1),
      ),
    ]);
    expect(score).toMatchObject({ score: 100, parts: [{ given: 1, possible: 1 }] });
  });

  test('is rounded half up once, to two decimals: 1 of 3, and 2 of 3', () => {
    const scores = scoreTable([item('1', 3)], all, [input('a', [1]), input('b', [2])]);
    expect(scores.map((one) => one.score)).toEqual([66.67, 33.33]);
    // 1 of 800 is 0.125 of a hundred.
    expect(scoreTable([item('1', 800)], all, [input('a', [1])])[0]?.score).toBe(0.13);
  });

  test('leaves out what does not apply, and the rest makes the hundred', () => {
    const [score] = scoreTable([item('1', 60), item('2', 40)], all, [input('a', [45, null])]);
    expect([score?.score, score?.lines]).toEqual([75, [{ item: '1', given: 45, possible: 60 }]]);
  });

  test('weighs its parts; a part of which nothing was possible is left out', () => {
    const weights = { standard: 80, onTime: 20 };
    const scores = scoreTable([item('1', 10)], weights, [input('a', [9], { onTime: { good: 1, counted: 2 } }), input('b', [9], { onTime: { good: 0, counted: 0 } })]);
    expect(scores.map((one) => [one.unitId, one.score])).toEqual([
      ['b', 90],
      ['a', 82],
    ]);
    expect(scores.map((one) => formulaOf(one).zh)).toEqual(['（标准得分 9÷10×80）÷80×100 = 90', '（标准得分 9÷10×80 + 任务按期 1÷2×20）÷100×100 = 82']);
  });

  test('has no way in for fines: its input knows none, and what is put beside it changes nothing', () => {
    expect(inputKeysAreThese).toBe(true);
    expect(scoreParts).toEqual(['standard', 'onTime', 'indicators']);
    const fined = { ...input('a', [5]), finedFen: 31_415_300, cases: 20 } as ScoreInput;
    expect(scoreTable([item('1', 10)], all, [fined])).toEqual(scoreTable([item('1', 10)], all, [input('a', [5])]));
  });

  test('ranks within the class alone; equal scores share a rank and the next one follows after them', () => {
    const inputs = [input('a', [5]), input('b', [9]), input('c', [9]), { ...input('t', [1]), className: '乡镇' }, input('d', [8])];
    expect(scoreTable([item('1', 10)], all, inputs, 60).map(({ unitId, rank, passed }) => [unitId, rank, passed])).toEqual([
      ['b', 1, true],
      ['c', 1, true],
      ['d', 3, true],
      ['a', 4, false],
      ['t', 1, false],
    ]);
  });

  test('of any points lies between 0 and 100, grows with them, and is the same whenever it is computed', () => {
    const points = fc.integer({ min: 1, max: 100_000 }).map((hundredth) => hundredth / 100);
    const line = fc.tuple(points, fc.integer({ min: 0, max: 100 })).map(([possible, percent]) => [possible, Math.floor(possible * percent) / 100] as const);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const items = lines.map(([possible], index) => item(String(index), possible));
        const given = lines.map(([, points_]) => points_);
        const scoreOf = (of: readonly number[]): number => scoreTable(items, all, [input('a', of)])[0]?.score ?? -1;
        const score = scoreOf(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(scoreOf(given.map((one, index) => (index === 0 ? (lines[0]?.[0] ?? one) : one)))).toBeGreaterThanOrEqual(score);
        expect(scoreOf(given)).toBe(score);
      }),
    );
  });
});
