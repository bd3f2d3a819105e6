import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './exclusive.ts';

const Endpoints = z.object({ databaseUrl: z.string(), temporalAddress: z.string().optional() });
/** Where a running instance's servers listen; holds the database's password. */
export type Endpoints = z.infer<typeof Endpoints>;

const file = (run: string): string => join(run, 'endpoints.json');

/** Notes them in the instance's run folder, readable by its owner alone, for commands on the same machine. */
export const noteEndpoints = (run: string, endpoints: Endpoints): void => replaceFile(file(run), JSON.stringify(endpoints));

/** Those of the instance of a data folder; undefined when none has been noted. */
export function readEndpoints(dataFolder: string): Endpoints | undefined {
  try {
    return Endpoints.parse(JSON.parse(readFileSync(file(join(dataFolder, 'run')), 'utf8')));
  } catch {
    return undefined;
  }
}
