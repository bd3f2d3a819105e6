import { createContext, useContext } from 'react';
import type { Fields } from './values.ts';

/** What a form is of, a step's type or the things of which it makes one, and what stands in it now: by these a field knows its place among the others. */
interface Content {
  readonly of: string;
  readonly fields: Fields;
}

const Context = createContext<Content>({ of: '', fields: {} });

/** Within this, fields know the form in which they stand. */
export const ContentOf = Context.Provider;

/** The form in which a field stands. */
export const useContent = (): Content => useContext(Context);

/** Where a field stands, whatever its row: `recordVisit.findings.unitId` of the pointer `/findings/0/unitId`. */
export const placeIn = (of: string, pointer: string): string => [of, ...pointer.split('/')].filter((part) => part !== '' && !/^\d+$/.test(part)).join('.');
