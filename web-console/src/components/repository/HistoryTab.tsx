import { hub } from '@/api/hub';
import type { Commit, RepoKind, Repository } from '@/api/types';
import { t } from '@/messages';
import { CopyButton } from '../CopyButton';
import { type Column, DataTable } from '../DataTable';
import { shortId } from '../format';
import { Panel } from '../Panel';
import { Empty, Loaded } from '../States';
import { Time } from '../Time';
import { useInfinite } from '../useInfinite';

/** Every commit of the default branch, newest first. */
export function HistoryTab({ kind, repository }: { kind: RepoKind; repository: Repository }) {
  const id = `${repository.namespace}/${repository.name}`;
  const query = useInfinite([kind, id, 'commits', repository.head?.id], (cursor) =>
    repository.head
      ? hub.commits(kind, id, repository.defaultBranch, cursor)
      : Promise.resolve({ items: [] }),
  );
  return (
    <Panel title={t('tab.history')} flush>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="history" title={t('history.empty')} />
          ) : (
            <DataTable
              label={t('tab.history')}
              columns={columns()}
              rows={rows}
              rowKey={(row) => row.id}
              paging={query}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

function columns(): Column<Commit>[] {
  return [
    { key: 'message', header: t('history.message'), main: true, cell: (row) => row.message },
    { key: 'author', header: t('history.author'), cell: (row) => row.author, width: '140px' },
    {
      key: 'changes',
      header: t('history.changes'),
      numeric: true,
      cell: (row) => `+${row.added} −${row.removed}`,
      width: '90px',
    },
    {
      key: 'commit',
      header: t('history.commit'),
      cell: (row) => (
        <span className="row">
          <code>{shortId(row.id)}</code>
          <CopyButton value={row.id} label={t('history.commit')} />
        </span>
      ),
      width: '140px',
    },
    {
      key: 'when',
      header: t('history.when'),
      numeric: true,
      cell: (row) => <Time iso={row.createdAt} />,
      width: '140px',
    },
  ];
}
