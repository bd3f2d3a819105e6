import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkName, kindOf } from '../../api/attachments/kind.ts';
import { dispositionOf } from '../../api/attachments/name.ts';
import { HttpProblem } from '../../api/http/problem.ts';
import { docxOf, paragraph, zipOf } from '../plan/office-file.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const typesOf = (type: string, more = ''): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/a.xml" ContentType="${type}.main+xml"/>${more}</Types>`;
const officeFile = (type: string, more = ''): Buffer => zipOf([{ name: '[Content_Types].xml', text: typesOf(type, more) }]);
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A .docx whose list of types unpacks to 300 MB. */
const bomb = (claims?: number): Buffer =>
  zipOf([{ name: '[Content_Types].xml', text: Buffer.concat([Buffer.from(typesOf(word)), Buffer.alloc(300_000_000, 32)]), ...(claims === undefined ? {} : { claims }) }]);

describe('the kind of a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'duban-kind-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function told(content: string | Uint8Array, name?: string, declared?: string): Promise<string> {
    const file = path.join(folder, 'file');
    await writeFile(file, content);
    try {
      const kind = await kindOf(file, name, declared, '0'.repeat(64));
      return `${kind.mediaType} ${kind.name}`;
    } catch (error) {
      return error instanceof HttpProblem ? error.code : String(error);
    }
  }

  test('is told by content; a name without extension gets one', async () => {
    expect(await told(png, '现场照片')).toBe('image/png 现场照片.png');
    expect(await told(png)).toBe('image/png 附件-00000000.png');
    expect(await told('%PDF-1.7\n%âãÏÓ\n', 'a.PDF')).toBe('application/pdf a.PDF');
    expect(await told('现场检查情况', '说明.txt')).toBe('text/plain 说明.txt');
  });
  test('in GB18030 is a text too', async () => {
    expect(await told(Uint8Array.from([0xb6, 0xbd, 0xb0, 0xec]), 'a.txt')).toBe('text/plain a.txt');
  });
  test.each([
    ['HTML named .pdf', '<!DOCTYPE html><script>alert(1)</script>', 'a.pdf'],
    ['HTML named .txt', 'hello <script>alert(1)</script>', 'a.txt'],
    ['SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg'],
    ['a text named .png', 'hello', 'a.png'],
    ['an executable', Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'latin1'), 'a.exe'],
    ['random bytes', Uint8Array.from([1, 2, 3, 0, 255, 254]), 'a.bin'],
    ['a PNG named .jpg', png, 'a.jpg'],
  ])('refuses %s', async (_what, content, name) => {
    expect(await told(content, name)).toBe('attachment.type_refused');
  });
  test('of an office file is told by what it says of its main part', async () => {
    expect(await told(officeFile(word), '方案.docx')).toBe(`${word} 方案.docx`);
    expect(await told(officeFile(excel), '台账.xlsx')).toBe(`${excel} 台账.xlsx`);
    expect(await told(officeFile('application/vnd.ms-word.document.macroEnabled'), 'a.docx')).toBe('attachment.type_refused');
    expect(await told(docxOf(paragraph('一')), 'a.docx')).toBe('attachment.type_refused');
    expect(await told(zipOf([{ name: 'a.txt', text: 'a' }]), 'a.docx')).toBe('attachment.type_refused');
  });
  const hidden = bomb(1_000);
  test.each([
    ['as its directory says', bomb()],
    ['though its directory says otherwise', hidden],
    ['behind an ID3 tag', Buffer.concat([Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000', 'latin1'), hidden])],
    ['behind a byte order mark', Buffer.concat([Buffer.from('\ufeff'), hidden])],
  ])('a zip bomb is refused before it unpacks, %s', async (_what, content) => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 5);
    expect(await told(content, 'a.docx')).toBe('attachment.type_refused');
    clearInterval(watch);
    expect(Math.max(most, process.memoryUsage.rss()) - before).toBeLessThan(150_000_000);
  });
  test('of an office file with a white picture that unpacks to much is told all the same', async () => {
    const picture = { name: 'word/media/image1.bmp', text: Buffer.alloc(20_000_000, 255) };
    expect(await told(zipOf([{ name: '[Content_Types].xml', text: typesOf(word) }, picture]), '照片.docx')).toBe(`${word} 照片.docx`);
  });
  test.each([
    ['cut short', officeFile(word).subarray(0, 120)],
    ['without a directory', officeFile(word).subarray(0, -22)],
    ['of broken bytes', Buffer.concat([officeFile(word).subarray(0, 60), Buffer.alloc(30, 255), officeFile(word).subarray(90)])],
    ['of broken types', zipOf([{ name: '[Content_Types].xml', text: typesOf(word).slice(0, -9) }])],
    ['of eight bytes', Buffer.from('PK\u0003\u0004\u0000\u0000\u0000\u0000', 'latin1')],
    ['of video', Buffer.concat([Buffer.from('3026B2758E66CF11A6D900AA0062CE6C', 'hex'), Buffer.alloc(104)])],
  ])('a damaged file %s is refused, and is no failure of the service', async (_what, content) => {
    expect(await told(content, 'a.docx')).toBe('attachment.type_refused');
  });
  test('that cannot be read is a failure', async () => {
    await expect(kindOf(path.join(folder, 'gone'), undefined, undefined, '0'.repeat(64))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  test('refuses a Content-Type that the content belies', async () => {
    expect(await told(png, undefined, 'application/pdf')).toBe('attachment.type_refused');
    expect(await told(png, undefined, 'application/octet-stream')).toMatch(/^image\/png/);
  });
});

describe('the name of a file', () => {
  test.each(['../../etc/passwd', '/etc/passwd', 'C:\\a.txt', 'a\u0000.png', 'CON', 'nul.txt', '测'.repeat(86), 'gpj.\u202eexe', '', '  ', '..', 'a\r\nb.txt'])(
    'refuses %j',
    (name) => {
      expect(() => checkName(name)).toThrow(HttpProblem);
    },
  );
  test('is kept in normal form C', () => {
    expect(checkName('e\u0301.txt')).toBe('é.txt');
  });
  test('goes into a header that holds no raw character of it', () => {
    expect(dispositionOf('督办"(1).pdf')).toBe('attachment; filename="___(1).pdf"; filename*=UTF-8\'\'%E7%9D%A3%E5%8A%9E%22%281%29.pdf');
  });
});
