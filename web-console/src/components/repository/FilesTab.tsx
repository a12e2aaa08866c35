import { ActionIcon, Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hub } from '@/api/hub';
import type { RepoKind, Repository, TreeEntry } from '@/api/types';
import { t } from '@/messages';
import { type Column, DataTable } from '../DataTable';
import { bytes } from '../format';
import { Icon } from '../Icon';
import { notifyProblem } from '../notify';
import { Panel } from '../Panel';
import { Empty, Loaded } from '../States';
import { UploadPanel } from '../upload/UploadPanel';
import { useInfinite } from '../useInfinite';

/** The files of the newest version, folder by folder. */
export function FilesTab({
  kind,
  repository,
  path,
}: {
  kind: RepoKind;
  repository: Repository;
  path?: string;
}) {
  const id = `${repository.namespace}/${repository.name}`;
  const head = repository.head?.id;
  const [doomed, setDoomed] = useState<TreeEntry>();
  const query = useInfinite([kind, id, 'tree', head, path], (cursor) =>
    head ? hub.tree(kind, id, head, { path, cursor }) : Promise.resolve({ items: [] }),
  );
  const columns: Column<TreeEntry>[] = [
    {
      key: 'name',
      header: t('files.name'),
      main: true,
      cell: (entry) => <EntryName kind={kind} id={id} head={head ?? 'main'} entry={entry} />,
    },
    {
      key: 'size',
      header: t('files.size'),
      numeric: true,
      width: '120px',
      cell: (entry) => (entry.sizeBytes == null ? '' : bytes(entry.sizeBytes)),
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      width: '100px',
      cell: (entry) =>
        entry.type === 'file' && (
          <FileActions
            url={hub.fileUrl(kind, id, head ?? 'main', entry.path)}
            path={entry.path}
            onDelete={repository.permissions.write ? () => setDoomed(entry) : undefined}
          />
        ),
    },
  ];
  return (
    <div className="stack">
      {repository.permissions.write && <UploadPanel kind={kind} id={id} folder={path} />}
      <Panel
        flush
        title={path ? <span className="mono">{path}</span> : t('tab.files')}
        actions={path && <UpLink path={path} />}
      >
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="folder" title={t('files.empty')}>
                {t('files.empty.help')}
              </Empty>
            ) : (
              <DataTable
                label={t('tab.files')}
                columns={columns}
                rows={rows}
                rowKey={(entry) => entry.path}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {doomed && (
        <DeleteFile
          kind={kind}
          id={id}
          head={head}
          path={doomed.path}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </div>
  );
}

function EntryName({
  kind,
  id,
  head,
  entry,
}: {
  kind: RepoKind;
  id: string;
  head: string;
  entry: TreeEntry;
}) {
  const name = entry.path.split('/').at(-1);
  return (
    <span className="row">
      <Icon name={entry.type === 'directory' ? 'folder' : 'file'} size={16} />
      {entry.type === 'directory' ? (
        <Link to="." search={((before: object) => ({ ...before, path: entry.path })) as never}>
          {name}
        </Link>
      ) : (
        <a href={hub.fileUrl(kind, id, head, entry.path)} download={name}>
          {name}
        </a>
      )}
    </span>
  );
}

function UpLink({ path }: { path: string }) {
  const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
  return (
    <Link to="." search={((before: object) => ({ ...before, path: parent })) as never}>
      {t('files.up')}
    </Link>
  );
}

function FileActions({
  url,
  path,
  onDelete,
}: {
  url: string;
  path: string;
  onDelete?: () => void;
}) {
  const name = path.split('/').at(-1);
  return (
    <span className="row file-actions">
      <ActionIcon
        component="a"
        href={url}
        download={name}
        variant="subtle"
        color="gray"
        aria-label={t('files.download', { path })}
      >
        <Icon name="download" size={16} />
      </ActionIcon>
      {onDelete && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('files.delete', { path })}
          onClick={onDelete}
        >
          <Icon name="trash" size={16} />
        </ActionIcon>
      )}
    </span>
  );
}

function DeleteFile({
  kind,
  id,
  head,
  path,
  onClose,
}: {
  kind: RepoKind;
  id: string;
  head: string | undefined;
  path: string;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const remove = async () => {
    try {
      await hub.commit(kind, id, {
        message: t('files.delete.message', { path }),
        parent: head,
        operations: [{ op: 'delete', path }],
      });
      await client.invalidateQueries({ queryKey: [kind, id] });
      onClose();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('files.delete.title')}>
      <div className="stack">
        <p className="mono">{path}</p>
        <p>{t('files.delete.help')}</p>
        <div className="row">
          <Button color="red.9" onClick={remove}>
            {t('action.delete')}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
