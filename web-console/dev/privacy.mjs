import { randomUUID } from 'node:crypto';
import { sessionView } from './access.mjs';
import { Refusal, send } from './http.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

const DAYS = 14;
const questions = new Map();
const exports = new Map();
const erasures = new Map();
const ending = new Map();

/** Whether the owner wants to keep an account that waits for its deletion. */
export function askToKeep(response, user) {
  const challenge = randomUUID();
  questions.set(challenge, user.name);
  send(response, 202, {
    challenge,
    expiresAt: inDays(5 / 1440),
    methods: ['restore'],
    deletionAt: user.deletionAt,
  });
}

function keep(name) {
  Object.assign(state.users.get(name), { active: true, deletionAt: undefined });
  state.record(name, 'account.restore', name);
}

const receipt = (service) => ({
  service,
  attempts: 1,
  doneAt: now(),
  counts: { rows: service.length },
});

export const privacyRoutes = [
  [
    'POST',
    /^\/api\/v1\/orgs\/([^/]+)\/deletion$/,
    ({ session, response, parts: [org] }) => {
      mine(session);
      state.requireFresh(session);
      const deletionAt = inDays(DAYS);
      ending.set(org, { ...state.organisations.get(org), deletionAt });
      state.organisations.delete(org);
      send(response, 202, { effectiveAt: deletionAt });
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/orgs\/([^/]+)\/deletion$/,
    ({ response, parts: [org] }) => {
      const { deletionAt, ...kept } = ending.get(org);
      state.organisations.set(org, kept);
      ending.delete(org);
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/orgs$/,
    ({ response }) =>
      send(response, 200, {
        items: [...ending.values()].map(({ members, robots, ...view }) => view),
      }),
  ],
  [
    'POST',
    /^\/api\/v1\/users\/me\/deletion$/,
    ({ session, response, body }) => {
      const name = mine(session);
      state.requireFresh(session);
      if (body.name !== name)
        throw new Refusal(400, 'invalid-input', 'name must be your own name', [
          { field: 'name', message: 'must be your own name' },
        ]);
      const deletionAt = inDays(DAYS);
      Object.assign(state.users.get(name), { active: false, deletionAt });
      for (const [key, one] of state.sessions) if (one.name === name) state.sessions.delete(key);
      state.record(name, 'account.delete', name);
      send(response, 202, { effectiveAt: deletionAt });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/login\/restore$/,
    ({ request, response, body }) => {
      const name = questions.get(body.challenge);
      if (!questions.delete(body.challenge))
        throw new Refusal(401, 'unauthenticated', 'The sign-in took too long; sign in again');
      keep(name);
      const { session, cookie } = state.signIn(name, request.headers['user-agent']);
      send(response, 200, sessionView(session), undefined, { 'Set-Cookie': cookie });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/privacy\/export$/,
    ({ session, response }) => {
      const name = mine(session);
      state.requireFresh(session);
      const begun = {
        state: 'collecting',
        requestedAt: now(),
        expiresAt: inDays(7),
        bytes: 0,
      };
      exports.set(name, begun);
      setTimeout(() => Object.assign(begun, { state: 'ready', bytes: 23_456 }), 2000);
      send(response, 202, begun);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/privacy\/export$/,
    ({ session, response }) => {
      const found = exports.get(mine(session));
      if (!found) throw new Refusal(404, 'not-found', 'No export');
      send(response, 200, found);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/privacy\/export\/archive$/,
    ({ session, request, response }) => {
      if (!/zip|\*\/\*/.test(request.headers.accept))
        throw new Refusal(406, 'not-acceptable', 'The archive is a ZIP file');
      const found = exports.get(mine(session));
      if (found?.state !== 'ready') throw new Refusal(404, 'not-found', 'No archive');
      found.state = 'downloaded';
      send(response, 200, {}, 'application/zip');
    },
  ],
  [
    'POST',
    /^\/api\/v1\/privacy\/erasures$/,
    ({ session, response, body }) => {
      mine(session);
      state.requireFresh(session);
      const erasure = {
        id: randomUUID(),
        pseudonym: 'deleted-0123456789ab',
        requestedAt: now(),
        steps: [
          receipt('dataset'),
          receipt('model'),
          { service: 'training', attempts: 1, failure: 'training answered 503' },
        ],
      };
      erasures.set(erasure.id, erasure);
      state.users.get(body.name).deletionAt = undefined;
      send(response, 202, erasure);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/privacy\/erasures\/([^/]+)$/,
    ({ response, parts: [id] }) => send(response, 200, erasures.get(id)),
  ],
];
