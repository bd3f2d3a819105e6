import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { entryLimit, partLimit, ratioLimit, timeLimitMs, unpackedLimit } from './limits.ts';
import { PlanReadingRefused } from './refused.ts';

/** The parts of an office file, inspected before anything is inflated. */
export interface Archive {
  readonly names: readonly string[];
  /** Streams a part's text in pieces; false from `onText` ends the reading early. Undefined parts are refused as unreadable. */
  readonly read: (name: string, onText: (text: string) => boolean) => Promise<void>;
  /** A part as it is, under the same bounds. */
  readonly bytes: (name: string) => Promise<Buffer>;
  readonly close: () => void;
}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true, strictFileNames: false }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

/**
 * Opens a zip file: counts its entries and what they claim to unpack to, and refuses `plan.zip_bomb` before inflating, `plan.encrypted` for protected entries, `plan.unreadable` for a damaged directory.
 * Sizes may lie, so that real bytes are counted again while reading. `readsAll: false`: a part or two is read of it, and what the others claim is no reason to refuse it: a white picture in a
 * document unpacks to much.
 */
export async function openArchive(bytes: Buffer, { readsAll = true }: { readonly readsAll?: boolean } = {}): Promise<Archive> {
  const until = performance.now() + timeLimitMs;
  let zip: ZipFile;
  try {
    zip = await open(bytes);
  } catch {
    throw new PlanReadingRefused('plan.unreadable', { where: 'zip' });
  }
  if (zip.entryCount > entryLimit) throw new PlanReadingRefused('plan.zip_bomb');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    let count = 0;
    zip.on('entry', (entry: Entry) => {
      count += 1;
      unpacked += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      // Small parts of repeated markup compress extremely well; only what unpacks to much is dangerous.
      const claimsTooMuch = unpacked > unpackedLimit || (entry.uncompressedSize > 1_000_000 && ratio > ratioLimit);
      if (count > entryLimit || (readsAll && claimsTooMuch)) {
        reject(new PlanReadingRefused('plan.zip_bomb'));
        return;
      }
      if ((entry.generalPurposeBitFlag & 1) === 1) {
        reject(new PlanReadingRefused('plan.encrypted'));
        return;
      }
      const name = entry.fileName.replace(/^\/+/, '');
      if (!entries.has(name)) entries.set(name, entry);
      zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', () => reject(new PlanReadingRefused('plan.unreadable', { where: 'zip' })));
    zip.readEntry();
  });
  let inflated = 0;
  /** Inflates a part piece by piece; false from `onChunk` ends it early, what it throws is an unreadable part. */
  const inflate = (name: string, onChunk: (chunk: Buffer) => boolean, onEnd: () => void): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const entry = entries.get(name);
      if (!entry) {
        reject(new PlanReadingRefused('plan.unreadable', { where: name }));
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(new PlanReadingRefused('plan.unreadable', { where: name }));
          return;
        }
        let part = 0;
        const stop = (refusal?: Error): void => {
          stream.destroy();
          if (refusal) reject(refusal);
          else resolve();
        };
        stream.on('data', (chunk: Buffer) => {
          part += chunk.length;
          inflated += chunk.length;
          if (part > partLimit || inflated > unpackedLimit) stop(new PlanReadingRefused('plan.zip_bomb'));
          else if (performance.now() > until) stop(new PlanReadingRefused('plan.reading_too_slow'));
          else {
            try {
              if (!onChunk(chunk)) stop();
            } catch (thrown) {
              stop(thrown instanceof PlanReadingRefused ? thrown : new PlanReadingRefused('plan.unreadable', { where: name }));
            }
          }
        });
        stream.once('end', () => {
          try {
            onEnd();
            resolve();
          } catch {
            reject(new PlanReadingRefused('plan.unreadable', { where: name }));
          }
        });
        stream.once('error', (thrown: Error) =>
          reject(/too many bytes/.test(thrown.message) ? new PlanReadingRefused('plan.zip_bomb') : new PlanReadingRefused('plan.unreadable', { where: name })),
        );
      });
    });
  return {
    names: [...entries.keys()],
    close: () => zip.close(),
    read: (name, onText) => {
      const decoder = decoderFor();
      return inflate(
        name,
        (chunk) => onText(decoder.decode(chunk)),
        () => {
          const rest = decoder.end();
          if (rest.length > 0) onText(rest);
        },
      );
    },
    bytes: async (name) => {
      const chunks: Buffer[] = [];
      await inflate(
        name,
        (chunk) => chunks.push(chunk) > 0,
        () => undefined,
      );
      return Buffer.concat(chunks);
    },
  };
}

/** XML parts are UTF-8 or, rarely, UTF-16 with a byte order mark. */
function decoderFor(): { readonly decode: (chunk: Buffer) => string; readonly end: () => string } {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return {
    decode: (chunk) => {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8', { fatal: true });
      return decoder.decode(chunk, { stream: true });
    },
    end: () => decoder?.decode() ?? '',
  };
}
