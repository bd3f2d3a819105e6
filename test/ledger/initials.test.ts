import { readFileSync } from 'node:fs';
import { asInitials } from '../../api/search/initials.ts';
import { initialsOf, initialsUpTo } from '../../ledger/projection/initials.ts';

describe('the initials of a text', () => {
  test.each([
    ['健康办', 'jkb'],
    ['重庆路街道办事处', 'cqljdbsc'],
    ['重点人群', 'zdrq'],
    ['工商银行网点', 'gsyhwd'],
    ['推行无烟行动', 'txwyxd'],
    ['长江路成长指导', 'cjlczzd'],
    ['调度会上调整', 'ddhstz'],
    ['', ''],
  ])('%s is %p: a character is read as its word has it', (text, initials) => {
    expect(initialsOf(text)).toBe(initials);
  });

  test.each([
    ['2026年ABC控烟，行动！', '2026nabckyxd'],
    ['“无烟”单位（第3批）\n名单', 'wydwd3pmd'],
    ['ＡＢ１２ 步道', 'ab12bd'],
    ['𠮷😀é—〔〕', ''],
  ])('%j is %p: letters and digits stand for themselves, everything else is left out', (text, initials) => {
    expect(initialsOf(text)).toBe(initials);
  });

  test('are those of its first hundred characters, however long it is', () => {
    expect(initialsUpTo).toBe(100);
    expect(initialsOf('控烟'.repeat(4_000))).toBe('ky'.repeat(50));
    expect(initialsOf(`${'😀'.repeat(99)}控烟`)).toBe('k');
  });

  test('were kept as this dictionary reads: another comes with a migration that empties the columns `initials`, so that all are filled anew', () => {
    const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
    expect(dependencies['pinyin-pro']).toBe('3.29.4');
  });
});

describe('words', () => {
  test.each(['jkb', 'JKB', 'd3pmd', 'ab'])('%s may be initials', (words) => {
    expect(asInitials(words)).toBe(words.toLowerCase());
  });

  test.each(['j', 'a1', '12', '1ab', 'jk b', 'jk%', 'j健', ''])('%j are none', (words) => {
    expect(asInitials(words)).toBeUndefined();
  });
});
