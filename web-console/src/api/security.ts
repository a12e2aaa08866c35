import type { DeviceLogin, TokenScope } from './accessTypes';
import { http } from './http';

/** How a person proves to be there and lets others act for him: auth-service. */
export const security = {
  findDevice: (body: { userCode: string }) =>
    http.post<DeviceLogin>('/api/v1/auth/device-logins/lookup', body),
  approveDevice: (body: { userCode: string; scope: TokenScope }) =>
    http.post<undefined>('/api/v1/auth/device-logins/approve', body),
  denyDevice: (body: { userCode: string }) =>
    http.post<undefined>('/api/v1/auth/device-logins/deny', body),
};
