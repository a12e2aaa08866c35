import type { Deployment } from '@/api/types';

export function readyReplicas({ replicas }: Deployment): number {
  return replicas.filter(({ state }) => state === 'ready').length;
}

/** Whether the deployment is on its way from one state to another. */
export function isMoving({ state }: Deployment): boolean {
  return !['ready', 'stopped', 'failed'].includes(state);
}
