import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { hub } from '@/api/hub';
import type { Repository } from '@/api/types';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { uploadQueue } from '@/components/upload/queue';
import { UploadPanel } from '@/components/upload/UploadPanel';
import { t } from '@/messages';
import { PreviewTable } from './PreviewTable';
import { ProfilePanel } from './ProfilePanel';

const TABLE_FILE = /\.(csv|tsv|jsonl)$/i;

/** The data itself: columns with their statistics, and the first rows. */
export function DataTab({ repository, path }: { repository: Repository; path?: string }) {
  const id = `${repository.namespace}/${repository.name}`;
  const head = repository.head?.id;
  const batch = useSyncExternalStore(uploadQueue.subscribe, () =>
    uploadQueue.batch('datasets', id),
  );
  const files = useQuery({
    queryKey: ['datasets', id, 'tables', head],
    queryFn: () => tableFiles(id, head),
  });
  const writable = repository.permissions.write;
  return (
    <div className="stack">
      {batch && batch.phase !== 'done' && <UploadPanel kind="datasets" id={id} />}
      <Loaded query={files}>
        {(paths) => {
          const chosen = paths.includes(path ?? '') ? path : paths[0];
          if (!chosen || !head) return batch ? null : <NoTable id={id} writable={writable} />;
          return (
            <>
              {paths.length > 1 && <FileSelect paths={paths} chosen={chosen} />}
              <ProfilePanel key={chosen} id={id} revision={head} path={chosen} />
              <PreviewTable id={id} revision={head} path={chosen} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

async function tableFiles(id: string, head: string | undefined): Promise<string[]> {
  if (!head) return [];
  const tree = await hub.tree('datasets', id, head, { recursive: true });
  return tree.items
    .filter(({ type, path }) => type === 'file' && TABLE_FILE.test(path))
    .map((entry) => entry.path);
}

function NoTable({ id, writable }: { id: string; writable: boolean }) {
  return (
    <Panel>
      <Empty icon="dataset" title={t('data.none')}>
        {t('data.none.help')}
      </Empty>
      {writable && <UploadPanel kind="datasets" id={id} />}
    </Panel>
  );
}

function FileSelect({ paths, chosen }: { paths: string[]; chosen: string }) {
  const navigate = useNavigate();
  return (
    <NativeSelect
      label={t('data.file')}
      value={chosen}
      data={paths}
      className="filter"
      onChange={(event) => {
        const path = event.currentTarget.value;
        navigate({ to: '.', search: ((before: object) => ({ ...before, path })) as never });
      }}
    />
  );
}
