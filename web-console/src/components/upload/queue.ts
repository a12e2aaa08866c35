import type { DetailedError, Upload as TusUpload } from 'tus-js-client';
import { csrfHeaders } from '@/api/http';
import { hub } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { RepoKind, Upload } from '@/api/types';
import { t } from '@/messages';
import { Rate } from './rate';

export type Item = {
  path: string;
  file: File;
  sent: number;
  uploadId?: string;
  rate?: number;
  secondsLeft?: number;
};
export type Batch = {
  phase: 'uploading' | 'stopped' | 'committing' | 'refused' | 'done';
  items: Item[];
  problem?: unknown;
};

const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/** Uploads of this tab by repository; they go on while the person visits other screens. */
class UploadQueue {
  private readonly batches = new Map<string, Batch>();
  private readonly running = new Map<string, TusUpload>();
  private readonly listeners = new Set<() => void>();
  private committed: (kind: RepoKind, id: string) => void = () => undefined;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Called when files have become a commit, wherever the person is by then. */
  onCommitted(listener: (kind: RepoKind, id: string) => void) {
    this.committed = listener;
  }

  readonly batch = (kind: RepoKind, id: string) => this.batches.get(`${kind}/${id}`);

  /** Uploads the files one after the other, then commits them together. */
  async start(kind: RepoKind, id: string, files: File[], folder?: string): Promise<void> {
    const prefix = folder ? `${folder}/` : '';
    const items = files.map((file) => ({ path: prefix + file.name, file, sent: 0 }));
    this.set(kind, id, { phase: 'uploading', items });
    return this.run(kind, id);
  }

  /** Goes on with a batch that has stopped, from the bytes that the platform has. */
  resume(kind: RepoKind, id: string): Promise<void> {
    this.change(kind, id, { phase: 'uploading', problem: undefined });
    return this.run(kind, id);
  }

  async stop(kind: RepoKind, id: string) {
    await this.running.get(`${kind}/${id}`)?.abort();
    this.change(kind, id, { phase: 'stopped' });
  }

  dismiss(kind: RepoKind, id: string) {
    this.batches.delete(`${kind}/${id}`);
    this.changed();
  }

  private async run(kind: RepoKind, id: string): Promise<void> {
    const open = await hub.uploads(kind, id).catch(() => ({ items: [] as Upload[] }));
    try {
      for (const [index, item] of (this.batch(kind, id)?.items ?? []).entries()) {
        if (this.batch(kind, id)?.phase !== 'uploading') return;
        if (item.uploadId && item.sent === item.file.size) continue;
        const known =
          item.uploadId ??
          open.items.find((upload) => sameFile(upload, item.file) && upload.state === 'receiving')
            ?.id;
        const uploadId = await this.send(kind, id, index, known);
        this.item(kind, id, index, { uploadId, sent: item.file.size, rate: undefined });
      }
    } catch (problem) {
      return this.change(kind, id, { phase: 'stopped', problem });
    }
    return this.commit(kind, id, 'strict');
  }

  async commit(kind: RepoKind, id: string, check: 'strict' | 'none') {
    const items = this.batch(kind, id)?.items ?? [];
    this.change(kind, id, { phase: 'committing', problem: undefined });
    try {
      await hub.commit(kind, id, {
        message: t('upload.message', { names: items.map(({ path }) => path).join(', ') }),
        operations: items.map(({ path, uploadId = '' }) => ({ op: 'add', path, uploadId })),
        check,
      });
      this.change(kind, id, { phase: 'done' });
      this.committed(kind, id);
    } catch (problem) {
      this.change(kind, id, { phase: 'refused', problem });
    }
  }

  private async send(kind: RepoKind, id: string, index: number, known: string | undefined) {
    const tus = await import('tus-js-client');
    const item = this.batch(kind, id)?.items[index];
    if (!item) throw new Error('The batch is gone');
    const endpoint = hub.uploadsUrl(kind, id);
    const rate = new Rate();
    return new Promise<string>((resolve, reject) => {
      const upload = new tus.Upload(item.file, {
        endpoint,
        uploadUrl: known ? `${endpoint}/${known}` : null,
        metadata: { filename: item.file.name },
        retryDelays: RETRY_DELAYS,
        storeFingerprintForResuming: false,
        onBeforeRequest: (request) => {
          for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value);
        },
        onProgress: (sent, total) =>
          this.item(kind, id, index, { sent, ...rate.at(sent, total ?? item.file.size) }),
        onUploadUrlAvailable: () =>
          this.item(kind, id, index, { uploadId: upload.url?.split('/').at(-1) }),
        onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
        onError: (error) => reject(problemOf(error)),
      });
      this.running.set(`${kind}/${id}`, upload);
      upload.start();
    });
  }

  private item(kind: RepoKind, id: string, index: number, change: Partial<Item>) {
    const items = this.batch(kind, id)?.items ?? [];
    this.change(kind, id, {
      items: items.map((item, at) => (at === index ? { ...item, ...change } : item)),
    });
  }

  private change(kind: RepoKind, id: string, change: Partial<Batch>) {
    const batch = this.batch(kind, id);
    if (batch) this.set(kind, id, { ...batch, ...change });
  }

  private set(kind: RepoKind, id: string, batch: Batch) {
    this.batches.set(`${kind}/${id}`, batch);
    this.changed();
  }

  private changed() {
    const busy = [...this.batches.values()].some(({ phase }) => phase === 'uploading');
    window.onbeforeunload = busy ? (event) => event.preventDefault() : null;
    for (const listener of this.listeners) listener();
  }
}

export function sameFile(upload: Upload, file: File): boolean {
  return upload.filename === file.name && upload.length === file.size;
}

function problemOf(error: Error | DetailedError): Problem {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return new Problem(0, { type: 'unreachable' });
  try {
    return new Problem(response.getStatus(), JSON.parse(response.getBody()));
  } catch {
    return new Problem(response.getStatus(), {});
  }
}

export const uploadQueue = new UploadQueue();
