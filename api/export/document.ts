import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dateInWords } from '../documents/official.ts';
import { cutShort, type ExportContext, type ExportTable, pagesOf } from './table.ts';

/** A document holds at most so many rows: it is made whole in memory, and nobody prints more. */
const mostRows = 2_000;
// Sizes in half points: 三号 16 pt for the title, 小五 9 pt for the table. Lengths in twentieths of a point: A4, 20 mm around it.
const size = { title: 32, body: 18 } as const;
const page = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312' } as const;
const latin = 'Times New Roman';

/** A list as .docx: a table on landscape pages, its head on each of them. Ends with a line that says so where there are more than 2,000 rows. */
export async function renderList<R>(table: ExportTable<R>, context: ExportContext): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const { AlignmentType, Document, Packer, PageOrientation, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } = await import('docx');
  const { language, now } = context;
  type Kind = keyof typeof fonts;
  const run = (text: string, kind: Kind, more: { readonly bold?: boolean; readonly color?: string } = {}) =>
    new TextRun({ text, size: size[kind], font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[kind] }, ...more });
  const room = page.height - 2 * page.margin;
  const characters = table.columns.reduce((sum, { width }) => sum + width, 0);
  const widths = table.columns.map(({ width }) => Math.floor((room * width) / characters));
  const cell = (text: string, index: number, more: { readonly bold?: boolean; readonly color?: string } = {}) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: 60, right: 60, top: 20, bottom: 20 },
      children: text.split('\n').map((line) => new Paragraph({ children: [run(line, 'body', more)] })),
    });
  const rows = [new TableRow({ tableHeader: true, children: table.columns.map(({ title }, index) => cell(title[language], index, { bold: true })) })];
  let isCut = false;
  const pages = pagesOf(table, mostRows, () => {
    isCut = true;
  });
  for await (const some of pages) {
    for (const one of some) {
      const cells = table.columns.map(({ value, colour }, index) => cell(value(one, context), index, colour ? { color: colour(one, context).slice(2) } : {}));
      rows.push(new TableRow({ cantSplit: true, children: cells }));
    }
  }
  const today = beijingDateOf(now);
  const file = new Document({
    title: table.name[language],
    sections: [
      {
        // The library turns the page itself: width and height are those of the upright sheet.
        properties: {
          page: {
            size: { orientation: PageOrientation.LANDSCAPE, width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 120 }, children: [run(table.name[language], 'title')] }),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { after: 80 }, children: [run(language === 'zh' ? dateInWords(today) : today, 'body')] }),
          new Table({ rows, columnWidths: widths, width: { size: room, type: WidthType.DXA }, layout: TableLayoutType.FIXED }),
          ...(isCut ? [new Paragraph({ spacing: { before: 80 }, children: [run(cutShort(mostRows, language), 'body')] })] : []),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
