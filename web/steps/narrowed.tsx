import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choices } from './offered.tsx';

/** Beyond this many choices one finds one's own by its words rather than by reading them all. */
const mostRead = 100;

/** Choices that are to be read, and what narrows them; `find` stands above them where they are many. */
interface Narrowing {
  readonly shown: Choices;
  readonly find: ReactNode;
}

/** Where choices are many, a field in which words of them are typed: those that bear all of them are left. One that is `chosen` stays. */
export function useNarrowed(choices: Choices, label: string, chosen?: string): Narrowing {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  if (choices.length <= mostRead) return { shown: choices, find: null };
  const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = asked.length === 0 ? choices : choices.filter(([choice, words]) => choice === chosen || asked.every((word) => words.toLowerCase().includes(word)));
  return { shown, find: <input type="search" aria-label={`${label}: ${t('list.q')}`} placeholder={t('list.q')} value={text} onChange={({ target }) => setText(target.value)} /> };
}
