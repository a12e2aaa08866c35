import { queryOptions, useQuery } from '@tanstack/react-query';
import { access } from './access';
import { setCsrfToken } from './http';
import { Problem } from './problem';
import type { Role, Session } from './types';

async function loadSession(): Promise<Session | null> {
  try {
    const session = await access.session();
    setCsrfToken(session.csrfToken);
    return session;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) {
      setCsrfToken(undefined);
      return null;
    }
    throw problem;
  }
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: loadSession,
  staleTime: 60_000,
});

/** The signed-in person, or null for a visitor. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

const RANK: Record<Role, number> = { reader: 0, writer: 1, maintainer: 2, owner: 3 };

/** Names of the namespaces where the person may create things, the own one first. */
export function writableNamespaces(session: Session | null): string[] {
  return (session?.namespaces ?? [])
    .filter(({ role }) => RANK[role] >= RANK.writer)
    .sort((a, b) => Number(b.kind === 'user') - Number(a.kind === 'user'))
    .map(({ name }) => name);
}

const OVERSEERS = ['admin', 'auditor'];

/** Whether a part of the administration is open to the person: all of it, or the audit trail alone. */
export function oversees(session: Session | null): boolean {
  return session?.user.roles.some((role) => OVERSEERS.includes(role)) ?? false;
}
