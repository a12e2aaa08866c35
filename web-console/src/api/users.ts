import { http } from './http';
import type { Page, Token, User } from './types';

const pathOf = (name: string) => `/api/v1/users/${name}`;

/** Accounts as an administrator looks after them: auth-service. */
export const users = {
  list: (search: string, cursor?: string) =>
    http.get<Page<User>>('/api/v1/users', { search, cursor }),
  setActive: (name: string, active: boolean) =>
    http.post<User>(`${pathOf(name)}/${active ? 'activate' : 'deactivate'}`),
  setPlatformRoles: (name: string, body: { roles: string[] }) =>
    http.put<User>(`${pathOf(name)}/platform-roles`, body),
  endSessions: (name: string) => http.delete(`${pathOf(name)}/sessions`),
  sendReset: (name: string) => http.post<undefined>(`${pathOf(name)}/password-reset`),
  removeFactor: (name: string) => http.delete(`${pathOf(name)}/second-factor`),
  tokens: (name: string, cursor?: string) =>
    http.get<Page<Token>>(`${pathOf(name)}/tokens`, { cursor }),
  revokeToken: (name: string, id: string) => http.delete(`${pathOf(name)}/tokens/${id}`),
};
