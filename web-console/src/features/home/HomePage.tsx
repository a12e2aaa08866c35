import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { deployments } from '@/api/deployments';
import { hub } from '@/api/hub';
import { useSession } from '@/api/session';
import { training } from '@/api/training';
import { isActive } from '@/components/jobs';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { Loaded } from '@/components/States';
import { t } from '@/messages';
import { NextSteps } from './NextSteps';
import { DeploymentRows, JobRows, RepositoryRows } from './Recent';

const RECENT = 6;

/** Everything that needs attention now, or the next step for who has just arrived. */
export function HomePage() {
  const session = useSession();
  const jobs = useQuery({
    queryKey: ['jobs', 'recent'],
    queryFn: () => training.list({ limit: RECENT }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => isActive(job.state)) ? 2000 : 15_000,
  });
  const datasets = useQuery({
    queryKey: ['datasets', 'recent'],
    queryFn: () => hub.list('datasets', { limit: RECENT }),
  });
  const models = useQuery({
    queryKey: ['models', 'recent'],
    queryFn: () => hub.list('models', { limit: RECENT }),
  });
  const served = useQuery({
    queryKey: ['deployments', 'recent'],
    queryFn: () => deployments.list({ limit: RECENT }),
  });
  const name = session?.user.displayName || session?.user.name || '';
  const has = (query: { data?: { items: unknown[] } }) => (query.data?.items.length ?? 0) > 0;
  const known = [jobs, datasets, models, served].every(({ isPending }) => !isPending);
  const done = { data: has(datasets), model: has(models), deployment: has(served) };
  const allDone = done.data && done.model && done.deployment;
  return (
    <>
      <PageHead title={t('home.welcome', { name })} windowTitle={t('home.title')} />
      <div className="stack">
        {known && !allDone && <NextSteps done={done} />}
        {has(jobs) && (
          <Section title={t('home.recentJobs')} to="/jobs">
            <Loaded query={jobs} rows={3}>
              {({ items }) => <JobRows jobs={items} />}
            </Loaded>
          </Section>
        )}
        <div className="columns">
          {has(served) && (
            <Section title={t('home.deployments')} to="/deployments">
              <Loaded query={served} rows={3}>
                {({ items }) => <DeploymentRows deployments={items} />}
              </Loaded>
            </Section>
          )}
          {has(models) && (
            <Section title={t('home.recentModels')} to="/models">
              <Loaded query={models} rows={3}>
                {({ items }) => <RepositoryRows kind="models" repositories={items} />}
              </Loaded>
            </Section>
          )}
          {has(datasets) && (
            <Section title={t('home.recentDatasets')} to="/datasets">
              <Loaded query={datasets} rows={3}>
                {({ items }) => <RepositoryRows kind="datasets" repositories={items} />}
              </Loaded>
            </Section>
          )}
        </div>
        {jobs.error && <Loaded query={jobs}>{() => null}</Loaded>}
      </div>
    </>
  );
}

function Section({
  title,
  to,
  children,
}: {
  title: string;
  to: '/jobs' | '/models' | '/datasets' | '/deployments';
  children: ReactNode;
}) {
  return (
    <Panel title={title} actions={<Link to={to}>{t('home.all')}</Link>} flush>
      {children}
    </Panel>
  );
}
