import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a hand-made zip; `claims` lets its directory lie about the unpacked size. */
export interface ZipPart {
  readonly name: string;
  readonly text: string | Buffer;
  readonly claims?: number;
  readonly encrypted?: boolean;
}

/** A zip file made by hand, so that tests may also make broken ones. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = Buffer.isBuffer(part.text) ? part.text : Buffer.from(part.text);
    const packed = deflateRawSync(raw);
    const name = Buffer.from(part.name);
    const flags = part.encrypted ? 0x0801 : 0x0800;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(part.claims ?? raw.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    head.copy(entry, 8, 6, 30);
    entry.writeUInt16LE(0, 30);
    entry.writeUInt32LE(offset, 42);
    bodies.push(head, name, packed);
    directory.push(entry, name);
    offset += head.length + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
/** A paragraph; `list` gives its list and level. */
export const paragraph = (text: string, list?: readonly [number, number]): string =>
  `<w:p>${list ? `<w:pPr><w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
/** A table cell; `more` are its properties. */
export const cell = (text: string, more = ''): string =>
  `<w:tc><w:tcPr>${more}</w:tcPr>${text
    .split('\n')
    .map((line) => paragraph(line))
    .join('')}</w:tc>`;
export const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const table2 = (...rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;

const numbering = `<?xml version="1.0"?><w:numbering ${w}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
const relations = (rows: string): string => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A small .docx around a body. */
export const docxOf = (body: string, more: readonly ZipPart[] = [], prolog = ''): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', text: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', text: relations(`<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/>`) },
    { name: 'word/_rels/document.xml.rels', text: relations(`<Relationship Id="r2" Type="${office}/numbering" Target="numbering.xml"/>`) },
    { name: 'word/numbering.xml', text: numbering },
    { name: 'word/document.xml', text: `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document ${w}><w:body>${body}</w:body></w:document>` },
    ...more,
  ]);
