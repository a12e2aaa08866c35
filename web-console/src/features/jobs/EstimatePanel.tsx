import { Problem } from '@/api/problem';
import type { Estimate } from '@/api/types';
import { duration, number } from '@/components/format';
import { Facts, Panel } from '@/components/Panel';
import { Note, problemText, Skeleton } from '@/components/States';
import { t } from '@/messages';

/** How much the job has to do, or why it would be refused. */
export function EstimatePanel({
  estimate,
  problem,
}: {
  estimate: Estimate | undefined;
  problem: unknown;
}) {
  if (problem) {
    const refused = problem instanceof Problem && problem.status === 422;
    return (
      <Note tone="warn" title={refused ? t('estimate.refused') : undefined}>
        {refused && problem.errors.length > 0 ? (
          problem.errors.map(({ field, message }) => <p key={field + message}>{message}</p>)
        ) : (
          <p>{problemText(problem)}</p>
        )}
      </Note>
    );
  }
  return (
    <Panel title={t('estimate.title')}>
      {estimate ? (
        <div className="stack-tight">
          <Facts
            items={[
              [t('estimate.rows'), number(estimate.rows)],
              [t('estimate.trainRows'), number(estimate.trainRows)],
              [t('estimate.features'), number(estimate.features)],
              ...(estimate.classes == null
                ? []
                : [[t('estimate.classes'), number(estimate.classes)] as [string, string]]),
              [t('estimate.time'), duration(estimate.estimatedSeconds)],
            ]}
          />
          <p className="quiet small">{t(`estimate.${estimate.basis}`)}</p>
        </div>
      ) : (
        <Skeleton rows={4} />
      )}
    </Panel>
  );
}
