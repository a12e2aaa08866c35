import { NativeSelect } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { deployments } from '@/api/deployments';
import { useSession } from '@/api/session';
import type { Deployment } from '@/api/types';
import { StateBadge, VisibilityBadge } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { Icon } from '@/components/Icon';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Empty, Loaded } from '@/components/States';
import { Time } from '@/components/Time';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { readyReplicas } from './replicas';

const route = getRouteApi('/shell/member/deployments');

export function DeploymentsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const session = useSession();
  const query = useInfinite(
    ['deployments', 'list', search],
    (cursor) => deployments.list({ ...search, cursor }),
    { refetchInterval: 5000 },
  );
  const create = (
    <LinkButton to="/deployments/new" leftSection={<Icon name="plus" size={16} />}>
      {t('deployment.new')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('nav.deployments')} windowTitle={t('nav.deployments')} actions={create} />
      <div className="stack">
        <div className="row">
          <NativeSelect
            aria-label={t('repo.namespace')}
            value={search.namespace ?? ''}
            onChange={(event) =>
              navigate({
                to: '/deployments',
                search: { namespace: event.currentTarget.value || undefined },
                replace: true,
              })
            }
            data={[
              { value: '', label: t('repo.namespace.all') },
              ...(session?.namespaces.map(({ name }) => name) ?? []),
            ]}
            data-filter
          />
        </div>
        <Panel flush>
          <Loaded query={query}>
            {(rows) =>
              rows.length === 0 ? (
                <Empty icon="deployment" title={t('deployment.list.empty')} action={create}>
                  {t('deployment.list.empty.help')}
                </Empty>
              ) : (
                <DataTable
                  label={t('nav.deployments')}
                  columns={columns()}
                  rows={rows}
                  rowKey={(row) => row.id}
                  paging={query}
                />
              )
            }
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

function columns(): Column<Deployment>[] {
  return [
    {
      key: 'name',
      header: t('deployment.name'),
      main: true,
      cell: ({ namespace: ns, name }) => (
        <Link to="/deployments/$ns/$name" params={{ ns, name }}>
          {ns}/{name}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('deployment.state'),
      width: '130px',
      cell: (row) => <StateBadge state={row.state} />,
    },
    {
      key: 'model',
      header: t('deployment.model'),
      cell: (row) => (
        <span>
          <RepositoryLink kind="models" id={row.model} />{' '}
          {t('version.short', { number: row.version })}
        </span>
      ),
    },
    {
      key: 'ready',
      header: t('deployment.ready'),
      numeric: true,
      width: '90px',
      cell: (row) =>
        t('deployment.ready.value', { ready: readyReplicas(row), desired: row.desiredReplicas }),
    },
    {
      key: 'visibility',
      header: t('visibility.label'),
      width: '120px',
      cell: (row) => <VisibilityBadge visibility={row.visibility} />,
    },
    {
      key: 'updated',
      header: t('deployment.updated'),
      numeric: true,
      width: '140px',
      cell: (row) => <Time iso={row.updatedAt} />,
    },
  ];
}
