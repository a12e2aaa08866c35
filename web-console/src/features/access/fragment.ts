/** A one-time secret from the link's fragment, the part of an address that no server ever sees. */
export function secretFromFragment(name: string): string | undefined {
  return new URLSearchParams(window.location.hash.slice(1)).get(name) ?? undefined;
}
