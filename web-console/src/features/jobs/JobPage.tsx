import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { feed } from '@/api/feed';
import { training } from '@/api/training';
import type { Job } from '@/api/types';
import { StateBadge } from '@/components/Badge';
import { ago } from '@/components/format';
import { isActive } from '@/components/jobs';
import { PageHead } from '@/components/PageHead';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { t, tName } from '@/messages';
import { JobActions } from './JobActions';
import { JobLive } from './JobLive';
import { LogPanel } from './LogPanel';
import { MetricCharts } from './MetricCharts';
import { ProgressPanel } from './ProgressPanel';
import { ResultPanel } from './ResultPanel';
import { SpecPanel } from './SpecPanel';
import { TimelinePanel } from './TimelinePanel';

const route = getRouteApi('/shell/member/jobs/$id');
const POLL_MILLIS = 3000;

export function JobPage() {
  const { id } = route.useParams();
  const status = useSyncExternalStore(feed.onStatus, feed.status);
  const query = useQuery({
    queryKey: ['jobs', id],
    queryFn: () => training.get(id),
    refetchInterval: ({ state }) => {
      if (!state.data || !isActive(state.data.state)) return false;
      return status === 'live' ? 5 * POLL_MILLIS : POLL_MILLIS;
    },
  });
  return (
    <Loaded query={query}>{(job) => <LiveJob key={job.id} job={job} status={status} />}</Loaded>
  );
}

function useLive(job: Job) {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one live store per job and attempt
  const live = useMemo(
    () => new JobLive(job, () => client.invalidateQueries({ queryKey: ['jobs'] })),
    [job.id, job.attempt],
  );
  useEffect(() => live.start(), [live]);
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

function LiveJob({ job, status }: { job: Job; status: string }) {
  const live = useLive(job);
  const active = isActive(job.state);
  return (
    <>
      <PageHead
        title={job.name}
        windowTitle={job.name}
        subtitle={
          <>
            <span role="status">
              <StateBadge state={job.state} />
            </span>
            <span>{tName('task', job.task)}</span>
            <RepositoryLink kind="datasets" id={job.dataset.repo} />
            <Time iso={job.createdAt} />
          </>
        }
        actions={<JobActions job={job} />}
      />
      <div className="stack">
        {active && status === 'lost' && live.receivedAt && (
          <Note tone="warn">
            <p>{t('job.stale', { time: ago(live.receivedAt) })}</p>
          </Note>
        )}
        {job.reason && job.state === 'failed' && (
          <Note tone="bad" title={t('job.failed')}>
            <p>{job.reason.message}</p>
            {job.reason.hint && <p>{job.reason.hint}</p>}
          </Note>
        )}
        {active && <ProgressPanel job={job} progress={live.progress ?? job.progress} />}
        <div className="with-side">
          <div className="stack">
            {job.state === 'succeeded' && <ResultPanel job={job} />}
            <MetricCharts series={live.series} loaded={live.loaded} />
            <LogPanel job={job} lines={live.lines} />
          </div>
          <div className="stack">
            <TimelinePanel job={job} />
            <SpecPanel job={job} />
          </div>
        </div>
      </div>
    </>
  );
}
