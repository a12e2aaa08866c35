import type {
  DeviceLogin,
  FactorSeed,
  OwnAccount,
  Proof,
  SecondFactor,
  SignInChallenge,
  TokenScope,
} from './accessTypes';
import { http } from './http';
import type { Session } from './types';

/** How a person proves to be there and lets others act for him: auth-service. */
export const security = {
  secondFactor: (body: { challenge: string; code?: string; recoveryCode?: string }) =>
    http.prove<Session | SignInChallenge>('/api/v1/auth/login/second-factor', body),
  stepUp: (body: Proof) => http.prove<Session>('/api/v1/auth/step-up', body),

  me: () => http.get<OwnAccount>('/api/v1/users/me'),
  factor: () => http.get<SecondFactor>('/api/v1/auth/second-factor'),
  enrol: () => http.post<FactorSeed>('/api/v1/auth/second-factor'),
  confirmFactor: (body: { code: string }) =>
    http.post<{ recoveryCodes: string[] }>('/api/v1/auth/second-factor/confirm', body),
  newRecoveryCodes: () =>
    http.post<{ recoveryCodes: string[] }>('/api/v1/auth/second-factor/recovery-codes'),
  removeFactor: () => http.delete('/api/v1/auth/second-factor'),

  findDevice: (body: { userCode: string }) =>
    http.post<DeviceLogin>('/api/v1/auth/device-logins/lookup', body),
  approveDevice: (body: { userCode: string; scope: TokenScope }) =>
    http.post<undefined>('/api/v1/auth/device-logins/approve', body),
  denyDevice: (body: { userCode: string }) =>
    http.post<undefined>('/api/v1/auth/device-logins/deny', body),
};
