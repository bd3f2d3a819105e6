import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import { comma } from '../ui/line.tsx';
import { dayText } from '../ui/time.ts';
import { type Things, thingQuery } from './things.ts';
import { aimOf, pointsOf } from './trend-line.ts';

type Indicator = Things['indicators'];

const [width, height, edge] = [140, 36, 5];

/** The baseline and the values over time as a line, the newest as a dot, the target dashed; read out as days and values. */
export function Trend({ indicator }: { readonly indicator: Indicator }) {
  const { t } = useTranslation();
  const points = pointsOf(indicator);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return <span className="hint">{t('indicators.noTrend')}</span>;
  const aim = aimOf(indicator);
  const values = [...points.map(({ value }) => value), ...(aim === undefined ? [] : [aim])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, until] = [Date.parse(first.on), Date.parse(last.on)];
  const x = (on: string): number => (until === from ? width / 2 : edge + ((Date.parse(on) - from) / (until - from)) * (width - 2 * edge));
  const y = (value: number): number => (high === low ? height / 2 : height - edge - ((value - low) / (high - low)) * (height - 2 * edge));
  const said = points.map(({ on, value }) => `${dayText(on, language())} ${Number(value.toFixed(2))}`).join(comma());
  return (
    <svg className="trend" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('indicators.trendOf', { values: said })}>
      {aim !== undefined && <line className="aim" x1={0} x2={width} y1={y(aim)} y2={y(aim)} />}
      <polyline points={points.map(({ on, value }) => `${x(on).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      <circle cx={x(last.on)} cy={y(last.value)} r={3.5} />
    </svg>
  );
}

/** The line of an indicator of a list, which says its newest value alone: its values are read when it is shown. */
export function TrendOf({ id }: { readonly id: string }) {
  const indicator = useQuery(thingQuery('indicators', id)).data;
  return indicator ? <Trend indicator={indicator} /> : null;
}
