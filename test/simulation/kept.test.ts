import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

test('each kept history is of a kind that is played, says what went wrong, and holds something', () => {
  const told = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const stories = new Set(told.flatMap((file) => [...read(file).matchAll(/\bstory: '(\w+)'/g)].map(([, story]) => story)));
  expect(stories.size).toBeGreaterThan(2);
  const kept = readdirSync(new URL('kept/', folder)).map((file) => JSON.parse(read(`kept/${file}`)) as { readonly story: string; readonly why: string; readonly history: object });
  expect(kept.length).toBeGreaterThan(3);
  for (const { story, why, history } of kept) {
    expect([...stories]).toContain(story);
    expect(why.length).toBeGreaterThan(20);
    expect(Object.keys(history).length).toBeGreaterThan(0);
  }
});
