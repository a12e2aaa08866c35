import { useQueryClient } from '@tanstack/react-query';
import { setCsrfToken } from '@/api/http';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';

/** Takes over a fresh session. */
export function useSignedIn() {
  const client = useQueryClient();
  return (session: Session) => {
    setCsrfToken(session.csrfToken);
    client.setQueryData(sessionQuery.queryKey, session);
  };
}
