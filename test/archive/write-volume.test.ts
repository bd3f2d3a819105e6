import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { Archive } from '../../api/archive/read.ts';
import { writeVolume } from '../../api/archive/volume.ts';
import type { UrgingLetter } from '../../domain/task/urging-letter.ts';
import { as, world } from '../register/fixture.ts';
import { unzip } from './unzip.ts';

const letter: UrgingLetter = {
  office: '健康办',
  unit: '教育局',
  source: '《实施方案》',
  task: '1',
  content: '开设健康教育课',
  due: '2026-05-31',
  daysLate: 30,
  chased: [],
  answerOn: '2026-07-07',
  on: '2026-06-30',
};
const template = { templateId: 'template', edition: 1, sha256: 'a'.repeat(64) };
const notice = (id: string, number: number, used: object) => ({
  entry: { number, title: `${id}.docx`, path: `${id}.docx`, piece: { folders: [], unitId: 'unit', source: { document: { kind: 'urgingNotice', taskId: id } } } },
  task: { id, urgingNotice: { state: 'signed', number: `督办〔2026〕${number}号`, letter, ...used } },
});

/** Where each piece is, as the index of the volume says. */
async function places(entries: ReadonlyMap<string, Buffer>): Promise<readonly unknown[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((entries.get('卷内目录.xlsx') ?? Buffer.alloc(0)) as unknown as ArrayBuffer);
  return ((book.worksheets[0]?.getSheetValues() ?? []).slice(3) as unknown[][]).map((row) => row[6]);
}

test('a document whose template is no longer kept is named as missing, and the others are there', async () => {
  const notices = [notice('甲', 1, { template }), notice('乙', 2, {})];
  const archive = {
    records: { campaign: { title: '创建', launchedAt: 0, officeUnitId: 'unit' }, tasks: notices.map(({ task }) => task) },
    entries: notices.map(({ entry }) => entry),
    bytes: 0,
  } as unknown as Archive;
  const sources = { storage: { read: async () => undefined }, pool: {}, moment: { ...world(as('office', 'ann', 'unit')), orgVersion: 1, drill: false } };
  const entries = await unzip(await buffer(await writeVolume(archive, sources as unknown as Parameters<typeof writeVolume>[1])));
  expect([...entries.keys()]).toEqual(['乙.docx', '缺件说明.txt', '档案卷.docx', '卷内目录.xlsx']);
  expect(entries.get('缺件说明.txt')?.toString()).toBe('下列各件的内容已不在存储中：\n1\t甲.docx\t\n');
  expect(await places(entries)).toEqual(['第1件，缺件', '第2件，页号见档案卷']);
  const bound = (await unzip(entries.get('档案卷.docx') ?? Buffer.alloc(0))).get('word/document.xml')?.toString() ?? '';
  expect([bound.includes('缺件'), bound.includes('（缺1件）'), bound.includes('页数以打印件为准')]).toEqual([true, true, false]);
});

test('an image is a page, but of one that may hold several nobody says how many', async () => {
  const content = Buffer.from('image');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const image = (number: number, mediaType: string) => {
    const title = `图${number}`;
    return { number, title, path: title, sha256, mediaType, piece: { folders: [], unitId: 'unit', source: { attachmentId: title } } };
  };
  const archive = {
    records: { campaign: { title: '创建', launchedAt: 0, officeUnitId: 'unit' }, tasks: [] },
    entries: [image(1, 'image/png'), image(2, 'image/tiff')],
    bytes: 10,
  } as unknown as Archive;
  const sources = { storage: { read: async () => Readable.from([content]) }, pool: {}, moment: { ...world(as('office', 'ann', 'unit')), orgVersion: 1, drill: false } };
  const entries = await unzip(await buffer(await writeVolume(archive, sources as unknown as Parameters<typeof writeVolume>[1])));
  expect(await places(entries)).toEqual(['第1件，1页', '第2件，页数以打印件为准']);
});
