import type { JobState } from '@/api/types';

const ENDED: JobState[] = ['succeeded', 'failed', 'cancelled'];

export function isActive(state: JobState): boolean {
  return !ENDED.includes(state);
}
