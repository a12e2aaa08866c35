import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { http } from '@/api/http';
import { hub } from '@/api/hub';
import type { RepoKind, Upload } from '@/api/types';
import { t } from '@/messages';
import { bytes } from '../format';
import { notifyProblem } from '../notify';
import { Panel } from '../Panel';
import { sameFile, uploadQueue } from './queue';

/** What an earlier visit left behind: continue it, commit it or throw it away. */
export function OpenUploads({ kind, id }: { kind: RepoKind; id: string }) {
  const query = useQuery({
    queryKey: [kind, id, 'uploads'],
    queryFn: () => hub.uploads(kind, id),
  });
  const uploads = query.data?.items ?? [];
  if (uploads.length === 0) return null;
  return (
    <Panel title={t('upload.open.title')}>
      <div className="stack">
        <p className="quiet">{t('upload.open.help')}</p>
        {uploads.map((upload) => (
          <OpenUpload key={upload.id} kind={kind} id={id} upload={upload} />
        ))}
      </div>
    </Panel>
  );
}

function OpenUpload({ kind, id, upload }: { kind: RepoKind; id: string; upload: Upload }) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const name = upload.filename;
  const complete = upload.state === 'complete';
  const refresh = () => client.invalidateQueries({ queryKey: [kind, id] });
  const choose = (file: File | undefined) => {
    if (!file) return;
    if (!sameFile(upload, file)) {
      return setRefusal(t('upload.open.other', { size: bytes(upload.length) }));
    }
    uploadQueue.start(kind, id, [file]);
  };
  const commit = () =>
    hub
      .commit(kind, id, {
        message: t('upload.message', { names: name }),
        operations: [{ op: 'add', path: name, uploadId: upload.id }],
      })
      .then(refresh, notifyProblem);
  const discard = () =>
    http.delete(`${hub.uploadsUrl(kind, id)}/${upload.id}`).then(refresh, notifyProblem);
  return (
    <div className="row-between">
      <span className="grow">
        <span className="mono">{name}</span>{' '}
        <span className="quiet small">
          {complete
            ? t('upload.open.complete')
            : t('upload.open.state', { sent: bytes(upload.offset), total: bytes(upload.length) })}
        </span>
        {refusal && <p role="alert">{refusal}</p>}
      </span>
      <span className="row">
        <Button size="xs" onClick={() => (complete ? commit() : input.current?.click())}>
          {t(complete ? 'upload.open.commit' : 'upload.open.choose', { name })}
        </Button>
        <Button size="xs" variant="default" onClick={discard}>
          {t('upload.open.discard', { name })}
        </Button>
      </span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('upload.open.choose', { name })}
        onChange={(event) => choose(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
