import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Erasure } from '../ledger/erase.ts';
import { StartFailure } from './failure.ts';

/** Where erasures are noted when nothing else is named: in the folder in which the command runs. */
export const usualErasureLog = 'duban-erasures.jsonl';

const line = z.strictObject({ processId: z.uuid(), fields: z.array(z.string()).optional(), basis: z.string(), at: z.iso.datetime() });

/** An erasure begun so long before a snapshot may have been committed after it. */
const slackMs = 600_000;

/** Notes an erasure at the end of a file, with its moment and without any personal value. Throws StartFailure when it cannot be written: an erasure that nobody can repeat after a restore would come undone. */
export async function noteErasure(file: string, erasure: Erasure): Promise<void> {
  try {
    await appendFile(file, `${JSON.stringify({ ...erasure, at: new Date().toISOString() })}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    throw new StartFailure(
      `The erasure could not be noted in ${file}.`,
      'A restore from an older snapshot brings erased values back; this file says what to erase again. Nothing was erased.',
      'name a file that can be written, beside the backups: --log FILE',
      { cause: error },
    );
  }
}

/** The erasures of a file that a snapshot taken at a moment (ISO) may not know of, oldest first. Throws StartFailure for a file that is not there, or a line that is no erasure. */
export async function erasuresSince(file: string, takenAt: string): Promise<readonly Erasure[]> {
  try {
    const noted = (await readFile(file, 'utf8'))
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => line.parse(JSON.parse(text)));
    return noted
      .filter(({ at }) => Date.parse(at) > Date.parse(takenAt) - slackMs)
      .map(({ processId, fields, basis }) => ({ processId, basis, ...(fields === undefined ? {} : { fields }) }));
  } catch (error) {
    throw new StartFailure(
      `${file} cannot be read as the erasures that erase notes.`,
      'What was erased after the snapshot is to be erased again.',
      'name the file that erase wrote: --erasures FILE',
      {
        cause: error,
      },
    );
  }
}
