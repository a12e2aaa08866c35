import { randomBytes, randomUUID } from 'node:crypto';
import { found, send } from './http.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const waiting = new Map();
const userCode = () =>
  [...randomBytes(8)].map((byte, at) => (at === 4 ? '-' : '') + LETTERS[byte % 20]).join('');
const byUserCode = (code) =>
  found([...waiting.values()].find((login) => login.userCode === code && !login.decision));

function decide(decision) {
  return ({ session, response, body }) => {
    Object.assign(byUserCode(body.userCode), { decision, user: mine(session) });
    send(response, 204);
  };
}

/** The device login of RFC 8628. */
export const deviceRoutes = [
  [
    'POST',
    /^\/oauth\/device$/,
    ({ request, response, body }) => {
      const login = {
        userCode: userCode(),
        client: 'Hugging Face CLI',
        scope: body.scope === 'read' ? 'read' : 'write',
        network: '127.0.0.0/24',
        userAgent: request.headers['user-agent'],
        createdAt: now(),
        expiresAt: inDays(15 / 1440),
      };
      const deviceCode = randomUUID();
      waiting.set(deviceCode, login);
      const page = `http://${request.headers.host}/settings/device`;
      send(response, 200, {
        device_code: deviceCode,
        user_code: login.userCode,
        verification_uri: page,
        verification_uri_complete: `${page}#${login.userCode}`,
        expires_in: 900,
        interval: 1,
      });
    },
  ],
  [
    'POST',
    /^\/oauth\/token$/,
    ({ response, body }) => {
      const login = waiting.get(body.device_code);
      if (login?.decision !== 'approve')
        return send(response, 400, {
          error: login?.decision === 'deny' ? 'access_denied' : 'authorization_pending',
        });
      waiting.delete(body.device_code);
      state.record(login.user, 'oauth-grant.create', login.client);
      send(response, 200, { access_token: `hf_${randomUUID()}`, token_type: 'bearer' });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/device-logins\/lookup$/,
    ({ session, response, body }) => {
      mine(session);
      const { userCode: shown, decision, user, ...login } = byUserCode(body.userCode);
      send(response, 200, login);
    },
  ],
  ['POST', /^\/api\/v1\/auth\/device-logins\/approve$/, decide('approve')],
  ['POST', /^\/api\/v1\/auth\/device-logins\/deny$/, decide('deny')],
];
