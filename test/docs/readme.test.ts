import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const guides = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap((path) => (path.endsWith('.md') ? [join('docs', path)] : [])),
];
const english = read('README.md');
const chinese = read('README.zh-CN.md');

/** Fenced blocks as [language, content]. */
const blocks = (text: string): readonly (readonly [string, string])[] => [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']);
const outside = (text: string): string => text.replace(/^```\w*\n[\s\S]*?^```$/gm, '');
const links = (text: string): readonly string[] => [...outside(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');

describe('the documentation', () => {
  test('both READMEs have the same headings in number and depth, and Chinese ones are Chinese', () => {
    const depths = (text: string): readonly number[] => [...outside(text).matchAll(/^(#+) /gm)].map((match) => match[1]?.length ?? 0);
    expect(depths(english).length).toBeGreaterThan(5);
    expect(depths(chinese)).toEqual(depths(english));
    const titles = [...outside(chinese).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
    expect(titles.filter((title) => !/[\u4e00-\u9fff]/.test(title))).toEqual([]);
  });

  test('both READMEs show the same commands, the same output and the same picture, and link to the same files', () => {
    expect(blocks(chinese)).toEqual(blocks(english));
    const files = (text: string): readonly string[] => links(text).filter((link) => !link.startsWith('README'));
    expect([...files(chinese)].sort()).toEqual([...files(english)].sort());
  });

  test('the READMEs name the two commands of the project, and no badge', () => {
    const commands = blocks(english).flatMap(([language, content]) => (language === 'sh' ? [content.trim()] : []));
    expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
    expect(english + chinese).not.toMatch(/!\[|@[A-Z]+@/);
  });

  test('the output shown carries no place of a machine', () => {
    expect(blocks(english).filter(([, content]) => /\/(root|home|tmp|work)\//.test(content))).toEqual([]);
  });

  test('every npm script named anywhere exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const named = guides.flatMap((path) => [...read(path).matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map((match) => [path, match[1] ?? ''] as const));
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter(([, script]) => !Object.hasOwn(scripts, script))).toEqual([]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  test('every linked file exists', () => {
    const targets = guides.flatMap((path) => links(read(path)).map((link) => [path, link] as const));
    const local = targets.filter(([, link]) => !/^[a-z]+:|^#/.test(link));
    expect(local.length).toBeGreaterThan(10);
    expect(local.filter(([path, link]) => !existsSync(join(root, dirname(path), decodeURI(link.replace(/#.*$/, '')))))).toEqual([]);
  });

  test('the plan that npm run walk imports is the one whose reading the tests hold', () => {
    expect(read('app/walk/lianyun-2020.txt')).toBe(read('test/fixtures/plans/lianyun-2020.txt'));
  });
});
