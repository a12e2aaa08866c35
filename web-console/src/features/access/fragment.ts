import { useRouterState } from '@tanstack/react-router';

/** A one-time secret from the link's fragment, the part of an address that no server ever sees. */
export function secretFromFragment(name: string): string | undefined {
  return new URLSearchParams(window.location.hash.slice(1)).get(name) ?? undefined;
}

/** The secret of a mailed link, which is all of its fragment; absent where the link was cut short. */
export function useLinkSecret(): string | undefined {
  const fragment = useRouterState({ select: (state) => state.location.hash });
  return /^[\w-]{20,100}$/.test(fragment) ? fragment : undefined;
}
