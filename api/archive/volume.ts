import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { HttpProblem } from '../http/problem.ts';
import { boundVolume, isBound } from './bound.ts';
import { catalogueXlsx } from './catalogue.ts';
import { documentOf, fileOf, type MadeDocument, type Sources } from './document.ts';
import { PdfPages } from './pdf-pages.ts';
import type { Archive } from './read.ts';

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

/** A PDF's bytes as they pass by, and how many pages it has once they have. */
async function* paged(content: AsyncIterable<Uint8Array>, tell: (pages: number | undefined) => void): AsyncGenerator<Uint8Array> {
  const pages = new PdfPages();
  for await (const bytes of content) {
    pages.push(bytes);
    yield bytes;
  }
  tell(pages.count);
}

/** Kinds of images of which a file may hold several pages. */
const manyPaged = ['image/tiff'];

/**
 * The volume as .zip, written as it is read: each file by its original bytes, then the bound volume with all that the records make, and the index as a table; both say how many pages the files apart have.
 * A file that is no longer kept, or a document whose template is not, is named in 缺件说明.txt and in the index; one that has been tampered with cuts the answer short, which must not look complete.
 */
export async function writeVolume(archive: Archive, { storage, pool, moment }: Sources): Promise<PassThrough> {
  // Loaded with the first volume: an API may never need it.
  const fflate = await import('fflate');
  const out = new PassThrough();
  const zip = new ZipWriter(fflate, out);
  const { entries, records } = archive;
  const pages = new Map<number, number>();
  const chapters = new Map<number, MadeDocument>();
  /** The content of an entry, whose pages are told once it was read; undefined when it is no longer there. */
  const contentOf = async ({ number, piece, sha256, mediaType }: VolumeEntry): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined> => {
    if ('document' in piece.source) {
      const made = await documentOf(archive, piece.source.document, { pool, moment });
      // Without its template a document would look like another one: it is missing as a file is.
      const file = await (made && fileOf(made, storage))?.catch((error: unknown) => {
        if (error instanceof HttpProblem && error.code === 'attachment.content_missing') return undefined;
        throw error;
      });
      if (made && file && isBound(made, chapters.values())) chapters.set(number, made);
      return file && [file];
    }
    const kept = sha256 === undefined ? undefined : await storage.read(sha256);
    if (!kept) return undefined;
    const content = checked(kept as AsyncIterable<Uint8Array>, sha256 ?? '');
    if (mediaType?.startsWith('image/') && !manyPaged.includes(mediaType)) pages.set(number, 1);
    if (mediaType !== 'application/pdf') return content;
    return paged(content, (count) => {
      if (count !== undefined) pages.set(number, count);
    });
  };
  const write = async (): Promise<void> => {
    const missing: VolumeEntry[] = [];
    for (const entry of entries.filter((one) => one.sameAs === undefined)) {
      if (out.destroyed) return;
      const content = await contentOf(entry);
      if (content) await zip.add(entry.path, content);
      else missing.push(entry);
    }
    const lines = missing.map(({ number, title, sha256 }) => `${number}\t${title}\t${sha256 ?? ''}`);
    if (lines.length > 0) await zip.add('缺件说明.txt', [Buffer.from(`下列各件的内容已不在存储中：\n${lines.join('\n')}\n`)]);
    const { campaign } = records;
    const paging = { pages, bound: new Set(chapters.keys()), missing: new Set(missing.map(({ number }) => number)) };
    await zip.add('档案卷.docx', [await boundVolume(campaign, entries, chapters, paging, moment)]);
    await zip.add('卷内目录.xlsx', [await catalogueXlsx(campaign.title, entries, paging, moment.org)]);
    zip.end();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
