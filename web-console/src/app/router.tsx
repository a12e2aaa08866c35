import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { access } from '@/api/access';
import { sessionQuery } from '@/api/session';
import {
  device,
  forgot,
  login,
  register,
  reset,
  restoreAccount,
  restoreEmail,
  setup,
  verifyEmail,
  verifyRegistration,
} from './accessRoutes';
import { CrashPage } from './ErrorPages';
import { queryClient } from './queryClient';
import { root } from './rootRoute';
import { Shell } from './Shell';
import { administration, count, filtered, repositoryView, type Search, text } from './search';

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session && (await access.setupRequired()).required) throw redirect({ to: '/setup' });
    return { session };
  },
});

const member = createRoute({
  getParentRoute: () => shell,
  id: 'member',
  beforeLoad: ({ context, location }) => {
    if (!context.session) throw redirect({ to: '/login', search: { redirect: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/HomePage'), 'HomePage'),
});

const datasets = createRoute({
  getParentRoute: () => shell,
  path: '/datasets',
  validateSearch: filtered,
  component: lazyRouteComponent(() => import('@/features/datasets/DatasetsPage'), 'DatasetsPage'),
});
const newDataset = createRoute({
  getParentRoute: () => member,
  path: '/datasets/new',
  component: lazyRouteComponent(
    () => import('@/features/datasets/NewDatasetPage'),
    'NewDatasetPage',
  ),
});
const dataset = createRoute({
  getParentRoute: () => shell,
  path: '/datasets/$ns/$name',
  validateSearch: repositoryView,
  component: lazyRouteComponent(() => import('@/features/datasets/DatasetPage'), 'DatasetPage'),
});
const models = createRoute({
  getParentRoute: () => shell,
  path: '/models',
  validateSearch: filtered,
  component: lazyRouteComponent(() => import('@/features/models/ModelsPage'), 'ModelsPage'),
});
const model = createRoute({
  getParentRoute: () => shell,
  path: '/$ns/$name',
  validateSearch: repositoryView,
  component: lazyRouteComponent(() => import('@/features/models/ModelPage'), 'ModelPage'),
});
const namespace = createRoute({
  getParentRoute: () => shell,
  path: '/$ns',
  validateSearch: (search: Search): { tab?: string } => ({ tab: text(search.tab) }),
  component: lazyRouteComponent(
    () => import('@/features/organisations/NamespacePage'),
    'NamespacePage',
  ),
});

const reference = createRoute({
  getParentRoute: () => shell,
  path: '/docs/api',
  component: lazyRouteComponent(
    () => import('@/features/reference/ReferencePage'),
    'ReferencePage',
  ),
});

const jobs = createRoute({
  getParentRoute: () => member,
  path: '/jobs',
  validateSearch: (search: Search): { state?: string; dataset?: string; namespace?: string } => ({
    state: text(search.state),
    dataset: text(search.dataset),
    namespace: text(search.namespace),
  }),
  component: lazyRouteComponent(() => import('@/features/jobs/JobsPage'), 'JobsPage'),
});
const newJob = createRoute({
  getParentRoute: () => member,
  path: '/jobs/new',
  validateSearch: (search: Search): { dataset?: string; path?: string; from?: string } => ({
    dataset: text(search.dataset),
    path: text(search.path),
    from: text(search.from),
  }),
  component: lazyRouteComponent(() => import('@/features/jobs/NewJobPage'), 'NewJobPage'),
});
const job = createRoute({
  getParentRoute: () => member,
  path: '/jobs/$id',
  validateSearch: (search: Search): { tab?: string } => ({ tab: text(search.tab) }),
  component: lazyRouteComponent(() => import('@/features/jobs/JobPage'), 'JobPage'),
});

const deploymentsList = createRoute({
  getParentRoute: () => member,
  path: '/deployments',
  validateSearch: (search: Search): { namespace?: string } => ({
    namespace: text(search.namespace),
  }),
  component: lazyRouteComponent(
    () => import('@/features/deployments/DeploymentsPage'),
    'DeploymentsPage',
  ),
});
const newDeployment = createRoute({
  getParentRoute: () => member,
  path: '/deployments/new',
  validateSearch: (search: Search): { model?: string; version?: number } => ({
    model: text(search.model),
    version: count(search.version),
  }),
  component: lazyRouteComponent(
    () => import('@/features/deployments/NewDeploymentPage'),
    'NewDeploymentPage',
  ),
});
const deployment = createRoute({
  getParentRoute: () => member,
  path: '/deployments/$ns/$name',
  validateSearch: (search: Search): { tab?: string } => ({ tab: text(search.tab) }),
  component: lazyRouteComponent(
    () => import('@/features/deployments/DeploymentPage'),
    'DeploymentPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => member,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' } });
  },
});
const settingsSection = createRoute({
  getParentRoute: () => member,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});
const admin = createRoute({
  getParentRoute: () => member,
  path: '/admin',
  beforeLoad: () => {
    throw redirect({ to: '/admin/$section', params: { section: 'users' } });
  },
});
const adminSection = createRoute({
  getParentRoute: () => member,
  path: '/admin/$section',
  validateSearch: administration,
  component: lazyRouteComponent(() => import('@/features/admin/AdminPage'), 'AdminPage'),
});

export const routeTree = root.addChildren([
  login,
  setup,
  register,
  forgot,
  reset,
  verifyEmail,
  verifyRegistration,
  restoreAccount,
  restoreEmail,
  device,
  shell.addChildren([
    datasets,
    dataset,
    models,
    model,
    namespace,
    reference,
    member.addChildren([
      home,
      newDataset,
      jobs,
      newJob,
      job,
      deploymentsList,
      newDeployment,
      deployment,
      settings,
      settingsSection,
      admin,
      adminSection,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: CrashPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
