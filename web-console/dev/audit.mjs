import { page } from './http.mjs';
import { mine } from './session.mjs';
import { state } from './state.mjs';

function matching(query) {
  const from = query.get('from') ?? '';
  const to = query.get('to') || '9999';
  return state.audit.filter(
    (entry) =>
      entry.at >= from &&
      entry.at < to &&
      ['actor', 'action', 'target', 'outcome'].every(
        (key) => !query.get(key) || entry[key] === query.get(key),
      ),
  );
}

export const auditRoutes = [
  [
    'GET',
    /^\/api\/v1\/audit$/,
    ({ session, response, query }) => {
      const entries = matching(query);
      state.record(mine(session), 'audit.read', 'audit');
      page(response, entries, query);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/audit\/export$/,
    ({ session, response, query }) => {
      mine(session);
      const rows = matching(query);
      const csv = query.get('format') === 'csv';
      const lines = csv
        ? ['id,at,action', ...rows.map(({ id, at, action }) => `${id},${at},${action}`)]
        : rows.map((row) => JSON.stringify(row));
      response.writeHead(200, {
        'Content-Type': csv ? 'text/csv;charset=utf-8' : 'application/x-ndjson',
      });
      response.end(`${lines.join('\n')}\n`);
    },
  ],
];
