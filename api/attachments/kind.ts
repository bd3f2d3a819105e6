import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { HttpProblem } from '../http/problem.ts';
import { officeKind } from './office-kind.ts';
import { headOf } from './storage.ts';

/** Kinds of files accepted, with the extensions their names may have; the first is given to a name without one. */
const accepted: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/plain': ['txt', 'csv', 'md'],
  'video/mp4': ['mp4', 'm4v'],
};

/** Extensions accepted, for texts. */
const acceptedExtensions: readonly string[] = [...new Set(Object.values(accepted).flat())];

/** Bytes at the beginning of a file that tell its kind. */
const headLength = 65_536;
/** Hexadecimal, as are the beginnings below. */
const zip = /^504b0304/;
/**
 * Beginnings of which file-type may tell the kind: those of accepted files (pdf, jpeg, png, webp, and the boxes of heic and mp4), and of a few that are often sent (gif, doc and xls, rar, 7z, rtf), for
 * the words of the refusal. All others are kept from it: it also reads archives, behind a byte order mark, an ID3 tag or within gzip, under bounds of its own.
 */
const tellable = /^(?:25504446|ffd8ff|89504e47|52494646|0000.{4}66747970|47494638|d0cf11e0|52617221|377abcaf|7b5c727466)/;

/** Longest name in bytes: what common file systems take when it is saved again. */
const longestName = 255;
/** Control characters, separators of paths, and marks that turn the direction of writing and so hide an extension. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\u0000-\u001f\u007f-\u009f/\\\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
/** Names that Windows takes for devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What a file turned out to be. */
export interface Kind {
  readonly mediaType: string;
  readonly name: string;
}

/** A name for showing and for saving again: 400 `attachment.name_invalid`. Never used as a path by us. */
export function checkName(name: string): string {
  const plain = name.normalize('NFC').trim();
  if (plain === '' || plain === '.' || plain === '..' || unfit.test(plain) || device.test(plain) || Buffer.byteLength(plain) > longestName)
    throw new HttpProblem('attachment.name_invalid');
  return plain;
}

const refuse = (found: string): never => {
  throw new HttpProblem('attachment.type_refused', { params: { found, accepted: acceptedExtensions.join(', ') } });
};

/**
 * The kind of a file by its content, never by what the sender says. A name or a Content-Type that says another kind than the content, and what looks like HTML or SVG,
 * is refused: 415 `attachment.type_refused`.
 */
export async function kindOf(file: string, name: string | undefined, declared: string | undefined, sha256: string): Promise<Kind> {
  const mediaType = await toldBy(file);
  const extensions = accepted[mediaType];
  if (!extensions) return refuse(mediaType);
  if (declared !== undefined && Object.hasOwn(accepted, declared) && declared !== mediaType && !(declared.startsWith('image/hei') && mediaType.startsWith('image/hei')))
    return refuse(mediaType);
  if (name === undefined) return { mediaType, name: `附件-${sha256.slice(0, 8)}.${extensions[0]}` };
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return { mediaType, name: checkName(`${name}.${extensions[0]}`) };
  return extensions.includes(extension) ? { mediaType, name } : refuse(mediaType);
}

const looksLikeMarkup = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)|^\s*<\?xml/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

async function toldBy(file: string): Promise<string> {
  const head = await headOf(file, headLength);
  const beginning = head.toString('hex', 0, 16);
  if (zip.test(beginning)) return await officeKind(await readFile(file));
  if (!tellable.test(beginning)) return await textKind(file, head);
  try {
    const told = await fileTypeFromBuffer(head);
    if (told) return told.mime;
  } catch {
    // Damaged: no kind that is accepted.
    return 'application/octet-stream';
  }
  return await textKind(file, head);
}

async function textKind(file: string, head: Buffer): Promise<string> {
  if (head.includes(0)) return 'application/octet-stream';
  const bytes = await readFile(file);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (binary.test(text)) return 'application/octet-stream';
      return looksLikeMarkup.test(text.slice(0, headLength)) ? 'text/html' : 'text/plain';
    } catch {
      // Not in this encoding: the next, or none.
    }
  }
  return 'application/octet-stream';
}
