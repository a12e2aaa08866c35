import { Progress } from '@mantine/core';
import { useEffect, useReducer } from 'react';
import type { Job, Progress as JobProgress } from '@/api/types';
import { duration, percent } from '@/components/format';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';
import { secondsOf } from './runtime';

/** How far the job is, in steps and in time. */
export function ProgressPanel({
  job,
  progress,
}: {
  job: Job;
  progress: JobProgress | null | undefined;
}) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick(), 1000);
    return () => clearInterval(timer);
  }, []);
  const fraction = progress?.fraction ?? (progress?.total ? progress.step / progress.total : 0);
  return (
    <Panel>
      <div className="stack-tight">
        <div className="row-between">
          <strong>
            {progress?.total
              ? t('job.step', { step: progress.step, total: progress.total })
              : t(`state.${job.state}`)}
          </strong>
          <span className="quiet">
            {job.state === 'queued' && job.queuePosition != null
              ? t('job.queue', { count: job.queuePosition })
              : [
                  percent(fraction),
                  job.startedAt && duration(secondsOf(job)),
                  progress?.etaSeconds != null &&
                    t('job.eta', { time: duration(progress.etaSeconds) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
          </span>
        </div>
        <Progress
          value={100 * fraction}
          size="md"
          aria-label={t('job.progress')}
          transitionDuration={250}
        />
      </div>
    </Panel>
  );
}
