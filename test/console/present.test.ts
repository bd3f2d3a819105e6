import { presentContent, presentFields } from '../../web/steps/present.ts';

describe('what the form of a correction begins with', () => {
  test('is the field as it stands: a text, a number, a choice, a list of texts', () => {
    const task = { number: '12', weight: 0, mandatory: false, evidenceRequired: ['照片'], dueOn: null };
    expect(presentFields(task, 'number')).toEqual({ value: '12' });
    expect(presentFields(task, 'weight')).toEqual({ value: 0 });
    expect(presentFields(task, 'mandatory')).toEqual({ value: false });
    expect(presentFields(task, 'evidenceRequired')).toEqual({ value: ['照片'] });
  });

  test('is every member of a campaign, and the end of its open phase', () => {
    const campaign = {
      members: [
        { id: 'a', name: '甲局' },
        { id: 'b', name: '乙局' },
      ],
      phases: [
        { state: 'closed', endsOn: '2026-03-31' },
        { state: 'open', endsOn: '2026-09-30' },
      ],
    };
    expect(presentFields(campaign, 'memberUnitIds')).toEqual({ value: ['a', 'b'] });
    expect(presentFields(campaign, 'phaseEndsOn')).toEqual({ value: '2026-09-30' });
  });

  test('is the last decision of a case, as far as it says something', () => {
    const filings = [
      { decision: '警告', penaltyFen: null, decisionNumber: null, reason: '一' },
      { decision: '罚款', penaltyFen: 500_000, decisionNumber: null, reason: '二' },
    ];
    expect(presentContent('correctDecision', { filings }, undefined)).toEqual({ decision: '罚款', penaltyFen: 500_000 });
    expect(presentContent('correctDecision', { filings: [] }, undefined)).toBeUndefined();
    expect(presentContent('correctField', { title: '甲' }, 'title')).toEqual({ value: '甲' });
  });

  test('is nothing where nothing stands there, or the thing is not read yet', () => {
    expect(presentFields({ dueOn: null }, 'dueOn')).toBeUndefined();
    expect(presentFields({ phases: [] }, 'phaseEndsOn')).toBeUndefined();
    expect(presentFields(undefined, 'number')).toBeUndefined();
    expect(presentFields({ number: '12' }, undefined)).toBeUndefined();
  });
});
