import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from './http.mjs';

const COOKIE = 'trainyard_dev_session';
const now = () => new Date().toISOString();

/** Everything the stand-in knows; gone when it ends. */
export const state = {
  setupToken: process.env.TRAINYARD_SETUP_TOKEN ?? randomBytes(18).toString('base64url'),
  users: new Map(),
  sessions: new Map(),
  tokens: [],
  invitations: [],
  organisations: new Map(),
  audit: [],
  repositories: { datasets: new Map(), models: new Map() },
  uploads: new Map(),
  jobs: new Map(),
  deployments: new Map(),

  sessionOf(request) {
    const cookie = new RegExp(`${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
    const session = this.sessions.get(cookie);
    return session && this.users.get(session.name)?.active ? session : undefined;
  },

  signIn(name, userAgent, methods = ['pwd']) {
    const id = randomBytes(24).toString('base64url');
    const session = {
      id: randomUUID(),
      name,
      csrfToken: randomBytes(18).toString('base64url'),
      createdAt: now(),
      userAgent,
      methods,
      verifiedAt: process.env.TRAINYARD_STALE ? 0 : Date.now(),
    };
    this.sessions.set(id, session);
    return { session, cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax` };
  },

  /** As the platform does it: a proof counts for five minutes, a second factor is asked for where there is one. */
  requireFresh(session) {
    const user = this.users.get(session.name);
    const fresh = Date.now() - (session.verifiedAt ?? 0) < 300_000;
    if (fresh && (!user.factor?.confirmed || session.methods.length > 1)) return;
    const refusal = new Refusal(403, 'step-up-required', 'Prove that it is you');
    refusal.methods = user.factor?.confirmed ? ['totp', 'recovery'] : ['password'];
    throw refusal;
  },

  namespacesOf(name) {
    const own = { name, kind: 'user', role: 'owner' };
    const organisations = [...this.organisations.values()]
      .filter(({ members }) => members.has(name))
      .map((org) => ({ name: org.name, kind: 'organisation', role: org.members.get(name).role }));
    return [own, ...organisations];
  },

  record(actor, action, target, details = {}) {
    const id = this.audit.length + 1;
    const entry = { actor, actorId: this.users.get(actor)?.id, action, target, details };
    const link = { chain: id % 8, seq: Math.ceil(id / 8), requestId: randomUUID() };
    this.audit.unshift({ id, at: now(), outcome: 'success', ...entry, ...link });
  },
};
