import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ArchivedDocument } from '../../domain/archive/pieces.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { publishedTable, tableVersion } from '../../domain/evaluation/table.ts';
import type { Org } from '../../domain/org/org.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import { renderOfficial } from '../documents/official.ts';
import { urgingNotice } from '../documents/urging-notice.ts';
import { scoreSheets } from '../evaluations/export.ts';
import { writeSheets } from '../export/sheets.ts';
import { catalogueDocx, catalogueXlsx } from './catalogue.ts';
import type { Archive } from './read.ts';

/** A document that the records make, as it reads now. */
async function documentOf({ records }: Archive, document: ArchivedDocument, org: Org): Promise<Buffer | undefined> {
  if (document.kind === 'scores') {
    const evaluation = records.evaluations.find((one) => one.id === document.evaluationId);
    if (!evaluation) return undefined;
    return writeSheets(scoreSheets(evaluation, { version: tableVersion(evaluation), table: publishedTable(evaluation), ranked: true }, org, 'zh').sheets);
  }
  const notice = records.tasks.find((one) => one.id === document.taskId)?.urgingNotice;
  const signer = notice?.signedBy?.personId === undefined ? undefined : org.person(notice.signedBy.personId)?.name;
  return notice?.letter && renderOfficial(urgingNotice(notice.letter, { number: notice.number, signer }));
}

/** Hands the zip's bytes on as fast as they are taken, one entry after the other, nothing kept longer than a piece of a file. */
class ZipWriter {
  readonly #out: PassThrough;
  readonly #zip: import('fflate').Zip;
  readonly #fflate: typeof import('fflate');

  constructor(fflate: typeof import('fflate'), out: PassThrough) {
    this.#fflate = fflate;
    this.#out = out;
    this.#zip = new fflate.Zip((error, bytes) => {
      if (error) out.destroy(error);
      else out.write(bytes);
    });
  }

  async add(path: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const entry = new this.#fflate.ZipPassThrough(path);
    this.#zip.add(entry);
    for await (const bytes of content) {
      entry.push(bytes);
      if (this.#out.destroyed) return;
      if (this.#out.writableNeedDrain) await Promise.race([once(this.#out, 'drain'), once(this.#out, 'close')]);
    }
    entry.push(new Uint8Array(0), true);
  }

  end(): void {
    this.#zip.end();
    this.#out.end();
  }
}

/** A file's bytes as they were uploaded; throws when they are no longer those of its hash. */
async function* checked(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const bytes of content) {
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest('hex') !== sha256) throw new Error(`the kept file ${sha256} is not what was uploaded`);
}

/** The content of an entry; undefined when it is no longer there. */
async function contentOf(
  archive: Archive,
  { piece, sha256 }: VolumeEntry,
  storage: AttachmentStorage,
  org: Org,
): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined> {
  if ('document' in piece.source) {
    const made = await documentOf(archive, piece.source.document, org);
    return made && [made];
  }
  const kept = sha256 === undefined ? undefined : await storage.read(sha256);
  return kept && checked(kept as AsyncIterable<Uint8Array>, sha256 ?? '');
}

/**
 * The volume as .zip, written as it is read: the index twice, then each file by its original bytes. A file that is no longer kept is named in 缺件说明.txt;
 * one that has been tampered with cuts the answer short, which must not look complete.
 */
export async function writeVolume(archive: Archive, storage: AttachmentStorage, org: Org): Promise<PassThrough> {
  // Loaded with the first volume: an API may never need it.
  const fflate = await import('fflate');
  const out = new PassThrough();
  const zip = new ZipWriter(fflate, out);
  const { entries, records } = archive;
  const write = async (): Promise<void> => {
    const { title } = records.campaign;
    await zip.add('卷内目录.xlsx', [await catalogueXlsx(title, entries, org)]);
    await zip.add('卷内目录.docx', [await catalogueDocx(title, entries, org)]);
    const missing: string[] = [];
    for (const entry of entries.filter((one) => one.sameAs === undefined)) {
      if (out.destroyed) return;
      const content = await contentOf(archive, entry, storage, org);
      if (content) await zip.add(entry.path, content);
      else missing.push(`${entry.number}\t${entry.title}\t${entry.sha256 ?? ''}`);
    }
    if (missing.length > 0) await zip.add('缺件说明.txt', [Buffer.from(`下列各件的内容已不在存储中：\n${missing.join('\n')}\n`)]);
    zip.end();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
