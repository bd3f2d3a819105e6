import ExcelJS from 'exceljs';
import { docxOf, paragraph } from '../test/plan/office-file.ts';
import { median, ms } from './figures.ts';
import { type Http, signIn } from './http.ts';
import { password } from './instance.ts';
import type { Finding, Measure } from './measure.ts';
import { importPlan, type Plan, type Source, sources, tasksOf, textOf } from './plan.ts';

const wantedMs = 1_000;
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The plan as a Word file: each line a paragraph. */
const docx = (text: string): Buffer =>
  docxOf(
    text
      .split('\n')
      .map((line) => paragraph(escaped(line)))
      .join(''),
  );

/** The plan's tasks as the table that usually comes with it. */
async function xlsx(plan: Plan): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('任务表');
  const titles = new Map(plan.sections.map((section) => [section.id, section.title]));
  sheet.addRow([plan.title]);
  sheet.addRow(['序号', '类别', '重点任务', '牵头单位', '配合单位', '完成时限']);
  for (const { number, section, content, lead, supporting, dueOn } of plan.tasks)
    sheet.addRow([number, titles.get(section ?? '') ?? '', content, lead?.name ?? '', supporting.map((unit) => unit.name).join('、'), dueOn ?? '']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

interface Imported {
  readonly times: readonly number[];
  readonly tasks: number;
  readonly bytes: number;
}

async function imported(office: Http, bytes: string | Buffer, mediaType: string, runs: number): Promise<Imported> {
  const times: number[] = [];
  let tasks = 0;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const plan = await importPlan(office, bytes, mediaType);
    times.push(performance.now() - began);
    tasks = plan.tasks.length;
  }
  return { times, tasks, bytes: Buffer.byteLength(bytes) };
}

/** Reading the two plans from text, Word and Excel. */
export const importing: Measure = {
  name: 'import',
  title: 'Import of plans',
  inQuick: true,
  run: async ({ quick, shared }) => {
    const { instance } = await shared();
    const office = await signIn(instance.url, 'office', password);
    try {
      const findings: Finding[] = [];
      const rows: (readonly string[])[] = [];
      for (const source of Object.keys(sources) as Source[]) {
        const text = textOf(source);
        const files = [
          ['text', text, 'text/plain'],
          ['.docx', docx(text), docxType],
          ['.xlsx', await xlsx(await importPlan(office, text, 'text/plain')), xlsxType],
        ] as const;
        for (const [kind, bytes, mediaType] of files) {
          const { times, tasks, bytes: size } = await imported(office, bytes, mediaType, quick ? 3 : 9);
          const worst = Math.max(...times);
          findings.push(
            { what: `import of ${source} as ${kind}, slowest`, seen: ms(worst), aim: `${wantedMs} ms`, ok: worst <= wantedMs },
            { what: `tasks read from ${source} as ${kind}`, seen: String(tasks), aim: String(tasksOf[source]), ok: tasks === tasksOf[source], judgedInQuick: true },
          );
          rows.push([source, kind, `${(size / 1_024).toFixed(0)} KiB`, String(tasks), ms(median(times)), ms(worst)]);
        }
      }
      return {
        findings,
        tables: [{ title: 'Import over HTTP, from the request to the draft', heads: ['plan', 'as', 'size', 'tasks', 'p50', 'slowest'], rows }],
        notes: ['The Word file has each line of the text as a paragraph; the workbook has the tasks as one table.'],
      };
    } finally {
      office.close();
    }
  },
};
