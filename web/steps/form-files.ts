import { createContext, useContext } from 'react';
import type { Change } from './values.ts';

/** The form around a file input. */
interface FormFiles {
  /** The key of its uploads under way, for which it waits. */
  readonly uploads: readonly string[];
  /** Changes its whole content: where a file stands may have moved while it was uploaded. */
  readonly change: Change;
}

/** The key of the uploads of a form. */
export const uploadsOf = (form: string): readonly string[] => ['upload', form];

const Context = createContext<FormFiles>({ uploads: uploadsOf(''), change: () => undefined });

/** Within this, file inputs know the form in which they stand. */
export const FormFilesOf = Context.Provider;

/** The form in which a file input stands. */
export const useFormFiles = (): FormFiles => useContext(Context);
