import fc from 'fast-check';
import type { ArchivePiece } from '../../domain/archive/piece.ts';
import { safeName, volumeOf } from '../../domain/archive/volume.ts';
import type { AttachmentRecord } from '../../domain/process/definition.ts';

const file = (id: string, name = `${id}.pdf`): AttachmentRecord => ({ id, unitId: 'unit', sha256: id.repeat(4), name, mediaType: 'application/pdf', size: 10 });
const piece = (attachmentId: string, ...folders: readonly string[]): ArchivePiece => ({
  folders,
  unitId: 'unit',
  at: Date.parse('2026-11-02T00:30:00+08:00'),
  source: { attachmentId },
});
const volume = (pieces: readonly ArchivePiece[], ...files: readonly AttachmentRecord[]) =>
  volumeOf(pieces, new Map(files.map((one) => [one.id, one])), () => '文书.docx').map(({ number, path, sameAs }) => [number, path, sameAs]);

describe('a volume', () => {
  test('numbers its pieces in their order, and holds a file that two of them name once', () => {
    expect(volume([piece('a', '01 启动', '任务1'), piece('b', '01 启动'), piece('a', '02 干预')], file('a'), file('b'))).toEqual([
      [1, '01 启动/任务1/0001 a.pdf', undefined],
      [2, '01 启动/0002 b.pdf', undefined],
      [3, '01 启动/任务1/0001 a.pdf', 1],
    ]);
  });

  test('leaves out what the register does not know, and gives what the records make its own title', () => {
    const document: ArchivePiece = { folders: ['03 考评'], unitId: 'unit', source: { document: { kind: 'scores', evaluationId: 'e' } } };
    expect(volume([piece('gone', '01'), document])).toEqual([[1, '03 考评/0001 文书.docx', undefined]]);
  });

  test('has no name that leads elsewhere or that a system cannot write, whatever people called their things', () => {
    expect([safeName('../../etc/passwd'), safeName('a:b?c*'), safeName(' .. '), safeName('…')]).toEqual(['.._.._etc_passwd', 'a_b_c_', '_', '…']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }), (folder, name) => {
        const [entry] = volumeOf([piece('a', folder)], new Map([['a', file('a', name)]]), () => '');
        const steps = entry?.path.split('/') ?? [];
        expect(steps).toHaveLength(2);
        for (const step of steps) {
          expect(step).not.toMatch(/[\p{Cc}\\:*?"<>|]|^\.{0,2}$|[. ]$/u);
          expect([...step].length).toBeLessThanOrEqual(75);
        }
      }),
    );
  });
});
