import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';
import { spanWords } from '../../web/ui/span.ts';

const said = (from: string | null, until: string | null, { span }: typeof zh | typeof en = zh): string =>
  span[spanWords(from, until).slice('span.'.length) as keyof typeof span].replace('{{from}}', from ?? '').replace('{{until}}', until ?? '');

test('a span of days reads well, whatever of it is known', () => {
  expect(said('11月3日', '11月29日')).toBe('11月3日 – 11月29日');
  expect(said(null, '11月29日')).toBe('至11月29日');
  expect(said('11月3日', null)).toBe('11月3日起');
  expect(said(null, null)).toBe('—');
  expect([said('3 Nov', null, en), said(null, '29 Nov', en)]).toEqual(['from 3 Nov', 'until 29 Nov']);
});
