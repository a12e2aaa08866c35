import { randomUUID } from 'node:crypto';
import { challenge } from './factor.mjs';
import { Refusal, send } from './http.mjs';
import { askToKeep } from './privacy.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

export function sessionView(session) {
  const { password, factor, ...user } = state.users.get(session.name);
  return {
    user,
    namespaces: state.namespacesOf(session.name),
    csrfToken: session.csrfToken,
    expiresAt: inDays(14),
  };
}

function createUser({ name, email, password, displayName }, roles, { request, response }) {
  if (state.users.has(name)) {
    throw new Refusal(409, 'conflict', 'The name is taken', [
      { field: 'name', message: 'This name is taken' },
    ]);
  }
  if (password.length < 12) {
    throw new Refusal(400, 'invalid-input', 'The password is too short', [
      { field: 'password', message: 'At least 12 characters' },
    ]);
  }
  const user = {
    id: randomUUID(),
    name,
    displayName: displayName ?? null,
    email,
    password,
    roles,
    active: true,
    createdAt: now(),
  };
  state.users.set(name, user);
  state.record(name, 'user.created', name);
  const { session, cookie } = state.signIn(name, request.headers['user-agent']);
  send(response, 201, sessionView(session), undefined, { 'Set-Cookie': cookie });
}

export const accessRoutes = [
  [
    'GET',
    /^\/api\/v1\/auth\/setup$/,
    ({ response }) => send(response, 200, { required: state.users.size === 0 }),
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/setup$/,
    (call) => {
      if (call.body.token !== state.setupToken)
        throw new Refusal(
          403,
          'forbidden',
          'The link is used up or has expired. Start the platform again for a fresh one.',
        );
      createUser(call.body, ['user', 'admin'], call);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/auth\/registration$/,
    ({ response }) => send(response, 200, { mode: 'closed' }),
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/register$/,
    (call) => {
      const invitation = state.invitations.find(({ token }) => token === call.body.inviteToken);
      if (!invitation)
        throw new Refusal(403, 'forbidden', 'The invitation is used up or has expired');
      state.invitations = state.invitations.filter((known) => known !== invitation);
      createUser(
        call.body,
        invitation.platformRole ? ['user', invitation.platformRole] : ['user'],
        call,
      );
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/login$/,
    ({ request, response, body }) => {
      const user = [...state.users.values()].find(({ name, email }) =>
        [name, email].includes(body.name),
      );
      if (!user || user.password !== body.password)
        throw new Refusal(401, 'unauthenticated', 'The name or the password is wrong');
      if (user.factor?.confirmed) return challenge(response, user.name);
      if (user.deletionAt) return askToKeep(response, user);
      const { session, cookie } = state.signIn(user.name, request.headers['user-agent']);
      send(response, 200, sessionView(session), undefined, { 'Set-Cookie': cookie });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/logout$/,
    ({ session, response }) => {
      for (const [key, value] of state.sessions) if (value === session) state.sessions.delete(key);
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/auth\/session$/,
    ({ session, response }) => {
      mine(session);
      send(response, 200, sessionView(session));
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/password$/,
    ({ session, response, body }) => {
      const user = state.users.get(mine(session));
      if (user.password !== body.currentPassword)
        throw new Refusal(400, 'invalid-input', 'Wrong password', [
          { field: 'currentPassword', message: 'This is not your password' },
        ]);
      user.password = body.newPassword;
      send(response, 204);
    },
  ],
];
