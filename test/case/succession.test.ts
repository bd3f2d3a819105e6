import { type CaseState, type Inspection, initialCase, officersOf } from '../../domain/case/state.ts';

const visit = (seq: number, officers: readonly [string, string]): Inspection => ({
  seq,
  episode: 1,
  kind: 'inspection',
  officers,
  result: 'violation',
  findings: [],
  evidence: [],
  inspectedAt: 0,
  recordedAt: 0,
});
const opened: CaseState = { ...initialCase('c'), version: 1, stage: 'opened', openedBy: 'ann', episodes: [{ number: 1, openedAt: 0 }] };
const handed = (state: CaseState, ...successions: readonly (readonly [seq: number, from: string, to: string])[]): CaseState => ({
  ...state,
  successions: successions.map(([seq, from, to]) => ({ seq, from, to, at: 0 })),
});

describe('who answers for a case', () => {
  test('is who opened it, then the officers of the last visit; in their place whoever took over, at whatever remove', () => {
    expect(officersOf(opened)).toEqual(['ann']);
    expect(officersOf(handed(opened, [2, 'ann', 'ben'], [3, 'ben', 'cat']))).toEqual(['cat']);
    expect(officersOf(handed({ ...opened, inspections: [visit(2, ['ann', 'dan'])] }, [3, 'ann', 'ben']))).toEqual(['ben', 'dan']);
  });

  test('is the officer again who went back to visit after handing it over, and each person once', () => {
    expect(officersOf(handed({ ...opened, inspections: [visit(5, ['ann', 'dan'])] }, [3, 'ann', 'ben']))).toEqual(['ann', 'dan']);
    expect(officersOf(handed({ ...opened, inspections: [visit(2, ['ann', 'dan'])] }, [3, 'ann', 'dan']))).toEqual(['dan']);
  });

  test('is nobody where nobody is known', () => {
    const { openedBy: _, ...nobody } = opened;
    expect(officersOf(nobody)).toEqual([]);
  });
});
