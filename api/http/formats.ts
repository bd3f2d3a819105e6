import type { Bilingual } from '../../domain/notice/notice.ts';

interface Format extends Bilingual {
  readonly pattern: RegExp;
}

/** Forms of texts that people type, each with what it asks for in words. */
export const formats = {
  username: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/,
    zh: '2至60个字母、数字、点、连字符或下划线，以字母或数字开头',
    en: '2 to 60 letters, digits, dots, hyphens or underscores, a letter or digit first',
  },
  creditCode: { pattern: /^[0-9A-Z]{8,20}$/, zh: '8至20位数字或大写字母', en: '8 to 20 digits or capital letters' },
} as const satisfies Readonly<Record<string, Format>>;

/** The words of a form, by the pattern as zod names it. */
export const formatOf = (pattern: unknown): Bilingual | undefined => Object.values(formats).find((format) => String(format.pattern) === pattern);
