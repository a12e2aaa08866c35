import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setCsrfToken } from '@/api/http';
import { queryClient } from '@/app/queryClient';
import { routeTree } from '@/app/router';
import { theme } from '@/app/theme';

/** The whole console at an address, with a clean cache. */
export function openAt(address: string) {
  queryClient.clear();
  setCsrfToken(undefined);
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree, history, context: { queryClient } });
  render(
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    user: userEvent.setup(),
    path: () => history.location.pathname,
    search: () => Object.fromEntries(new URLSearchParams(history.location.search)),
  };
}
