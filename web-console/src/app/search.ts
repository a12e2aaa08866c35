/** What screens keep in the address, read back with care: anybody can write an address. */
export type Search = Record<string, unknown>;
export const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const count = (value: unknown) =>
  Number.isInteger(Number(value)) && value ? Number(value) : undefined;

export const filtered = (search: Search): { search?: string; namespace?: string } => ({
  search: text(search.search),
  namespace: text(search.namespace),
});

export const repositoryView = (
  search: Search,
): { tab?: string; path?: string; version?: number } => ({
  tab: text(search.tab),
  path: text(search.path),
  version: count(search.version),
});

export const administration = (
  search: Search,
): {
  search?: string;
  service?: string;
  actor?: string;
  action?: string;
  target?: string;
  outcome?: string;
  from?: string;
  to?: string;
} => ({
  search: text(search.search),
  service: text(search.service),
  actor: text(search.actor),
  action: text(search.action),
  target: text(search.target),
  outcome: text(search.outcome),
  from: text(search.from),
  to: text(search.to),
});
