import { NativeSelect, Progress } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { training } from '@/api/training';
import type { Job } from '@/api/types';
import { StateBadge } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { duration, percent } from '@/components/format';
import { Icon } from '@/components/Icon';
import { isActive } from '@/components/jobs';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Empty, Loaded } from '@/components/States';
import { Time } from '@/components/Time';
import { useInfinite } from '@/components/useInfinite';
import { t, tName } from '@/messages';
import { secondsOf } from './runtime';

const route = getRouteApi('/shell/member/jobs');
const STATES = ['queued', 'preparing', 'running', 'succeeded', 'failed', 'cancelled'] as const;

export function JobsPage() {
  const search = route.useSearch();
  const session = useSession();
  const navigate = useNavigate();
  const query = useInfinite(
    ['jobs', 'list', search],
    (cursor) => training.list({ ...search, cursor }),
    { refetchInterval: 5000 },
  );
  const set = (change: typeof search) =>
    navigate({ to: '/jobs', search: { ...search, ...change }, replace: true });
  const create = (
    <LinkButton to="/jobs/new" leftSection={<Icon name="plus" size={16} />}>
      {t('job.new')}
    </LinkButton>
  );
  const filtered = Object.values(search).some(Boolean);
  return (
    <>
      <PageHead title={t('nav.jobs')} windowTitle={t('nav.jobs')} actions={create} />
      <div className="stack">
        <div className="row">
          <NativeSelect
            aria-label={t('job.state')}
            value={search.state ?? ''}
            onChange={(event) => set({ state: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: t('job.state.all') },
              ...STATES.map((value) => ({ value, label: t(`state.${value}`) })),
            ]}
            data-filter
          />
          <NativeSelect
            aria-label={t('job.owner')}
            value={search.namespace ?? ''}
            onChange={(event) => set({ namespace: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: t('repo.namespace.all') },
              ...(session?.namespaces.map(({ name }) => name) ?? []),
            ]}
          />
        </div>
        <Panel flush>
          <Loaded query={query}>
            {(rows) => {
              if (rows.length > 0) {
                return (
                  <DataTable
                    label={t('nav.jobs')}
                    columns={columns()}
                    rows={rows}
                    rowKey={(job) => job.id}
                    paging={query}
                  />
                );
              }
              return filtered ? (
                <Empty icon="search" title={t('job.list.noneInState')} />
              ) : (
                <Empty icon="job" title={t('job.list.empty')} action={create}>
                  {t('job.list.empty.help')}
                </Empty>
              );
            }}
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

function columns(): Column<Job>[] {
  return [
    {
      key: 'name',
      header: t('job.name'),
      main: true,
      cell: (job) => (
        <Link to="/jobs/$id" params={{ id: job.id }}>
          {job.name}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('job.state'),
      width: '130px',
      cell: (job) => <StateBadge state={job.state} />,
    },
    { key: 'progress', header: t('job.progress'), width: '150px', cell: progressCell },
    { key: 'task', header: t('job.task'), cell: (job) => tName('task', job.task) },
    {
      key: 'dataset',
      header: t('job.dataset'),
      cell: (job) => <RepositoryLink kind="datasets" id={job.dataset.repo} />,
    },
    { key: 'by', header: t('job.by'), cell: (job) => job.createdBy, width: '110px' },
    {
      key: 'created',
      header: t('job.created'),
      numeric: true,
      cell: (job) => <Time iso={job.createdAt} />,
      width: '130px',
    },
    {
      key: 'duration',
      header: t('job.duration'),
      numeric: true,
      width: '120px',
      cell: (job) => (job.startedAt ? duration(secondsOf(job)) : ''),
    },
  ];
}

function progressCell(job: Job) {
  if (!isActive(job.state) || !job.progress) return null;
  return (
    <span className="row progress-cell">
      <Progress
        className="grow"
        value={100 * job.progress.fraction}
        size="sm"
        aria-label={t('job.progress')}
      />
      <span className="small">{percent(job.progress.fraction)}</span>
    </span>
  );
}
