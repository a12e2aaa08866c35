import type { MailStatus, NewToken, SignInChallenge } from './accessTypes';
import { http } from './http';
import type {
  Invitation,
  Member,
  Organisation,
  Page,
  Role,
  Session,
  SessionEntry,
  Token,
  User,
} from './types';

type Person = { name: string; email: string; password: string; displayName?: string };

/** Users, sessions, tokens, organisations and audit: auth-service. */
export const access = {
  session: () => http.get<Session>('/api/v1/auth/session'),
  setupRequired: () => http.get<{ required: boolean }>('/api/v1/auth/setup'),
  setup: (body: Person & { token: string }) => http.post<Session>('/api/v1/auth/setup', body),
  registration: () =>
    http.get<{ mode: string; mailDomains: string[] }>('/api/v1/auth/registration'),
  register: (body: Person & { inviteToken?: string }) =>
    http.post<Session | undefined>('/api/v1/auth/register', body),
  confirmRegistration: (token: string) =>
    http.post<Session>('/api/v1/auth/register/confirm', { token }),
  login: (body: { name: string; password: string }) =>
    http.prove<Session | SignInChallenge>('/api/v1/auth/login', body),
  logout: () => http.post<undefined>('/api/v1/auth/logout'),
  changePassword: (body: { currentPassword: string; newPassword: string }) =>
    http.post<undefined>('/api/v1/auth/password', body),
  mail: () => http.get<MailStatus>('/api/v1/auth/mail'),
  askForReset: (email: string) => http.post<undefined>('/api/v1/auth/password-resets', { email }),
  completeReset: (body: { token: string; password: string }) =>
    http.post<undefined>('/api/v1/auth/password-resets/complete', body),
  sendVerification: () => http.post<undefined>('/api/v1/auth/email/verification'),
  confirmEmail: (token: string) => http.post<undefined>('/api/v1/auth/email/confirm', { token }),
  restoreEmail: (token: string) => http.post<undefined>('/api/v1/auth/email/restore', { token }),
  sessions: (cursor?: string) => http.get<Page<SessionEntry>>('/api/v1/auth/sessions', { cursor }),
  endOtherSessions: () => http.delete('/api/v1/auth/sessions'),
  endSession: (id: string) => http.delete(`/api/v1/auth/sessions/${id}`),

  updateMe: (body: { displayName?: string; email?: string }) =>
    http.patch<User>('/api/v1/users/me', body),
  tokens: (cursor?: string) => http.get<Page<Token>>('/api/v1/tokens', { cursor }),
  createToken: (body: NewToken) => http.post<Token & { token: string }>('/api/v1/tokens', body),
  deleteToken: (id: string) => http.delete(`/api/v1/tokens/${id}`),

  organisations: () => http.get<Page<Organisation>>('/api/v1/orgs'),
  createOrganisation: (body: { name: string; displayName?: string }) =>
    http.post<Organisation>('/api/v1/orgs', body),
  organisation: (org: string) => http.get<Organisation>(`/api/v1/orgs/${org}`),
  updateOrganisation: (
    org: string,
    body: { displayName?: string; requiresSecondFactor?: boolean },
  ) => http.patch<Organisation>(`/api/v1/orgs/${org}`, body),
  members: (org: string, cursor?: string) =>
    http.get<Page<Member>>(`/api/v1/orgs/${org}/members`, { cursor }),
  setMember: (org: string, user: string, role: Role) =>
    http.put<Member>(`/api/v1/orgs/${org}/members/${user}`, { role }),
  removeMember: (org: string, user: string) => http.delete(`/api/v1/orgs/${org}/members/${user}`),

  invitations: (cursor?: string) =>
    http.get<Page<Invitation>>('/api/v1/auth/invitations', { cursor }),
  invite: (body: {
    email?: string;
    organisation?: string;
    role?: Role;
    platformRole?: string;
    expiresInDays?: number;
  }) => http.post<Invitation>('/api/v1/auth/invitations', body),
  revokeInvitation: (id: string) => http.delete(`/api/v1/auth/invitations/${id}`),
};
