import type { Chart } from './measure.ts';

const width = 640;
const left = 150;
const right = 90;
const barHeight = 18;
const groupGap = 14;
const head = 40;
/** Readable on a white and on a dark page alike. */
const colours = ['#2f7ed8', '#d8892f', '#5aa55a'];
const ink = '#808080';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** Horizontal bars as an SVG that a code host shows without scripts: a group for each label, a bar for each series, each with its value. */
export function svgOf({ title, unit, labels, series }: Chart): string {
  const values = series.flatMap((one) => one.values).filter(Number.isFinite);
  const most = Math.max(...values, Number.MIN_VALUE);
  const scale = (width - left - right) / most;
  const groupHeight = series.length * barHeight + groupGap;
  const height = head + labels.length * groupHeight + (series.length > 1 ? 24 : 4);
  const text = (x: number, y: number, content: string, more = ''): string => `<text x="${x}" y="${y}" fill="${ink}" ${more}>${escaped(content)}</text>`;
  const bars = labels.flatMap((label, group) => {
    const top = head + group * groupHeight;
    return [
      text(left - 8, top + (series.length * barHeight) / 2 + 4, label, 'text-anchor="end"'),
      ...series.flatMap((one, index) => {
        const value = one.values[group] ?? Number.NaN;
        if (!Number.isFinite(value)) return [];
        const y = top + index * barHeight;
        return [
          `<rect x="${left}" y="${y}" width="${Math.max(1, value * scale).toFixed(1)}" height="${barHeight - 3}" fill="${colours[index % colours.length]}"/>`,
          text(Number((left + value * scale + 6).toFixed(1)), y + 12, `${shown(value)} ${unit}`),
        ];
      }),
    ];
  });
  const legend =
    series.length > 1
      ? series.map(
          (one, index) =>
            `<rect x="${left + index * 150}" y="${height - 18}" width="10" height="10" fill="${colours[index % colours.length]}"/>${text(left + index * 150 + 15, height - 9, one.name)}`,
        )
      : [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    text(left, 22, title, 'font-size="14" font-weight="bold"'),
    ...bars,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
