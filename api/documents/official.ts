import type { Values } from './ooxml/fill.ts';
import { signatureAxis, titleLines } from './title-lines.ts';

/** A table after the text. */
export interface OfficialTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Of each column, in hundredths of the text's width. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** An official document on one or more A4 pages, after GB/T 9704-2012 (党政机关公文格式). */
export interface OfficialDocument {
  /** 发文机关标志: who issues it, in red above the line. */
  readonly head: string;
  /** 发文字号; a draft has none yet. */
  readonly number: string | undefined;
  /** What a draft has in the number's place besides, to be filled in by hand. */
  readonly numberToFill?: string;
  readonly title: string;
  /** 主送机关. */
  readonly addressee: string;
  readonly paragraphs: readonly string[];
  /** Parts with headings of their own, after the paragraphs. */
  readonly sections?: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly tables?: readonly OfficialTable[];
  /** Smaller type and closer lines, so that one page bears it. */
  readonly isCompact?: true;
  /** What its file is called, where that is not its title. */
  readonly name?: string;
  /** 发文机关署名, with whose seal it bears where that is another's. */
  readonly signature: string;
  readonly sealedBy?: string;
  /** Where its axis lies from the right, in characters, when its lines are yet to be filled in. */
  readonly axis?: number;
  /** 成文日期 in words; a draft has none yet. */
  readonly on: string | undefined;
  readonly signer?: string;
  /** Single values that its text is made of, for templates with places of their own for them. */
  readonly particulars?: Omit<Values, 'body' | 'heading' | 'tables'>;
}

// Sizes in half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt, the head 26 pt. Lengths in twentieths of a point.
const size = { head: 52, title: 44, heading: 32, body: 32, table: 21, page: 28 } as const;
/** Characters of a title's size on a line. */
const titleRoom = 20;
const latin = 'Times New Roman';
const fonts = { head: '方正小标宋简体', title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312', table: '仿宋_GB2312', page: '宋体' } as const;
const red = 'C00000';
/** 28 pt: 22 lines on a page. */
const line = 560;
/** 四号 14 pt on 20 pt: 31 lines of 31 characters on a page. */
const compact = { body: 28, line: 400 } as const;
/** 210 × 297 mm; 天头 37 mm, 订口 28 mm, 156 mm of text. */
const page = { size: { width: 11_906, height: 16_838 }, margin: { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474, footer: 1_400 } };

/** What stands for the number of a paper that nobody has signed. */
export const draftMark = '（草稿，未经签发）';

/** A date as documents write it: 2026年3月5日. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

type Docx = typeof import('docx');

/** The sheet that official documents stand on. */
export const officialPage = page;

/**
 * What an official document has on its pages, for a file of its own or as part of another one; `anchor` names its beginning for references. A draft says in red that it is one.
 * What is signed is never torn from the text that it signs, and annexes begin on a page of their own.
 */
export function officialBlocks(docx: Docx, document: OfficialDocument, anchor?: string): readonly import('docx').FileChild[] {
  const { AlignmentType, Bookmark, BorderStyle, LineRuleType, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlignTable, WidthType } = docx;
  type Kind = keyof typeof fonts;
  const sizes = document.isCompact ? { ...size, body: compact.body } : size;
  /** As wide as a character of the body. */
  const character = sizes.body * 10;
  // The hint makes quotation marks and dashes Chinese ones, which stand in both scripts.
  const run = (text: string, kind: Kind, more: { readonly color?: string; readonly break?: number } = {}) =>
    new TextRun({ text, size: sizes[kind], font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[kind], hint: 'eastAsia' }, ...more });
  const spacing = { line: document.isCompact ? compact.line : line, lineRule: LineRuleType.EXACT };
  const centred = (children: readonly import('docx').ParagraphChild[]) => new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 120, after: 120 }, children });
  const said = (text: string, kind: Kind, keepNext: boolean) =>
    new Paragraph({ spacing, keepNext, alignment: AlignmentType.BOTH, indent: { firstLine: 2 * character }, children: [run(text, kind)] });
  const tableOf = ({ caption, columns, widths, rows }: OfficialTable, place: number) => {
    const cell = (text: string, index: number) =>
      new TableCell({
        width: { size: widths[index] ?? 10, type: WidthType.PERCENTAGE },
        verticalAlign: VerticalAlignTable.CENTER,
        children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, 'table')] })],
      });
    const isPlace = columns.length === 0;
    const head = new Paragraph({ spacing, keepNext: true, pageBreakBefore: place === 0 && !isPlace, children: [run(caption, 'heading')] });
    // A caption without columns is only the place for tables.
    if (isPlace) return [blank(), head];
    return [
      ...(place === 0 ? [] : [blank()]),
      head,
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [new TableRow({ tableHeader: true, children: columns.map(cell) }), ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map(cell) }))],
      }),
    ];
  };
  const isDraft = document.number === undefined;
  const blank = (keepNext = false) => new Paragraph({ spacing, keepNext, children: [] });
  const { head, title, addressee, paragraphs, sections = [], tables = [], signature, sealedBy, on, signer } = document;
  const issuer = run(head, 'head', { color: red });
  const text = [
    ...paragraphs.map((one) => ({ one, kind: 'body' as const })),
    ...sections.flatMap(({ heading, paragraphs: own }) => [{ one: heading, kind: 'heading' as const }, ...own.map((one) => ({ one, kind: 'body' as const }))]),
  ];
  const signed = [signature, ...(sealedBy === undefined ? [] : [`（${sealedBy}代章）`]), ...(on === undefined ? [] : [on])];
  const beside = Math.max(0, Math.round(page.size.width - page.margin.left - page.margin.right - 2 * (document.axis ?? signatureAxis(signed, on)) * character));
  return [
    centred(anchor === undefined ? [issuer] : [new Bookmark({ id: anchor, children: [issuer] })]),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 240, after: 360 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: red } },
      children: [isDraft ? run(`${document.numberToFill ?? ''}${draftMark}`, 'body', { color: red }) : run(document.number ?? '', 'body')],
    }),
    centred(titleLines(title, titleRoom).map((one, index) => run(one, 'title', index === 0 ? {} : { break: 1 }))),
    blank(),
    new Paragraph({ spacing, children: [run(`${addressee}：`, 'body')] }),
    ...text.map(({ one, kind }, index) => said(one, kind, kind === 'heading' || index === text.length - 1)),
    blank(true),
    ...signed.map(
      (one, index) =>
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing,
          keepNext: index < signed.length - 1 || signer !== undefined,
          indent: { left: beside },
          children: [run(one, 'body')],
        }),
    ),
    ...(signer === undefined ? [] : [blank(true), new Paragraph({ spacing, children: [run(`签发人：${signer}`, 'body')] })]),
    ...tables.flatMap(tableOf),
  ];
}

/** The foot of each page: its number, a character from the right on odd pages and from the left on even ones, which the document has to tell apart. */
export function pageFooter({ Footer, PageNumber, Paragraph, TextRun }: Docx) {
  const numbered = (alignment: 'left' | 'right') =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          indent: { [alignment]: size.page * 10 },
          children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.page, font: { ascii: latin, hAnsi: latin, eastAsia: fonts.page } })],
        }),
      ],
    });
  return { default: numbered('right'), even: numbered('left') };
}

/** The document as .docx. */
export async function renderOfficial(document: OfficialDocument): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const docx = await import('docx');
  const section = { properties: { page }, footers: pageFooter(docx), children: officialBlocks(docx, document) };
  return docx.Packer.toBuffer(new docx.Document({ creator: document.head, title: document.title, evenAndOddHeaderAndFooters: true, sections: [section] }));
}
