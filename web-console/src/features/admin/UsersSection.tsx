import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { User } from '@/api/types';
import { users } from '@/api/users';
import { StateBadge, Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { Filter } from '@/components/Filter';
import { exactDay } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { useInfinite } from '@/components/useInfinite';
import { t, tName } from '@/messages';
import { UserMenu } from './UserMenu';

const route = getRouteApi('/shell/member/admin/$section');

export function UsersSection() {
  const { search = '' } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfinite(['users', search], (cursor) => users.list(search, cursor));
  return (
    <div className="stack">
      <Filter
        value={search}
        label={t('users.filter')}
        onChange={(value) =>
          navigate({
            to: '/admin/$section',
            params: { section: 'users' },
            search: { search: value || undefined },
            replace: true,
          })
        }
      />
      <Panel flush>
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="search" title={t('users.none')} />
            ) : (
              <DataTable
                label={t('admin.users')}
                columns={columns()}
                rows={rows}
                rowKey={(user) => user.id}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
    </div>
  );
}

function columns(): Column<User>[] {
  return [
    {
      key: 'name',
      header: t('users.name'),
      main: true,
      cell: ({ name, displayName }) => (
        <div>
          <Link to="/$ns" params={{ ns: name }}>
            {name}
          </Link>
          {displayName && <div className="quiet small">{displayName}</div>}
        </div>
      ),
    },
    { key: 'email', header: t('users.email'), cell: (user) => user.email },
    {
      key: 'roles',
      header: t('users.roles'),
      cell: (user) => (
        <span className="row">
          {user.roles
            .filter((role) => role !== 'user')
            .map((role) => (
              <Tag key={role}>{tName('users.role', role)}</Tag>
            ))}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('users.state'),
      cell: ({ active, deletionAt }) =>
        deletionAt ? (
          <div>
            <StateBadge state="leaving" />
            <div className="quiet small">{t('users.leaves', { date: exactDay(deletionAt) })}</div>
          </div>
        ) : (
          <StateBadge state={active === false ? 'inactive' : 'active'} />
        ),
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (user) => <UserMenu user={user} />,
    },
  ];
}
