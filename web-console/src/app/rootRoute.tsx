import { createRootRouteWithContext } from '@tanstack/react-router';
import { CrashPage, MissingPage } from './ErrorPages';
import type { queryClient } from './queryClient';
import { Root } from './Root';

export const root = createRootRouteWithContext<{ queryClient: typeof queryClient }>()({
  component: Root,
  notFoundComponent: MissingPage,
  errorComponent: CrashPage,
});
