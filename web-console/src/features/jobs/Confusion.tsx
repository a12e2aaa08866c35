import type { JobReport } from '@/api/types';
import { number } from '@/components/format';
import { t } from '@/messages';
import css from './jobs.module.css';

/** Rows by actual and predicted class; the stronger the tint, the larger the share of its actual class. */
export function Confusion({ confusion }: { confusion: NonNullable<JobReport['confusion']> }) {
  const { labels, matrix } = confusion;
  return (
    <div className="stack-tight">
      <h3>{t('report.confusion')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={css.tableScroll} tabIndex={0} aria-label={t('report.confusion')}>
        <table className={css.confusion}>
          <thead>
            <tr>
              <td />
              <th colSpan={labels.length} scope="colgroup">
                {t('report.confusion.predicted')}
              </th>
            </tr>
            <tr>
              <th scope="col">{t('report.confusion.actual')}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row, actual) => {
              const total = row.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={labels[actual]}>
                  <th scope="row">{labels[actual]}</th>
                  {row.map((count, predicted) => (
                    <ConfusionCell
                      key={labels[predicted]}
                      count={count}
                      share={total > 0 ? count / total : 0}
                      right={actual === predicted}
                      title={t('report.confusion.cell', {
                        count,
                        actual: labels[actual] ?? '',
                        predicted: labels[predicted] ?? '',
                      })}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function ConfusionCell({
  count,
  share,
  right,
  title,
}: {
  count: number;
  share: number;
  right: boolean;
  title: string;
}) {
  const tint = `color-mix(in srgb, var(${right ? '--good' : '--bad'}) ${Math.round(34 * share)}%, transparent)`;
  return (
    <td title={title} style={{ backgroundColor: tint }}>
      {number(count)}
    </td>
  );
}
