import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dateInWords } from '../documents/official.ts';
import type { Sheet } from './sheets.ts';
import { cutShort, type ExportContext, type ExportTable, pagesOf } from './table.ts';
import { sharedOut } from './widths.ts';

/** A document holds at most so many rows: it is made whole in memory, and nobody prints more. */
const mostRows = 2_000;
// Sizes in half points: 三号 16 pt for the title, 五号 10.5 pt for headings, 小五 9 pt for the table, 六号 7.5 pt for a wide one. Lengths in twentieths of a point: A4, 20 mm around it.
const size = { title: 32, heading: 21, body: 18, small: 15 } as const;
/** Characters that the columns ask for together, beyond which a table is set in small type (7.5 pt). */
const wide = 240;
const page = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const fonts = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312', small: '仿宋_GB2312' } as const;
const latin = 'Times New Roman';

interface Cell {
  readonly text: string;
  /** RGB. */
  readonly colour?: string;
}
interface Printed {
  readonly heading?: string;
  readonly columns: readonly Pick<Sheet['columns'][number], 'header' | 'width' | 'narrowest'>[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Tables on landscape pages under one title, their heads and the page's number on each; `note` stands below the last. */
async function writeTables(title: string, tables: readonly Printed[], { language, now }: ExportContext, note?: string): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const { AlignmentType, Document, Footer, Packer, PageNumber, PageOrientation, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } = await import('docx');
  type Kind = keyof typeof fonts;
  const run = (text: string, kind: Kind, more: { readonly bold?: boolean; readonly color?: string } = {}) =>
    new TextRun({ text, size: size[kind], font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[kind], hint: 'eastAsia' }, ...more });
  const room = page.height - 2 * page.margin;
  const printed = ({ heading, columns, rows }: Printed) => {
    const kind = columns.reduce((sum, { width }) => sum + width, 0) > wide ? 'small' : 'body';
    // A digit is half as wide as its type is high: five twentieths of a point for each half point.
    const widths = sharedOut(columns, room / (size[kind] * 5)).map((width) => Math.floor(width * size[kind] * 5));
    const cell = ({ text, colour }: Cell, index: number, bold = false) =>
      new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        margins: { left: 60, right: 60, top: 20, bottom: 20 },
        children: text.split('\n').map((line) => new Paragraph({ children: [run(line, kind, { bold, ...(colour === undefined ? {} : { color: colour }) })] })),
      });
    return [
      ...(heading === undefined ? [] : [new Paragraph({ spacing: { before: 160, after: 80 }, keepNext: true, children: [run(heading, 'heading')] })]),
      new Table({
        rows: [
          new TableRow({ tableHeader: true, children: columns.map(({ header }, index) => cell({ text: header }, index, true)) }),
          ...rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((one, index) => cell(one, index)) })),
        ],
        columnWidths: widths,
        width: { size: room, type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
      }),
    ];
  };
  const today = beijingDateOf(now);
  const file = new Document({
    title,
    sections: [
      {
        // The library turns the page itself: width and height are those of the upright sheet.
        properties: {
          page: {
            size: { orientation: PageOrientation.LANDSCAPE, width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.heading })] })],
          }),
        },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 120 }, children: [run(title, 'title')] }),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { after: 80 }, children: [run(language === 'zh' ? dateInWords(today) : today, 'body')] }),
          ...tables.flatMap(printed),
          ...(note === undefined ? [] : [new Paragraph({ spacing: { before: 80 }, children: [run(note, 'body')] })]),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

/** A list as .docx. Ends with a line that says so where there are more than 2,000 rows. */
export async function renderList<R>(table: ExportTable<R>, context: ExportContext): Promise<Buffer> {
  const { language } = context;
  const rows: (readonly Cell[])[] = [];
  let isCut = false;
  const pages = pagesOf(table, mostRows, () => {
    isCut = true;
  });
  for await (const some of pages) {
    for (const one of some) {
      const index = rows.length;
      rows.push(table.columns.map(({ value, colour }) => ({ text: String(value(one, context, index)), ...(colour ? { colour: colour(one, context).slice(2) } : {}) })));
    }
  }
  const columns = table.columns.map(({ title, ...column }) => ({ ...column, header: title[language] }));
  return writeTables(table.name[language], [{ columns, rows }], context, isCut ? cutShort(mostRows, language) : undefined);
}

/** Sheets as .docx, one below the other, each under its own name where there are several. */
export const renderSheets = (title: string, sheets: readonly Sheet[], context: ExportContext): Promise<Buffer> =>
  writeTables(
    title,
    sheets.map(({ name, columns, rows }) => ({
      ...(sheets.length > 1 ? { heading: name } : {}),
      columns,
      rows: rows.map((row) => row.map((value) => ({ text: String(value) }))),
    })),
    context,
  );
