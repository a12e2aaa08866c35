import type { AuditEntry, AuditFilter } from './accessTypes';
import { http, urlOf } from './http';
import type { Page } from './types';

/** What happened on the platform: auth-service. */
export const audit = {
  list: (query: AuditFilter & { cursor?: string }) =>
    http.get<Page<AuditEntry>>('/api/v1/audit', query),
  exportUrl: (query: AuditFilter & { format: 'csv' | 'jsonl' }) =>
    urlOf('/api/v1/audit/export', query),
};
