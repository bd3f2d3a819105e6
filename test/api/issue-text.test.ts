import type { z } from 'zod';
import { check } from '../../api/http/input.ts';
import { HttpProblem } from '../../api/http/problem.ts';
import { NewIndicator } from '../../api/indicators/schema.ts';
import { withSpans } from '../../api/list/period.ts';
import { NewParty } from '../../api/parties/schema.ts';
import { NewPerson } from '../../api/people/schema.ts';
import { NewTask, TaskQuery } from '../../api/tasks/schema.ts';

/** What is said of each place, by its pointer; undefined where nothing is. */
function said(schema: z.ZodType, value: unknown, language: 'zh' | 'en' = 'zh'): Record<string, unknown> {
  try {
    check(schema, value, 'body', language);
    return {};
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return Object.fromEntries((error.details.items ?? []).map(({ pointer, text }) => [pointer, text]));
  }
}

const person = { name: '新人', username: 'newcomer' };
const party = { name: '药店', kind: 'pharmacy', address: '云山路3号' };
const id = '6f2f0f5e-6a53-4f0c-9a3b-0d8d1a4e2c11';
const task = { content: '建设健康步道', leadUnitId: id, origin: { kind: 'instruction', reference: '批示' }, dueOn: '2026-12-01' };

describe('what is wrong at a place is said for whoever filled it in', () => {
  test.each([
    [NewPerson, person, {}],
    [NewParty, party, {}],
    [NewTask, task, {}],
    [
      NewPerson,
      { name: '  ', username: '王某', mail: 'wang' },
      { '/name': '请填写', '/username': '2至60个字母、数字、点、连字符或下划线，以字母或数字开头', '/mail': '不是邮箱地址' },
    ],
    [NewPerson, { username: 'newcomer' }, { '/name': '请填写' }],
    [NewPerson, { ...person, name: '新'.repeat(61) }, { '/name': '最多60个字' }],
    [NewParty, { ...party, creditCode: '9132-070x' }, { '/creditCode': '8至20位数字或大写字母' }],
    [NewTask, { ...task, content: '' }, { '/content': '请填写' }],
    [NewTask, { ...task, dueOn: '2026-02-30' }, { '/dueOn': '没有这一天，日期写作2026-12-01' }],
    [NewTask, { ...task, dueOn: '9999-12-31' }, { '/dueOn': '年份须在1900至2199之间' }],
    [NewTask, { ...task, dueOn: '0000-01-01' }, { '/dueOn': '年份须在1900至2199之间' }],
    [NewTask, { ...task, dueOn: undefined, period: { value: 0, unit: 'workingDay' } }, { '/period/value': '不能小于1' }],
    [NewTask, { ...task, dueOn: undefined, period: { value: 1.5, unit: 'workingDay' } }, { '/period/value': '请填写整数' }],
    [NewTask, { ...task, rhythm: { span: 'month' } }, { '': '时限、期限、频次填一项' }],
    [NewTask, { ...task, supportingUnitIds: Array(101).fill(id) }, { '/supportingUnitIds': '最多100项' }],
    [withSpans(TaskQuery), { dueFrom: '2026-03-02', dueUntil: '2026-03-01' }, { '/dueUntil': '不能早于dueFrom' }],
    [withSpans(TaskQuery), { dueUntil: '9999-12-31' }, { '/dueUntil': '年份须在1900至2199之间' }],
  ] as const)('%#', (schema, value, expected) => {
    expect(said(schema, value)).toStrictEqual(expected);
    const english = said(schema, value, 'en');
    expect(Object.keys(english)).toEqual(Object.keys(expected));
    for (const text of Object.values(english)) expect(text).toMatch(/^[A-Z0-9][^\p{Script=Han}]+$/u);
  });

  test('what only a program can have sent has no such words', () => {
    expect(said(NewPerson, { ...person, extra: 1 })).toEqual({ '': undefined });
    expect(said(NewParty, { ...party, kind: 'castle' })).toEqual({ '/kind': undefined });
    expect(said(NewIndicator, { campaignId: 'x' })['/campaignId']).toBeUndefined();
  });
});
