import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hub } from '@/api/hub';
import { useSession } from '@/api/session';
import type { RepoKind, Repository } from '@/api/types';
import { t } from '@/messages';
import { VisibilityBadge } from '../Badge';
import { type Column, DataTable } from '../DataTable';
import { Filter } from '../Filter';
import { bytes, number } from '../format';
import { Panel } from '../Panel';
import { Empty, Loaded } from '../States';
import { Time } from '../Time';
import { useInfinite } from '../useInfinite';

type Search = { search?: string; namespace?: string };

/** Datasets or models with filters that live in the address. */
export function RepositoryList({
  kind,
  search,
  empty,
}: {
  kind: RepoKind;
  search: Search;
  empty: ReactNode;
}) {
  const navigate = useNavigate();
  const session = useSession();
  const set = (change: Search) =>
    navigate({
      to: '.',
      search: ((before: Search) => ({ ...before, ...change })) as never,
      replace: true,
    });
  return (
    <div className="stack">
      <div className="row">
        <Filter
          value={search.search ?? ''}
          onChange={(value) => set({ search: value || undefined })}
        />
        {session && (
          <NativeSelect
            aria-label={t('repo.namespace')}
            value={search.namespace ?? ''}
            onChange={(event) => set({ namespace: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: t('repo.namespace.all') },
              ...session.namespaces.map(({ name }) => name),
            ]}
          />
        )}
      </div>
      <Panel flush>
        <RepositoryTable kind={kind} search={search} empty={empty} />
      </Panel>
    </div>
  );
}

export function RepositoryTable({
  kind,
  search,
  empty,
}: {
  kind: RepoKind;
  search: Search;
  empty: ReactNode;
}) {
  const query = useInfinite([kind, 'list', search], (cursor) =>
    hub.list(kind, { ...search, cursor }),
  );
  return (
    <Loaded query={query}>
      {(rows) => {
        if (rows.length === 0) {
          return search.search ? <Empty icon="search" title={t('repo.none')} /> : empty;
        }
        return (
          <DataTable
            label={t(`nav.${kind}`)}
            columns={columns(kind)}
            rows={rows}
            rowKey={(row) => row.id}
            paging={query}
          />
        );
      }}
    </Loaded>
  );
}

function columns(kind: RepoKind): Column<Repository>[] {
  return [
    {
      key: 'name',
      header: t('repo.name'),
      main: true,
      cell: (row) => (
        <div>
          <RepositoryLink kind={kind} id={`${row.namespace}/${row.name}`} />
          {row.description && <div className="quiet small ellipsis clip">{row.description}</div>}
        </div>
      ),
    },
    {
      key: 'visibility',
      header: t('visibility.label'),
      cell: (row) => <VisibilityBadge visibility={row.visibility} />,
      width: '120px',
    },
    {
      key: 'files',
      header: t('repo.files'),
      numeric: true,
      cell: (row) => number(row.fileCount),
      width: '80px',
    },
    {
      key: 'size',
      header: t('repo.size'),
      numeric: true,
      cell: (row) => bytes(row.sizeBytes),
      width: '110px',
    },
    {
      key: 'updated',
      header: t('repo.updated'),
      numeric: true,
      cell: (row) => <Time iso={row.updatedAt} />,
      width: '150px',
    },
  ];
}

export function RepositoryLink({ kind, id }: { kind: RepoKind; id: string }) {
  const [ns = '', name = ''] = id.split('/');
  return kind === 'datasets' ? (
    <Link to="/datasets/$ns/$name" params={{ ns, name }}>
      {id}
    </Link>
  ) : (
    <Link to="/$ns/$name" params={{ ns, name }}>
      {id}
    </Link>
  );
}
