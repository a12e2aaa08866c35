import type { DeviceLogin, Proof, TokenScope } from './accessTypes';
import { http } from './http';
import type { Session } from './types';

/** How a person proves to be there and lets others act for him: auth-service. */
export const security = {
  secondFactor: (body: { challenge: string; code?: string; recoveryCode?: string }) =>
    http.prove<Session>('/api/v1/auth/login/second-factor', body),
  stepUp: (body: Proof) => http.prove<Session>('/api/v1/auth/step-up', body),

  findDevice: (body: { userCode: string }) =>
    http.post<DeviceLogin>('/api/v1/auth/device-logins/lookup', body),
  approveDevice: (body: { userCode: string; scope: TokenScope }) =>
    http.post<undefined>('/api/v1/auth/device-logins/approve', body),
  denyDevice: (body: { userCode: string }) =>
    http.post<undefined>('/api/v1/auth/device-logins/deny', body),
};
