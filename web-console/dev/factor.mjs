import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { sessionView } from './access.mjs';
import { found, page, Refusal, send } from './http.mjs';
import { inDays, mine, now } from './session.mjs';
import { state } from './state.mjs';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const challenges = new Map();

function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.match(/.{1,5}/g).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]);
}

/** The code of RFC 6238 at a time. */
function totp(seed, millis) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(millis / 30_000)));
  const mac = createHmac('sha1', seed).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const isNow = (factor, code) =>
  [-30_000, 0, 30_000].some((shift) => totp(factor.seed, Date.now() + shift) === code);

const newCodes = () =>
  Array.from({ length: 10 }, () =>
    base32(randomBytes(15)).join('').toLowerCase().match(/.{4}/g).join('-'),
  );

/** Which method proves the person, or undefined. */
function provedBy(user, { password, code, recoveryCode }) {
  if (!user.factor?.confirmed) return user.password === password ? 'pwd' : undefined;
  if (code) return isNow(user.factor, code) ? 'otp' : undefined;
  const at = user.factor.codes.indexOf(recoveryCode);
  if (at >= 0) user.factor.codes.splice(at, 1);
  return at >= 0 ? 'recovery' : undefined;
}

const wrong = () => new Refusal(401, 'unauthenticated', 'The code is wrong or was used');

/** A sign-in that waits for its second half. */
export function challenge(response, name) {
  const secret = randomUUID();
  challenges.set(secret, name);
  send(response, 202, {
    challenge: secret,
    expiresAt: inDays(5 / 1440),
    methods: ['totp', 'recovery'],
  });
}

function open(response, name, request, methods) {
  const { session, cookie } = state.signIn(name, request.headers['user-agent'], methods);
  session.verifiedAt = Date.now();
  send(response, 200, sessionView(session), undefined, { 'Set-Cookie': cookie });
}

export const factorRoutes = [
  [
    'POST',
    /^\/api\/v1\/auth\/login\/second-factor$/,
    ({ request, response, body }) => {
      const name = challenges.get(body.challenge);
      const method = name && provedBy(state.users.get(name), body);
      if (!method) throw wrong();
      challenges.delete(body.challenge);
      open(response, name, request, ['pwd', method]);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/step-up$/,
    ({ session, request, response, body }) => {
      const method = provedBy(state.users.get(mine(session)), body);
      if (!method) throw wrong();
      for (const [key, value] of state.sessions) if (value === session) state.sessions.delete(key);
      open(response, session.name, request, method === 'pwd' ? ['pwd'] : ['pwd', method]);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/auth\/second-factor$/,
    ({ session, response }) => {
      const { factor } = state.users.get(mine(session));
      const enrolled = factor?.confirmed ?? false;
      const left = factor?.codes?.length ?? 0;
      send(response, 200, { enrolled, since: factor?.since, recoveryCodesLeft: left });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/second-factor$/,
    ({ session, response }) => {
      state.requireFresh(session);
      const seed = randomBytes(20);
      state.users.get(mine(session)).factor = { seed, confirmed: false };
      const secret = base32(seed).join('');
      const uri = `otpauth://totp/Trainyard:${session.name}?secret=${secret}&issuer=Trainyard&algorithm=SHA1&digits=6&period=30`;
      send(response, 200, { secret, uri });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/second-factor\/confirm$/,
    ({ session, response, body }) => {
      const { factor } = state.users.get(mine(session));
      if (!isNow(found(factor), body.code))
        throw new Refusal(400, 'invalid-input', 'The code is wrong', [
          { field: 'code', message: 'is not the code that the app shows now' },
        ]);
      Object.assign(factor, { confirmed: true, since: now(), codes: newCodes() });
      session.methods = ['pwd', 'otp'];
      state.record(session.name, 'factor.enrol', session.name);
      send(response, 200, { recoveryCodes: factor.codes });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/auth\/second-factor\/recovery-codes$/,
    ({ session, response }) => {
      state.requireFresh(session);
      const { factor } = state.users.get(mine(session));
      factor.codes = newCodes();
      send(response, 200, { recoveryCodes: factor.codes });
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/auth\/second-factor$/,
    ({ session, response }) => {
      state.requireFresh(session);
      delete state.users.get(mine(session)).factor;
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/auth\/sessions$/,
    ({ session, response, query }) => {
      const own = [...state.sessions.values()].filter(({ name }) => name === mine(session));
      const shown = ({ id, createdAt, userAgent, methods, verifiedAt }) => ({
        id,
        createdAt,
        lastSeenAt: createdAt,
        device: 'Chrome on Linux',
        userAgent,
        network: '127.0.0.0/24',
        methods,
        verifiedAt: new Date(verifiedAt).toISOString(),
        current: id === session.id,
      });
      page(response, own.map(shown), query);
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/auth\/sessions(?:\/([^/]+))?$/,
    ({ session, response, parts: [id] }) => {
      const ends = (one) =>
        one.name === mine(session) && (id ? one.id === id : one.id !== session.id);
      for (const [key, one] of state.sessions) if (ends(one)) state.sessions.delete(key);
      send(response, 204);
    },
  ],
];
