import { planOf } from './sources.ts';

const warned = (draft: ReturnType<typeof planOf>) => draft.warnings.filter(({ code }) => code === 'plan.indicator_partly');

describe('a relative target with a second condition', () => {
  test.each(['且高于全省平均水平', '并且高于全省平均水平'])('%s keeps the relative rule and tells what was not read', (also) => {
    const draft = planOf(`1.居民健康素养水平在2024年基础上提高20%，${also}。`, '2.其他工作。');
    expect(draft.indicators).toMatchObject([{ name: '居民健康素养水平', rule: { kind: 'relative', change: 20, baseline: '2024年', reference: null, better: 'above' } }]);
    expect(warned(draft)).toEqual([
      {
        code: 'plan.indicator_partly',
        line: 3,
        zh: '指标“居民健康素养水平”须同时“高于全省平均水平”，这一条件未读取，请核对。',
        en: 'The indicator "居民健康素养水平" must also be "高于全省平均水平"; this condition was not read, please check.',
      },
    ]);
  });

  test('或 leaves the choice', () => {
    const draft = planOf('1.居民健康素养水平在2024年基础上提高20%，或高于全省平均水平。', '2.其他工作。');
    expect([draft.indicators[0]?.rule, warned(draft)]).toMatchObject([{ kind: 'relativeOrReference', reference: '全省平均水平' }, []]);
  });
});
