import { randomBytes } from 'node:crypto';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { type OfficialDocument, renderOfficial } from '../../api/documents/official.ts';
import { samples, starter } from '../../api/documents/samples.ts';
import { placeholdersOfFile, writeInto } from '../../api/documents/template.ts';
import type { HttpProblem } from '../../api/http/problem.ts';
import { documentKinds, refusePlaceholders } from '../../domain/register/placeholders.ts';
import { entryOf } from '../api/documents.ts';
import { paragraph, urgingBody, wordFile } from './word-file.ts';

const notice = samples.urgingNotice;
/** What stands in the body before the page that ends it. */
async function bodyOf(file: Buffer): Promise<string> {
  const xml = await entryOf(file, 'word/document.xml');
  return xml.slice(xml.indexOf('<w:body>') + '<w:body>'.length, xml.lastIndexOf('<w:sectPr'));
}
const filled = async (body: string, document: OfficialDocument = notice): Promise<string> => bodyOf(await writeInto(wordFile(body), document));
const namesOf = async (body: string) => placeholdersOfFile(wordFile(body));
/** Why a file was refused: the code, and what was found in it. */
const refusalOf = (file: Buffer): Promise<{ readonly code?: string; readonly found?: readonly unknown[] }> =>
  placeholdersOfFile(file).then(
    () => ({}),
    ({ code, details: { items } }: HttpProblem) => ({ code, ...(items ? { found: items.map((item) => (item as { readonly found?: unknown }).found) } : {}) }),
  );

const partsOf = (bytes: Buffer): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const names: string[] = [];
      zip.on('entry', ({ fileName }: yauzl.Entry) => {
        names.push(fileName);
        zip.readEntry();
      });
      zip.on('end', () => resolve(names));
      zip.readEntry();
    });
  });

describe('names in braces', () => {
  test('are read over the runs that Word splits them into, in full-width braces too, in either language', async () => {
    expect(await namesOf(paragraph(['一{', '{文', '号}', '}二']) + paragraph(['{{', ' 正文 ', '}}']) + paragraph(['｛｛title｝｝']))).toEqual([
      { name: '文号', alone: false },
      { name: '正文', alone: true },
      { name: 'title', alone: true },
    ]);
  });

  test('that do not close, or that a picture or a tab cuts, are named as they stand and refused', async () => {
    const found = await namesOf(`${paragraph(['{{文号}'])}<w:p><w:r><w:t>{{标</w:t></w:r><w:r><w:tab/><w:t>题}}</w:t></w:r></w:p>`);
    expect(found.map(({ name }) => name)).toEqual(['{{文号}', '{{标…题}}']);
    expect(refusePlaceholders('urgingNotice', found)).toMatchObject({ code: 'template.placeholder_unknown', items: [{ suggestion: '{{文号}}' }, {}] });
  });

  test('are found in text boxes, tables, links and headers, and not in what was deleted from view', async () => {
    const box = `<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox><w:txbxContent>${paragraph(['{{文号}}'])}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const file = wordFile(`${box}<w:tbl><w:tr><w:tc>${paragraph(['{{主送}}'])}</w:tc></w:tr></w:tbl><w:p><w:hyperlink><w:r><w:t>{{落款}}</w:t></w:r></w:hyperlink></w:p>`, {
      header: paragraph(['{{标题}}']),
    });
    expect((await placeholdersOfFile(file)).map(({ name }) => name).sort()).toEqual(['主送', '文号', '标题', '落款'].sort());
  });
});

describe('a template filled in', () => {
  test('keeps the run in which a name begins, and every other word of the paragraph', async () => {
    const body = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>编号{{文</w:t></w:r><w:r><w:t>号}}（共</w:t></w:r><w:r><w:t>一页）</w:t></w:r></w:p>';
    expect(await filled(body)).toBe(
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">编号督办〔2026〕1号</w:t></w:r><w:r><w:t xml:space="preserve">（共</w:t></w:r><w:r><w:t>一页）</w:t></w:r></w:p>',
    );
  });

  test('has a paragraph for each paragraph of the text in the style of the one that stood for it', async () => {
    const [, ...made] = (await filled(paragraph(['{{', '正文', '}}'], '<w:ind w:firstLine="640"/>', '<w:sz w:val="32"/>'))).split('<w:p>');
    expect(made).toHaveLength(notice.paragraphs.length);
    for (const [index, one] of made.entries())
      expect(one).toBe(`<w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">${notice.paragraphs[index]}</w:t></w:r></w:p>`);
  });

  test('leaves out a paragraph whose names have no value, with its words, but keeps a cell and the end of a section whole', async () => {
    const { sealedBy: _sealedBy, ...unsealed } = notice;
    const seal = paragraph(['（{{代章}}代章）']);
    expect(await filled(seal + paragraph(['落款']), unsealed)).toBe(paragraph(['落款']));
    expect(await filled(`<w:tbl><w:tr><w:tc>${seal}</w:tc></w:tr></w:tbl>`, unsealed)).toBe('<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>');
    expect(await filled(paragraph(['{{代章}}'], '<w:sectPr><w:cols/></w:sectPr>'), unsealed)).toBe('<w:p><w:pPr><w:sectPr><w:cols/></w:sectPr></w:pPr></w:p>');
    expect(await filled(paragraph(['{{代章}}{{落款}}']), unsealed)).toContain(notice.signature);
  });

  test('of many names in one paragraph has each value in the run where its name begins', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `${index}{{文|号}}{{任务编号}}，`)
      .join('')
      .split('|');
    const made = await filled(paragraph(names));
    expect(made.replace(/<[^>]*>/g, '')).toBe(Array.from({ length: 150 }, (_, index) => `${index}${notice.number}12，`).join(''));
  });

  test('keeps the shapes of a paragraph whose names have no value, and fills what stands in them', async () => {
    const { sealedBy: _sealedBy, ...unsealed } = notice;
    const shape = (text: string): string => `<w:r><w:pict><v:line/><v:textbox><w:txbxContent>${paragraph([text])}</w:txbxContent></v:textbox></w:pict></w:r>`;
    expect(await filled(`<w:p>${shape('{{落款}}')}<w:r><w:t>（{{代章}}代章）</w:t></w:r></w:p>`, unsealed)).toBe(
      `<w:p>${shape(notice.signature)}<w:r><w:t xml:space="preserve"></w:t></w:r></w:p>`,
    );
  });

  test('has the tables of the document at its end, before the page that ends it, where it names no place for them', async () => {
    const { tables: _tables, ...bare } = samples.bulletin;
    const body = paragraph(['{{正文}}'], '<w:pStyle w:val="OurBody"/>') + paragraph(['{{落款}}']);
    const made = await filled(body, samples.bulletin);
    expect(made.startsWith(await filled(body, bare))).toBe(true);
    expect(made.slice((await filled(body, bare)).length)).toMatch(
      /^<w:p><w:pPr><w:pStyle w:val="OurBody"\/><\/w:pPr><w:r><w:t xml:space="preserve">附表1 .*?<\/w:p><w:tbl>.*<\/w:tbl><w:p\/>$/,
    );
    expect((await filled(`${paragraph(['{{附表}}'])}${body}`, samples.bulletin)).match(/<w:tbl>/g)).toHaveLength(1);
  });

  test('takes a value for text and nothing else, whatever was typed', async () => {
    const odd = { ...notice, title: 'A<w:p/>&amp;{{文号}}"\u0000\u000b\ud800】' };
    expect(await filled(paragraph(['{{标题}}']), odd)).toContain('>A&lt;w:p/&gt;&amp;amp;{{文号}}"】</w:t>');
  });

  test('cuts content controls loose from what Word would fill them with', async () => {
    const bound = `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/title"/></w:sdtPr><w:sdtContent>${paragraph(['{{标题}}'])}</w:sdtContent></w:sdt>`;
    expect(await filled(bound)).toBe(`<w:sdt><w:sdtPr/><w:sdtContent>${paragraph([notice.title])}</w:sdtContent></w:sdt>`);
    const within = (text: string, binding: string): string =>
      `<w:p><w:sdt><w:sdtPr>${binding}</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:sdtContent></w:sdt></w:p>`;
    for (const text of ['{{标题}}', notice.title])
      expect(await filled(within(text, '<w:dataBinding w:xpath="/title"/>'))).toBe(within(notice.title, '').replace('<w:sdtPr></w:sdtPr>', '<w:sdtPr/>'));
  });

  test.each(documentKinds)('%s: our own layout with placeholders passes the check, and what is made of it is whole, the same each time', async (kind) => {
    const file = await renderOfficial(starter(kind));
    expect(refusePlaceholders(kind, await placeholdersOfFile(file))).toBeUndefined();
    const made = await writeInto(file, samples[kind]);
    expect((await writeInto(file, samples[kind])).equals(made)).toBe(true);
    const names = await partsOf(made);
    expect(names).toEqual([...new Set(names)]);
    const types = await entryOf(made, '[Content_Types].xml');
    for (const name of names) {
      const xml = await entryOf(made, name);
      // Throws where the part is not well-formed, its namespaces included.
      new SaxesParser({ xmlns: true }).write(xml).close();
      expect(xml).not.toMatch(/\{\{|\}\}/);
      if (name === '[Content_Types].xml') continue;
      expect([name, types.includes(`PartName="/${name}"`) || types.includes(`Extension="${name.split('.').at(-1)}"`)]).toEqual([name, true]);
    }
    const text = await bodyOf(made);
    for (const value of [samples[kind].title, samples[kind].signature, ...samples[kind].paragraphs, ...(samples[kind].sections ?? []).map(({ heading }) => heading)])
      expect(text).toContain(value);
  });
});

describe('a file that does not belong', () => {
  const field = (...code: readonly string[]): string =>
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${code.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
  const good = urgingBody('督办');
  /** Text of two letters a byte, that does not compress as bombs do. */
  const dense = (bytes: number): string => randomBytes(bytes).toString('hex');

  test.each([
    [
      'a macro',
      wordFile(good, { parts: { 'word/vbaProject.bin': 'x' }, types: { 'word/vbaProject.bin': 'application/vnd.ms-office.vbaProject' } }),
      ['contentType: application/vnd.ms-office.vbaProject'],
    ],
    ['a macro by its relationship', wordFile(good, { relations: [['vbaProject', 'other.bin']] }), ['relationship: vbaProject']],
    ['a remote template', wordFile(good, { relations: [['attachedTemplate', 'https://example.org/a.dotm', true]] }), ['relationship: attachedTemplate']],
    ['a remote picture', wordFile(good, { relations: [['image', 'https://example.org/a.png', true]] }), ['external: https://example.org/a.png']],
    ['a remote picture that does not say so', wordFile(good, { relations: [['image', '\\\\host\\share\\a.png']] }), ['external: \\\\host\\share\\a.png']],
    ['a link to a file', wordFile(good, { relations: [['hyperlink', 'file:///c:/a.exe', true]] }), ['external: file:///c:/a.exe']],
    ['an OLE object', wordFile(`${good}<w:p><w:r><w:object/></w:r></w:p>`, { relations: [['oleObject', 'embeddings/a.bin']] }), ['element: object', 'relationship: oleObject']],
    ['another file taken in', wordFile(`${good}<w:altChunk/>`), ['element: altChunk']],
    ['a field that starts a program, split over runs', wordFile(good + field(' DD', 'EAUTO c:\\\\a.exe ')), ['field: DDEAUTO c:\\\\a.exe']],
    ['a field made by a field', wordFile(good + field('')), ['field: ']],
    ['a field that reads a file', wordFile(`${good}<w:p><w:fldSimple w:instr="INCLUDETEXT a.docx"/></w:p>`), ['field: INCLUDETEXT a.docx']],
    ['a link to a place whose address is a share', wordFile(good + field('HYPERLINK \\l "a" "\\\\host\\share"')), ['field: HYPERLINK \\l "a" "\\\\host\\share"']],
    [
      'a link to the web with another address after it',
      wordFile(good + field('HYPERLINK "https://a.cn" "\\\\host\\share"')),
      ['field: HYPERLINK "https://a.cn" "\\\\host\\share"'],
    ],
    ['a link that hides an address in its tip', wordFile(good + field('HYPERLINK \\l "a\\" \\o "\\\\host"')), ['field: HYPERLINK \\l "a\\" \\o "\\\\host"']],
    [
      'comments',
      wordFile(good, {
        relations: [['comments', 'comments.xml']],
        parts: { 'word/comments.xml': '<w:comments xmlns:w="w"><w:comment/></w:comments>' },
        types: { 'word/comments.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml' },
      }),
      ['comments'],
    ],
    [
      'people who wrote comments',
      wordFile(good, {
        relations: [['people', 'people.xml']],
        parts: { 'word/people.xml': '<w15:people xmlns:w15="w"><w15:person/></w15:people>' },
        types: { 'word/people.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml' },
      }),
      ['people'],
    ],
    ['changes only proposed', wordFile(`${good}<w:p><w:ins w:id="1"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>`), ['revision']],
    ['a part without a type', wordFile(good, { parts: { 'word/x.dat': 'x' } }), ['contentType: none']],
  ])('%s is refused by name', async (_, file, found) => {
    const refused = await refusalOf(file);
    expect([refused.code, [...(refused.found ?? [])].sort()]).toEqual(['template.content_refused', found]);
  });

  test.each([
    ['a file of macros under another name', wordFile(good, { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }), 'plan.not_a_document'],
    ['no zip', Buffer.from('no file of any kind'), 'plan.unreadable'],
    ['a DOCTYPE', wordFile(good, { parts: { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } }), 'plan.unreadable'],
    ['markup that does not close', wordFile('<w:p>'), 'plan.unreadable'],
    ['one part too large', wordFile(paragraph([dense(3_200_000)])), 'plan.zip_bomb'],
    [
      'parts too large together, also those that are markup by their type alone',
      wordFile(paragraph([dense(1_600_000)]), {
        parts: { 'word/styles.dat': `<a>${dense(1_600_000)}</a>` },
        types: { 'word/styles.dat': 'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml' },
      }),
      'plan.zip_bomb',
    ],
    ['nesting without end', wordFile('<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)), 'plan.unreadable'],
  ])('%s is no template', async (_, file, code) => {
    expect(await refusalOf(file)).toEqual({ code });
  });

  test('pages, dates and addresses of the web are let through', async () => {
    const file = wordFile(
      good +
        field(' PAGE ', '\\* MERGEFORMAT') +
        field(' HYPERLINK "https://example.org" ') +
        field('HYPERLINK \\l "_Toc1"', ' \\o "去处" \\h') +
        field('HYPERLINK https://example.org \\t _blank'),
      { relations: [['hyperlink', 'https://example.org/', true]] },
    );
    expect((await placeholdersOfFile(file)).length).toBeGreaterThan(0);
  });
});
