import { fieldNames, valueNames } from '../i18n/fields.ts';
import { language } from '../i18n/index.ts';

/** What a field is called on a form. */
export const fieldName = (name: string): string => fieldNames[name]?.[language()] ?? name;

/** What a choice of a field is called. */
export const valueName = (value: string): string => valueNames[value]?.[language()] ?? value;
