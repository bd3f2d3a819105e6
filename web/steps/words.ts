import { type Bilingual, fieldNames } from '../i18n/fields.ts';
import { language } from '../i18n/index.ts';
import { valueNames } from '../i18n/values.ts';
import { wordAt } from '../i18n/word-at.ts';
import { placeIn, useContent } from './content.ts';

const said = (words: Readonly<Record<string, Bilingual>>, place: string, name: string): string => wordAt(words, place)?.[language()] ?? name;

/** What a field is called on a form, at its place there where that is known. */
export const fieldName = (name: string, place = name): string => said(fieldNames, place, name);

/** What a choice of a field is called, of the field at this place where that is known. */
export const valueName = (value: string, place?: string): string => said(valueNames, place === undefined ? value : `${place}.${value}`, value);

/** What the fields of the form around are called, and their choices, each by its pointer. */
export function useWords(): { readonly nameOf: (field: FieldAt) => string; readonly choiceOf: (value: string, pointer: string) => string } {
  const { of } = useContent();
  return {
    nameOf: ({ name, pointer }) => fieldName(name, placeIn(of, pointer)),
    choiceOf: (value, pointer) => valueName(value, placeIn(of, pointer)),
  };
}

interface FieldAt {
  readonly name: string;
  readonly pointer: string;
}
