import type { Residuals as ResidualData } from '@/api/types';
import { metric, number } from '@/components/format';
import { t } from '@/messages';
import css from './jobs.module.css';

const WIDTH = 480;
const HEIGHT = 160;

/** How far the answers of a regression are from the truth: a histogram, or the points themselves. */
export function Residuals({ residuals }: { residuals: ResidualData }) {
  const { bins, points } = residuals;
  if (!bins?.length && !points?.length) return null;
  return (
    <div className="stack-tight">
      <h3>{t('report.residuals')}</h3>
      {bins && bins.length > 0 && <Histogram bins={bins} />}
      {points && points.length > 0 && <Scatter points={points} />}
    </div>
  );
}

function Histogram({ bins }: { bins: NonNullable<ResidualData['bins']> }) {
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const width = WIDTH / bins.length;
  return (
    <svg
      className={css.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 20}`}
      role="img"
      aria-label={t('report.residuals')}
    >
      {bins.map(({ from, to, count }, index) => {
        const height = (HEIGHT * count) / most;
        return (
          <rect
            key={from}
            x={index * width + 1}
            y={HEIGHT - height}
            width={Math.max(1, width - 2)}
            height={height}
          >
            <title>
              {t('report.residuals.bin', { from: metric(from), to: metric(to) })}: {number(count)}
            </title>
          </rect>
        );
      })}
      <line x1="0" y1={HEIGHT} x2={WIDTH} y2={HEIGHT} />
      <text x="0" y={HEIGHT + 15}>
        {metric(bins[0]?.from ?? 0)}
      </text>
      <text x={WIDTH} y={HEIGHT + 15} textAnchor="end">
        {metric(bins.at(-1)?.to ?? 0)}
      </text>
    </svg>
  );
}

function Scatter({ points }: { points: NonNullable<ResidualData['points']> }) {
  const values = points.flatMap(({ actual, predicted }) => [actual, predicted]);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (value: number) => (WIDTH * (value - low)) / span;
  const y = (value: number) => WIDTH - (WIDTH * (value - low)) / span;
  return (
    <svg
      className={css.plot}
      viewBox={`-8 -8 ${WIDTH + 16} ${WIDTH + 36}`}
      role="img"
      aria-label={t('report.residuals')}
    >
      <line x1={x(low)} y1={y(low)} x2={x(low + span)} y2={y(low + span)} />
      {points.map(({ actual, predicted }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the points have no name and never move
        <circle key={index} cx={x(actual)} cy={y(predicted)} r="3" />
      ))}
      <text x={WIDTH / 2} y={WIDTH + 24} textAnchor="middle">
        {t('report.residuals.actual')} → · {t('report.residuals.predicted')} ↑
      </text>
    </svg>
  );
}
