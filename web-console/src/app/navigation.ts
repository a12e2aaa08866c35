import type { IconName } from '@/components/Icon';
import type { MessageKey } from '@/messages';

export type Place = {
  to: '/' | '/datasets' | '/models' | '/jobs' | '/deployments' | '/settings' | '/admin';
  label: MessageKey;
  icon: IconName;
  key: string;
};

/** The places of the rail, in its order, each with its second key after `g`. */
export const PLACES: Place[] = [
  { to: '/', label: 'nav.home', icon: 'home', key: 'h' },
  { to: '/datasets', label: 'nav.datasets', icon: 'dataset', key: 'd' },
  { to: '/models', label: 'nav.models', icon: 'model', key: 'm' },
  { to: '/jobs', label: 'nav.jobs', icon: 'job', key: 'j' },
  { to: '/deployments', label: 'nav.deployments', icon: 'deployment', key: 'p' },
];
export const SETTINGS: Place = {
  to: '/settings',
  label: 'nav.settings',
  icon: 'settings',
  key: 's',
};
export const ADMIN: Place = { to: '/admin', label: 'nav.admin', icon: 'shield', key: 'a' };
