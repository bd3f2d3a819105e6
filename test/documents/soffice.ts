import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Conversions of one call: what a slow machine does within the limit. */
const atOnce = 20;
const limitMs = 300_000;

const answers = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: 'ignore' }).error === undefined;
/** What of LibreOffice and poppler this machine lacks; undefined when both are here. */
export const lacking: string | undefined =
  [
    ['soffice', '--version'],
    ['pdftotext', '-v'],
    ['pdfinfo', '-v'],
  ]
    .filter(([program = '', argument = '']) => !answers(program, argument))
    .map(([program]) => program)
    .join(', ') || undefined;

/** A page as LibreOffice prints it: its size in millimetres, its text as it lies on the page, and the same without spaces and line ends. */
export interface PrintedPage {
  readonly size: string;
  readonly laid: string;
  readonly text: string;
}

async function pagesOf(pdf: string): Promise<readonly PrintedPage[]> {
  const [{ stdout: info }, { stdout: text }] = await Promise.all([run('pdfinfo', ['-f', '1', '-l', '-1', pdf]), run('pdftotext', ['-layout', pdf, '-'])]);
  const sizes = [...info.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+) pts/gm)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) * 25.4) / 72)).join(' × '),
  );
  const texts = text.split('\f').slice(0, -1);
  return sizes.map((size, index) => ({ size, laid: texts[index] ?? '', text: (texts[index] ?? '').replace(/\s+/g, '') }));
}

/**
 * Opens each file in LibreOffice and prints it; answers the pages of those that it opened, by the names given, which end in .docx or .xlsx.
 * The PDFs stay in `DUBAN_PRINTED` where that is set, for people to look at. Throws when LibreOffice does not answer within five minutes.
 */
export async function printed(files: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, readonly PrintedPage[]>> {
  const work = await mkdtemp(path.join(tmpdir(), 'duban-printed-'));
  try {
    const named = [...files].map(([name, bytes], index) => ({ name, bytes, file: `${index}${path.extname(name)}` }));
    for (const { file, bytes } of named) await writeFile(path.join(work, file), bytes);
    for (let first = 0; first < named.length; first += atOnce) {
      const some = named.slice(first, first + atOnce).map(({ file }) => path.join(work, file));
      // A profile of its own: another office program that runs here is not disturbed.
      await run('soffice', [`-env:UserInstallation=file://${work}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', work, ...some], { timeout: limitMs });
    }
    const made = new Set(await readdir(work));
    const pages = new Map<string, readonly PrintedPage[]>();
    const keep = process.env.DUBAN_PRINTED;
    if (keep) await mkdir(keep, { recursive: true });
    for (const { name, file } of named) {
      const pdf = `${path.parse(file).name}.pdf`;
      if (!made.has(pdf)) continue;
      pages.set(name, await pagesOf(path.join(work, pdf)));
      if (keep) await rename(path.join(work, pdf), path.join(keep, `${name.replaceAll('/', ' ')}.pdf`));
    }
    return pages;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
