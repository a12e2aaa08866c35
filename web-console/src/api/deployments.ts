import { http } from './http';
import type { Deployment, InferResponse, Page, Visibility } from './types';

type Tensor = { name: string; datatype: string; shape: number[]; data: unknown[] };

const pathOf = (id: string) => `/api/v1/deployments/${id}`;

/** Deployments and the models they serve: model-service and the serving gateway. */
export const deployments = {
  list: (query: { namespace?: string; cursor?: string; limit?: number }) =>
    http.get<Page<Deployment>>('/api/v1/deployments', query),
  get: (id: string) => http.get<Deployment>(pathOf(id)),
  create: (body: {
    namespace: string;
    name: string;
    model: string;
    version: number;
    replicas: number;
    visibility: Visibility;
  }) => http.post<Deployment>('/api/v1/deployments', body),
  update: (id: string, body: { version?: number; replicas?: number; visibility?: Visibility }) =>
    http.patch<Deployment>(pathOf(id), body),
  remove: (id: string) => http.delete(pathOf(id)),
  stop: (id: string) => http.post<Deployment>(`${pathOf(id)}/stop`),
  start: (id: string) => http.post<Deployment>(`${pathOf(id)}/start`),
  logs: (id: string, replica: number) =>
    http.get<{ lines: { seq: number; stream: string; text: string }[] }>(`${pathOf(id)}/logs`, {
      replica,
      limit: 200,
    }),
  infer: (deployment: Deployment, inputs: Tensor[]) =>
    http.post<InferResponse>(inferPath(deployment), { inputs }),
};

export function inferPath(deployment: Deployment): string {
  return `${deployment.url}/v2/models/${deployment.name}/infer`;
}
