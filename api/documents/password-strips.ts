import { dateInWords } from './official.ts';

/** What stands on a strip: whose password it is, and until when it opens its one session (ISO, Beijing). */
export interface PasswordStrip {
  readonly unit: string | null;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly expiresAt: string;
}

const perPage = 8;
// Lengths in twentieths of a point: A4, 12 mm around it, strips of 33 mm; 9 mm of the page stay free, so that no printer turns a strip over. Sizes in half points.
const page = { size: { width: 11_906, height: 16_838 }, margin: { top: 680, bottom: 400, left: 850, right: 850, header: 0, footer: 0 } };
const strip = { height: 1_871, width: 10_206, margins: { left: 170, right: 170, top: 60, bottom: 0 } };
const size = { line: 21, password: 28, note: 16 } as const;
const fonts = { text: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '仿宋_GB2312' }, secret: 'Courier New' } as const;
const notes = [
  '本密码只能登录一次，登录后须立即修改；过期或已用过的，请向管理员索取新的。请勿转交、拍照或留存。',
  'Good for one sign-in, at which it must be changed. Expired or used: ask the administrator for another. Do not pass on, photograph or keep.',
] as const;

/** `2026-12-01T09:00:00.000+08:00` as people read it. */
const momentInWords = (at: string): string => `${dateInWords(at.slice(0, 10))}${at.slice(11, 16)}`;

/** First passwords as .docx on A4: strips to cut apart along dashed lines, eight on a page. The file is the only place where they stand. */
export async function renderStrips(strips: readonly PasswordStrip[], address: string): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const { BorderStyle, Document, HeightRule, Packer, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } = await import('docx');
  const dashed = { style: BorderStyle.DASHED, size: 4, color: '808080' } as const;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const said = (text: string, kind: 'line' | 'note') => new Paragraph({ spacing: { after: 20 }, children: [new TextRun({ text, size: size[kind], font: fonts.text })] });
  const rowOf = ({ unit, name, username, password, expiresAt }: PasswordStrip) =>
    new TableRow({
      cantSplit: true,
      height: { value: strip.height, rule: HeightRule.EXACT },
      children: [
        new TableCell({
          width: { size: strip.width, type: WidthType.DXA },
          margins: strip.margins,
          children: [
            said(`姓名 Name：${name}${unit === null ? '' : `（${unit}）`}　　用户名 User name：${username}`, 'line'),
            new Paragraph({
              spacing: { after: 20 },
              children: [
                new TextRun({ text: '初始密码 First password：', size: size.line, font: fonts.text }),
                new TextRun({ text: password, size: size.password, bold: true, font: fonts.secret }),
              ],
            }),
            said(`登录地址 Address：${address}　　有效期 Good until：${momentInWords(expiresAt)}`, 'line'),
            ...notes.map((note) => said(note, 'note')),
          ],
        }),
      ],
    });
  const pages = Array.from({ length: Math.ceil(strips.length / perPage) }, (_, n) => strips.slice(n * perPage, (n + 1) * perPage));
  const file = new Document({
    title: '初始密码',
    sections: pages.map((some) => ({
      properties: { page },
      children: [
        new Table({
          rows: some.map(rowOf),
          columnWidths: [strip.width],
          width: { size: strip.width, type: WidthType.DXA },
          layout: TableLayoutType.FIXED,
          borders: { top: dashed, bottom: dashed, left: none, right: none, insideHorizontal: dashed, insideVertical: none },
        }),
      ],
    })),
  });
  return Packer.toBuffer(file);
}
