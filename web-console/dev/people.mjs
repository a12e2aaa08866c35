import { randomBytes, randomUUID } from 'node:crypto';
import { found, page, problem, Refusal, send } from './http.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

export const peopleRoutes = [
  [
    'PATCH',
    /^\/api\/v1\/users\/me$/,
    ({ session, response, body }) => {
      const user = Object.assign(state.users.get(mine(session)), body);
      send(response, 200, user);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/users$/,
    ({ response, query }) => {
      const search = query.get('search') ?? '';
      page(
        response,
        [...state.users.values()]
          .filter(({ name, email }) => `${name} ${email}`.includes(search))
          .map(({ password, factor, ...user }) => user),
        query,
      );
    },
  ],
  [
    'POST',
    /^\/api\/v1\/users\/([^/]+)\/(activate|deactivate)$/,
    ({ response, parts: [name, what] }) => {
      Object.assign(found(state.users.get(name)), {
        active: what === 'activate',
        deletionAt: undefined,
      });
      send(response, 204);
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/users\/([^/]+)\/(sessions|second-factor)$/,
    ({ response, parts: [name, what] }) => {
      if (what === 'second-factor') delete found(state.users.get(name)).factor;
      for (const [key, one] of state.sessions) if (one.name === name) state.sessions.delete(key);
      send(response, 204);
    },
  ],
  [
    'PUT',
    /^\/api\/v1\/users\/([^/]+)\/platform-roles$/,
    ({ response, parts: [name], body }) => {
      const admins = [...state.users.values()].filter(({ roles }) => roles.includes('admin'));
      if (admins.length === 1 && admins[0].name === name && !body.roles.includes('admin')) {
        return problem(response, 409, 'conflict', 'The last administrator cannot be removed');
      }
      found(state.users.get(name)).roles = ['user', ...body.roles];
      send(response, 204);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/orgs$/,
    ({ session, response, body }) => {
      const owner = mine(session);
      if (state.organisations.has(body.name))
        throw new Refusal(409, 'conflict', 'The name is taken', [
          { field: 'name', message: 'This name is taken' },
        ]);
      const member = {
        name: owner,
        displayName: state.users.get(owner).displayName,
        role: 'owner',
        since: now(),
      };
      const org = {
        id: randomUUID(),
        name: body.name,
        displayName: body.displayName ?? null,
        members: new Map([[owner, member]]),
      };
      state.organisations.set(org.name, org);
      send(response, 201, { id: org.id, name: org.name, displayName: org.displayName });
    },
  ],
  [
    'GET',
    /^\/api\/v1\/orgs\/([^/]+)$/,
    ({ response, parts: [org] }) => {
      const { members, robots, ...view } = found(state.organisations.get(org));
      send(response, 200, view);
    },
  ],
  [
    'PATCH',
    /^\/api\/v1\/orgs\/([^/]+)$/,
    ({ response, parts: [org], body }) => {
      const { members, robots, ...view } = Object.assign(found(state.organisations.get(org)), body);
      send(response, 200, view);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/users\/me$/,
    ({ session, response }) => {
      const { password, factor, ...user } = state.users.get(mine(session));
      const secondFactor = factor?.confirmed ?? false;
      send(response, 200, { ...user, secondFactor, secondFactorNeededFor: [] });
    },
  ],
  [
    'GET',
    /^\/api\/v1\/orgs\/([^/]+)\/members$/,
    ({ response, parts: [org], query }) =>
      page(response, [...found(state.organisations.get(org)).members.values()], query),
  ],
  [
    'PUT',
    /^\/api\/v1\/orgs\/([^/]+)\/members\/([^/]+)$/,
    ({ response, parts: [org, name], body }) => {
      const user = state.users.get(name);
      if (!user) throw new Refusal(404, 'not-found', `There is no user ${name}`);
      const member = { name, displayName: user.displayName, role: body.role, since: now() };
      found(state.organisations.get(org)).members.set(name, member);
      send(response, 200, member);
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/orgs\/([^/]+)\/members\/([^/]+)$/,
    ({ response, parts: [org, name] }) => {
      const { members } = found(state.organisations.get(org));
      const owners = [...members.values()].filter(({ role }) => role === 'owner');
      if (owners.length === 1 && owners[0].name === name)
        return problem(response, 409, 'conflict', 'The last owner cannot leave');
      members.delete(name);
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/auth\/invitations$/,
    ({ response, query }) =>
      page(
        response,
        state.invitations.map(({ token, ...rest }) => rest),
        query,
      ),
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/invitations$/,
    ({ response, body }) => {
      const { expiresInDays = 7, ...rest } = body;
      const invitation = {
        id: randomUUID(),
        token: randomBytes(18).toString('base64url'),
        ...rest,
        createdAt: now(),
        expiresAt: inDays(expiresInDays),
      };
      state.invitations.unshift(invitation);
      send(response, 201, invitation);
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/auth\/invitations\/([^/]+)$/,
    ({ response, parts: [id] }) => {
      state.invitations = state.invitations.filter((known) => known.id !== id);
      send(response, 204);
    },
  ],
];
