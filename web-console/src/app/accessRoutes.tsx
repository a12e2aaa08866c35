import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';
import { queryClient } from './queryClient';
import { root } from './rootRoute';
import { type Search, text } from './search';

type AccessPage =
  | 'LoginPage'
  | 'SetupPage'
  | 'RegisterPage'
  | 'DevicePage'
  | 'ForgotPage'
  | 'ResetPage'
  | 'ConfirmEmailPage'
  | 'ConfirmRegistrationPage'
  | 'RestoreEmailPage'
  | 'RestoreAccountPage';
const accessPage = (name: AccessPage) =>
  lazyRouteComponent(async () => (await import('@/features/access')) as never, name);

export const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Search): { redirect?: string; leaves?: string } => ({
    redirect: text(search.redirect),
    leaves: text(search.leaves),
  }),
  component: accessPage('LoginPage'),
});
export const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: accessPage('SetupPage'),
});
export const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: accessPage('RegisterPage'),
});

export const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: accessPage('ForgotPage'),
});
export const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: accessPage('ResetPage'),
});
export const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  component: accessPage('ConfirmEmailPage'),
});
export const verifyRegistration = createRoute({
  getParentRoute: () => root,
  path: '/verify-registration',
  component: accessPage('ConfirmRegistrationPage'),
});
export const restoreEmail = createRoute({
  getParentRoute: () => root,
  path: '/restore-email',
  component: accessPage('RestoreEmailPage'),
});
export const restoreAccount = createRoute({
  getParentRoute: () => root,
  path: '/restore-account',
  component: accessPage('RestoreAccountPage'),
});

export const device = createRoute({
  getParentRoute: () => root,
  path: '/settings/device',
  validateSearch: (search: Search): { user_code?: string } => ({
    user_code: text(search.user_code),
  }),
  beforeLoad: () => queryClient.ensureQueryData(sessionQuery).then(() => undefined),
  component: accessPage('DevicePage'),
});
