import { boundVolume, isBound } from '../../api/archive/bound.ts';
import type { MadeDocument } from '../../api/archive/document.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { at } from '../campaign/district.ts';
import { as, world } from '../register/fixture.ts';
import { unzip } from './unzip.ts';

const moment = { ...world(as('office', 'ann', 'unit')), orgVersion: 1, drill: false } as unknown as Parameters<typeof boundVolume>[4];
const campaign = { title: '创建', launchedAt: at('2026-03-02 10:00'), officeUnitId: 'unit' } as CampaignState;
const entry = (number: number, title: string, more: object = {}): VolumeEntry =>
  ({ number, title, path: title, on: `2026-03-0${number}`, piece: { folders: [], unitId: 'unit', source: { attachmentId: title } }, ...more }) as VolumeEntry;
const sheets = (rows: number): MadeDocument => ({
  sheets: [{ name: '任务', columns: [{ header: '序号', width: 6 }], rows: Array.from({ length: rows }, (_, index) => [index + 1]) }],
});
const official = (used?: { templateId: string; edition: number; sha256: string }): MadeDocument => ({
  official: { head: '健康办', number: '督办〔2026〕2号', title: '督办通知书', addressee: '教育局', paragraphs: ['请抓紧办理。'], signature: '健康办', on: '2026年3月5日' },
  used,
});

async function written(entries: readonly VolumeEntry[], chapters: ReadonlyMap<number, MadeDocument>, pages: ReadonlyMap<number, number>) {
  const parts = await unzip(await boundVolume(campaign, entries, chapters, { pages, bound: new Set(chapters.keys()), missing: new Set() }, moment));
  const body = parts.get('word/document.xml')?.toString() ?? '';
  const heads = [...parts].filter(([name]) => name.startsWith('word/header')).map(([, xml]) => xml.toString());
  return {
    body,
    heads,
    cells: [...body.matchAll(/<w:tc>(.*?)<\/w:tc>/g)].map(([, cell = '']) => [...cell.matchAll(/<w:(?:t|instrText)[^>]*>([^<]*)</g)].map((match) => match[1]).join('')),
  };
}

describe('the bound volume', () => {
  test('refers to the page of what it holds, and counts that of what lies apart where the file tells it', async () => {
    const entries = [entry(1, '任务分解表.xlsx'), entry(2, '批复.pdf'), entry(3, '台账.docx'), entry(4, '批复.pdf', { sameAs: 2 }), entry(5, '督办通知书.docx')];
    const { body, heads, cells } = await written(
      entries,
      new Map([
        [1, sheets(3)],
        [5, official()],
      ]),
      new Map([[2, 3]]),
    );
    const place = (row: number): string | undefined => cells[row * 7 + 5];
    expect([0, 1, 2, 3, 4, 5].map(place)).toEqual(['页号', 'PAGEREF piece_1 \\h', '附件，3页', '附件，页数以打印件为准', '见第2件', 'PAGEREF piece_5 \\h']);
    expect([1, 3, 5].map((row) => cells[row * 7 + 3])).toEqual(['任务分解表', '台账.docx', '督办通知书']);
    expect([...body.matchAll(/<w:bookmarkStart w:name="(\w+)"/g)].map((match) => match[1])).toEqual(['piece_1', 'piece_5']);
    // Above odd pages and above even ones.
    expect(heads.map((head) => /第\d件　[^<]*/.exec(head)?.[0])).toEqual(['第1件　任务分解表', '第1件　任务分解表', '第5件　督办通知书', '第5件　督办通知书']);
    for (const words of ['本卷共5件', '起止日期：2026年3月1日至2026年3月5日', '请抓紧办理。']) expect(body).toContain(words);
  });

  test('of a long table holds what a binder does, and says that there is more', async () => {
    const { body, cells } = await written([entry(1, '任务分解表.xlsx')], new Map([[1, sheets(1_001)]]), new Map());
    expect([cells.at(-1), body.includes('以上为前1000行，其余见所附工作簿。')]).toEqual(['1000', true]);
  });

  test('leaves apart what an office signed in its own layout, and what is more than it can hold', () => {
    const template = { templateId: 'template', edition: 1, sha256: 'a'.repeat(64) };
    const many = (count: number, made: MadeDocument): readonly MadeDocument[] => Array.from({ length: count }, () => made);
    expect([isBound(official(), []), isBound(official(template), [])]).toEqual([true, false]);
    expect([isBound(official(), many(399, official())), isBound(official(), many(400, official()))]).toEqual([true, false]);
    // Of each table counts what is bound of it.
    expect([isBound(sheets(9_000), [sheets(1_000)]), isBound(sheets(1), many(2, sheets(1_000)))]).toEqual([true, false]);
  });
});
