import { deadlineName, presentLadder } from '../../api/process/deadline.ts';
import { stepName } from '../../api/process/step-names.ts';
import { presentSteps } from '../../api/register/record.ts';
import { createCalendar } from '../../domain/calendar/create-calendar.ts';
import { rungTargets } from '../../domain/chase/ladder.ts';
import { rules } from '../../domain/policy/rules.ts';
import { registerTypes, timedTypes } from '../../domain/process/definition.ts';

const types = [...timedTypes, ...registerTypes];

describe('what the API says in words beside its codes', () => {
  test('every step of every type has a name in both languages, and no two steps of a type have the same one', () => {
    for (const type of types) {
      const steps = Object.keys(rules[type].commands);
      for (const language of ['zh', 'en'] as const) {
        const names = steps.map((step) => stepName(type, step, language));
        expect(new Set(names).size).toBe(steps.length);
        expect(names.every((name) => /\p{Script=Han}/u.test(name) === (language === 'zh'))).toBe(true);
      }
    }
    expect(stepName('case', 'recordInspection', 'zh')).toBe('现场检查');
  });

  test('a step that may not be taken says why in words, with the values of its refusal', () => {
    const step = { type: 'fileCase', ok: false, reason: 'case.stage_wrong', params: { stage: 'ordered', stageName: '整改中' } } as const;
    expect(presentSteps('case', [step, { type: 'close', ok: true }], 'zh')).toEqual([
      { type: 'fileCase', name: '立案', ok: false, reason: 'case.stage_wrong', reasonText: expect.stringContaining('整改中'), consequence: expect.stringContaining('不能撤销') },
      { type: 'close', name: '申请结案', ok: true, consequence: '申请由另一人审批；批准后案件终止，不再检查和催办。' },
    ]);
    expect(presentSteps('case', [step], 'en')[0]).toMatchObject({ name: 'file the case', reasonText: expect.not.stringContaining('{') });
  });

  test('a deadline has a name whether somebody owes it or it only ends something, and a rung says whom it tells', () => {
    expect([deadlineName('task', 'review', 'zh'), deadlineName('case', 'decide.close', 'zh'), deadlineName('supervision', 'objections', 'en')]).toEqual([
      '验收',
      '决定申请',
      'end of the time for objections',
    ]);
    for (const language of ['zh', 'en'] as const)
      expect(deadlineName('assessment', 'objection', language)).toBe({ zh: '答复评分异议', en: 'answer to an objection to the score' }[language]);
    const rungs = rungTargets.map((to) => ({ rung: 'reminder', to, offset: { value: 0, unit: 'hour' }, at: 0, before: false }) as const);
    const counting = { now: 0, calendar: createCalendar({ version: 1, days: [], announcedYears: [] }), language: 'zh' } as const;
    const { toCome, reached } = presentLadder({ reached: [{ rung: 'overdue', at: 0 }], rungs }, counting);
    expect(reached[0]?.name).toBe('超期提醒');
    expect(toCome.map(({ toName }) => toName)).toEqual(['承办人', '联络员', '分管领导', '主要负责人', '办公室', '督办通知书', '领导小组副组长', '领导小组']);
    const own = presentLadder({ reached: [], rungs: [{ rung: 'tell_him', to: 'unitLeader', offset: { value: 0, unit: 'hour' }, at: 0, before: false }] }, counting);
    expect(own.toCome[0]?.name).toBe('报主要领导');
  });
});
