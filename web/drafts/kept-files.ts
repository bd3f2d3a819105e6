import { createContext, useContext, useMemo } from 'react';
import { keepFile, keepsDrafts, readFile } from './store.ts';

/** How the form around a file input keeps files that cannot be uploaded now. */
interface KeptFiles {
  readonly keep: (key: string, file: File) => Promise<void>;
  readonly read: (key: string) => Promise<File | undefined>;
}

const Context = createContext<KeptFiles | undefined>(undefined);

/** Within this, files chosen without a connection are kept with the draft and uploaded when the step is sent. */
export const KeptFilesOf = Context.Provider;

/** Undefined where a form keeps no drafts: there a file is uploaded at once or not at all. */
export const useKeptFiles = (): KeptFiles | undefined => useContext(Context);

/** A person's files on this device; undefined where none are kept. */
export const useFilesOf = (personId: string): KeptFiles | undefined =>
  useMemo(() => (keepsDrafts ? { keep: (key, file) => keepFile(personId, key, file), read: (key) => readFile(personId, key) } : undefined), [personId]);
