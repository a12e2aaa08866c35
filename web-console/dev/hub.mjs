import { found, page, Refusal, send } from './http.mjs';
import { profileOf, rowsOf } from './profile.mjs';
import { changeOf, commit, createRepository, repositoryOf, tree, view } from './repositories.mjs';
import { state } from './state.mjs';

const REPO = '(datasets|models)\\/([^/]+)\\/([^/]+)';
const at = (rest) => new RegExp(`^\\/api\\/v1\\/${REPO}${rest}$`);

function download({ response, parts: [id, , path] }, kind) {
  const bytes = found(repositoryOf(kind, id).files.get(path));
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(bytes);
}

const dataFile = (repository, query) => {
  const path =
    query.get('path') ??
    [...repository.files.keys()].find((name) => /\.(csv|tsv|jsonl)$/.test(name));
  return [path, found(repository.files.get(path))];
};

export const hubRoutes = [
  [
    'GET',
    /^\/api\/v1\/(datasets|models)$/,
    ({ response, parts: [kind], query }) => {
      const fits = ({ namespace, name }) =>
        name.includes(query.get('search') ?? '') &&
        [null, namespace].includes(query.get('namespace'));
      const all = [...state.repositories[kind].values()]
        .filter(fits)
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      page(response, all.map(view), query);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/(datasets|models)$/,
    ({ session, response, parts: [kind], body }) =>
      send(response, 201, view(createRepository(kind, session.name, body))),
  ],
  [
    'GET',
    at(''),
    ({ response, parts: [kind, ns, name] }) =>
      send(response, 200, view(repositoryOf(kind, `${ns}/${name}`))),
  ],
  [
    'PATCH',
    at(''),
    ({ response, parts: [kind, ns, name], body }) =>
      send(response, 200, view(Object.assign(repositoryOf(kind, `${ns}/${name}`), body))),
  ],
  [
    'DELETE',
    at(''),
    ({ response, parts: [kind, ns, name] }) => {
      state.repositories[kind].delete(`${ns}/${name}`);
      send(response, 204);
    },
  ],
  [
    'GET',
    at('\\/commits'),
    ({ response, parts: [kind, ns, name], query }) =>
      page(response, repositoryOf(kind, `${ns}/${name}`).commits, query),
  ],
  [
    'POST',
    at('\\/commits'),
    ({ session, response, parts: [kind, ns, name], body }) => {
      const repository = repositoryOf(kind, `${ns}/${name}`);
      if (body.parent && body.parent !== repository.commits[0]?.id)
        throw new Refusal(
          412,
          'stale-version',
          'Somebody else has changed it in the meantime. Load it again.',
        );
      const changes = body.operations.map((operation, index) =>
        changeOf(operation, index, body.check),
      );
      for (const { uploadId } of body.operations) state.uploads.delete(uploadId);
      send(response, 201, commit(repository, session.name, body.message, changes));
    },
  ],
  [
    'GET',
    at('\\/tree\\/([^/]+)'),
    ({ response, parts: [kind, ns, name], query }) =>
      page(
        response,
        tree(
          repositoryOf(kind, `${ns}/${name}`),
          query.get('path'),
          query.get('recursive') === 'true',
        ),
        query,
      ),
  ],
  [
    'GET',
    at('\\/profile\\/([^/]+)'),
    ({ response, parts: [, ns, name], query }) => {
      const [path, bytes] = dataFile(repositoryOf('datasets', `${ns}/${name}`), query);
      send(response, 200, profileOf(path, bytes));
    },
  ],
  [
    'GET',
    at('\\/rows\\/([^/]+)'),
    ({ response, parts: [, ns, name], query }) => {
      const [path, bytes] = dataFile(repositoryOf('datasets', `${ns}/${name}`), query);
      send(response, 200, rowsOf(path, bytes, Number(query.get('limit') ?? 50)));
    },
  ],
  [
    'GET',
    at('\\/versions'),
    ({ response, parts: [, ns, name], query }) =>
      page(response, repositoryOf('models', `${ns}/${name}`).versions, query),
  ],
  [
    'GET',
    at('\\/versions\\/(\\d+)'),
    ({ response, parts: [, ns, name, number] }) =>
      send(
        response,
        200,
        found(
          repositoryOf('models', `${ns}/${name}`).versions.find(
            (version) => version.number === Number(number),
          ),
        ),
      ),
  ],
  [
    'GET',
    /^\/datasets\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/,
    (call) => download(call, 'datasets'),
  ],
  ['GET', /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/, (call) => download(call, 'models')],
];
