import { encodePath, http, urlOf } from './http';
import type {
  Commit,
  CommitOperation,
  Page,
  Profile,
  RepoKind,
  Repository,
  Rows,
  TreeEntry,
  Upload,
  Version,
  Visibility,
} from './types';

const repoPath = (kind: RepoKind, id: string) => `/api/v1/${kind}/${encodePath(id)}`;

/** Datasets and models: the two services that are the same kind of hub. */
export const hub = {
  list: (
    kind: RepoKind,
    query: { namespace?: string; search?: string; cursor?: string; limit?: number },
  ) => http.get<Page<Repository>>(`/api/v1/${kind}`, query),
  get: (kind: RepoKind, id: string) => http.get<Repository>(repoPath(kind, id)),
  create: (
    kind: RepoKind,
    body: { namespace: string; name: string; visibility: Visibility; description?: string },
  ) => http.post<Repository>(`/api/v1/${kind}`, body),
  update: (kind: RepoKind, id: string, body: { visibility?: Visibility; description?: string }) =>
    http.patch<Repository>(repoPath(kind, id), body),
  remove: (kind: RepoKind, id: string) => http.delete(repoPath(kind, id)),
  tree: (
    kind: RepoKind,
    id: string,
    rev: string,
    query: { path?: string; recursive?: boolean; cursor?: string },
  ) => http.get<Page<TreeEntry>>(`${repoPath(kind, id)}/tree/${encodeURIComponent(rev)}`, query),
  commits: (kind: RepoKind, id: string, rev: string, cursor?: string) =>
    http.get<Page<Commit>>(`${repoPath(kind, id)}/commits`, { rev, cursor }),
  commit: (
    kind: RepoKind,
    id: string,
    body: {
      message: string;
      parent?: string;
      operations: CommitOperation[];
      check?: 'strict' | 'none';
    },
  ) => http.post<Commit>(`${repoPath(kind, id)}/commits`, body),
  uploadsUrl: (kind: RepoKind, id: string) => `${repoPath(kind, id)}/uploads`,
  uploads: (kind: RepoKind, id: string) => http.get<Page<Upload>>(`${repoPath(kind, id)}/uploads`),
  fileUrl: (kind: RepoKind, id: string, rev: string, path: string) =>
    `${kind === 'datasets' ? '/datasets' : ''}/${encodePath(id)}/resolve/${encodeURIComponent(rev)}/${encodePath(path)}`,
  fileText: (kind: RepoKind, id: string, rev: string, path: string) =>
    http.text(hub.fileUrl(kind, id, rev, path)),

  profile: (id: string, rev: string, path?: string) =>
    http.get<Profile>(`${repoPath('datasets', id)}/profile/${encodeURIComponent(rev)}`, { path }),
  rows: (id: string, rev: string, path: string | undefined, limit: number) =>
    http.get<Rows>(`${repoPath('datasets', id)}/rows/${encodeURIComponent(rev)}`, { path, limit }),

  versions: (id: string, cursor?: string) =>
    http.get<Page<Version>>(urlOf(`${repoPath('models', id)}/versions`, { cursor })),
  version: (id: string, number: number) =>
    http.get<Version>(`${repoPath('models', id)}/versions/${number}`),
};
