import { randomUUID } from 'node:crypto';
import { found, page, Refusal, send } from './http.mjs';
import { state } from './state.mjs';

const TUS = { 'Tus-Resumable': '1.0.0' };
const ALL = /^\/api\/v1\/(datasets|models)\/([^/]+)\/([^/]+)\/uploads$/;
const ONE = /^\/api\/v1\/(datasets|models)\/([^/]+)\/([^/]+)\/uploads\/([^/]+)$/;

const view = ({ bytes, repository, ...upload }) => ({
  ...upload,
  offset: bytes.length,
  state: bytes.length === upload.length ? 'complete' : 'receiving',
});

/** Keeps what has arrived, also when the client goes away in the middle. */
async function append(upload, request) {
  try {
    for await (const part of request) upload.bytes = Buffer.concat([upload.bytes, part]);
  } catch (error) {
    if (error.code !== 'ECONNRESET') throw error;
  }
}

export const uploadRoutes = [
  [
    'POST',
    ALL,
    async ({ request, response, parts: [kind, ns, name] }) => {
      const metadata = Object.fromEntries(
        (request.headers['upload-metadata'] ?? '').split(',').map((pair) => pair.trim().split(' ')),
      );
      const upload = {
        id: randomUUID(),
        filename: Buffer.from(metadata.filename ?? '', 'base64').toString('utf8'),
        length: Number(request.headers['upload-length']),
        createdAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        bytes: Buffer.alloc(0),
        repository: `${kind}/${ns}/${name}`,
      };
      await append(upload, request);
      state.uploads.set(upload.id, upload);
      const location = `/api/v1/${kind}/${ns}/${name}/uploads/${upload.id}`;
      send(response, 201, undefined, undefined, {
        ...TUS,
        Location: location,
        'Upload-Offset': String(upload.bytes.length),
      });
    },
  ],
  [
    'GET',
    ALL,
    ({ response, parts: [kind, ns, name], query }) => {
      const open = [...state.uploads.values()].filter(
        ({ repository }) => repository === `${kind}/${ns}/${name}`,
      );
      page(response, open.map(view), query);
    },
  ],
  [
    'GET',
    ONE,
    ({ response, parts }) => send(response, 200, view(found(state.uploads.get(parts[3])))),
  ],
  [
    'HEAD',
    ONE,
    ({ response, parts }) => {
      const upload = found(state.uploads.get(parts[3]));
      send(response, 200, undefined, undefined, {
        ...TUS,
        'Upload-Offset': String(upload.bytes.length),
        'Upload-Length': String(upload.length),
        'Cache-Control': 'no-store',
      });
    },
  ],
  [
    'PATCH',
    ONE,
    async ({ request, response, parts }) => {
      const upload = found(state.uploads.get(parts[3]));
      if (Number(request.headers['upload-offset']) !== upload.bytes.length)
        throw new Refusal(409, 'conflict', 'The offset is not the one of the upload');
      await append(upload, request);
      send(response, 204, undefined, undefined, {
        ...TUS,
        'Upload-Offset': String(upload.bytes.length),
      });
    },
  ],
  [
    'DELETE',
    ONE,
    ({ response, parts }) => {
      state.uploads.delete(parts[3]);
      send(response, 204, undefined, undefined, TUS);
    },
  ],
];
