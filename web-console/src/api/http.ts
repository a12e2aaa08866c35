import { Problem, problemOf } from './problem';

type Query = Record<string, string | number | boolean | undefined | null>;
type Options = { query?: Query; signal?: AbortSignal };

const TIMEOUT_MILLIS = 30_000;

let csrfToken: string | undefined;
let onUnauthenticated: () => void = () => undefined;

/** The session's token for unsafe methods; kept in memory only. */
export function setCsrfToken(token: string | undefined) {
  csrfToken = token;
}

export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {};
}

/** Called when an answer says that the session has ended. */
export function setUnauthenticatedListener(listener: () => void) {
  onUnauthenticated = listener;
}

export function urlOf(path: string, query?: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

async function send(method: string, path: string, body: unknown, options: Options) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') Object.assign(headers, csrfHeaders());
  let response: Response;
  try {
    response = await fetch(urlOf(path, options.query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem(0, { type: 'unreachable' });
  }
  if (response.ok) return response;
  if (response.status === 401 && csrfToken) onUnauthenticated();
  throw await problemOf(response);
}

async function json<T>(method: string, path: string, body: unknown, options: Options) {
  const response = await send(method, path, body, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    json<T>('GET', path, undefined, { query, signal }),
  text: async (path: string, signal?: AbortSignal) =>
    (await send('GET', path, undefined, { signal })).text(),
  post: <T>(path: string, body?: unknown) => json<T>('POST', path, body, {}),
  put: <T>(path: string, body?: unknown) => json<T>('PUT', path, body, {}),
  patch: <T>(path: string, body?: unknown) => json<T>('PATCH', path, body, {}),
  delete: (path: string) => json<undefined>('DELETE', path, undefined, {}),
};

/** Encodes each segment of a path inside a repository. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
