import type { Residuals as ResidualData } from '@/api/types';
import { metric } from '@/components/format';
import { t } from '@/messages';
import css from './jobs.module.css';

const WIDTH = 560;
const MIDDLE = 34;
const QUANTILES = ['min', 'p05', 'p25', 'median', 'p75', 'p95', 'max'] as const;

/** How far the answers of a regression are from the truth: a box over the spread, and its numbers. */
export function Residuals({ residuals }: { residuals: ResidualData }) {
  const low = Math.min(residuals.min, 0);
  const span = Math.max(residuals.max, 0) - low || 1;
  const x = (value: number) => 8 + ((WIDTH - 16) * (value - low)) / span;
  return (
    <div className="stack-tight">
      <h3>{t('report.residuals')}</h3>
      <p className="quiet small">{t('report.residuals.help')}</p>
      <svg className={css.plot} viewBox={`0 0 ${WIDTH} 84`} aria-hidden="true">
        <line x1={x(residuals.p05)} y1={MIDDLE} x2={x(residuals.p95)} y2={MIDDLE} />
        <rect
          x={x(residuals.p25)}
          y={MIDDLE - 16}
          width={Math.max(2, x(residuals.p75) - x(residuals.p25))}
          height="32"
          rx="3"
        />
        <line
          className={css.median}
          x1={x(residuals.median)}
          y1="18"
          x2={x(residuals.median)}
          y2="50"
        />
        <circle cx={x(residuals.min)} cy={MIDDLE} r="3" />
        <circle cx={x(residuals.max)} cy={MIDDLE} r="3" />
        <line className={css.zero} x1={x(0)} y1="4" x2={x(0)} y2="62" />
        <text x={x(0)} y="78" textAnchor="middle">
          0
        </text>
      </svg>
      <table className={css.plain}>
        <thead>
          <tr>
            {QUANTILES.map((name) => (
              <th key={name} scope="col">
                {t(`report.residuals.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {QUANTILES.map((name) => (
              <td key={name}>{metric(residuals[name])}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
