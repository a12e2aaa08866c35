import { Button, Progress } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { RepoKind } from '@/api/types';
import { t } from '@/messages';
import { bytes, duration } from '../format';
import { Panel } from '../Panel';
import { Note, problemText } from '../States';
import { DropZone } from './DropZone';
import { OpenUploads } from './OpenUploads';
import { type Batch, type Item, uploadQueue } from './queue';
import css from './upload.module.css';

/** Uploads into a repository: what runs, what was left unfinished, and a place for more. */
export function UploadPanel({ kind, id, folder }: { kind: RepoKind; id: string; folder?: string }) {
  const batch = useSyncExternalStore(uploadQueue.subscribe, () => uploadQueue.batch(kind, id));
  const idle = !batch || batch.phase === 'done';
  return (
    <div className="stack">
      {batch && <Running kind={kind} id={id} batch={batch} />}
      {idle && <OpenUploads kind={kind} id={id} />}
      {idle && (
        <DropZone multiple onFiles={(files) => uploadQueue.start(kind, id, files, folder)} />
      )}
    </div>
  );
}

function Running({ kind, id, batch }: { kind: RepoKind; id: string; batch: Batch }) {
  const dismiss = () => uploadQueue.dismiss(kind, id);
  return (
    <Panel title={t('upload.title')} actions={<BatchActions kind={kind} id={id} batch={batch} />}>
      <div className="stack">
        <p className="visually-hidden" role="status">
          {batch.phase === 'committing' && t('upload.committing')}
          {batch.phase === 'done' && t('upload.done')}
        </p>
        {batch.items.map((item) => (
          <ItemRow key={item.path} item={item} phase={batch.phase} />
        ))}
        {batch.phase === 'committing' && <p className="quiet">{t('upload.committing')}</p>}
        {batch.phase === 'stopped' && batch.problem !== undefined && (
          <Note tone="bad" title={t('upload.failed')}>
            <p>{problemText(batch.problem)}</p>
          </Note>
        )}
        {batch.phase === 'refused' && (
          <Note tone="bad" title={t('upload.refused')}>
            <p>{problemText(batch.problem)}</p>
            <div className="row">
              <Button variant="default" size="xs" onClick={dismiss}>
                {t('drop.choose')}
              </Button>
              <Button
                variant="default"
                size="xs"
                onClick={() => uploadQueue.commit(kind, id, 'none')}
              >
                {t('upload.keep')}
              </Button>
            </div>
          </Note>
        )}
      </div>
    </Panel>
  );
}

function BatchActions({ kind, id, batch }: { kind: RepoKind; id: string; batch: Batch }) {
  if (batch.phase === 'uploading') {
    return (
      <Button variant="default" size="xs" onClick={() => uploadQueue.stop(kind, id)}>
        {t('upload.stop')}
      </Button>
    );
  }
  if (batch.phase === 'stopped') {
    return (
      <Button size="xs" onClick={() => uploadQueue.resume(kind, id)}>
        {t('upload.resume')}
      </Button>
    );
  }
  if (batch.phase === 'committing') return null;
  return (
    <Button variant="default" size="xs" onClick={() => uploadQueue.dismiss(kind, id)}>
      {t('upload.dismiss')}
    </Button>
  );
}

function ItemRow({ item, phase }: { item: Item; phase: Batch['phase'] }) {
  const total = item.file.size;
  return (
    <div className={css.item}>
      <div className="row-between">
        <span className="mono ellipsis">{item.path}</span>
        <span className="small quiet">
          {phase === 'done' ? t('upload.done') : progressText(item, total)}
        </span>
      </div>
      <Progress
        value={total === 0 ? 100 : (100 * item.sent) / total}
        size="sm"
        aria-label={item.path}
        transitionDuration={200}
      />
    </div>
  );
}

function progressText(item: Item, total: number): string {
  const parts = [t('upload.progress', { sent: bytes(item.sent), total: bytes(total) })];
  if (item.rate && item.sent < total) {
    parts.push(t('upload.rate', { rate: bytes(item.rate) }));
    parts.push(t('upload.left', { time: duration(item.secondsLeft ?? 0) }));
  }
  return parts.join(' · ');
}
