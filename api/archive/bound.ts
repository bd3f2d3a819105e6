import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { unitNameAt } from '../../domain/org/org.ts';
import type { Moment } from '../../ledger/world.ts';
import { dateInWords, officialBlocks, officialPage, pageFooter } from '../documents/official.ts';
import { sheetBlocks, tableBlock, tablesPage, titleBlock } from '../export/document.ts';
import { catalogueLayout, missingText, type Paging, pagesText, placeHead } from './catalogue.ts';
import type { MadeDocument } from './document.ts';

type Docx = typeof import('docx');
type Section = import('docx').ISectionOptions;

/** Documents bound into one volume at most, and rows of their tables: it is made in one go, during which nothing else is answered, and no binder holds more. Further ones lie apart. */
const mostBound = { documents: 400, rows: 2_000 } as const;
/** Rows of a table that are bound; its workbook lies in the volume whole. */
const cut = { most: 1_000, note: '以上为前1000行，其余见所附工作簿。' } as const;
const fonts = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' } as const;

// What fields put there themselves has the size of the table.
const styles = { default: { document: { run: { size: 18, font: fonts } } } };

const rowsOf = (made: MadeDocument): number => ('sheets' in made ? (made.printed ?? made.sheets).reduce((sum, { rows }) => sum + Math.min(rows.length, cut.most), 0) : 0);

/** Whether a document becomes part of the bound volume, beside those that are: not one in an office’s own layout, which lies apart as it was signed. */
export function isBound(made: MadeDocument, beside: Iterable<MadeDocument>): boolean {
  if ('official' in made && made.used !== undefined) return false;
  const all = [...beside, made];
  return all.length <= mostBound.documents && all.reduce((sum, one) => sum + rowsOf(one), 0) <= mostBound.rows;
}

/** A document bound into the volume is no file any more. */
const nameOf = ({ title }: VolumeEntry): string => title.replace(/\.(docx|xlsx)$/, '');

/** The place of a piece in the volume, for references to its page. */
const anchorOf = (number: number): string => `piece_${number}`;

/** 案卷封面: what the volume is, whose, from when to when, and how many pieces and pages it has. */
function cover(docx: Docx, { title, launchedAt, closedAt, officeUnitId }: CampaignState, entries: readonly VolumeEntry[], { missing }: Paging, { org, now }: Moment): Section {
  const { AlignmentType, PageNumber, Paragraph, TextRun, VerticalAlignSection } = docx;
  const text = (size: number, children: readonly (string | (typeof PageNumber)[keyof typeof PageNumber])[], bold = false) =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 240, after: 240 }, children: [new TextRun({ children, size, bold, font: fonts })] });
  const days = entries.flatMap(({ on }) => on ?? []).sort();
  const from = days[0] ?? beijingDateOf(launchedAt);
  const until = [days.at(-1) ?? '', closedAt === undefined ? '' : beijingDateOf(closedAt)].sort().at(-1) || from;
  return {
    properties: { page: officialPage, verticalAlign: VerticalAlignSection.CENTER },
    children: [
      text(72, ['档　案　卷'], true),
      text(40, [title], true),
      text(30, [`立卷单位：${unitNameAt(officeUnitId, org, closedAt ?? now)}`]),
      text(30, [`起止日期：${dateInWords(from)}至${dateInWords(until)}`]),
      text(30, [`本卷共${entries.length}件${missing.size === 0 ? '' : `（缺${missing.size}件）`}，装订`, PageNumber.TOTAL_PAGES, '页（附件另计）']),
      text(30, [`立卷日期：${dateInWords(beijingDateOf(now))}`]),
      text(30, ['保管期限：　　　　　　立卷人：　　　　　　检查人：　　　　　　']),
    ],
  };
}

/** 卷内目录: of what is bound the page on which it begins, put there by whoever opens the volume; of files apart how many pages they have. */
function contents(docx: Docx, title: string, entries: readonly VolumeEntry[], paging: Paging, { org }: Moment): Section {
  const { PageReference, Paragraph, AlignmentType, TextRun } = docx;
  const { pages, bound, missing } = paging;
  const layout = catalogueLayout(paging);
  const place = ({ number, sameAs }: VolumeEntry) => {
    if (sameAs !== undefined) return { text: `见第${sameAs}件` };
    if (missing.has(number)) return { text: missingText('zh') };
    if (!bound.has(number)) return { text: `附件，${pagesText(pages.get(number), 'zh')}` };
    return [new PageReference(anchorOf(number), { hyperlink: true })];
  };
  const columns = layout.columns.map(({ title: { zh: head }, ...column }) => ({ ...column, header: head === placeHead ? '页号' : head }));
  const rows = entries.map((entry) => {
    const shown = bound.has(entry.number) ? { ...entry, title: nameOf(entry) } : entry;
    return layout.columns.map(({ title: { zh: head }, value }) => (head === placeHead ? place(entry) : { text: String(value(shown, { org, now: 0, language: 'zh' }, 0)) }));
  });
  return {
    properties: { page: tablesPage(docx) },
    footers: pageFooter(docx),
    children: [
      titleBlock(docx, '卷内目录'),
      new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 160 }, children: [new TextRun({ text: title, size: 24, font: fonts })] }),
      tableBlock(docx, columns, rows),
    ],
  };
}

/** One document of the volume, from a page of its own on; its number stands above each page. */
function chapter(docx: Docx, entry: VolumeEntry, made: MadeDocument): Section {
  const { AlignmentType, Header, Paragraph, TextRun } = docx;
  const { number } = entry;
  const name = nameOf(entry);
  const head = new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ text: `第${number}件　${name}`, size: 18, font: fonts })] });
  const header = new Header({ children: [head] });
  const of = { headers: { default: header, even: header }, footers: pageFooter(docx) };
  return 'sheets' in made
    ? { ...of, properties: { page: tablesPage(docx) }, children: [titleBlock(docx, name, anchorOf(number)), ...sheetBlocks(docx, made.printed ?? made.sheets, cut)] }
    : { ...of, properties: { page: officialPage }, children: officialBlocks(docx, made.official, anchorOf(number)) };
}

/**
 * 档案卷 as .docx: cover, 卷内目录, then each document that the records make, pages counted through from the cover. The index refers to pages by fields, which Word and LibreOffice fill in when they
 * open it: nobody knows before how a document falls into pages.
 */
export async function boundVolume(
  campaign: CampaignState,
  entries: readonly VolumeEntry[],
  chapters: ReadonlyMap<number, MadeDocument>,
  paging: Paging,
  moment: Moment,
): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const docx = await import('docx');
  const bound = entries.flatMap((entry) => {
    const made = chapters.get(entry.number);
    return made ? [chapter(docx, entry, made)] : [];
  });
  const sections = [cover(docx, campaign, entries, paging, moment), contents(docx, campaign.title, entries, paging, moment), ...bound];
  return docx.Packer.toBuffer(new docx.Document({ title: `${campaign.title}档案卷`, features: { updateFields: true }, evenAndOddHeaderAndFooters: true, styles, sections }));
}
