import { beijingDateOf } from '../calendar/beijing.ts';
import type { AttachmentRecord } from '../process/definition.ts';
import type { ArchivePiece } from './piece.ts';

/** One line of the volume's index (卷内目录). */
export interface VolumeEntry {
  /** 件号, from 1. */
  readonly number: number;
  readonly piece: ArchivePiece;
  /** 题名. */
  readonly title: string;
  readonly on?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly mediaType?: string;
  /** Where it lies in the volume. */
  readonly path: string;
  /** The same file lies there already, under this number. */
  readonly sameAs?: number;
}

/** A name that every system can write: no separators, no control characters, no dots at its end, at most `most` characters. */
export function safeName(name: string, most = 60): string {
  const plain = [...name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_')];
  const cut = plain.length > most ? plain.slice(0, most) : plain;
  return cut.join('').replace(/[. ]+$/, '') || '_';
}

/** The same, the file's ending kept. */
function safeFile(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 6 ? safeName(name.slice(dot)) : '';
  return `${safeName(ending === '' ? name : name.slice(0, dot))}${ending}`;
}

/**
 * The volume of these pieces, numbered in their order; a file that several pieces name lies in it once. What the register of attachments does not know is left out.
 * `titleOf` names the documents that the records make, each with its file's ending.
 */
export function volumeOf(pieces: readonly ArchivePiece[], attachments: ReadonlyMap<string, AttachmentRecord>, titleOf: (piece: ArchivePiece) => string): readonly VolumeEntry[] {
  const first = new Map<string, VolumeEntry>();
  const entries: VolumeEntry[] = [];
  for (const piece of pieces) {
    const attachmentId = 'attachmentId' in piece.source ? piece.source.attachmentId : undefined;
    const attachment = attachmentId === undefined ? undefined : attachments.get(attachmentId);
    if (attachmentId !== undefined && !attachment) continue;
    const number = entries.length + 1;
    const title = attachment?.name ?? titleOf(piece);
    const before = attachmentId === undefined ? undefined : first.get(attachmentId);
    const entry: VolumeEntry = {
      number,
      piece,
      title,
      ...(piece.at === undefined ? {} : { on: beijingDateOf(piece.at) }),
      ...(attachment ? { size: attachment.size, sha256: attachment.sha256, mediaType: attachment.mediaType } : {}),
      path: before?.path ?? [...piece.folders.map((folder) => safeName(folder)), `${String(number).padStart(4, '0')} ${safeFile(title)}`].join('/'),
      ...(before ? { sameAs: before.number } : {}),
    };
    if (attachmentId !== undefined && !before) first.set(attachmentId, entry);
    entries.push(entry);
  }
  return entries;
}
