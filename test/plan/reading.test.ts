import ExcelJS from 'exceljs';
import { PlanReadingRefused, planMediaTypes, readPlanSource } from '../../api/plans/reading/read.ts';
import { serialDate } from '../../api/plans/reading/xlsx.ts';
import { type PlanDraft, parsePlan } from '../../domain/plan/draft.ts';
import { cell, docxOf, paragraph, row, table2, zipOf } from './office-file.ts';
import { codesOf, districtUnits, fixture } from './sources.ts';

const { text, docx, xlsx } = planMediaTypes;
const imported = async (bytes: Buffer, type: string): Promise<PlanDraft> => parsePlan(await readPlanSource(bytes, type), { units: districtUnits });
const codeOf = async (bytes: Buffer, type: string): Promise<string> => {
  try {
    await readPlanSource(bytes, type);
    return 'read';
  } catch (thrown) {
    if (thrown instanceof PlanReadingRefused) return thrown.code;
    throw thrown;
  }
};

describe('text', () => {
  test('UTF-8 with and without mark, UTF-16 and any line ending give the same hash and draft', async () => {
    const plan = fixture('lianyun-2020');
    const plain = await readPlanSource(Buffer.from(plan), `${text}; charset=utf-8`);
    for (const bytes of [Buffer.from(`\ufeff${plan}`), Buffer.from(plan.replaceAll('\n', '\r\n')), Buffer.from(`\ufeff${plan}`, 'utf16le')]) {
      const other = await readPlanSource(bytes, text);
      expect(other.hash).toBe(plain.hash);
      expect(parsePlan(other, { units: districtUnits }).tasks).toHaveLength(30);
    }
  });

  test('GB18030 is recognised', async () => {
    const source = await readPlanSource(Buffer.from([0xd2, 0xbb, 0xa1, 0xa2, 0xbd, 0xa1, 0xbf, 0xb5]), text);
    expect(source.lines[0]?.text).toBe('一、健康');
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'plan.empty'],
    ['10 MB of blanks', Buffer.alloc(10 * 1024 * 1024, 0x20), 'plan.empty'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x41), 'plan.too_large'],
    ['a zip file', zipOf([{ name: 'a', text: 'b' }]), 'plan.not_a_document'],
    ['binary', Buffer.from([1, 2, 0, 4]), 'plan.not_a_document'],
    ['a web page', Buffer.from('<!DOCTYPE html><p>一、任务'), 'plan.not_a_document'],
    ['a PDF', Buffer.from('%PDF-1.7 x'), 'plan.not_a_document'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await codeOf(bytes, text)).toBe(code);
  });

  test('another media type is refused', async () => {
    expect(await codeOf(Buffer.from('一'), 'application/pdf')).toBe('plan.unsupported_type');
  });
});

describe('.docx', () => {
  test('paragraphs keep the numbers that Word generates', async () => {
    const draft = await imported(
      docxOf(
        [
          paragraph('平湾区2025年爱国卫生工作要点'),
          paragraph('健康教育', [3, 0]),
          paragraph('举办讲座。（区卫健局负责）', [3, 1]),
          paragraph('更新专栏。', [3, 1]),
          paragraph('环境整治', [3, 0]),
          paragraph('清理死角。', [3, 1]),
        ].join(''),
      ),
      docx,
    );
    expect(draft.tasks.map((task) => [task.number, task.label, task.lead?.unitId ?? null])).toEqual([
      ['1.1', '一、1.', 'wsj'],
      ['1.2', '一、2.', null],
      ['2.1', '二、1.', null],
    ]);
  });

  test('a table with cells merged down and across is read by its header', async () => {
    const body = [
      paragraph('2025年健康县任务分解表'),
      table2(
        row(cell('序号'), cell('工作任务'), cell('责任单位'), cell('完成时限')),
        row(cell('一、健康环境', '<w:gridSpan w:val="4"/>')),
        row(cell('1'), cell('建设健康步道'), cell('区住建局\n区文体旅游局', '<w:vMerge w:val="restart"/>'), cell('2025年6月底前')),
        row(cell('2'), cell('开展控烟宣传'), cell('', '<w:vMerge/>'), cell('每季度')),
      ),
    ].join('');
    const draft = await imported(docxOf(body), docx);
    expect(draft.sections.map((section) => section.title)).toEqual(['健康环境']);
    expect(draft.tasks.map((task) => [task.number, task.lead?.unitId, task.supporting.map((unit) => unit.unitId), task.dueOn, task.rhythm])).toEqual([
      ['1', 'zj', ['wtl'], '2025-06-30', null],
      ['2', 'zj', ['wtl'], null, 'quarter'],
    ]);
  });

  test('a header of two rows, repeated on the next page, is read as one', async () => {
    const down = (text: string): string => cell(text, '<w:vMerge w:val="restart"/>');
    const on = cell('', '<w:vMerge/>');
    const head = row(down('序号'), down('重点任务'), cell('责任单位', '<w:gridSpan w:val="2"/>'), down('完成时限')) + row(on, on, cell('牵头单位'), cell('配合单位'), on);
    const body = [
      paragraph('2025年云山区健康区建设任务分解表'),
      table2(
        head,
        row(cell('1'), cell('建设健康步道'), cell('区住建局'), cell('区教育局、区民政局'), cell('2025年6月底前')),
        head,
        row(cell('2'), cell('开展控烟宣传'), cell('区卫健局'), cell(''), cell('每季度')),
      ),
    ].join('');
    const draft = await imported(docxOf(body), docx);
    expect(draft.tasks.map((task) => [task.number, task.content, task.lead?.unitId, task.supporting.map((unit) => unit.unitId), task.dueOn, task.rhythm])).toEqual([
      ['1', '建设健康步道', 'zj', ['jyj', 'mz'], '2025-06-30', null],
      ['2', '开展控烟宣传', 'wsj', [], null, 'quarter'],
    ]);
  });

  test('a table of contents is not read', async () => {
    const entry = (text: string): string => `<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const source = await readPlanSource(docxOf([entry('一、重点任务'), paragraph('一、重点任务'), paragraph('1.举办讲座。')].join('')), docx);
    expect(source.lines).toEqual([
      { line: 2, text: '一、重点任务' },
      { line: 3, text: '1.举办讲座。' },
    ]);
  });

  test('deleted text and text boxes are not read', async () => {
    const source = await readPlanSource(
      docxOf(
        `${paragraph('一、任务')}<w:p><w:del><w:r><w:t>删去</w:t></w:r></w:del><w:r><w:t>留下</w:t></w:r><w:r><w:txbxContent>${paragraph('框内')}</w:txbxContent></w:r></w:p>`,
      ),
      docx,
    );
    expect(source.lines.map((line) => line.text)).toEqual(['一、任务', '留下']);
  });

  test.each([
    ['a DOCTYPE', docxOf(paragraph('&x;'), [], '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), 'plan.unreadable'],
    ['an unknown entity', docxOf(paragraph('&x;')), 'plan.unreadable'],
    ['broken markup', docxOf('<w:p>'), 'plan.unreadable'],
    ['nesting without end', docxOf('<w:sdt>'.repeat(5_000)), 'plan.unreadable'],
    ['no text', docxOf(''), 'plan.empty'],
    ['text called .docx', Buffer.from('一、任务'), 'plan.not_a_document'],
    ['another zip called .docx', zipOf([{ name: 'a', text: 'b' }]), 'plan.not_a_document'],
    ['a cut file', docxOf(paragraph('一')).subarray(0, 200), 'plan.unreadable'],
    ['a protected entry', docxOf('', [{ name: 'x', text: 'y', encrypted: true }]), 'plan.encrypted'],
    ['an old or protected Word file', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]), 'plan.encrypted'],
    [
      '1,001 entries',
      docxOf(
        '',
        Array.from({ length: 1_001 }, (_, index) => ({ name: `x${index}`, text: '' })),
      ),
      'plan.zip_bomb',
    ],
    ['a ratio above 100', docxOf('', [{ name: 'x', text: Buffer.alloc(3_000_000) }]), 'plan.zip_bomb'],
    ['a claim of more than 100 MB', docxOf('', [{ name: 'x', text: 'y', claims: 101 * 1024 * 1024 }]), 'plan.zip_bomb'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await codeOf(bytes, docx)).toBe(code);
  });

  test('a cell that goes on through columns and rows counts each time: beyond four million characters cells are left out and told', async () => {
    const down = (more: string): string => cell('', `<w:gridSpan w:val="64"/><w:vMerge${more}/>`);
    const first = cell('督'.repeat(20_000), '<w:gridSpan w:val="64"/><w:vMerge w:val="restart"/>');
    const source = await readPlanSource(docxOf(table2(row(first), ...Array.from({ length: 9 }, () => row(down(''))))), docx);
    expect(source.truncated).toBe(true);
    const characters = source.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text.length))).reduce((sum, one) => sum + one, 0);
    // Whole rows: 64 columns three times.
    expect(characters).toBe(192 * 20_000);
    expect((await readPlanSource(docxOf(table2(row(first), row(down('')))), docx)).truncated).toBeUndefined();
  });

  test('a part that unpacks to more than it claims is refused while inflating', async () => {
    const huge = Buffer.alloc(40_000_000, 0x20);
    const bytes = zipOf([
      { name: '_rels/.rels', text: '<Relationships/>' },
      { name: 'word/document.xml', text: huge, claims: 900_000 },
    ]);
    expect(await codeOf(bytes, docx)).toBe('plan.zip_bomb');
  });
});

describe('.xlsx', () => {
  const workbookOf = async (fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> => {
    const book = new ExcelJS.Workbook();
    fill(book.addWorksheet('任务表'), book);
    return Buffer.from(await book.xlsx.writeBuffer());
  };

  test('merged cells, dates as serial numbers, numbers as text, section rows and two items in one cell', async () => {
    const bytes = await workbookOf((sheet) => {
      sheet.addRow(['2025年健康区建设任务分解表']);
      sheet.mergeCells('A1:F1');
      sheet.addRow(['序号', '类别', '重点任务', '牵头单位', '配合单位', '完成时限']);
      sheet.addRow([1, '健康环境', '建设健康步道', '区住建局', '区财政局、区文体旅游局', new Date(Date.UTC(2025, 5, 30))]);
      sheet.addRow(['2', null, '整治背街小巷', '区城管局', '各街道办事处', '9月底前']);
      sheet.mergeCells('B3:B4');
      sheet.addRow(['54-55', '健康服务', '54.上线信息系统。55.落实医疗保障。', '区卫健委', '', '每月']);
    });
    const draft = await imported(bytes, xlsx);
    expect(draft.title).toBe('2025年健康区建设任务分解表');
    expect(draft.sections.map((section) => section.title)).toEqual(['健康环境', '健康服务']);
    expect(draft.tasks.map((task) => [task.number, task.content, task.lead?.unitId, task.dueOn, task.rhythm])).toEqual([
      ['1', '建设健康步道', 'zj', '2025-06-30', null],
      ['2', '整治背街小巷', 'cg', '2025-09-30', null],
      ['54', '上线信息系统。', 'wsj', null, 'month'],
      ['55', '落实医疗保障。', 'wsj', null, 'month'],
    ]);
    expect(draft.tasks[1]?.section).toBe(draft.tasks[0]?.section);
    expect(draft.tasks[1]?.quote.where).toBe('任务表!A4');
    expect(codesOf(draft)).toContain('plan.items_share_line');
  });

  test('a header of two rows is read as one', async () => {
    const bytes = await workbookOf((sheet) => {
      sheet.addRow(['2025年云山区健康区建设任务分解表']);
      sheet.mergeCells('A1:F1');
      sheet.addRow(['序号', '任务', null, '责任单位', null, '完成时限']);
      sheet.addRow([null, '重点任务', '具体措施', '牵头单位', '配合单位', null]);
      for (const range of ['A2:A3', 'B2:C2', 'D2:E2', 'F2:F3']) sheet.mergeCells(range);
      sheet.addRow([1, '健康环境', '建设健康步道', '区住建局', '区教育局、区民政局', '2025年6月底前']);
    });
    const draft = await imported(bytes, xlsx);
    expect(draft.tasks.map((task) => [task.number, task.title, task.content, task.lead?.unitId, task.supporting.map((unit) => unit.unitId), task.dueOn])).toEqual([
      ['1', '健康环境', '建设健康步道', 'zj', ['jyj', 'mz'], '2025-06-30'],
    ]);
  });

  test('rows of one merged task become one task with both standards', async () => {
    const bytes = await workbookOf((sheet) => {
      sheet.addRow(['序号', '工作任务', '责任单位', '工作标准']);
      sheet.addRow([1, '创建健康学校', '区教育局', '覆盖率50%']);
      sheet.addRow([1, '创建健康学校', '区教育局', '每校一名校医']);
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('B2:B3');
    });
    const draft = await imported(bytes, xlsx);
    expect(draft.tasks).toHaveLength(1);
    expect(draft.tasks[0]?.standard).toBe('覆盖率50%\n每校一名校医');
    expect(codesOf(draft)).toContain('plan.rows_merged');
  });

  test('rows and columns beyond the limits are left out and told', async () => {
    const bytes = await workbookOf((sheet) => {
      sheet.addRow(['序号', '任务', '责任单位']);
      for (let number = 1; number <= 5_100; number += 1) sheet.addRow([number, `任务${number}`, '区教育局']);
      sheet.getCell(2, 16_384).value = '远处';
    });
    const source = await readPlanSource(bytes, xlsx);
    expect(source.truncated).toBe(true);
    expect(source.tables[0]?.rows).toHaveLength(5_000);
    expect(Math.max(...(source.tables[0]?.rows.map((line) => line.cells.length) ?? []))).toBe(3);
  });

  test('a text that many cells share counts each time: beyond four million characters cells are left out and told', async () => {
    const part = (body: string): string => `<?xml version="1.0"?>${body}`;
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const cells = Array.from({ length: 60 }, () => '<c t="s"><v>0</v></c>').join('');
    const bytes = zipOf([
      { name: 'xl/workbook.xml', text: part('<workbook><sheets><sheet name="表" id="r1"/></sheets></workbook>') },
      {
        name: 'xl/_rels/workbook.xml.rels',
        text: part(
          `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="${office}/sharedStrings" Target="strings.xml"/></Relationships>`,
        ),
      },
      { name: 'xl/strings.xml', text: part(`<sst><si><t>${'督'.repeat(20_000)}</t></si></sst>`) },
      { name: 'xl/sheet.xml', text: part(`<worksheet><sheetData>${`<row>${cells}</row>`.repeat(100)}</sheetData></worksheet>`) },
    ]);
    const source = await readPlanSource(bytes, xlsx);
    expect(source.truncated).toBe(true);
    const read = source.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map((cell) => cell.text.length)));
    expect(read).toHaveLength(199);
    expect(new Set(read)).toEqual(new Set([20_000]));
  });

  test('so does a merged cell, in each row and column', async () => {
    const bytes = await workbookOf((sheet) => {
      for (let number = 1; number <= 99; number += 1) sheet.addRow([number === 1 ? '督'.repeat(20_000) : '', '', number]);
      sheet.mergeCells('A1:B99');
    });
    const source = await readPlanSource(bytes, xlsx);
    expect(source.truncated).toBeUndefined();
    const more = await workbookOf((sheet) => {
      for (let number = 1; number <= 101; number += 1) sheet.addRow([number === 1 ? '督'.repeat(20_000) : '', '', number]);
      sheet.mergeCells('A1:B101');
    });
    expect((await readPlanSource(more, xlsx)).truncated).toBe(true);
  });

  test('tens of thousands of merged ranges end with what is read of a file', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const part = (text: string): string => `<?xml version="1.0"?>${text}`;
    const bytes = zipOf([
      { name: '_rels/.rels', text: part(`<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`) },
      { name: 'xl/workbook.xml', text: part('<workbook><sheets><sheet name="任务表" r:id="r1"/></sheets></workbook>') },
      { name: 'xl/_rels/workbook.xml.rels', text: part(`<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="sheet.xml"/></Relationships>`) },
      {
        name: 'xl/sheet.xml',
        text: part(
          `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>督</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:BL9000"/>'.repeat(20_000)}</mergeCells></worksheet>`,
        ),
      },
    ]);
    const source = await readPlanSource(bytes, xlsx);
    expect([source.truncated, source.tables[0]?.rows.length]).toEqual([true, 1]);
  });

  test('serial 60 is the day that never was, and later ones count from 1899-12-30', () => {
    expect([serialDate(45_838, false), serialDate(44_376, true), serialDate(0, false)]).toEqual(['2025-06-30', '2025-06-30', undefined]);
  });

  test('a .docx called .xlsx is refused', async () => {
    expect(await codeOf(docxOf(paragraph('一')), xlsx)).toBe('plan.not_a_document');
  });
});
