import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import type { Language } from './language.ts';
import { zh } from './zh.ts';

const kept = 'duban.language';

/** The language shown: Chinese unless this person chose English on this device. */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

function tell(chosen: string): void {
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN';
}

/** Changes the language of everything, also of the texts that the API writes. */
export async function speak(chosen: Language): Promise<void> {
  localStorage.setItem(kept, chosen);
  await i18next.changeLanguage(chosen);
}

/** Makes the texts ready. A key without a text throws, so that none is ever shown. */
export async function prepareTexts(): Promise<void> {
  i18next.on('languageChanged', tell);
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(kept) === 'en' ? 'en' : 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

const untilChanged = (told: () => void): (() => void) => {
  i18next.on('languageChanged', told);
  return () => i18next.off('languageChanged', told);
};

/** The texts in the language shown, for small parts that stand in a page by the hundred: `useTranslation` makes ready much more for each. */
export function useTexts(): TFunction {
  useSyncExternalStore(untilChanged, language);
  return i18next.t;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation';
    readonly resources: { readonly translation: typeof zh };
  }
}
