import type { NewRobot, Robot } from './accessTypes';
import { http } from './http';
import type { Page } from './types';

const pathOf = (org: string, robot: string) => `/api/v1/orgs/${org}/robots/${robot}`;

/** Machines that act for an organisation: auth-service. */
export const robots = {
  list: (org: string, cursor?: string) =>
    http.get<Page<Robot>>(`/api/v1/orgs/${org}/robots`, { cursor }),
  create: (org: string, body: NewRobot) => http.post<Robot>(`/api/v1/orgs/${org}/robots`, body),
  rotate: (org: string, robot: string) => http.post<Robot>(`${pathOf(org, robot)}/rotate`),
  setEnabled: (org: string, robot: string, enabled: boolean) =>
    http.post<Robot>(`${pathOf(org, robot)}/${enabled ? 'enable' : 'disable'}`),
  remove: (org: string, robot: string) => http.delete(pathOf(org, robot)),
  endSecret: (org: string, robot: string, id: string) =>
    http.delete(`${pathOf(org, robot)}/secrets/${id}`),
};
