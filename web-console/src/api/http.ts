import { Problem, problemOf } from './problem';

type Query = Record<string, string | number | boolean | undefined | null>;
type Options = {
  query?: Query;
  signal?: AbortSignal;
  /** The request itself proves who somebody is: a refusal means that the proof is wrong, nothing else. */
  proof?: boolean;
  timeoutMillis?: number;
  /** JSON unless said otherwise. */
  accept?: string;
};

const TIMEOUT_MILLIS = 30_000;
/** A download that works once must not end because the line is slow. */
const DOWNLOAD_MILLIS = 900_000;
const STEP_UP = 'step-up-required';

let csrfToken: string | undefined;
let onUnauthenticated: () => void = () => undefined;
let onStepUp: (methods: string[]) => Promise<boolean> = async () => false;
let proof: Promise<boolean> | undefined;

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

/**
 * Called when an answer asks the person to prove again to be there. The request is repeated, once, when it
 * resolves to true.
 */
export function setStepUpListener(listener: (methods: string[]) => Promise<boolean>) {
  onStepUp = listener;
}

export function urlOf(path: string, query?: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

async function once(method: string, path: string, body: unknown, options: Options) {
  const timeout = AbortSignal.timeout(options.timeoutMillis ?? TIMEOUT_MILLIS);
  const headers: Record<string, string> = { Accept: options.accept ?? 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') Object.assign(headers, csrfHeaders());
  try {
    return await fetch(urlOf(path, options.query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem(0, { type: 'unreachable' });
  }
}

async function send(method: string, path: string, body: unknown, options: Options) {
  const response = await once(method, path, body, options);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (options.proof) throw problem;
  if (problem.type === STEP_UP && (await proved(problem.methods))) {
    const second = await once(method, path, body, options);
    if (second.ok) return second;
    throw await problemOf(second);
  }
  if (problem.status === 401 && csrfToken) onUnauthenticated();
  throw problem;
}

/** Asks once for all requests that wait for the same proof. */
function proved(methods: string[]): Promise<boolean> {
  proof ??= onStepUp(methods).finally(() => {
    proof = undefined;
  });
  return proof;
}

async function json<T>(method: string, path: string, body: unknown, options: Options) {
  const response = await send(method, path, body, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    json<T>('GET', path, undefined, { query, signal }),
  text: async (path: string, signal?: AbortSignal) =>
    (await send('GET', path, undefined, { signal })).text(),
  post: <T>(path: string, body?: unknown) => json<T>('POST', path, body, {}),
  /** A post that proves who somebody is: sign-in, second factor, step-up. */
  prove: <T>(path: string, body: unknown) => json<T>('POST', path, body, { proof: true }),
  /** A file that is asked for with a post, since it can be had once only. */
  download: async (path: string) =>
    (await send('POST', path, undefined, { accept: '*/*', timeoutMillis: DOWNLOAD_MILLIS })).blob(),
  put: <T>(path: string, body?: unknown) => json<T>('PUT', path, body, {}),
  patch: <T>(path: string, body?: unknown) => json<T>('PATCH', path, body, {}),
  delete: (path: string) => json<undefined>('DELETE', path, undefined, {}),
};

/** Encodes each segment of a path inside a repository. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
