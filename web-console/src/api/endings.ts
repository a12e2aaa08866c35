import { http } from './http';
import type { Organisation, Page } from './types';

const pathOf = (org: string) => `/api/v1/orgs/${org}/deletion`;

/** How organisations end, and how their owners keep them: auth-service. */
export const endings = {
  ask: (org: string, body: { name: string }) =>
    http.post<{ effectiveAt: string }>(pathOf(org), body),
  keep: (org: string) => http.delete(pathOf(org)),
  waiting: () => http.get<Page<Organisation>>('/api/v1/orgs', { waiting: true }),
};
