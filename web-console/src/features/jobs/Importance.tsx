import { metric } from '@/components/format';
import { t } from '@/messages';
import css from './jobs.module.css';

const SHOWN = 15;

/** The columns that the answers depend on most, as bars with their numbers. */
export function Importance({ importance }: { importance: { feature: string; value: number }[] }) {
  const sorted = [...importance].sort((a, b) => b.value - a.value).slice(0, SHOWN);
  const most = Math.max(...sorted.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <div className="stack-tight">
      <h3>{t('report.importance')}</h3>
      <table className={css.bars}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('report.importance.feature')}</th>
            <th scope="col">{t('report.importance.value')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ feature, value }) => (
            <tr key={feature}>
              <th scope="row">{feature}</th>
              <td>
                <span className={css.bar} style={{ width: `${(100 * value) / most}%` }} />
              </td>
              <td className="num">{metric(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
