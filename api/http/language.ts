import type { Bilingual } from '../../domain/notice/notice.ts';

/** A language the product speaks. */
export type Language = 'zh' | 'en';

/** The language asked for: Chinese unless English is preferred to it. Unknown and damaged preferences are passed over. */
export function languageOf(header: string | undefined): Language {
  if (!header) return 'zh';
  const quality = { zh: -1, en: -1 };
  for (const part of header.slice(0, 500).split(',')) {
    const [range = '', ...settings] = part.trim().toLowerCase().split(';');
    const primary = range.split('-')[0];
    if (primary !== 'zh' && primary !== 'en') continue;
    const q = settings.map((setting) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(setting)?.[1]).find((value) => value !== undefined);
    quality[primary] = Math.max(quality[primary], q === undefined ? 1 : Number(q));
  }
  return quality.en > 0 && quality.en > quality.zh ? 'en' : 'zh';
}

/** A text in one language, `{name}` filled from `params`; a name without a value stays as it is written. */
export const say = (text: Bilingual, language: Language, params: Readonly<Record<string, unknown>> = {}): string =>
  text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined || value === null) return whole;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
