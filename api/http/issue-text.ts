import type { z } from 'zod';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { formatOf } from './formats.ts';

/** For a schema's `refine`: says in both languages what is asked for, at the place `path` where that is not the whole. */
export const asks = (zh: string, en: string, path?: readonly string[]) => ({ params: { zh, en }, ...(path === undefined ? {} : { path: [...path] }) });

const sizes: Readonly<Record<string, Bilingual>> = { string: { zh: '个字', en: ' characters' }, array: { zh: '项', en: ' items' } };
const kinds: Readonly<Record<string, Bilingual>> = {
  date: { zh: '没有这一天，日期写作2026-12-01', en: 'No such day; a date is written 2026-12-01' },
  datetime: { zh: '没有这个时刻，写作2026-12-01T09:00:00+08:00', en: 'No such moment; it is written 2026-12-01T09:00:00+08:00' },
  email: { zh: '不是邮箱地址', en: 'Not a mail address' },
};
const missing: Bilingual = { zh: '请填写', en: 'Please fill this in' };
const numbers: Readonly<Record<string, Bilingual>> = { number: { zh: '请填写数字', en: 'A number, please' }, int: { zh: '请填写整数', en: 'A whole number, please' } };

function bound(origin: string, limit: string, zh: readonly [number: string, size: string], en: readonly [number: string, size: string]): Bilingual | undefined {
  const size = sizes[origin];
  if (size) return { zh: `${zh[1]}${limit}${size.zh}`, en: `${en[1]} ${limit}${size.en}` };
  return origin === 'number' || origin === 'int' ? { zh: `${zh[0]}${limit}`, en: `${en[0]} ${limit}` } : undefined;
}

/** What is wrong at a place, for whoever filled it in; undefined for what only a program can have sent. */
export function issueText(issue: z.core.$ZodIssue | z.core.$ZodRawIssue): Bilingual | undefined {
  switch (issue.code) {
    case 'too_big':
      return bound(issue.origin, String(issue.maximum), ['不能大于', '最多'], ['At most', 'At most']);
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? missing : bound(issue.origin, String(issue.minimum), ['不能小于', '至少'], ['At least', 'At least']);
    case 'invalid_format':
      return issue.format === 'regex' ? formatOf(issue.pattern) : kinds[issue.format];
    case 'invalid_type':
      return issue.input === undefined ? missing : numbers[issue.expected];
    case 'custom': {
      const { zh, en } = issue.params ?? {};
      return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined;
    }
    default:
      return undefined;
  }
}
