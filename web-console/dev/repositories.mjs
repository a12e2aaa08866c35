import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { found, Refusal } from './http.mjs';
import { state } from './state.mjs';

const now = () => new Date().toISOString();
export const repositoryOf = (kind, id) => found(state.repositories[kind].get(id));

export function createRepository(kind, owner, body) {
  const id = `${body.namespace ?? owner}/${body.name}`;
  if (state.repositories[kind].has(id)) {
    throw new Refusal(409, 'conflict', 'The name is taken', [
      { field: 'name', message: 'You have one with this name already' },
    ]);
  }
  const repository = {
    id: randomUUID(),
    namespace: body.namespace ?? owner,
    name: body.name,
    visibility: body.visibility ?? 'private',
    description: body.description ?? null,
    createdAt: now(),
    updatedAt: now(),
    files: new Map(),
    commits: [],
    versions: [],
  };
  state.repositories[kind].set(id, repository);
  state.record(owner, `${kind.slice(0, -1)}.created`, id);
  return repository;
}

export function view({ files, commits, versions, ...rest }) {
  const head = commits[0] ?? null;
  return {
    ...rest,
    defaultBranch: 'main',
    head: head && {
      id: head.id,
      message: head.message,
      author: head.author,
      createdAt: head.createdAt,
    },
    sizeBytes: [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    fileCount: files.size,
    permissions: { write: true, manage: true },
  };
}

export function commit(repository, author, message, changes) {
  for (const [path, bytes] of changes) {
    if (bytes) repository.files.set(path, bytes);
    else repository.files.delete(path);
  }
  const added = changes.filter(([, bytes]) => bytes).length;
  const entry = {
    id: randomBytes(20).toString('hex'),
    parents: repository.commits.slice(0, 1).map(({ id }) => id),
    message,
    author,
    createdAt: now(),
    added,
    removed: changes.length - added,
  };
  repository.commits.unshift(entry);
  repository.updatedAt = now();
  return entry;
}

function checkTable(bytes, field) {
  const lines = bytes.toString('utf8').trim().split('\n');
  const width = lines[0].split(',').length;
  const bad = lines.findIndex((line) => line.split(',').length !== width);
  if (bad > 0) {
    throw new Refusal(422, 'unprocessable', 'A file is not a table', [
      {
        field,
        message: `Line ${bad + 1} has ${lines[bad].split(',').length} fields, the header has ${width}`,
      },
    ]);
  }
}

export function changeOf(operation, index, check) {
  if (operation.op === 'delete') return [operation.path, undefined];
  if (operation.contentBase64 !== undefined)
    return [operation.path, Buffer.from(operation.contentBase64, 'base64')];
  const upload = found(state.uploads.get(operation.uploadId));
  if (check !== 'none' && /\.csv$/.test(operation.path))
    checkTable(upload.bytes, `operations[${index}].path`);
  return [operation.path, upload.bytes];
}

export function tree({ files }, path, recursive) {
  const prefix = path ? `${path}/` : '';
  const entries = new Map();
  for (const [name, bytes] of [...files].sort()) {
    if (!name.startsWith(prefix)) continue;
    const rest = name.slice(prefix.length);
    const folder = rest.includes('/') && !recursive;
    const key = folder ? prefix + rest.split('/')[0] : name;
    entries.set(
      key,
      folder
        ? { type: 'directory', path: key }
        : {
            type: 'file',
            path: name,
            sizeBytes: bytes.length,
            sha256: createHash('sha256').update(bytes).digest('hex'),
          },
    );
  }
  return [...entries.values()];
}
