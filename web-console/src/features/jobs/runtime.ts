import type { Job } from '@/api/types';

/** How long a job has run, or ran. */
export function secondsOf(job: Job, now = Date.now()): number {
  if (!job.startedAt) return 0;
  const end = job.finishedAt ? new Date(job.finishedAt).getTime() : now;
  return Math.max(0, (end - new Date(job.startedAt).getTime()) / 1000);
}
