import type { SignInChallenge } from './accessTypes';
import { http } from './http';
import type { Session } from './types';

/** What is held about oneself, collected in the background. */
export type PersonExport = {
  state: string;
  requestedAt: string;
  expiresAt: string;
  bytes: number;
};

/** What one service has done about an erasure. */
export type ErasureStep = {
  service: string;
  attempts: number;
  failure?: string | null;
  doneAt?: string | null;
  counts?: Record<string, number> | null;
};
/** A person who is being erased from every service. */
export type Erasure = {
  id: string;
  pseudonym: string;
  requestedAt: string;
  completedAt?: string | null;
  steps: ErasureStep[];
};

/** What people do with all that is held about them, and administrators with that of others: auth-service. */
export const privacy = {
  deleteMe: (body: { name: string }) =>
    http.post<{ effectiveAt: string }>('/api/v1/users/me/deletion', body),
  restore: (token: string) => http.post<undefined>('/api/v1/auth/account/restore', { token }),
  restoreAndSignIn: ({ challenge }: Pick<SignInChallenge, 'challenge'>) =>
    http.prove<Session>('/api/v1/auth/login/restore', { challenge }),

  askForExport: () => http.post<PersonExport>('/api/v1/privacy/export'),
  exported: () => http.get<PersonExport>('/api/v1/privacy/export'),
  archive: () => http.download('/api/v1/privacy/export/archive'),

  erase: (body: { name: string }) => http.post<Erasure>('/api/v1/privacy/erasures', body),
  erasure: (id: string) => http.get<Erasure>(`/api/v1/privacy/erasures/${id}`),
};
