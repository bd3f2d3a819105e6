import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { breakIn } from './break-in.ts';
import { page } from './page.ts';
import { rules } from './rules.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

describe('the proofs', () => {
  test('tell each story once', () => {
    const stories = rules.map(({ story }) => story);
    expect(stories.length).toBeGreaterThan(25);
    expect(new Set(stories).size).toBe(stories.length);
  });

  test.each(rules.map((rule) => [rule.story, rule] as const))('of %s break what still stands in the product', (_story, rule) => {
    expect(breakIn(read(rule.broken.file), rule)).not.toBe(read(rule.broken.file));
  });

  test.each(rules.map((rule) => [rule.story, rule.test] as const))('of %s name a test that is there', (_story, { file, title }) => {
    expect(existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)))).toBe(true);
    expect(read(file)).toContain(title);
  });

  test('are told by docs/proofs.md, as written after a run in which every break was noticed', () => {
    expect(read('docs/proofs.md')).toBe(page(rules));
  });
});
