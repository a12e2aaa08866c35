/** Shapes of people, credentials and the audit trail as the console reads them. */

import type { Role } from './types';

export type TokenScope = 'read' | 'write';

/** A device that waits for a person's yes (RFC 8628). */
export type DeviceLogin = {
  client: string;
  scope: TokenScope;
  network: string;
  userAgent?: string | null;
  createdAt: string;
  expiresAt: string;
};

/** Where the platform's mails go; the folder is on the machine that runs it. */
export type MailStatus = { transport: 'none' | 'folder' | 'smtp'; folder?: string | null };

/** One link of an audit chain; a text that named an erased person is absent. */
export type AuditEntry = {
  service: string;
  id: number;
  at: string;
  actorId?: string | null;
  actor?: string | null;
  action: string;
  target?: string | null;
  outcome: string;
  requestId?: string | null;
  details?: Record<string, string> | null;
  chain: number;
  seq: number;
};
export type AuditFilter = {
  service?: string;
  actor?: string;
  action?: string;
  target?: string;
  outcome?: string;
  from?: string;
  to?: string;
};

/** What comes before a session where a second factor is enrolled, or the account waits for its deletion. */
export type SignInChallenge = {
  challenge: string;
  expiresAt: string;
  methods: string[];
  deletionAt?: string | null;
};
/** One of them: what proves that a person is there. */
export type Proof = { password?: string; code?: string; recoveryCode?: string };

export type Token = {
  id: string;
  name: string;
  scopes: string[];
  only: string[];
  networks: string[];
  createdAt: string;
  expiresAt?: string | null;
  lastUsedAt?: string | null;
  lastUsedNetwork?: string | null;
  hint: string;
};
/** What a new token may be used for, on what, from where, and how long. */
export type NewToken = {
  name: string;
  scopes: string[];
  only: string[];
  networks: string[];
  expiresInDays: number;
};
export type SessionEntry = {
  id: string;
  createdAt: string;
  lastSeenAt?: string | null;
  device: string;
  userAgent?: string | null;
  network?: string | null;
  methods: string[];
  verifiedAt?: string | null;
  current: boolean;
};

export type SecondFactor = { enrolled: boolean; since?: string | null; recoveryCodesLeft: number };
/** What an authenticator app has to learn; shown once. */
export type FactorSeed = { secret: string; uri: string };
/** What the console reads of the own account beside the session. */
export type OwnAccount = {
  emailVerified: boolean;
  secondFactor: boolean;
  secondFactorNeededFor: string[];
};

export type RobotSecret = {
  id: string;
  hint: string;
  createdAt: string;
  expiresAt?: string | null;
  /** Only in the answer that makes it. */
  token?: string | null;
};
/** A machine that acts for an organisation. */
export type Robot = {
  id: string;
  name: string;
  fullName: string;
  description?: string | null;
  role: Role;
  scopes: string[];
  only: string[];
  networks: string[];
  disabled: boolean;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt?: string | null;
  lastUsedNetwork?: string | null;
  secrets: RobotSecret[];
};
export type NewRobot = NewToken & { description?: string; role: Role };
