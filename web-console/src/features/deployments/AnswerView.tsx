import { metric, percent } from '@/components/format';
import { t } from '@/messages';
import css from './deployments.module.css';
import type { Answer } from './tensors';

export function AnswerView({ answer }: { answer: Answer & { millis: number } }) {
  const value = Number(answer.label);
  const shown =
    answer.label === undefined || answer.label === '' || Number.isNaN(value)
      ? answer.label
      : metric(value);
  return (
    <div className={css.answer} data-testid="answer">
      <div className="row-between">
        <span>
          <span className="quiet">{t('try.label')}</span>{' '}
          <strong className={css.predicted}>{shown}</strong>
        </span>
        <span className="quiet small">{t('try.took', { millis: answer.millis })}</span>
      </div>
      {answer.shares.length > 0 && (
        <table className={css.shares} aria-label={t('try.confidence')}>
          <tbody>
            {answer.shares.map(({ name, value: share }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <span className={css.share} style={{ width: `${100 * share}%` }} />
                </td>
                <td className="num">{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answer.rest.map(({ name, data }) => (
        <p key={name} className="small">
          <span className="quiet">{name}</span> <code>{JSON.stringify(data)}</code>
        </p>
      ))}
    </div>
  );
}
