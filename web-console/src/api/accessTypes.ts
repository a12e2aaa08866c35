/** Shapes of people, credentials and the audit trail as the console reads them. */

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

/** One link of an audit chain; a text that named an erased person is absent. */
export type AuditEntry = {
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
  actor?: string;
  action?: string;
  target?: string;
  outcome?: string;
  from?: string;
  to?: string;
};
