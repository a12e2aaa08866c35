import { randomBytes, randomUUID } from 'node:crypto';
import { found, page, Refusal, send } from './http.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

const RANGE = /^[0-9a-f.:]+\/\d+$/;

function refuseUnknown({ networks = [] }) {
  const at = networks.findIndex((range) => !RANGE.test(range));
  if (at >= 0)
    throw new Refusal(400, 'invalid-input', 'The request is not valid', [
      { field: `networks[${at}]`, message: 'must be an address range such as 203.0.113.0/24' },
    ]);
}

const secret = () => `hf_${randomBytes(24).toString('hex')}`;
const limits = ({ scopes, only = [], networks = [] }) => ({ scopes, only, networks });

function newSecret() {
  const token = secret();
  return { id: randomUUID(), hint: token.slice(0, 7), createdAt: now(), token };
}

function robotsOf(org) {
  const organisation = found(state.organisations.get(org));
  organisation.robots ??= new Map();
  return organisation.robots;
}

const hidden = (robot) => ({
  ...robot,
  secrets: robot.secrets.map(({ token, ...rest }) => rest),
});

function change(response, [org, name], turn) {
  const robot = found(robotsOf(org).get(name));
  turn(robot);
  send(response, 200, hidden(robot));
}

export const credentialRoutes = [
  ['GET', /^\/api\/v1\/tokens$/, ({ response, query }) => page(response, state.tokens, query)],
  [
    'GET',
    /^\/api\/v1\/users\/[^/]+\/tokens$/,
    ({ response, query }) => page(response, state.tokens, query),
  ],
  [
    'POST',
    /^\/api\/v1\/tokens$/,
    ({ session, response, body }) => {
      refuseUnknown(body);
      state.requireFresh(session);
      const token = secret();
      const entry = {
        id: randomUUID(),
        name: body.name,
        ...limits(body),
        createdAt: now(),
        expiresAt: inDays(body.expiresInDays ?? 90),
        hint: token.slice(0, 7),
      };
      state.tokens.unshift(entry);
      state.record(mine(session), 'token.create', body.name);
      send(response, 201, { ...entry, token });
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/(?:users\/[^/]+\/)?tokens\/([^/]+)$/,
    ({ response, parts: [id] }) => {
      state.tokens = state.tokens.filter((token) => token.id !== id);
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/orgs\/([^/]+)\/robots$/,
    ({ response, parts: [org], query }) =>
      page(response, [...robotsOf(org).values()].map(hidden), query),
  ],
  [
    'POST',
    /^\/api\/v1\/orgs\/([^/]+)\/robots$/,
    ({ session, response, parts: [org], body }) => {
      refuseUnknown(body);
      state.requireFresh(session);
      const robot = {
        id: randomUUID(),
        name: body.name,
        fullName: `${org}+${body.name}`,
        description: body.description,
        role: body.role,
        ...limits(body),
        disabled: false,
        createdBy: mine(session),
        createdAt: now(),
        expiresAt: inDays(body.expiresInDays),
        secrets: [newSecret()],
      };
      robotsOf(org).set(robot.name, robot);
      send(response, 201, robot);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/orgs\/([^/]+)\/robots\/([^/]+)\/rotate$/,
    ({ response, parts: [org, name] }) => {
      const robot = found(robotsOf(org).get(name));
      const kept = robot.secrets.slice(0, 1).map((old) => ({ ...old, expiresAt: inDays(1) }));
      robot.secrets = [newSecret(), ...kept];
      const [fresh, ...others] = robot.secrets;
      send(response, 200, { ...robot, secrets: [fresh, ...hidden({ secrets: others }).secrets] });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/orgs\/([^/]+)\/robots\/([^/]+)\/disable$/,
    ({ response, parts }) =>
      change(response, parts, (robot) => Object.assign(robot, { disabled: true })),
  ],
  [
    'POST',
    /^\/api\/v1\/orgs\/([^/]+)\/robots\/([^/]+)\/enable$/,
    ({ response, parts }) =>
      change(response, parts, (robot) => Object.assign(robot, { disabled: false })),
  ],
  [
    'DELETE',
    /^\/api\/v1\/orgs\/([^/]+)\/robots\/([^/]+)$/,
    ({ response, parts: [org, name] }) => {
      robotsOf(org).delete(name);
      send(response, 204);
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/orgs\/([^/]+)\/robots\/([^/]+)\/secrets\/([^/]+)$/,
    ({ response, parts: [org, name, id] }) => {
      const robot = found(robotsOf(org).get(name));
      robot.secrets = robot.secrets.filter((known) => known.id !== id);
      send(response, 204);
    },
  ],
];
