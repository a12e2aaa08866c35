// A small stand-in for the platform, for work on the console alone: serves dist/ as the gateway does and
// answers the public API from memory. Usage: node dev/server.mjs [--port 8088]
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessRoutes } from './access.mjs';
import { auditRoutes } from './audit.mjs';
import { credentialRoutes } from './credentials.mjs';
import { deviceRoutes } from './devices.mjs';
import { factorRoutes } from './factor.mjs';
import { attachFeed } from './feed.mjs';
import { problem, Refusal, readBody, send } from './http.mjs';
import { hubRoutes } from './hub.mjs';
import { jobRoutes } from './jobs.mjs';
import { peopleRoutes } from './people.mjs';
import { privacyRoutes } from './privacy.mjs';
import { servingRoutes } from './serving.mjs';
import { state } from './state.mjs';
import { uploadRoutes } from './uploads.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? fallback : process.argv[at + 1];
};
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const routes = [
  ...accessRoutes,
  ...deviceRoutes,
  ...credentialRoutes,
  ...factorRoutes,
  ...auditRoutes,
  ...privacyRoutes,
  ...peopleRoutes,
  ...uploadRoutes,
  ...hubRoutes,
  ...jobRoutes,
  ...servingRoutes,
];
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function file(response, path) {
  const wanted = join(dist, normalize(path));
  const found = wanted.startsWith(dist) && extname(wanted) && existsSync(wanted);
  if (path.startsWith('/assets/') && !found)
    return problem(response, 404, 'not-found', 'No such file');
  const real = found ? wanted : join(dist, 'index.html');
  response.writeHead(200, {
    'Content-Type': TYPES[extname(real)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  });
  createReadStream(real).pipe(response);
}

const isApi = (path) => /^\/(api|serve|oauth)\//.test(path) || /\/(resolve|raw)\//.test(path);

async function answer(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (!isApi(url.pathname)) return file(response, url.pathname);
  for (const [method, pattern, handler] of routes) {
    const match = request.method === method && pattern.exec(url.pathname);
    if (!match) continue;
    const parts = match.slice(1).map((part) => part && decodeURIComponent(part));
    const session = state.sessionOf(request);
    if (
      session &&
      !['GET', 'HEAD'].includes(method) &&
      !url.pathname.startsWith('/api/v1/auth/log')
    ) {
      if (request.headers['x-csrf-token'] !== session.csrfToken)
        throw new Refusal(403, 'forbidden', 'X-CSRF-Token is missing or wrong');
    }
    const body = await readBody(request);
    return handler({ request, response, parts, query: url.searchParams, body, session });
  }
  return problem(response, 404, 'not-found', `Nothing answers ${request.method} ${url.pathname}`);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    if (error instanceof Refusal)
      return send(response, error.status, error.body(), 'application/problem+json');
    console.error(error);
    problem(response, 500, 'internal', 'The stand-in is broken');
  });
});
attachFeed(server);
server.listen(Number(option('--port', '8088')), '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  console.log(`${origin}/setup#token=${state.setupToken}`);
});
