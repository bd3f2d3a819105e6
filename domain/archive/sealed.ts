import type { KeptScan } from '../task/state.ts';
import type { ArchivedDocument, ArchivePiece } from './piece.ts';

/** A signed document's pieces: the scans of the sealed paper, those that were replaced saying so; where there are none, the document as signed. */
export const signedPieces = (of: Omit<ArchivePiece, 'source'>, scans: readonly KeptScan[], document: ArchivedDocument): readonly ArchivePiece[] =>
  scans.length === 0
    ? [{ ...of, source: { document } }]
    : scans.map(({ evidence, at }, index) => ({
        ...of,
        at,
        remark: [...(of.remark === undefined ? [] : [of.remark]), index === scans.length - 1 ? '用印扫描件' : '用印扫描件，已更换'].join('，'),
        source: { attachmentId: evidence },
      }));
