import { http } from './http';
import type { Estimate, Job, JobRequest, LogLine, MetricPoint, Page, Trainer } from './types';

/** Jobs and what they report: training-service. */
export const training = {
  trainers: () => http.get<{ items: Trainer[] }>('/api/v1/jobs/trainers'),
  estimate: (body: JobRequest) => http.post<Estimate>('/api/v1/jobs/estimate', body),
  create: (body: JobRequest) => http.post<Job>('/api/v1/jobs', body),
  list: (query: {
    namespace?: string;
    state?: string;
    dataset?: string;
    cursor?: string;
    limit?: number;
  }) => http.get<Page<Job>>('/api/v1/jobs', query),
  get: (id: string) => http.get<Job>(`/api/v1/jobs/${id}`),
  cancel: (id: string) => http.post<Job>(`/api/v1/jobs/${id}/cancel`),
  retry: (id: string) => http.post<Job>(`/api/v1/jobs/${id}/retry`),
  remove: (id: string) => http.delete(`/api/v1/jobs/${id}`),
  metrics: (id: string, after: number, limit = 1000) =>
    http.get<{ points: MetricPoint[]; nextSeq: number }>(`/api/v1/jobs/${id}/metrics`, {
      after,
      limit,
    }),
  logTail: (id: string, tail: number) =>
    http.get<{ lines: LogLine[]; nextSeq: number }>(`/api/v1/jobs/${id}/logs`, { tail }),
};
