import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../app/embedded/ports.ts';
import { Instance, password } from '../e2e/instance.ts';
import { chromiumPath, desk, openBrowser, openPage, phone, settled, signIn } from './browser.ts';
import { crawl, faultsOf } from './crawl.ts';

/** `npm run tour`: starts the demo afresh, goes through every kind of page as each role, looks at it at a desk and on a phone in both languages, and keeps the Chinese pictures in docs/screens with a page that shows them. Ends with 1 when a page has a fault. */
const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const roles = ['office', 'leader', 'manager', 'liaison', 'inspector-a', 'expert', 'admin'] as const;
/** Small enough to keep, clear enough to read. */
const quality = 55;

interface Picture {
  readonly kind: string;
  readonly title: string;
  readonly name: string;
  readonly who: string;
}

const nameOf = (kind: string, who: string): string =>
  (kind === '/' ? `workbench-${who}` : kind)
    .replace(/\/:id/g, '-one')
    .replace(/[^a-z0-9-]+/gi, '-')
    .replace(/^-|-$/g, '');

function page(pictures: readonly Picture[]): string {
  const shown = pictures.map(
    ({ kind, title, name, who }) =>
      `## ${title}\n\n\`${kind}\`, seen by ${who}\n\n| 1440 × 900 | 390 × 844 |\n|---|---|\n| ![${title}](${name}-1440.jpg) | ![${title}](${name}-390.jpg) |\n`,
  );
  return `# The console, page by page\n\nTaken from the demo by \`npm run tour\`, which also looks for barriers (axe), sideways scrolling, missing headings and complaints of the browser on each page, in both languages and at both widths.\n\n${shown.join('\n')}`;
}

if (chromiumPath === undefined) throw new Error('no Chromium here: install one, or set CHROMIUM_PATH');
const instance = new Instance(await freePort());
const faults: string[] = [];
const pictures: Picture[] = [];
await instance.start();
const browser = await openBrowser();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const known = new Set<string>();
  for (const who of roles) {
    const seen = await openPage(browser, desk, instance.url);
    await signIn(seen.page, instance.url, who, password);
    // Each role has a workbench of its own.
    known.delete('/');
    const picture = (name: string, width: number) => seen.page.screenshot({ path: `${folder}${name}-${width}.jpg`, type: 'jpeg', quality, animations: 'disabled' });
    await crawl(seen, known, async (met) => {
      const name = nameOf(met.kind, who);
      const noted = (how: string, found: readonly string[]) => faults.push(...found.map((fault) => `${met.kind} as ${who}, ${how}: ${fault}`));
      noted('desk', met.faults);
      await picture(name, desk.width);
      pictures.push({ kind: met.kind, title: (await seen.page.locator('h1').first().textContent()) ?? met.kind, name, who });
      await seen.page.setViewportSize(phone);
      noted('phone', await faultsOf(seen));
      await picture(name, phone.width);
      await seen.page.evaluate("localStorage.setItem('duban.language', 'en')");
      await seen.page.reload();
      await settled(seen.page);
      noted('phone in English', await faultsOf(seen));
      await seen.page.setViewportSize(desk);
      noted('desk in English', await faultsOf(seen));
      await seen.page.evaluate("localStorage.setItem('duban.language', 'zh')");
      console.log(`${who} ${met.kind}`);
    });
    await seen.context.close();
  }
  writeFileSync(`${folder}README.md`, page(pictures));
} finally {
  await browser.close();
  await instance.stop();
  instance.remove();
}
console.log(faults.length === 0 ? `${pictures.length} pages, no fault` : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
