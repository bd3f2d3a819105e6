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
type Docx = typeof import('docx');

/** The sheet that tables stand on: A4 lying across. The library turns it itself: width and height are those of the upright one. */
export const tablesPage = ({ PageOrientation }: Docx) => ({
  size: { orientation: PageOrientation.LANDSCAPE, width: page.width, height: page.height },
  margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
});

const write = ({ TextRun }: Docx, text: string, kind: keyof typeof fonts, more: { readonly bold?: boolean; readonly color?: string } = {}) =>
  new TextRun({ text, size: size[kind], font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[kind], hint: 'eastAsia' }, ...more });

/** What stands in a cell: text, line by line, or what is put together elsewhere. */
type Content = Cell | readonly import('docx').ParagraphChild[];

/** A column as far as paper goes. */
type PrintedColumn = Pick<Sheet['columns'][number], 'header' | 'width' | 'narrowest'>;

/** A table as wide as the page, its head on each page. */
export function tableBlock(docx: Docx, columns: readonly PrintedColumn[], rows: readonly (readonly Content[])[]) {
  const { Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } = docx;
  const room = page.height - 2 * page.margin;
  const kind = columns.reduce((sum, { width }) => sum + width, 0) > wide ? 'small' : 'body';
  // A digit is half as wide as its type is high: five twentieths of a point for each half point.
  const widths = sharedOut(columns, room / (size[kind] * 5)).map((width) => Math.floor(width * size[kind] * 5));
  const lines = (content: Content, bold: boolean) =>
    'text' in content
      ? content.text.split('\n').map((line) => new Paragraph({ children: [write(docx, line, kind, { bold, ...(content.colour === undefined ? {} : { color: content.colour }) })] }))
      : [new Paragraph({ children: content })];
  const cell = (content: Content, index: number, bold = false) =>
    new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, margins: { left: 60, right: 60, top: 20, bottom: 20 }, children: lines(content, bold) });
  return new Table({
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ header }, index) => cell({ text: header }, index, true)) }),
      ...rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((one, index) => cell(one, index)) })),
    ],
    columnWidths: widths,
    width: { size: room, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  });
}

/** A title in the middle; `anchor` names it for references. */
export function titleBlock(docx: Docx, title: string, anchor?: string) {
  const { AlignmentType, Bookmark, Paragraph } = docx;
  const text = write(docx, title, 'title');
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 120 }, children: [anchor === undefined ? text : new Bookmark({ id: anchor, children: [text] })] });
}

/** Sheets one below the other, each under its own name where there are several; of each only so many rows where that is asked for, with a note where there are more. */
export function sheetBlocks(docx: Docx, sheets: readonly Sheet[], cut?: { readonly most: number; readonly note: string }): readonly import('docx').FileChild[] {
  const { Paragraph } = docx;
  return sheets.flatMap(({ name, columns, rows }) => [
    ...(sheets.length > 1 ? [new Paragraph({ spacing: { before: 160, after: 80 }, keepNext: true, children: [write(docx, name, 'heading')] })] : []),
    tableBlock(
      docx,
      columns,
      rows.slice(0, cut?.most).map((row) => row.map((value) => ({ text: String(value) }))),
    ),
    ...(cut && rows.length > cut.most ? [noteBlock(docx, cut.note)] : []),
  ]);
}

const noteBlock = (docx: Docx, note: string) => new docx.Paragraph({ spacing: { before: 80 }, children: [write(docx, note, 'body')] });

/** Blocks on landscape pages under one title, with the day, each page with its number. */
async function writePages(title: string, { language, now }: ExportContext, blocks: (docx: Docx) => readonly import('docx').FileChild[]): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const docx = await import('docx');
  const { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } = docx;
  const today = beijingDateOf(now);
  const file = new Document({
    title,
    sections: [
      {
        properties: { page: tablesPage(docx) },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.heading })] })],
          }),
        },
        children: [
          titleBlock(docx, title),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { after: 80 }, children: [write(docx, language === 'zh' ? dateInWords(today) : today, 'body')] }),
          ...blocks(docx),
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
  return writePages(table.name[language], context, (docx) => [tableBlock(docx, columns, rows), ...(isCut ? [noteBlock(docx, cutShort(mostRows, language))] : [])]);
}

/** Sheets as .docx, one below the other, each under its own name where there are several. */
export const renderSheets = (title: string, sheets: readonly Sheet[], context: ExportContext): Promise<Buffer> => writePages(title, context, (docx) => sheetBlocks(docx, sheets));
