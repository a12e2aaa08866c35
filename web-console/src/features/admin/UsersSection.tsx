import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { access } from '@/api/access';
import type { User } from '@/api/types';
import { Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { Filter } from '@/components/Filter';
import { Icon } from '@/components/Icon';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';

const route = getRouteApi('/shell/member/admin/$section');

export function UsersSection() {
  const { search = '' } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfinite(['users', search], (cursor) => access.users(search, cursor));
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
              <Tag key={role}>{role}</Tag>
            ))}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('users.state'),
      cell: (user) => t(user.active === false ? 'users.inactive' : 'users.active'),
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (user) => <UserMenu user={user} />,
    },
  ];
}

function UserMenu({ user }: { user: User }) {
  const client = useQueryClient();
  const active = user.active !== false;
  const admin = user.roles.includes('admin');
  const act = (action: Promise<unknown>) =>
    action.catch(notifyProblem).finally(() => client.invalidateQueries({ queryKey: ['users'] }));
  const others = user.roles.filter((role) => role !== 'user' && role !== 'admin');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          rightSection={<Icon name="down" size={14} />}
          aria-label={t('users.more', { name: user.name })}
        >
          {t('table.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() =>
            act(access.setPlatformRoles(user.name, admin ? others : [...others, 'admin']))
          }
        >
          {t(admin ? 'users.removeAdmin' : 'users.makeAdmin')}
        </Menu.Item>
        <Menu.Item onClick={() => act(access.setActive(user.name, !active))}>
          {t(active ? 'users.deactivate' : 'users.activate')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
