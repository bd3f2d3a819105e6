import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { knownOf, type Write } from '../history.ts';
import { type Finding, finding } from './finding.ts';
import type { AttachmentRow } from './rows.ts';

/** I8: rows and files name each other. A file of an upload whose outcome nobody knows may lie without a row: the product takes it away after a day. */
export function files(
  rows: readonly AttachmentRow[],
  kept: readonly string[],
  uploads: readonly Pick<Write, 'attempts' | 'marker'>[],
  hashOf: (marker: string) => string,
): Finding {
  const named = new Set(rows.map((row) => row.sha256));
  const there = new Set(kept);
  const open = new Set(uploads.filter((write) => knownOf({ ...write, key: '', personId: '', type: '', path: '' }) === 'unknown').map((write) => hashOf(write.marker ?? '')));
  const faults = [
    ...rows.filter((row) => !there.has(row.sha256)).map((row) => `attachment ${row.id} has no file`),
    ...kept.filter((sha256) => !named.has(sha256) && !open.has(sha256)).map((sha256) => `the file ${sha256} has no row`),
  ];
  return finding('I8', rows.length, faults);
}

/** Names (hashes) of the files that the product keeps in a folder. */
export async function keptFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const part of await readdir(folder)) if (/^[0-9a-f]{2}$/.test(part)) found.push(...(await readdir(join(folder, part))));
  return found;
}
