import { createHash } from 'node:crypto';
import { type PlanSource, sourceOf } from '../../../domain/plan/source.ts';
import { openArchive } from './archive.ts';
import { type ReadDocument, readDocx } from './docx.ts';
import { charactersLimit, fileLimit } from './limits.ts';
import { PlanReadingRefused } from './refused.ts';
import { readXlsx } from './xlsx.ts';

export { PlanReadingRefused } from './refused.ts';

/** Media types that a plan may be imported as. */
export const planMediaTypes = {
  text: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const startsWith = (bytes: Buffer, ...magic: readonly number[]): boolean => magic.every((value, index) => bytes[index] === value);
const isZip = (bytes: Buffer): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
const isOle = (bytes: Buffer): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const protectedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** SHA-256 over the words read, so that another line ending or a saved-again file counts as the same content. */
function hashOf(read: Pick<PlanSource, 'lines' | 'tables'>): string {
  const hash = createHash('sha256');
  const add = (text: string): void => {
    const words = text.replace(/\s/g, '');
    if (words.length > 0) hash.update(`${words}\n`);
  };
  for (const line of read.lines) add(line.text);
  for (const table of read.tables) for (const row of table.rows) for (const cell of row.cells) if (cell.merged === undefined) add(cell.text);
  return hash.digest('hex');
}

function decode(bytes: Buffer, charset: string | undefined): string {
  const attempt = (encoding: string): string | undefined => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  if (startsWith(bytes, 0xff, 0xfe)) return attempt('utf-16le') ?? refuseText();
  if (startsWith(bytes, 0xfe, 0xff)) return attempt('utf-16be') ?? refuseText();
  if (bytes.includes(0)) return refuseText();
  // A declared GB charset is believed only where the bytes are no UTF-8: browsers declare what they like.
  const gb = charset !== undefined && /^(?:gb|x-gbk|hz)/i.test(charset);
  return (gb ? (attempt('utf-8') ?? attempt('gb18030')) : (attempt('utf-8') ?? attempt('gb18030'))) ?? refuseText();
}

function refuseText(): never {
  throw new PlanReadingRefused('plan.not_a_document', { type: planMediaTypes.text });
}

function readText(bytes: Buffer, charset: string | undefined): PlanSource {
  if (isZip(bytes) || isOle(bytes) || bytes.subarray(0, 5).toString('latin1') === '%PDF-' || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff))
    refuseText();
  const text = decode(bytes, charset).replace(/^\ufeff/, '');
  const controls = text.slice(0, 20_000).match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0;
  if (/^\s{0,200}<(?:!doctype|html|\?xml)/i.test(text.slice(0, 300)) || controls > 20) refuseText();
  if (text.trim().length === 0) throw new PlanReadingRefused('plan.empty');
  const source = sourceOf(text.slice(0, charactersLimit));
  return { ...source, hash: hashOf(source), ...(text.length > charactersLimit ? { truncated: true } : {}) };
}

/**
 * Reads a plan's file: UTF-8, UTF-16 or GB18030 text, .docx or .xlsx. Guards come before any inflating: size, magic bytes against the declared type, entries, claimed and real unpacked sizes; a
 * DOCTYPE is refused; rows, columns, characters and time are bounded. Throws PlanReadingRefused with a `plan.*` code and nothing else.
 */
export async function readPlanSource(bytes: Buffer, mediaType: string): Promise<PlanSource> {
  const [type = '', ...parameters] = mediaType.split(';').map((piece) => piece.trim());
  const charset = parameters.map((parameter) => /^charset="?([\w-]{1,40})"?$/i.exec(parameter)?.[1]).find((name) => name !== undefined);
  const declared = Object.entries(planMediaTypes).find(([, value]) => value === type.toLowerCase())?.[0];
  if (declared === undefined) throw new PlanReadingRefused('plan.unsupported_type', { type: type.slice(0, 100) });
  if (bytes.length > fileLimit) throw new PlanReadingRefused('plan.too_large', { limit: fileLimit / 1024 / 1024 });
  if (bytes.length === 0) throw new PlanReadingRefused('plan.empty');
  if (declared === 'text') return readText(bytes, charset);
  if (isOle(bytes) && bytes.includes(protectedPackage)) throw new PlanReadingRefused('plan.encrypted');
  if (!isZip(bytes)) throw new PlanReadingRefused('plan.not_a_document', { type });
  const archive = await openArchive(bytes);
  try {
    const part = declared === 'docx' ? /^word\/.{1,60}\.xml$/ : /^xl\/workbook.{0,20}\.xml$/;
    if (!archive.names.some((name) => part.test(name))) throw new PlanReadingRefused('plan.not_a_document', { type });
    const read: ReadDocument = declared === 'docx' ? await readDocx(archive) : await readXlsx(archive);
    const empty =
      read.lines.every((line) => line.text.trim().length === 0) &&
      read.tables.every((table) => table.rows.every((row) => row.cells.every((cell) => cell.text.trim().length === 0)));
    if (empty) throw new PlanReadingRefused('plan.empty');
    return { lines: read.lines, tables: read.tables, hash: hashOf(read), ...(read.truncated ? { truncated: true } : {}) };
  } catch (thrown) {
    if (thrown instanceof PlanReadingRefused) throw thrown;
    throw new PlanReadingRefused('plan.unreadable', { where: declared });
  } finally {
    archive.close();
  }
}
