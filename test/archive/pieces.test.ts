import { type ArchivePiece, phaseAt } from '../../domain/archive/piece.ts';
import { signedPieces } from '../../domain/archive/sealed.ts';
import type { KeptScan } from '../../domain/task/state.ts';

describe('the pieces of an archive', () => {
  test('belong to the last phase that had opened, those from before all to the first', () => {
    const phase = (openedAt?: number) => ({ kind: 'intervention' as const, name: '阶段', ...(openedAt === undefined ? {} : { openedAt }) });
    const campaign = { phases: [phase(10), phase(20), phase()] };
    expect([0, 9, 10, 19, 20, 99].map((at) => phaseAt(campaign, at))).toEqual([0, 0, 0, 0, 1, 1]);
    // A phase that lay before the launch was never opened.
    expect(phaseAt({ phases: [phase(), phase(20)] }, 30)).toBe(1);
  });

  test('of a signed document are its scans, the one in force last, and without any the document as signed', () => {
    const of: Omit<ArchivePiece, 'source'> = { folders: ['通报'], unitId: 'office', at: 1, remark: '已撤回' };
    const document = { kind: 'bulletin' as const, bulletinId: 'b' };
    const scan = (evidence: string, at: number): KeptScan => ({ evidence, sha256: '', name: '', mediaType: 'application/pdf', at, by: { by: 'time' } });
    expect(signedPieces(of, [], document)).toEqual([{ ...of, source: { document } }]);
    expect(signedPieces(of, [scan('first', 2), scan('second', 3)], document).map(({ at, remark, source }) => [at, remark, source])).toEqual([
      [2, '已撤回，用印扫描件，已更换', { attachmentId: 'first' }],
      [3, '已撤回，用印扫描件', { attachmentId: 'second' }],
    ]);
  });
});
