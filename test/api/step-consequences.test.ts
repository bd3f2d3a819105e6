import { stepConsequence } from '../../api/process/step-consequences.ts';
import { stepName } from '../../api/process/step-names.ts';
import { rules } from '../../domain/policy/rules.ts';
import { registerTypes, timedTypes } from '../../domain/process/definition.ts';

const steps = [...timedTypes, ...registerTypes].flatMap((type) =>
  Object.entries(rules[type].commands).map(([step, rule]) => ({ type, step, rule, name: stepName(type, step, 'zh') })),
);
const ofPeople = steps.filter(({ rule }) => typeof rule === 'object' && 'people' in rule);

/** Words by which the name of a step says that it ends or undoes something. */
const ending = /取消|撤销|撤回|停用|结束|办结|结案|中止|停业|不予|免职|合并|拆分|移交|完成(?:评审|调查)|公布得分|印发|签发|处理决定|立案/;

describe('a step that ends something or cannot be taken back', () => {
  // What a withdrawal undoes, and who is told, is asked of its own preview.
  test.each(ofPeople.filter(({ step, name }) => step !== 'withdrawStep' && ending.test(name)))('$type $step, $name, names its consequence', ({ type, step }) => {
    expect(stepConsequence(type, step, 'zh')).toMatch(/。$/);
  });

  test('is a person’s: time and the ledger confirm nothing', () => {
    const said = steps.filter(({ type, step }) => stepConsequence(type, step, 'zh') !== undefined);
    expect(said.filter((one) => !ofPeople.includes(one))).toEqual([]);
  });

  test('says it in both languages, in whole sentences', () => {
    for (const { type, step } of steps) {
      const [zh, en] = (['zh', 'en'] as const).map((language) => stepConsequence(type, step, language));
      expect([step, zh === undefined]).toEqual([step, en === undefined]);
      if (zh === undefined) continue;
      expect(zh).toMatch(/^\p{Script=Han}.*。$/u);
      expect(en).toMatch(/^[A-Z][^\p{Script=Han}]*\.$/u);
    }
  });

  test('an everyday step has none', () => {
    for (const [type, step] of [
      ['task', 'report'],
      ['task', 'accept'],
      ['case', 'recordInspection'],
      ['case', 'issueOrder'],
      ['meeting', 'reply'],
    ] as const)
      expect(stepConsequence(type, step, 'zh')).toBeUndefined();
  });
});
