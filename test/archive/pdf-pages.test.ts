import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PdfPages } from '../../api/archive/pdf-pages.ts';

const counted = (file: string, ...cuts: readonly number[]): number | undefined => {
  const pages = new PdfPages();
  const bytes = Buffer.from(file, 'latin1');
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  let from = 0;
  for (const end of ends) {
    pages.push(bytes.subarray(from, end));
    from = end;
  }
  return pages.count;
};

const object = (number: number, content: string): string => `${number} 0 obj\n${content}\nendobj\n`;
const stream = (number: number, dictionary: string, content: string): string =>
  `${number} 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`;
const packedIn = (
  number: number,
  objects: readonly (readonly [number, string])[],
  pack = (text: string): string => deflateSync(Buffer.from(text, 'latin1')).toString('latin1'),
): string => {
  let offset = 0;
  const places = objects.map(([id, content]) => {
    const place = `${id} ${offset}`;
    offset += content.length + 1;
    return place;
  });
  const head = `${places.join(' ')} `;
  return stream(number, `/Type /ObjStm /N ${objects.length} /First ${head.length} /Filter /FlateDecode `, pack(head + objects.map(([, content]) => content).join('\n')));
};
const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const root = (count: number | string): string => `<< /Type /Pages /Kids [3 0 R 4 0 R] /Count ${count} >>`;
const branch = '<< /Type /Pages /Parent 2 0 R /Kids [5 0 R] /Count 1 >>';
const picture = stream(9, '/Subtype /Image ', 'binary endobj 2 0 obj << /Type /Pages /Count 99 >> endobj');

const plain = `%PDF-1.4\n${object(1, catalog)}${object(2, root(3))}${object(3, branch)}${picture}${object(4, '<< /Type /Page /Parent 2 0 R >>')}trailer << /Root 1 0 R >>\n`;
const packed = `%PDF-1.5\n${picture}${packedIn(7, [
  [2, root(36)],
  [3, branch],
  [1, catalog],
])}${stream(8, '/Type /XRef ', 'x')}`;

describe('the pages of a PDF', () => {
  test.each<[string, string, number | undefined]>([
    ['as the root of its tree counts them, not what a stream happens to hold', plain, 3],
    ['where objects are packed into a stream', packed, 36],
    ['in its newest version', `${plain}${object(2, root(2))}trailer << /Root 1 0 R >>\n%%EOF\n`, 2],
    ['of another root since', `${plain}${object(11, '<</Type/Catalog/Pages 12 0 R>>')}${object(12, '<</Type/Pages/Count 7/Kids[]>>')}`, 7],
    ['not where the count is a reference', plain.replace('/Count 3', '/Count 10 0 R'), undefined],
    ['not where there is no catalog', plain.replace('/Catalog', '/Katalog'), undefined],
    ['not where packed objects cannot be read', `${plain}${packedIn(7, [[2, root(36)]], () => 'encrypted')}`, undefined],
    ['not where packed objects are packed otherwise', packed.replace('/FlateDecode', '/LZWDecode'), undefined],
    ['not of what is no PDF', 'just text', undefined],
  ])('are told %s', (_, file, pages) => {
    expect(counted(file)).toBe(pages);
  });

  test('are the same however the file comes in pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 12 }), (cuts) => {
        expect([counted(plain, ...cuts), counted(packed, ...cuts)]).toEqual([3, 36]);
      }),
    );
  });

  test('of a file that unpacks to more than it should are not told, and one that only claims much costs little', () => {
    const bomb = packedIn(7, [[2, `${root(36)}${' '.repeat(5_000_000)}`]]);
    expect(counted(`${plain}${bomb}`)).toBeUndefined();
    expect(counted(`${plain}${' '.repeat(600_000)}${object(2, root(5))}`)).toBe(5);
  });

  test('of any bytes are told without a throw', () => {
    const words = fc.constantFrom(
      '1 0 obj',
      'endobj',
      '<<',
      '>>',
      'stream\n',
      'endstream',
      '/Type /Pages',
      '/Type /ObjStm',
      '/First 4',
      '/Count 3',
      '/Type /Catalog',
      '/Pages 1 0 R',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), fc.nat(400), (parts, cut) => {
        const text = parts.join(' ');
        expect(counted(text, cut)).toBe(counted(text));
      }),
    );
  });
});
