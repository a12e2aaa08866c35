import { vi } from 'vitest';

type Answer = { status?: number; body?: unknown };
type Handler = (body: unknown, url: URL) => Answer;
export type Call = { route: string; body: unknown; headers: Record<string, string> };

export const session = {
  user: { id: 'u1', name: 'ada', displayName: 'Ada', email: 'ada@example.org', roles: ['user'] },
  namespaces: [{ name: 'ada', kind: 'user', role: 'owner' }],
  csrfToken: 'csrf-1',
  expiresAt: '2030-01-01T00:00:00Z',
};

export const signedIn: Record<string, Handler> = {
  'GET /api/v1/auth/session': () => ({ body: session }),
};

/** Somebody with a role of the platform. */
export function signedInAs(role: string): Record<string, Handler> {
  const user = { ...session.user, roles: ['user', role] };
  return { 'GET /api/v1/auth/session': () => ({ body: { ...session, user } }) };
}

export const signedOut: Record<string, Handler> = {
  'GET /api/v1/auth/session': () => problem(401, 'unauthenticated', 'Sign in first'),
  'GET /api/v1/auth/setup': () => ({ body: { required: false } }),
  'GET /api/v1/auth/registration': () => ({ body: { mode: 'closed', mailDomains: [] } }),
  'POST /api/v1/auth/login': () => ({ body: session }),
};

export function problem(
  status: number,
  type: string,
  detail: string,
  errors: { field: string; message: string }[] = [],
): Answer {
  return {
    status,
    body: {
      type: `urn:trainyard:problem:${type}`,
      title: type,
      status,
      detail,
      requestId: 'req-7',
      errors,
    },
  };
}

/** Answers `fetch` from the given routes; what is not there is a 404. Returns the calls as they come. */
export function answerWith(routes: Record<string, Handler>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, 'http://localhost');
    const route = `${init.method ?? 'GET'} ${url.pathname}`;
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    calls.push({ route, body, headers: (init.headers ?? {}) as Record<string, string> });
    const handler = routes[route];
    const answer = handler ? handler(body, url) : problem(404, 'not-found', `No ${route}`);
    const { status = 200 } = answer;
    return new Response(status === 204 ? null : JSON.stringify(answer.body), { status });
  });
  return calls;
}
