import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svgOf } from '../../bench/chart.ts';
import type { Chart, Measure } from '../../bench/measure.ts';
import { writePage } from '../../bench/page.ts';

const chart: Chart = {
  name: 'latency',
  title: 'Time <of> one step',
  unit: 'ms',
  labels: ['light', 'loaded'],
  series: [
    { name: 'Duban', values: [5, 20] },
    { name: 'plain', values: [10, 40] },
  ],
};
const measure: Measure = { name: 'latency', title: 'Time of one step', inQuick: true, run: async () => ({ findings: [] }) };
const order = ['start', 'latency'];
const circumstances = { day: '27 November 2026', machine: '2 cores', versions: 'PostgreSQL 18.4', commit: 'abc1234', quick: false };

describe('the page of benchmarks', () => {
  const widths = (svg: string): readonly number[] => [...svg.matchAll(/<rect[^>]* width="([\d.]+)" height="15"/g)].map((match) => Number(match[1]));

  test('a chart has a bar for each value, as long as the value, and no markup from its texts', () => {
    const svg = svgOf(chart);
    const [a = 0, b = 0, c = 0, d = 0] = widths(svg);
    expect([b / a, c / a, d / a].map((value) => Number(value.toFixed(2)))).toEqual([2, 4, 8]);
    expect(svg).toContain('Time &lt;of&gt; one step');
    expect(svg).not.toContain('<of>');
  });

  test('a value that could not be measured has no bar', () => {
    expect(widths(svgOf({ ...chart, series: [{ name: 'Duban', values: [5, Number.NaN] }] }))).toHaveLength(1);
  });

  test('it says what fell short first, shows every table and links every chart that it has written, and none of an earlier run', () => {
    const docs = mkdtempSync(join(tmpdir(), 'duban-page-'));
    try {
      const section = {
        findings: [{ what: 'p50', seen: '9 ms', aim: '5 ms', ok: false }],
        tables: [{ title: 'Times', heads: ['what', 'p50'], rows: [['a|b', '9 ms']] }],
        charts: [chart],
        notes: ['How it was measured.'],
      };
      writePage(docs, [{ measure, seconds: 1, section }], circumstances, order);
      writeFileSync(join(docs, 'benchmarks', 'gone.svg'), '');
      // Another run measures another thing: what was kept before stays, with its own circumstances.
      writePage(docs, [{ measure: { name: 'start', title: 'Another' }, seconds: 1, failure: 'no server' }], { ...circumstances, commit: 'def5678' }, order);
      const page = readFileSync(join(docs, 'benchmarks.md'), 'utf8');
      expect(page.indexOf('- p50: 9 ms (aim: 5 ms)')).toBeGreaterThan(0);
      expect(page.indexOf('- p50: 9 ms (aim: 5 ms)')).toBeLessThan(page.indexOf('How it was measured.'));
      for (const text of ['| a\\|b | 9 ms |', '| p50 | 9 ms | 5 ms | **fell short** |', 'It failed: no server', 'commit abc1234', 'commit def5678']) expect(page).toContain(text);
      expect(page.indexOf('## Another')).toBeLessThan(page.indexOf('## Time of one step'));
      const linked = [...page.matchAll(/\]\((benchmarks\/[^)]+)\)/g)].map((match) => match[1] ?? '');
      expect(linked).toEqual(['benchmarks/latency.svg']);
      expect(linked.every((path) => existsSync(join(docs, path)))).toBe(true);
      expect(existsSync(join(docs, 'benchmarks', 'gone.svg'))).toBe(false);
    } finally {
      rmSync(docs, { recursive: true });
    }
  });
});
